"""Transformations of SVG elements as matrices of six numbers (SVG 1.1, section 7.6)."""

from __future__ import annotations

import math
import re

from narrate.drawings.numbers import NUMBER

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_CALL = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^)]*)\)")


def product(outer: Matrix, inner: Matrix) -> Matrix:
    """The matrix that applies ``inner`` first and then ``outer``."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def read_transform(text: str) -> Matrix:
    """The matrix of a ``transform`` attribute. Functions that are unknown or malformed are ignored."""
    matrix = IDENTITY
    for name, arguments in _CALL.findall(text):
        matrix = product(matrix, _matrix(name, [float(number) for number in NUMBER.findall(arguments)]))
    return matrix


def _matrix(name: str, numbers: list[float]) -> Matrix:
    if name == "matrix" and len(numbers) == 6:
        a, b, c, d, e, f = numbers
        return (a, b, c, d, e, f)
    if name == "translate" and numbers:
        return (1.0, 0.0, 0.0, 1.0, numbers[0], numbers[1] if len(numbers) > 1 else 0.0)
    if name == "scale" and numbers:
        return (numbers[0], 0.0, 0.0, numbers[1] if len(numbers) > 1 else numbers[0], 0.0, 0.0)
    if name == "rotate" and numbers:
        turn = math.radians(numbers[0])
        turned = (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0.0, 0.0)
        if len(numbers) == 3:
            x, y = numbers[1:]
            return product(product((1.0, 0.0, 0.0, 1.0, x, y), turned), (1.0, 0.0, 0.0, 1.0, -x, -y))
        return turned
    if name == "skewX" and numbers:
        return (1.0, 0.0, math.tan(math.radians(numbers[0])), 1.0, 0.0, 0.0)
    if name == "skewY" and numbers:
        return (1.0, math.tan(math.radians(numbers[0])), 0.0, 1.0, 0.0, 0.0)
    return IDENTITY
