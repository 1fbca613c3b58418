"""Reading decks whose slides are kept: marks never change what is said."""

from __future__ import annotations

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
