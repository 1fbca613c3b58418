import math

import pytest

from narrate.drawings.transforms import IDENTITY, Matrix, product, read_transform
from tests.tables import each


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


@each(
    ("text", "point"),
    [
        ("", (3, 4)),
        ("translate(10)", (13, 4)),
        ("translate(10, -20)", (13, -16)),
        ("scale(2)", (6, 8)),
        ("scale(2 .5)", (6, 2)),
        ("rotate(90)", (-4, 3)),
        ("rotate(90 3 4)", (3, 4)),
        ("rotate(180,0,4)", (-3, 4)),
        ("skewX(45)", (7, 4)),
        ("skewY(45)", (3, 7)),
        ("matrix(1 2 3 4 5 6)", (20, 28)),
        ("translate(10 0) scale(2)", (16, 8)),
        ("scale(2),translate(10 0)", (26, 8)),
        ("translate(1e1,-.5e1)", (13, -1)),
        ("spin(90)", (3, 4)),
        ("rotate()", (3, 4)),
    ],
)
def test_moves_a_point_as_svg_says(text: str, point: tuple[float, float]):
    assert moved(read_transform(text), 3, 4) == pytest.approx(point)


def test_the_inner_is_done_first():
    outer, inner = read_transform("rotate(30)"), read_transform("translate(5 6)")
    assert moved(product(outer, inner), 1, 2) == pytest.approx(moved(outer, *moved(inner, 1, 2)))
    assert product(IDENTITY, outer) == outer
    turn = math.radians(30)
    assert outer[:2] == pytest.approx((math.cos(turn), math.sin(turn)))
