"""One cleaning for raw material of every form: text, captions, documents, notes.

Only what is known to be no narration goes, and each word that goes is named in an edit. A number, a unit, a dose, a
negation and a medicine never go, but in times, dates of a review and names such as "Speaker 1".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from narrate.errors import Problem
from narrate.languages.transcripts import transcript_words
from narrate.model import Edit
from narrate.script.raw_material.cleaning import (
    broken_words,
    on_screen_text,
    points,
    speakers,
    stage_words,
    times,
    titles,
    web_page_words,
)
from narrate.script.raw_material.cleaning.ledger import Ledger
from narrate.script.raw_material.material import RawLine


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is narrated of a file, and its ``title``, empty where it has none."""

    title: str
    lines: Sequence[RawLine]
    edits: Sequence[Edit]
    problems: Sequence[Problem]


def clean(file: str, lines: Sequence[RawLine], language: str) -> Cleaned:
    """The ``lines`` of ``file`` without what nobody narrates, in the language of a BCP 47 tag."""
    data = transcript_words(language)
    ledger = Ledger(file, data)
    rest = [line for line in broken_words.without_direction_marks(lines) if ledger.speaks(line, line.text)]
    rest = web_page_words.without_pages(rest, data, ledger)
    rest = web_page_words.without_buttons(rest, data, ledger)
    title, rest = titles.take_title(rest, data, ledger)
    rest = times.without_times(rest, ledger)
    rest = stage_words.without_stage_words(rest, data, ledger)
    rest = on_screen_text.without_what_is_seen(rest, data, ledger)
    rest = speakers.without_speakers(rest, data, ledger)
    title, rest = titles.said_once(title, rest, data, ledger)
    rest = points.with_points(rest, ledger)
    rest = broken_words.with_whole_words(rest, data, ledger)
    return Cleaned(title, rest, ledger.edits, ledger.problems)
