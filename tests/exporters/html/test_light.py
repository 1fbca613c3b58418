"""What lights up on a slide lies where the painted slide has it, and outlines are written in few characters."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.exporters.html.short_paths import PER_PX, rectangle, short_path

NUMBER = st.floats(-900, 900).map(lambda value: round(value, 2))
POINT = st.tuples(NUMBER, NUMBER)


def ends(path: str) -> list[tuple[float, float]]:
    """Return the points of a path of absolute or relative M, L, Q, C, Z (h and v are not needed), in px."""
    found, now, start = [], (0.0, 0.0), (0.0, 0.0)
    for letter, text in re.findall("([MLQCZlqcz])([^MLQCZlqcz]*)", path):
        values = [float(one) for one in re.findall(r"-?[\d.]+", text)]
        points = list(zip(values[::2], values[1::2], strict=True))
        if letter in "Zz":
            now = start
            continue
        if letter.islower():
            points = [(now[0] + x, now[1] + y) for x, y in points]
        found += points
        now = points[-1]
        start = now if letter == "M" else start
    return found


@given(st.lists(st.tuples(st.sampled_from("LQCZ"), POINT, POINT, POINT), max_size=20), POINT, st.floats(0.05, 3))
def test_a_short_path_has_the_same_points_to_a_tenth_of_a_px(steps, first, scale):
    counts = {"L": 1, "Q": 2, "C": 3, "Z": 0}
    data = "M{:.2f} {:.2f}".format(*first)
    for letter, *points in steps:
        data += letter + " ".join(f"{x:.2f} {y:.2f}" for x, y in points[: counts[letter]])
    short = ends(short_path(data, 592.0, 48.0, scale))
    wanted = [(592.0 + x * scale, 48.0 + y * scale) for x, y in ends(data)]
    assert len(short) == len(wanted)
    for (x, y), (wanted_x, wanted_y) in zip(short, wanted, strict=True):
        assert x / PER_PX == pytest.approx(wanted_x, abs=0.051)
        assert y / PER_PX == pytest.approx(wanted_y, abs=0.051)


def test_a_short_path_needs_no_letter_that_svg_lacks_and_is_short():
    path = short_path("M238.90 245.30L240.40 246.70Q253.10 244.60 274.00 236.50Z", 592.0, 0.0, 1.0)
    assert path == "M8309 2453l15 14q127 -21 336 -102z".replace(" -", "-")
    assert rectangle(592, 0, 688, 720) == "M5920 0h6880v7200h-6880z"


def test_lit_parts_and_marks_are_drawn_for_each_language(pages):
    for language, page in pages.items():
        overlays = re.findall('<svg class="overlay.*', page.content)
        figures = re.findall('<svg class="figure".*', page.content)
        assert len(overlays) == 2 * page.content.count('<div class="figures">'), language
        assert all(line.count("<text") >= 1 for line in figures if "<use" in line and "polyline" in line)
        for line in figures:
            view = [float(one) for one in re.search('viewBox="([^"]*)"', line).group(1).split()]
            for x, y, width, height in re.findall(
                r'<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.-]+)" height="([\d.-]+)"', line
            ):
                assert float(x) >= view[0] - 0.1
                assert float(y) >= view[1] - 0.1
                assert float(width) <= view[2] + 0.1
                assert float(height) <= view[3] + 0.1


def test_each_use_has_something_to_use(pages):
    for page in pages.values():
        ids = re.findall(' id="([^"]*)"', page.content)
        assert len(ids) == len(set(ids))
        assert set(re.findall('<use href="#([^"]*)"', page.content)) <= set(ids)


def test_the_parts_of_an_overview_fade_and_their_labels_do_not(pages):
    for language in ("es", "hi", "ja"):
        fades = re.findall('<path class="fade"[^>]*fill-rule="evenodd"[^>]*d="([^"]*)"', pages[language].content)
        assert len(fades) == 2, language
        for path in fades:
            assert path.count("M") == 3  # the figure, the label of the other part, and the outline
    assert 'class="fade"' not in pages["en"].content
