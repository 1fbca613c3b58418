"""Cleans the notes of a deck. All notes are cleaned together, like other raw material."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import Place, Problem, Severity
from narrate.model import Edit
from narrate.script.raw_material.cleaning import clean
from narrate.script.raw_material.cleaning.edit_log import summary
from narrate.script.raw_material.material import RawLine

if TYPE_CHECKING:
    from narrate.script.raw_material.markdown_decks import DeckSlide, MarkdownDeck

_WORD = re.compile(r"[^\W_]+")
_NUMBER_OF_POINT = re.compile(r"(?:^|(?<=\s))\d+\.(?=\s)")  # Markdown numbers lists itself


def with_clean_notes(
    path: Path, slides: Sequence[DeckSlide], language: str
) -> tuple[list[DeckSlide], list[Edit], list[Problem]]:
    """Return (slides with cleaned notes, edits for what was left out, warnings)."""
    lines: list[RawLine] = []
    for number, slide in enumerate(slides):
        # a heading before each slide's notes, so that no note is mistaken for a title
        lines.append(RawLine(slide.line, slide.heading or str(number), follows_blank=True, level=2))
        lines += [
            RawLine(block.line, block.text, follows_blank=True, source=f"{number}:{index}", whole=True)
            for index, block in enumerate(slide.notes)
        ]
    cleaned = clean(str(path), lines, language)
    texts: dict[str, list[str]] = defaultdict(list)
    for line in cleaned.lines:
        texts[line.source].append(line.text)
    kept = []
    for number, slide in enumerate(slides):
        notes = [
            replace(block, text=text)
            for index, block in enumerate(slide.notes)
            for text in texts.get(f"{number}:{index}", ())
        ]
        kept.append(replace(slide, notes=tuple(notes)))
    return kept, list(cleaned.edits), [*cleaned.problems, *summary(cleaned.edits)]


def account(path: Path, text: str, deck: MarkdownDeck) -> list[Problem]:
    """An error ``lost-words`` if a word of ``text``, the whole deck, is neither shown nor spoken nor in an edit."""
    blocks = [block.text for slide in deck.slides for block in (*slide.shown, *slide.notes)]
    texts = [deck.title, *(slide.heading for slide in deck.slides), *blocks, *(edit.text for edit in deck.edits)]
    lost = _words(text) - _words("\n".join(texts)) - _words("\n".join(edit.instead for edit in deck.edits))
    if not lost:
        return []
    message = (
        f"some words of the deck are neither shown nor spoken nor named as left out: {', '.join(sorted(lost)[:8])}"
    )
    hint = "this is a fault of narrate, so it refuses the file; report it, or write the script in Markdown"
    return [Problem(Place(str(path)), Severity.ERROR, "lost-words", message, hint)]


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(_NUMBER_OF_POINT.sub("", text)))
