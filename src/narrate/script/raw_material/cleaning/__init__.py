"""Cleans raw material of every format: text, captions, documents, notes.

Only what is surely not narration is removed, and every removed word is listed in an edit. Numbers, units, doses,
negations and medicines are never removed, except in times, review dates and names such as "Speaker 1".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from narrate.errors import Problem
from narrate.languages.transcript_words import transcript_words
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
from narrate.script.raw_material.cleaning.edit_log import EditLog
from narrate.script.raw_material.material import RawLine


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The narration in a file, as cleaned lines, and its ``title``, empty if it has none."""

    title: str
    lines: Sequence[RawLine]
    edits: Sequence[Edit]
    problems: Sequence[Problem]


def clean(file: str, lines: Sequence[RawLine], language: str) -> Cleaned:
    """Return the narration in ``lines`` of ``file``, without what nobody narrates; ``language`` is a BCP 47 tag."""
    data = transcript_words(language)
    log = EditLog(file, data)
    rest = [line for line in broken_words.without_direction_marks(lines) if log.speaks(line, line.text)]
    rest = web_page_words.without_pages(rest, data, log)
    rest = web_page_words.without_buttons(rest, data, log)
    title, rest = titles.take_title(rest, data, log)
    rest = times.without_times(rest, data, log)
    rest = stage_words.without_stage_words(rest, data, log)
    rest = on_screen_text.without_what_is_seen(rest, data, log)
    rest = speakers.without_speakers(rest, data, log)
    title, rest = titles.without_repeated_title(title, rest, data, log)
    rest = points.with_points(rest, log)
    rest = broken_words.with_whole_words(rest, data, log)
    return Cleaned(title, rest, log.edits, log.problems)
