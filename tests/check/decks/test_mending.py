"""Mending a deck: titles above slides, and languages; all else stays."""

from __future__ import annotations

import zipfile

import pytest
from pptx import Presentation

from narrate.check.decks import report_on
from narrate.check.decks.mending import mend_deck
from narrate.cli import main
from narrate.errors import InputError, UsageError
from tests.exporters.pptx.changed_decks import audit
from tests.exporters.pptx.decks_of_others import write_deck


def deck_of(path, *slides):
    """Write a deck with a slide for each of ``slides``: the texts on it, and no title."""
    deck = Presentation()
    for texts in slides:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        for text in texts:
            slide.shapes.add_textbox(0, 0, 3_000_000, 500_000).text_frame.text = text
    deck.save(path)
    return path


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


TEXTS = (
    ["Before your operation", "Do not eat anything for 6 hours before you come."],
    ["Before your operation", "Take 5 mL of the syrup in the morning."],
    [],
    ["Lea esta hoja antes de venir, y no beba más de dos vasos de agua por la mañana."],
)


@pytest.fixture
def mended(tmp_path):
    deck = deck_of(tmp_path / "talk.pptx", *TEXTS)
    before = deck.read_bytes()
    done = mend_deck(deck, tmp_path / "mended.pptx", "en")
    assert deck.read_bytes() == before
    return tmp_path, done


def test_slides_get_titles_that_are_all_different(mended):
    folder, done = mended
    titles = [slide.shapes.title.text for slide in Presentation(folder / "mended.pptx").slides]
    assert titles == ["Before your operation", "Before your operation (2)", "Slide 3", TEXTS[3][0]]
    assert [one.place.line for one in done if "title" in one.what] == [1, 2, 3, 4]
    slide = Presentation(folder / "mended.pptx").slides[0]
    assert slide.shapes[0] == slide.shapes.title
    assert slide.shapes.title.top + slide.shapes.title.height < 0


def test_words_get_the_language_of_the_deck_unless_they_are_in_another(mended):
    folder, done = mended
    slides = parts(folder / "mended.pptx")
    assert b'lang="en-US"' in slides["ppt/slides/slide1.xml"]
    assert b"lang=" not in slides["ppt/slides/slide4.xml"]
    assert [one.place.line for one in done if "language" in one.what] == [1, 2, 3]


def test_nothing_else_changes_and_the_format_is_sound(mended):
    folder, _ = mended
    before, after = parts(folder / "talk.pptx"), parts(folder / "mended.pptx")
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {f"ppt/slides/slide{number}.xml" for number in (1, 2, 3, 4)}
    assert audit(folder / "mended.pptx") == audit(folder / "talk.pptx")


def test_what_was_reported_is_mended(mended):
    folder, _ = mended
    codes = [one.code for one in report_on(folder / "talk.pptx", "en")]
    left = [(one.place.line, one.code) for one in report_on(folder / "mended.pptx", "en")]
    assert codes.count("deck-title") == 4
    assert "deck-language" in codes
    assert [one for one in left if one[1] == "deck-title"] == []


def test_a_deck_with_titles_keeps_its_slides(tmp_path):
    deck = write_deck(tmp_path / "talk.pptx")
    assert mend_deck(deck, tmp_path / "mended.pptx") == []
    assert parts(deck) == parts(tmp_path / "mended.pptx")


def test_a_file_that_exists_and_a_signed_deck_are_refused(tmp_path):
    deck = deck_of(tmp_path / "talk.pptx", *TEXTS)
    with pytest.raises(UsageError, match="exists"):
        mend_deck(deck, deck)
    with zipfile.ZipFile(deck, "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    with pytest.raises(InputError, match="signed"):
        mend_deck(deck, tmp_path / "mended.pptx")
    assert not (tmp_path / "mended.pptx").exists()


def test_the_command_says_what_it_mended(tmp_path, capsys):
    deck = deck_of(tmp_path / "talk.pptx", *TEXTS)
    target = tmp_path / "mended.pptx"
    assert main(["check", str(deck), "--language", "en", "--mend", str(target)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == str(target)
    assert f"{deck}:3: has the title 'Slide 3' now" in lines[-5] or any("Slide 3" in line for line in lines)
    assert main(["check", str(tmp_path), "--mend", str(target)]) == 2
