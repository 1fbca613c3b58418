"""Reads Piper's description of a voice: the ``.onnx.json`` beside its model."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrate.errors import UsageError
from narrate.sources.regular_files import read_regular

MAX_DESCRIPTION = 10_000_000  # bytes of the file that describes a voice
_START, _END, _PAD = "^", "$", "_"
_QUALITIES = ("high", "medium", "low", "x_low")


@dataclass(frozen=True, slots=True)
class VoiceFile:
    """A voice as its file describes it.

    ``language`` is its tag as written in the file. ``espeak`` is the espeak-ng voice whose phonemes it was trained on.
    ``rate`` is in Hz. ``ids`` has the numbers that the model takes for each symbol. ``speakers`` has the number of each
    speaker by name; it is empty if there is only one.
    """

    language: str
    espeak: str
    rate: int
    ids: Mapping[str, tuple[int, ...]]
    speakers: Mapping[str, int]
    quality: str = ""

    @property
    def rank(self) -> int:
        """The rank of the voice's quality among those that Piper defines; 0 is the best."""
        return _QUALITIES.index(self.quality) if self.quality in _QUALITIES else len(_QUALITIES)


def read_voice_file(path: Path) -> VoiceFile:
    """Return the voice that the file ``path`` describes.

    Raises UsageError if it describes no voice, or a voice whose phonemes are not espeak-ng's; OSError if the file
    cannot be read.
    """
    try:
        facts = json.loads(read_regular(path, MAX_DESCRIPTION))
        return _voice_of(facts, path)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(f"{path} does not describe a voice of Piper: {type(error).__name__} {error}") from None


def _voice_of(facts: Mapping[str, Any], path: Path) -> VoiceFile:
    kind = str(facts.get("phoneme_type", "espeak"))
    if kind != "espeak":
        raise UsageError(
            f"{path}: this voice was trained on {kind!r}, not on the phonemes of espeak-ng, so it would not be "
            "understood; use another voice for its language"
        )
    espeak = str(facts["espeak"]["voice"])
    ids = {str(symbol): tuple(map(int, numbers)) for symbol, numbers in facts["phoneme_id_map"].items()}
    for symbol in (_START, _END, _PAD):
        if symbol not in ids:
            raise UsageError(f"{path}: its table of symbols lacks {symbol!r}; it is not a voice of Piper")
    speakers = {str(name): int(number) for name, number in (facts.get("speaker_id_map") or {}).items()}
    several = int(facts.get("num_speakers", 1)) > 1
    language = str((facts.get("language") or {}).get("code") or espeak)
    quality = str(facts["audio"].get("quality", ""))
    return VoiceFile(language, espeak, int(facts["audio"]["sample_rate"]), ids, speakers if several else {}, quality)


def numbers_of(symbols: str, voice: VoiceFile) -> tuple[list[int], list[int], list[str]]:
    """Return (ids for ``symbols``, index in the ids where each symbol begins, symbols that the voice lacks).

    As in training, the ids have a start and an end mark, and padding between symbols. The list of indices has one more
    entry, for the end mark.
    """
    pad = voice.ids[_PAD]
    numbers, begins, unknown = [*voice.ids[_START], *pad], [], []
    for symbol in symbols:
        begins.append(len(numbers))
        for letter in unicodedata.normalize("NFD", symbol):
            if letter in voice.ids:
                numbers += [*voice.ids[letter], *pad]
            elif letter not in unknown:
                unknown.append(letter)
    begins.append(len(numbers))
    return [*numbers, *voice.ids[_END]], begins, unknown
