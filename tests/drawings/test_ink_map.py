import numpy as np
import pytest

from narrate.drawings.ink_map import CELLS, ink_of
from tests.drawings.making import clean, cleaned, drawing


def test_cells_where_something_is():
    ink = ink_of(cleaned('<rect x="100" y="75" width="200" height="150" fill="red"/>'), 400, 300)
    assert ink.shape == (72, CELLS)
    assert ink[18:54, 24:72].all()
    assert ink.sum() == 36 * 48


def test_a_thin_line_takes_its_cells():
    ink = ink_of(cleaned('<path d="M0 150H400" stroke="#000" stroke-width=".8"/>'), 400, 300)
    assert ink.any(axis=0).all()
    assert ink.sum() <= 2 * CELLS


@pytest.mark.parametrize("view", ["0 0 9000 6000", "0 0 3 2", "0 0 200 4000", "0 0 4000 200", "-50 -50 100 100"])
def test_any_shape_and_size(view: str):
    left, top, width, height = map(float, view.split())
    made = clean(drawing(f'<rect x="{left}" y="{top}" width="{width / 2}" height="{height}"/>', view))[0]
    ink = ink_of(made.content, made.width, made.height)
    assert max(ink.shape) == CELLS
    half = round(ink.shape[1] / 2)
    assert ink[:, :half].all()
    assert not ink[:, half + 1 :].any()


def test_nothing_hidden_takes_room():
    assert not np.any(ink_of(cleaned('<g display="none"><rect width="400" height="300"/></g>'), 400, 300))
