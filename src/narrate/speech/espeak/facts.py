"""The facts of the engine ``espeak``, and its voices."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.model import Timing
from narrate.speech.facts import EngineFacts, Quality, VoiceFacts


def _voices() -> Iterator[VoiceFacts]:
    from narrate.speech.espeak.engine import EspeakEngine

    for tag in EspeakEngine().tags():
        language = "zh" if tag == "cmn" else tag
        yield VoiceFacts(FACTS.name, tag, language, FACTS.level(language), FACTS.licence, there=True)


FACTS = EngineFacts(
    name="espeak",
    engine="narrate.speech.espeak.engine:EspeakEngine",
    voices=_voices,
    quality=Quality.DRAFT,
    timing=Timing.EXACT,
    licence="GPL-3.0-or-later, run as a separate program",
    how="included",
    rank=3,
    spelling=True,
)
