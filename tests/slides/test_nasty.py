"""Scripts that fill slides to bursting: measured in what is painted, nothing overflows, overlaps or is lost."""

from itertools import product

import pytest

import narrate
from narrate.errors import InputError
from narrate.script import find_sources
from narrate.script.reading import read_source
from narrate.slides import lay_out, make_theme, paginate
from narrate.slides.theme import THEMES
from tests.fake_engine import FakeEngine
from tests.slides.making import check_deck
from tests.slides.nasty import LONG_HEADING, LONG_WORD, ONE, many_script, nasty_script, raw_script
from tests.slides.rendered import line_faults, lines_shown, office_inks, overflows, typst_inks
from tests.slides.test_pagination import check_parts
from tests.writing import write

SCRIPTS = {"headings": nasty_script, "raw": raw_script, "many": many_script}


def laid_out(path, theme, duration_ms=360_000):
    (source,), _ = find_sources([path])
    script, _ = read_source(source, "en")
    theme = make_theme(script.theme, theme)
    paginated = paginate(script, theme)
    check_parts(script, paginated)
    return lay_out(paginated, theme, duration_ms)


def letters(deck):
    return "".join(
        "".join(line.split())
        for slide in deck.slides
        for box in slide.boxes
        for one in box.paragraphs
        for line in one.lines
    )


QUICK = [("raw", "light")]


@pytest.mark.parametrize(
    ("kind", "theme"),
    [
        pytest.param(*one, marks=() if one in QUICK else pytest.mark.slow)
        for one in product(("headings", "raw"), THEMES)
    ],
)
def test_nothing_overflows_in_pictures(tmp_path, kind, theme):
    deck = laid_out(SCRIPTS[kind](tmp_path), theme)
    check_deck(deck)
    inks = typst_inks(deck, "en", tmp_path, ppi=72)
    assert [fault for slide, ink in zip(deck.slides, inks, strict=True) for fault in overflows(slide, ink)] == []
    shown = letters(deck)
    assert LONG_WORD in shown
    assert "".join(ONE.split())[:60] in shown
    if kind == "headings":
        assert "".join(LONG_HEADING.split()) in shown
        assert "<10%of1,000mg" in shown


@pytest.mark.slow
def test_two_hundred_segments(tmp_path):
    deck = laid_out(many_script(tmp_path), "light")
    assert len(deck.slides) == 201
    check_deck(deck)
    inks = typst_inks(deck, "en", tmp_path, ppi=72)
    assert [fault for slide, ink in zip(deck.slides, inks, strict=True) for fault in overflows(slide, ink)] == []


def test_an_empty_segment_is_refused_with_its_line(tmp_path):
    path = write(
        tmp_path / "s/heart/en.md", "---\ntitle: A\n---\n\n## One\n\nText.\n\n## Nothing here\n\n## Three\n\nText.\n"
    )
    with pytest.raises(InputError) as caught:
        narrate.build([path], tmp_path / "o", voice=FakeEngine(), store=tmp_path / "st")
    (problem,) = caught.value.problems
    assert (problem.place.line, problem.code) == (9, "no-narration")
    assert problem.hint


def test_faults_would_be_seen(tmp_path):
    """What finds nothing must be able to: a heading put where the words are, and words wider than their box."""
    from dataclasses import replace

    deck = laid_out(many_script(tmp_path, 1), "light")
    slide = deck.slides[1]
    low = next(box for box in slide.boxes if box.role == "body")
    boxes = [
        replace(box, y=low.y, paragraphs=(replace(box.paragraphs[0], top=low.y),)) if box.role == "title" else box
        for box in slide.boxes
    ]
    boxes = tuple(replace(box, width=90.0) if box.role == "body" else box for box in boxes)
    moved = replace(slide, boxes=boxes)
    (ink,) = typst_inks(replace(deck, slides=(moved,)), "en", tmp_path)
    faults = overflows(moved, ink)
    assert any(" over " in fault for fault in faults)
    assert any("its box" in fault for fault in faults)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "theme"), [("headings", "light"), ("headings", "large"), ("raw", "dark"), ("many", "contrast")]
)
def test_nothing_overflows_in_decks(tmp_path, program, kind, theme):
    program("soffice")
    program("pdftoppm")
    path = SCRIPTS[kind](tmp_path)
    (made,) = narrate.build(
        [path], tmp_path / "o", to=["pptx"], theme=theme, voice=FakeEngine(), store=tmp_path / "st", language="en"
    ).made
    deck = laid_out(path, theme, made.manifest.duration_ms)
    inks, pdf = office_inks(deck, next(made.folder.glob("*.pptx")), tmp_path, dpi=96)
    assert [fault for slide, ink in zip(deck.slides, inks, strict=True) for fault in overflows(slide, ink)] == []
    pages = lines_shown(pdf)
    assert [
        fault
        for slide, words in zip(deck.slides, pages, strict=True)
        for fault in line_faults(slide, words, turned=False)
    ] == []
