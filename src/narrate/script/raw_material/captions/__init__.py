"""Reads caption files as raw material: SubRip, WebVTT, YouTube's .sbv and Timed Text.

Times and markup are removed. Text repeated by rolling captions is kept once. Everything else that is left out is
listed in an ``Edit``.
"""

from __future__ import annotations

from pathlib import Path

from narrate.errors import Problem
from narrate.model import Edit
from narrate.script.raw_material.captions.cues import CaptionCue, read_cues, text_lines
from narrate.script.raw_material.captions.markup import plain_words, shown_lines
from narrate.script.raw_material.captions.rolling_captions import run_on, without_repetitions
from narrate.script.raw_material.captions.ttml import read_ttml
from narrate.script.raw_material.material import Material

TIMED_TEXT_ENDINGS = (".ttml", ".dfxp", ".itt")


def read_captions(path: Path, text: str, language: str = "") -> Material:
    """Return the lines of a caption file in order, with their times, and all words of the file.

    If Timed Text is in several languages, only lines in ``language`` are read. Raises InputError for Timed Text that
    is not XML.
    """
    problems: list[Problem] = []
    edits: list[Edit] = []
    cues: list[CaptionCue]
    if path.suffix.lower() in TIMED_TEXT_ENDINGS:
        cues, words = read_ttml(path, text, language, edits)
    else:
        cues = read_cues(path, text, problems)
        words = plain_words(line for line in text_lines(path, text))
    shown = without_repetitions(path, shown_lines(path, cues, edits), edits)
    return Material(run_on(path, shown, edits), words, tuple(edits), tuple(problems))
