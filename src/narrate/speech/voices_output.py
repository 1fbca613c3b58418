"""The output of ``narrate voices``, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from narrate.languages import english_name, primary_language
from narrate.speech.facts import VoiceFacts
from narrate.speech.voice_choice import best_voice
from narrate.speech.voices_by_language import ASKED_FOR, engines, matrix, voices_in


def as_json(language: str = "") -> str:
    """Return the engines and the voices as JSON.

    The voices are those for ``language``, or for the languages most requested if it is empty.
    """
    languages = [language] if language else ["en", *ASKED_FOR]
    document: dict[str, Any] = {
        "engines": engines(),
        "languages": [
            {"language": tag, "name": english_name(tag), "voices": [asdict(voice) for voice in voices_in(tag)]}
            for tag in languages
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def as_text() -> str:
    """Return two tables: the engines, and the level of each engine in the languages most requested."""
    rows = [["engine", "quality", "times of words", "text leaves", "there", "languages", "licence"]]
    missing = []
    for engine in engines():
        count = len({primary_language(tag) for tag in engine["languages"]})
        rows.append([engine["name"], str(engine["quality"]), str(engine["timing"]),
                     "yes" if engine["text_leaves"] else "no", "yes" if engine["there"] else "no",
                     str(count) if count else "any" if engine["person"] else "as added", engine["licence"]])  # fmt: skip
        if not engine["there"]:
            missing.append(f"{engine['name']}: {engine['how']}")
    names = list(matrix(("en",))[0][1])
    languages = [["language", "", *names, "auto speaks with"]]
    for tag, row in matrix(("en", *ASKED_FOR)):
        best = best_voice(tag)
        languages.append([english_name(tag), tag, *(_cell(row[name]) for name in names),
                          str(best[1]) if best else "none"])  # fmt: skip
    return "\n".join([*_table(rows), "", *_table(languages), "",
                      "(good): known, not installed. guessing: the writing does not show how words are said.",
                      *missing])  # fmt: skip


def voices_text(voices: Sequence[VoiceFacts]) -> str:
    """Return a table with a line for each voice."""
    rows = [["voice", "language", "", "licence", ""]]
    rows += [
        [f"{voice.engine}:{voice.voice}", voice.language, str(voice.level), voice.licence, voice.how]
        for voice in voices
    ]
    return "\n".join(_table(rows))


def _cell(voice: VoiceFacts | None) -> str:
    if voice is None:
        return "none"
    return str(voice.level) if voice.there else f"({voice.level})"


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
