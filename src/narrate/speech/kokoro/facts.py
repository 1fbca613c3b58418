"""The facts of the engine ``kokoro``, its voices, and how they are added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from narrate.model import Timing
from narrate.speech.facts import Adding, AddingProgress, EngineFacts, Quality, VoiceFacts


def _voices() -> Iterator[VoiceFacts]:
    from narrate.speech.kokoro.installing import find_installed
    from narrate.speech.kokoro.pinned_files import speakers

    installed = find_installed() if find_spec("onnxruntime") else None
    names = installed.voices if installed else ()
    for speaker in speakers():
        is_installed = speaker.name in names
        how = "" if is_installed else FACTS.how
        yield VoiceFacts(
            FACTS.name, speaker.name, speaker.language, FACTS.level(speaker.language), FACTS.licence, is_installed, how
        )


def _add(source: Path | None, progress: AddingProgress) -> Sequence[str]:
    from narrate.speech.kokoro.installing import add

    progress.say("the voice is checked, then tried on this processor, for about half a minute")
    added = add(source, progress.step)
    quick = f"made {added.gain:g} times as fast, same sound" if added.gain else f"not made faster: {added.why}"
    return [
        f"kokoro: {added.voices} voices in {added.folder}",
        *([f"  not in {source}: {', '.join(added.missing)}"] if added.missing else []),
        f"  the model was {quick}",
        "  narrate build --voice kokoro speaks with it",
    ]


FACTS = EngineFacts(
    name="kokoro",
    engine="narrate.speech.kokoro.engine:KokoroEngine",
    voices=_voices,
    quality=Quality.NATURAL,
    timing=Timing.MODEL,
    licence="Apache-2.0",
    how="narrate voices add kokoro",
    rank=1,
    spelling=True,
    without=("zh",),
    records="kokoro.json",
    adding=Adding(
        what="English, Spanish, French, Hindi, Italian, Portuguese, Chinese; 118 MB to fetch, 210 MB on the disk",
        source="default is to fetch them",
        add=_add,
    ),
)
