"""The facts of the engine ``gtts``, and the languages it speaks."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.model import Timing
from narrate.speech.facts import EngineFacts, Quality, VoiceFacts


def _voices() -> Iterator[VoiceFacts]:
    from gtts.lang import tts_langs  # a table in the package; this sends no request

    for tag in tts_langs():
        yield VoiceFacts(FACTS.name, tag, tag, FACTS.level(tag), FACTS.licence, there=True)


FACTS = EngineFacts(
    name="gtts",
    engine="narrate.speech.gtts.engine:GttsEngine",
    voices=_voices,
    quality=Quality.NATURAL,
    timing=Timing.ALIGNED,
    licence="the service's terms",
    text_leaves=True,
    how="included; it speaks only where it is named",
)
