"""Transformations of SVG elements as matrices of six numbers (SVG 1.1, section 7.6)."""

from __future__ import annotations

import math
import re

from narrate.drawings.numbers import NUMBER

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_CALL = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")


def product(outer: Matrix, inner: Matrix) -> Matrix:
    """The matrix that applies ``inner`` first and then ``outer``."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def read_transform(text: str) -> Matrix:
    """The matrix of a ``transform`` attribute. Functions that are unknown or malformed are ignored."""
    matrix = IDENTITY
    for name, arguments in _CALL.findall(text):
        numbers = [float(number) for number in NUMBER.findall(arguments)]
        matrix = product(matrix, _MATRIX_OF[name](numbers) if numbers else IDENTITY)
    return matrix


def enlargement(matrix: Matrix) -> float:
    """How many times ``matrix`` enlarges lengths: the mean of all directions, 0 if it flattens areas to lines."""
    return float(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5)


def _given(numbers: list[float]) -> Matrix:
    if len(numbers) != 6:
        return IDENTITY
    a, b, c, d, e, f = numbers
    return (a, b, c, d, e, f)


def _moved(numbers: list[float]) -> Matrix:
    return (1.0, 0.0, 0.0, 1.0, numbers[0], numbers[1] if len(numbers) > 1 else 0.0)


def _scaled(numbers: list[float]) -> Matrix:
    return (numbers[0], 0.0, 0.0, numbers[1] if len(numbers) > 1 else numbers[0], 0.0, 0.0)


def _turned(numbers: list[float]) -> Matrix:
    """A rotation by an angle in degrees, around a point if its x and y are given."""
    angle = math.radians(numbers[0])
    turned = (math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), 0.0, 0.0)
    if len(numbers) != 3:
        return turned
    x, y = numbers[1:]
    return product(product((1.0, 0.0, 0.0, 1.0, x, y), turned), (1.0, 0.0, 0.0, 1.0, -x, -y))


def _slanted_across(numbers: list[float]) -> Matrix:
    return (1.0, 0.0, math.tan(math.radians(numbers[0])), 1.0, 0.0, 0.0)


def _slanted_down(numbers: list[float]) -> Matrix:
    return (1.0, math.tan(math.radians(numbers[0])), 0.0, 1.0, 0.0, 0.0)


_MATRIX_OF = {
    "matrix": _given,
    "translate": _moved,
    "scale": _scaled,
    "rotate": _turned,
    "skewX": _slanted_across,
    "skewY": _slanted_down,
}
