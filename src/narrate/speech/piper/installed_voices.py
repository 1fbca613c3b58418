"""The Piper voices that are installed in the folder of voices.

Each has three files under ``piper``: ``NAME.onnx``, the model with its durations as outputs; ``NAME.onnx.json``,
Piper's own description of the voice; and ``NAME.voice.json``, the record of the installation, written last.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrate.errors import UsageError
from narrate.speech.piper.tempo import Curve
from narrate.speech.piper.voice_file import VoiceFile, read_voice_file
from narrate.store.voices import voices_folder

RECORD = ".voice.json"


@dataclass(frozen=True, slots=True)
class InstalledVoice:
    """A voice of Piper on the disk.

    ``origin`` is the hash of the original model. ``lengths`` and ``frames`` are the names of the model's outputs for
    the length of symbols before and after rounding. ``licence`` is the one stated in the voice's model card; it may be
    empty. ``curve`` relates the model's scale to its pace, as in ``tempo.curve_of``.
    """

    name: str
    language: str
    model: Path
    file: VoiceFile
    origin: str
    lengths: str
    frames: str
    licence: str
    curve: Curve


def piper_folder() -> Path:
    return voices_folder() / "piper"


def find_installed_voices() -> tuple[InstalledVoice, ...]:
    """Return all complete voices, sorted by name."""
    folder = piper_folder()
    voices = []
    for path in sorted(folder.glob(f"*{RECORD}")) if folder.is_dir() else ():
        try:
            voices.append(load(path.name.removesuffix(RECORD)))
        except (OSError, ValueError, KeyError, TypeError, UsageError):
            continue  # incomplete, or from another version: the user must add it again
    return tuple(voices)


def load(name: str) -> InstalledVoice:
    """Return the installed voice ``name``.

    Raises OSError, ValueError, KeyError, TypeError or UsageError if it is incomplete.
    """
    folder = piper_folder()
    facts = json.loads((folder / f"{name}{RECORD}").read_text(encoding="utf-8"))
    if (folder / f"{name}.onnx").stat().st_size != facts["size"]:
        raise ValueError(name)
    return voice_from_record(name, facts)


def voice_from_record(name: str, facts: Mapping[str, Any]) -> InstalledVoice:
    """Return the voice ``name`` with ``facts``, the content of its record.

    The model and the description of the voice must be in the folder.
    """
    folder = piper_folder()
    return InstalledVoice(
        name=name,
        language=facts["language"],
        model=folder / f"{name}.onnx",
        file=read_voice_file(folder / f"{name}.onnx.json"),
        origin=facts["origin"],
        lengths=facts["lengths"],
        frames=facts["frames"],
        licence=facts["licence"],
        curve=tuple((float(scale), float(times)) for scale, times in facts["curve"]),
    )
