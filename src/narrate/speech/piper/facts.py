"""The facts of the engine ``piper``, the voices that are installed, and how voices are added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from narrate.errors import UsageError
from narrate.installed import how_to_install
from narrate.model import Timing
from narrate.speech.facts import Adding, AddingProgress, EngineFacts, Quality, VoiceFacts


def _voices() -> Iterator[VoiceFacts]:
    if not FACTS.added():
        return
    from narrate.speech.piper.installed_voices import find_installed_voices

    runs = find_spec("onnxruntime") is not None
    how = "" if runs else how_to_install("piper")
    for voice in find_installed_voices():
        licence = voice.licence or "not stated in its model card"
        yield VoiceFacts(FACTS.name, voice.name, voice.language, FACTS.level(voice.language), licence, runs, how)


def _add(source: Path | None, _progress: AddingProgress) -> Sequence[str]:
    if source is None:
        raise UsageError("narrate voices add piper needs --from FILE.onnx, the voice, with FILE.onnx.json beside it")
    from narrate.speech.piper.installing import add

    lines = []
    for voice in add(source):
        licence = (
            f"licence by its model card: {voice.licence}" if voice.licence else "no licence is stated: ask its maker"
        )
        lines += [
            f"piper:{voice.name} [{voice.language}], {licence}",
            f"  narrate build --voice piper:{voice.name} speaks with it",
        ]
    return lines


FACTS = EngineFacts(
    name="piper",
    engine="narrate.speech.piper.engine:PiperEngine",
    voices=_voices,
    quality=Quality.NATURAL,
    timing=Timing.MODEL,
    licence="each voice has its own",
    how="narrate voices add piper --from FILE.onnx",
    rank=2,
    spelling=True,
    records="*.voice.json",
    adding=Adding(
        what="a voice that you have, in the language it was trained in",
        source="NAME.onnx with NAME.onnx.json beside it, or a folder of such",
        add=_add,
    ),
)
