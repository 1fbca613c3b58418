"""Which engines and voices speak which languages: the data that ``narrate voices`` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from narrate.languages import primary_language
from narrate.speech.facts import EngineFacts, Level, VoiceFacts, all_facts

ASKED_FOR = ("es", "zh", "vi", "ko", "ru", "ar", "tl", "ht", "fr", "pt", "pl", "ja", "it", "de", "fa")
"""The languages other than English most requested in health care in the United States, most requested first."""


def engines() -> list[dict[str, Any]]:
    """Return the facts of each engine.

    They include the languages (BCP 47) of its voices, and whether it can be used now (``there``).
    """
    return [_engine(facts) for facts in all_facts()]


def _engine(facts: EngineFacts) -> dict[str, Any]:
    voices = list(facts.voices())
    return {
        "name": facts.name,
        "quality": facts.quality,
        "timing": facts.timing,
        "licence": facts.licence,
        "text_leaves": facts.text_leaves,
        "how": facts.how,
        "person": facts.person,
        "there": facts.person or any(voice.there for voice in voices),
        "languages": sorted({voice.language for voice in voices}),
    }


def voices_in(language: str) -> list[VoiceFacts]:
    """Return the voices for ``language`` (BCP 47), best first.

    Voices that send text to a service come last. Otherwise the order is by level, and at the same level installed
    voices come first.
    """
    return [voice for _, voice in sorted(_voices_in(language), key=_order)]


def _voices_in(language: str) -> Iterator[tuple[EngineFacts, VoiceFacts]]:
    code = _code(language)
    return ((facts, voice) for facts in all_facts() for voice in facts.voices() if _code(voice.language) == code)


def _order(pair: tuple[EngineFacts, VoiceFacts]) -> tuple[bool, int, bool]:
    facts, voice = pair
    return facts.text_leaves, list(Level).index(voice.level), not voice.there


def matrix(languages: Sequence[str] = ASKED_FOR) -> list[tuple[str, dict[str, VoiceFacts | None]]]:
    """Return (language, {engine: its best voice for that language, or None}) for each of ``languages``."""
    table = []
    for language in languages:
        row: dict[str, VoiceFacts | None] = {engine.name: None for engine in all_facts() if not engine.person}
        for voice in voices_in(language):
            row[voice.engine] = row[voice.engine] or voice
        table.append((language, row))
    return table


def _code(language: str) -> str:
    code = primary_language(language)
    return {"cmn": "zh", "fil": "tl", "iw": "he", "nb": "no"}.get(code, code)
