"""Numerals are paths: as large as they say, of a colour between two."""

import re

import numpy as np

from narrate.drawings.numeral_drawings import numeral_size, numeral_svg
from tests.drawings.making import painted


def test_the_drawing_fills_its_box_in_a_colour_near_the_ground():
    across, down = numeral_size("12")
    assert across > numeral_size("1")[0] + numeral_size("2")[0]
    svg = numeral_svg("12", "000000", "646464")
    assert b"<text" not in svg
    picture = painted(svg, round(across / 4), round(down / 4))
    ink = picture[..., 3] > 127
    assert ink.any(axis=0)[[1, -2]].all()
    assert ink.any(axis=1)[[1, -2]].all()
    assert np.abs(picture[ink][:, :3].astype(int) - 20).max() <= 1


def test_every_digit_is_drawn():
    drawn = {re.search(r' d="([^"]+)"', numeral_svg(digit, "000000", "FFFFFF").decode())[1] for digit in "0123456789"}
    assert len(drawn) == 10
