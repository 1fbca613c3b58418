"""Reading decks whose slides are kept: marks never change what is said, and damaged decks are refused in one line."""

from __future__ import annotations

import re
import zipfile

import pytest

from narrate.errors import InputError
from narrate.script.kept_decks import read_kept_deck
from tests.exporters.pptx.decks_of_others import write_deck
from tests.tables import each


def read(folder, notes, language="en", title="Before the operation"):
    slides = [("Guide", ("For you",), "", ""), (title, ("Water",), notes, "")]
    return read_kept_deck(write_deck(folder / "talk.pptx", slides, hidden=0), "talk", language, 5000)


def said(kept):
    return [(one.text, [token.text for token in one.tokens]) for part in kept.segments for one in part.sentences]


MARKED = [
    ("en", "[click] 1. Wash your hands.\n[click] 2. Take 5 mg.\n[click] 3. Do not eat."),
    ("en", "Take [click] approx. 5 mg. Mr. and [click] Mrs. Lee walk."),
    ("en", "[click] (pause) Walk. [click] [music] Rest. (applause [click]) Eat 5 mg."),
    ("en", "[click] Nurse: Take 5 mg.\nNurse: [click] Do not walk."),
    ("es", "[click] ¿Puede comer? [click] ¡No coma! La [click] Dra. Ruiz llega."),
    ("de", "[click] Dr. Meier hilft. Nehmen Sie [click] 1,5 mg, [click] z. B. morgens."),
    ("ar", "[click] لا تأكل بعد منتصف الليل. [click] خذ 5 mg."),
    ("ja", "[click]食事をしないでください。[click]5 mgを飲みます。朝に[click]1錠、夜に[click]2錠。"),
]


@each("language, notes", MARKED)
def test_marks_change_no_sentence_and_none_is_lost(tmp_path, language, notes):
    marked = read(tmp_path, notes, language)
    assert said(marked) == said(read(tmp_path, notes.replace("[click] ", "").replace("[click]", ""), language))
    clicks = [click for part in marked.segments for one in part.sentences for click in one.clicks]
    assert len(clicks) == notes.count("[click]")


def test_a_mark_within_a_dose_is_named(tmp_path):
    kept = read(tmp_path, "Take 2[click].5 mg of it.")
    assert [one.text for one in kept.segments[1].sentences] == ["Take 2.5 mg of it."]
    found = [problem for problem in kept.problems if problem.code == "kept-slide"]
    assert [problem.place.line for problem in found] == [2]
    assert "'2[click].5'" in found[0].message


def test_a_mark_in_notes_that_only_announce_the_deck_stays(tmp_path):
    slides = [("Knee guide", (), "[click] Knee guide", ""), ("Pain", ("Water",), "Take 5 mg.", "")]
    kept = read_kept_deck(write_deck(tmp_path / "talk.pptx", slides, hidden=0), "talk", "en", 5000)
    assert [one.clicks for one in kept.segments[0].sentences] == [(0,)]


def test_marks_alone_are_no_notes(tmp_path):
    with pytest.raises(InputError, match="no slide has notes"):
        read(tmp_path, "[click]\n[click]")


PRESENTATION, SLIDE, NOTES = "ppt/presentation.xml", "ppt/slides/slide2.xml", "ppt/notesSlides/notesSlide1.xml"
MARKUP_DECLARATION = b'<!DOCTYPE x [<!ENTITY a "5 mg">]><p:'
BROKEN = [
    ("slide 2 is missing", PRESENTATION, rb'(<p:sldId [^>]*id="257"[^>]*r:id=")[^"]*', rb"\1rId999"),
    ("slide 3 is listed twice", PRESENTATION, rb'<p:sldId [^>]*id="257"[^>]*/>', rb"\g<0>\g<0>"),
    ("the deck has no slides", PRESENTATION, rb"(?s)<p:sldIdLst>.*</p:sldIdLst>", b""),
    ("slide2.xml is not a slide", SLIDE, rb"(?s)<p:spTree>.*</p:spTree>", b""),
    ("slide2.xml is not a slide", SLIDE, rb"(</?p:sld)(?=[ >])", rb"\1Layout"),
    ("slide2.xml is not XML", SLIDE, rb"(?s)^.*$", b""),
    ("slide2.xml is not XML", SLIDE, rb"(?s)^.*$", b"hello"),
    ("slide2.xml is not XML", SLIDE, rb"(?s)^(.{400}).*$", rb"\1"),
    ("slide2.xml declares a document type", SLIDE, rb"<p:(?=sld )", MARKUP_DECLARATION),
    ("notesSlide1.xml declares a document type", NOTES, rb"<p:(?=notes )", MARKUP_DECLARATION),
    ("slide2.xml.rels is not XML", "ppt/slides/_rels/slide2.xml.rels", rb"(?s)^.*$", b"x"),
    ("slide2.xml is missing", SLIDE, None, None),
    ("notesSlide1.xml is missing", NOTES, None, None),
    ("is missing", "[Content_Types].xml", None, None),
    ("is missing", "ppt/_rels/presentation.xml.rels", None, None),
]


def damaged(deck, target, part, pattern, instead):
    """Write ``deck`` to ``target`` with what ``pattern`` finds in ``part`` replaced; without the part if it is None."""
    with zipfile.ZipFile(deck) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            content = source.read(name)
            if name == part and pattern is None:
                continue
            if name == part:
                content, changes = re.subn(pattern, instead, content)
                assert changes
            out.writestr(name, content)
    return target


@each("message, part, pattern, instead", BROKEN)
def test_a_damaged_deck_is_refused_in_one_line(tmp_path, message, part, pattern, instead):
    deck = damaged(write_deck(tmp_path / "whole.pptx"), tmp_path / "talk.pptx", part, pattern, instead)
    before = deck.read_bytes()
    with pytest.raises(InputError, match=re.escape(message)) as refused:
        read_kept_deck(deck, "talk", "en", 5000)
    assert len(str(refused.value).splitlines()) == 1
    assert deck.read_bytes() == before


def test_a_deck_that_ends_early_is_refused_wherever_it_ends(tmp_path):
    content = write_deck(tmp_path / "whole.pptx").read_bytes()
    for length in (0, 10, len(content) // 2, len(content) - 30):
        (tmp_path / "talk.pptx").write_bytes(content[:length])
        with pytest.raises(InputError, match="not a PowerPoint deck"):
            read_kept_deck(tmp_path / "talk.pptx", "talk", "en", 5000)


def test_slides_with_the_same_title_all_stay(tmp_path):
    slides = [("Pain", ("a",), f"Take {number} mg. Do not drive.", "") for number in range(1, 6)]
    kept = read_kept_deck(write_deck(tmp_path / "talk.pptx", slides, hidden=0), "talk", "en", 5000)
    said = [one.text for part in kept.segments for one in part.sentences]
    assert [text for text in said if text.startswith("Take")] == [f"Take {number} mg." for number in range(1, 6)]
    assert len({part.id for part in kept.segments}) == len(kept.segments)
