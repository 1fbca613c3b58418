"""The voices of Piper that lie in the folder of voices.

Each is three files under ``piper``: ``NAME.onnx``, the model with its durations as an output;
``NAME.onnx.json``, the voice's own; and ``NAME.voice.json``, written last, which says what is known.
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
class Installed:
    """A voice on the disk.

    ``origin`` is the hash of the model it came from, ``lengths`` and ``frames`` the
    outputs that tell how long symbols are before and after rounding,
    ``licence`` what its model card says, or nothing, ``curve`` how slow it is (``tempo.measure``).
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


def find_installed() -> tuple[Installed, ...]:
    """All voices that are whole, by name."""
    folder = piper_folder()
    found = []
    for path in sorted(folder.glob(f"*{RECORD}")) if folder.is_dir() else ():
        try:
            found.append(load(path.name.removesuffix(RECORD)))
        except (OSError, ValueError, KeyError, TypeError, UsageError):
            continue  # half removed, or of another version: add it again
    return tuple(found)


def load(name: str) -> Installed:
    """The voice ``name``. Raises OSError, ValueError, KeyError, TypeError or UsageError where it is not whole."""
    folder = piper_folder()
    facts = json.loads((folder / f"{name}{RECORD}").read_text(encoding="utf-8"))
    if (folder / f"{name}.onnx").stat().st_size != facts["size"]:
        raise ValueError(name)
    return installed(name, facts)


def installed(name: str, facts: Mapping[str, Any]) -> Installed:
    """The voice ``name`` whose model and description lie in the folder, by the facts of its record."""
    folder = piper_folder()
    return Installed(
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
