"""A lit part: a line in the mark's colour inside a halo, over everything; nothing else is touched."""

import numpy as np
import pytest

from narrate.drawings.lighting import lit_svg
from narrate.slides.theme import THEMES
from tests.drawings.making import clean, cleaned, drawing, painted

COLOURS = {"mark": "A8430F", "paper": "FFFFFF", "faded": "E7E2D8", "faded_line": "857B6D"}
BACK = '<rect width="400" height="300" fill="#00FF00"/>'
PART = '<rect id="part" x="100" y="80" width="200" height="140" fill="#0000FF"/>'
OTHER = '<g id="other"><circle cx="40" cy="40" r="25" fill="red" stroke="#000"/></g>'


def runs(row: np.ndarray) -> list[tuple[str, int]]:
    """A row of pixels as names of colours and their lengths, what lies between two of them left out."""
    names = {(0, 255, 0): "back", (0, 0, 255): "part", (168, 67, 15): "mark", (255, 255, 255): "halo"}
    found: list[tuple[str, int]] = []
    for pixel in row:
        name = names.get(tuple(int(value) for value in pixel[:3]), "")
        if name and found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + 1)
        elif name:
            found.append((name, 1))
    return found


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.5, 6.0])
def test_line_and_halo_are_5_and_11_px_on_the_slide(scale: float):
    lit = lit_svg(cleaned(BACK + PART), "part", COLOURS, scale)
    width, height = round(400 * scale), round(300 * scale)
    row = painted(lit, width, height)[height // 2]
    found = runs(row)
    assert [name for name, _ in found] == ["back", "halo", "mark", "halo", "part", "halo", "mark", "halo", "back"]
    lengths = dict(enumerate(length for _, length in found))
    for number, wanted in ((1, 3), (2, 5), (3, 3), (5, 3), (6, 5), (7, 3)):
        assert abs(lengths[number] - wanted) <= 1


@pytest.mark.parametrize("view", ["0 0 4 3", "0 0 200000 150000", "-200 -150 400 300"])
def test_line_and_halo_at_any_scale_of_the_drawing(view: str):
    left, top, width, height = map(float, view.split())
    inside = (
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="#0F0"/>'
        f'<rect id="part" x="{left + width / 4}" y="{top + height / 4}" width="{width / 2}" height="{height / 2}" fill="#00F"/>'
    )
    made = clean(drawing(inside, view))[0]
    found = runs(painted(lit_svg(made.content, "part", COLOURS, 800 / made.width), 800, 600)[300])
    assert [name for name, _ in found] == ["back", "halo", "mark", "halo", "part", "halo", "mark", "halo", "back"]
    assert [abs(length - wanted) <= 1 for (_, length), wanted in zip(found[1:4], (3, 5, 3), strict=True)] == [True] * 3


def test_everything_else_stays_as_it_was():
    svg = cleaned(BACK + OTHER + PART)
    before, after = painted(svg, 800, 600), painted(lit_svg(svg, "part", COLOURS, 2.0), 800, 600)
    changed = (np.abs(before - after).max(axis=2) > 2).nonzero()
    assert changed[0].size
    ys, xs = changed[0], changed[1]
    edges = [np.abs(xs - 200), np.abs(xs - 600), np.abs(ys - 160), np.abs(ys - 440)]
    assert np.min(edges, axis=0).max() <= 7


def test_what_hides_a_part_still_hides_it():
    over = '<rect x="150" y="0" width="40" height="300" fill="#0F0"/>'
    svg = cleaned(BACK + PART + over)
    after = painted(lit_svg(svg, "part", COLOURS, 1.0))
    assert tuple(after[150, 170][:3]) == (0, 255, 0)  # the bar still lies over the part's middle
    assert tuple(after[80, 170][:3]) == (168, 67, 15)  # and the line over the bar


def test_others_fade_in_an_overview_only():
    inside = '<g {}><g id="part"><rect x="200" y="100" width="90" height="90" fill="#00F"/></g>{}</g>'
    plain = lit_svg(cleaned(inside.format("", OTHER)), "part", COLOURS, 1.0)
    assert tuple(painted(plain)[40, 40][:3]) == (255, 0, 0)
    overview = lit_svg(cleaned(inside.format('data-overview="true"', OTHER)), "part", COLOURS, 1.0)
    assert tuple(painted(overview)[40, 40][:3]) == (0xE7, 0xE2, 0xD8)
    assert tuple(painted(overview)[145, 245][:3]) == (0, 0, 255)


@pytest.mark.parametrize(
    "other",
    [
        '<circle cx="40" cy="40" r="25"/>',
        '<g fill="red"><circle cx="40" cy="40" r="25"/></g>',
        '<g style="fill:red"><g><circle cx="40" cy="40" r="25"/></g></g>',
        '<use href="#d" x="40" y="40"/>',
        '<circle cx="40" cy="40" r="25" fill="url(#g)"/>',
    ],
)
def test_a_fill_fades_however_it_is_said(other: str):
    defs = '<defs><circle id="d" r="25" fill="red"/><linearGradient id="g"><stop stop-color="red"/></linearGradient></defs>'
    svg = cleaned(f'{defs}<g data-overview="true"><rect id="part" x="200" width="50" height="50"/>{other}</g>')
    assert tuple(painted(lit_svg(svg, "part", COLOURS, 1.0))[40, 40][:3]) == (0xE7, 0xE2, 0xD8)


def test_what_has_no_fill_gets_none():
    other = '<circle cx="40" cy="40" r="25" fill="none" stroke="red" stroke-width="6"/>'
    svg = cleaned(f'<g data-overview="true"><rect id="part" x="200" width="50" height="50"/>{other}</g>')
    lit = painted(lit_svg(svg, "part", COLOURS, 1.0))
    assert lit[40, 40][3] == 0
    assert tuple(lit[40, 15][:3]) == (0x85, 0x7B, 0x6D)


def test_a_part_that_shows_nothing_changes_nothing():
    svg = cleaned(BACK + '<g id="part"/>')
    assert lit_svg(svg, "part", COLOURS, 1.0) == svg
    assert lit_svg(svg, "none", COLOURS, 1.0) == svg


def test_every_theme_has_the_colours_it_takes():
    for colours, _ in THEMES.values():
        assert set(COLOURS) <= set(colours)
