"""A figure alone takes the room that it can use, and words in it that come out too small are told."""

import re
from pathlib import Path

import pytest

from narrate.check import check
from narrate.model import Box, Layout, Role, Slide
from narrate.script import find_sources, read_source
from narrate.slides import make_theme, paginate
from narrate.slides.grid import FULL, LOWEST, MARGIN, PANEL_X, WIDTH
from narrate.slides.layout import lay_out
from narrate.slides.small_words import LEAST_WORDS
from tests.slides.making import check_slide
from tests.tables import each
from tests.writing import write

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}">{}</svg>'
WORDS = {
    "en": ("Your six weeks", "You walk a little more each day."),
    "es": ("Sus seis semanas", "Usted camina un poco más cada día."),
    "de": ("Ihre sechs Wochen", "Sie gehen jeden Tag etwas weiter."),
    "fr": ("Vos six semaines", "Vous marchez un peu plus chaque jour."),
    "ar": ("أسابيعك الستة", "تمشي كل يوم أكثر قليلاً."),
    "ja": ("あなたの六週間", "毎日少しずつ長く歩きます。"),
}
PART = '<rect id="week" x="10" y="10" width="100" height="100"/>'


def slide_of(
    folder: Path, size: tuple[float, float], language: str = "en", *, inside: str = PART, **more: str
) -> Slide:
    """The slide of a figure of ``size`` (units) in a script in ``language``."""
    title, said = WORDS[language]
    write(folder / "knee/plan.svg", SVG.format(*size, inside))
    text = f"---\ntitle: {title}\n---\n## {more.get('heading', title)}\n\n![{title}](plan.svg)\n\n{more.get('points', '')}{more.get('said', said)}\n"
    path = write(folder / f"knee/{language}.md", text)
    (source,), _ = find_sources([path])
    script, _ = read_source(source)
    theme = make_theme(script.theme, more.get("theme", ""))
    deck = lay_out(paginate(script, theme), theme)
    for one in deck.slides:
        check_slide(deck, one)
    return deck.slides[1]


def figure_of(slide: Slide) -> Box:
    (box,) = (one for one in slide.boxes if one.role is Role.FIGURE)
    return box


@each("language", WORDS)
@each("size", [(520, 200), (1600, 900), (1000, 100), (350, 200)])
def test_a_wide_figure_alone_stands_under_its_heading_at_full_width(tmp_path, language, size):
    slide = slide_of(tmp_path, size, language)
    box = figure_of(slide)
    assert slide.layout is Layout.FIGURE
    head = next(one for one in slide.boxes if one.role is Role.TITLE)
    assert box.y >= head.y + head.height
    assert box.y + box.height <= LOWEST + 0.01
    assert box.x >= MARGIN - 0.01
    assert box.x + box.width <= WIDTH - MARGIN + 0.01
    assert box.width == pytest.approx(FULL) or box.y + box.height == pytest.approx(LOWEST, abs=0.1)
    assert box.width > 624 * 1.2
    assert box.x + box.width / 2 == pytest.approx(WIDTH / 2, abs=0.1)


@each("size", [(688, 720), (400, 400), (200, 600), (400, 320)])
@each("language", ["en", "es", "ar"])
def test_a_figure_that_gains_nothing_stays_beside_its_heading(tmp_path, size, language):
    box = figure_of(slide_of(tmp_path, size, language))
    assert box.x >= PANEL_X if language != "ar" else box.x + box.width <= WIDTH - PANEL_X


def test_a_figure_with_points_or_with_a_part_lit_stays_at_its_side(tmp_path):
    points = slide_of(tmp_path, (520, 200), points="- Walk each day\n\n")
    assert points.layout is Layout.SPLIT
    lit = slide_of(tmp_path, (520, 200), said="You walk in the first [week](#week).")
    assert lit.layout is Layout.FIGURE
    assert figure_of(lit).x + figure_of(lit).width / 2 > WIDTH / 2


def test_a_long_heading_and_large_print_leave_it_its_room(tmp_path):
    heading = "What you may do in the first six weeks after your operation, and what you should leave for later"
    for theme in ("", "large"):
        box = figure_of(slide_of(tmp_path, (520, 150), heading=heading, theme=theme))
        assert box.width > 800


def warned(folder: Path, size: tuple[float, float], inside: str, language: str = "en", figures: str = "") -> list[str]:
    title, said = WORDS[language]
    write(folder / "knee/plan.svg", SVG.format(*size, inside))
    figures = figures or f"![{title}](plan.svg)"
    path = write(folder / f"knee/{language}.md", f"---\ntitle: {title}\n---\n## {title}\n\n{figures}\n\n{said}\n")
    return [str(one) for one in check([path]) if one.code == "small-words"]


SMALL = {
    "a wide plan": ("en", (1600, 600), '<text x="9" y="90" font-size="20">You may feel sick</text>', "14.4 px"),
    "a tall plan": ("es", (400, 1600), '<text x="9" y="90" font-size="24">Náuseas</text>', "9.84 px"),
    "a smaller group": ("de", (520, 200), '<text y="90" font-size="16" transform="scale(.5)">Übelkeit</text>', "17.7 px"),
    "a style": ("fr", (688, 720), '<text y="90" style="font-size:12px">Nausées</text>', "12 px"),
    "signs": ("ja", (1000, 1000), '<text y="90" font-size="20">吐き気</text>', "12.5 px"),
    "from right to left": ("ar", (2000, 900), '<text y="90" font-size="30">غثيان</text>', "15.9 px"),
}  # fmt: skip


@each("name", SMALL)
def test_words_too_small_on_the_slide_are_told_with_the_size_that_will_do(tmp_path, name):
    language, size, inside, px = SMALL[name]
    (told,) = warned(tmp_path, size, inside, language)
    assert px in told
    assert "'plan.svg'" in told
    assert "units high" in told
    assert "\n" not in told
    needed = float(told.partition("at least ")[2].partition(" units")[0])
    larger = re.sub(r"(font-size[:=]\"?)[\d.]+", rf"\g<1>{needed * (2.02 if 'scale(.5)' in inside else 1.01)}", inside)
    assert warned(tmp_path, size, larger, language) == []


def test_words_that_can_be_read_and_decoration_are_no_matter(tmp_path):
    assert warned(tmp_path, (520, 200), '<text y="90" font-size="9">You may feel sick</text>') == []
    assert warned(tmp_path, (1600, 600), '<text y="90" font-size="9">Clinic</text>', figures="![](plan.svg)") == []
    assert warned(tmp_path, (1600, 600), PART) == []


def test_each_of_two_figures_is_told_once(tmp_path):
    write(tmp_path / "knee/other.svg", SVG.format(400, 300, PART))
    told = warned(
        tmp_path,
        (400, 300),
        '<text y="90" font-size="10">Day 1</text><text y="190" font-size="9">Day 9</text>',
        figures='![The plan](plan.svg "Plan")\n\n![The bone](other.svg "Bone")',
    )
    assert len(told) == 1
    assert "'Day 9'" in told[0]


def test_the_limit_is_a_fortieth_of_the_slide():
    assert LEAST_WORDS == 720 / 40
