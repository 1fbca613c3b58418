"""``narrate voices add kokoro``: downloads or copies Kokoro's files, checks them, and prepares the model.

The folder of voices then has under ``kokoro``:

- ``model.onnx``: the published model with its durations as an output;
- ``products.onnx``: a faster version, only where it gives the same sound on this processor;
- ``voices/*.bin``: the voices;
- ``kokoro.json``: the record of what was installed, written last.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from narrate.durable_files import ANY_READER, flush_folder, make_folder, make_private_folder, replace_file
from narrate.errors import MissingDependencyError, OutsideError, UsageError, refused
from narrate.speech.fetching import PinnedFile, Progress, fetch, require_room, sha256_of, silent
from narrate.speech.kokoro.comparing_models import compare, processor
from narrate.speech.kokoro.graph import with_durations, with_products
from narrate.speech.kokoro.pinned_files import HUB, MODEL, OTHER_MODEL, PARTS, KokoroVoice, speakers
from narrate.store.voices import voices_folder

RECORD = "kokoro.json"
PLAIN, PRODUCTS = "model.onnx", "products.onnx"


@dataclass(frozen=True, slots=True)
class Added:
    """What was added.

    ``voices`` is the number of voices, ``missing`` the names of voices that the source lacks. ``gain`` is how many
    times as fast the faster model is; it is 0 if that model is not used, and ``why`` gives the reason.
    """

    folder: Path
    voices: int
    missing: tuple[str, ...]
    gain: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """Kokoro on the disk.

    ``model`` is the model to load, ``origin`` the hash of the original model, and ``voices`` the names of the installed
    voices.
    """

    folder: Path
    model: Path
    origin: str
    voices: tuple[str, ...]

    def voice(self, name: str) -> Path:
        return self.folder / "voices" / f"{name}.bin"


def find_installed() -> InstalledModel | None:
    """Return Kokoro in the folder of voices; None if it is not there or incomplete."""
    folder = voices_folder() / "kokoro"
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        fast = record["graph"] == PRODUCTS and record["processor"] == processor()
        model = folder / (PRODUCTS if fast else PLAIN)
        voices = tuple(speaker.name for speaker in speakers() if (folder / speaker.file.path).is_file())
        return InstalledModel(folder, model, record["model"], voices) if model.is_file() and voices else None
    except (OSError, ValueError, KeyError):
        return None


def add(source: Path | None = None, progress: Progress = silent, hub: str = HUB) -> Added:
    """Add Kokoro from the folder ``source``, or download it from the address ``hub``.

    The folder may have the hub's files, those of kokoro-onnx, or the packages named in docs/kokoro.md, in any
    subfolder. Raises UsageError if the folder has no model or no voice; OutsideError if the network or the disk fails,
    or a file is not the expected one.
    """
    folder = voices_folder() / "kokoro"
    try:
        make_folder(folder / "voices")
        require_room(folder, 4 * MODEL.size)
        (folder / RECORD).unlink(missing_ok=True)
        if source is None:
            missing = _fetch_voices(folder, hub, progress)
            origin, model = _fetch_model(folder, hub, progress)
        else:
            missing = _copy_voices(folder, source)
            origin, model = _read_model(source)
        plain = with_durations(model)
        replace_file(folder / PLAIN, plain, ANY_READER)
        gain, why = _make_faster(folder, plain)
        record = {"model": origin, "graph": PRODUCTS if gain else PLAIN, "processor": processor(), "gain": gain}
        for changed in (folder / "voices", folder):
            flush_folder(changed)  # the record comes last, also on the disk
        replace_file(folder / RECORD, json.dumps(record, indent=1).encode(), ANY_READER)
        flush_folder(folder)
        shutil.rmtree(folder / "fetched", ignore_errors=True)
    except OSError as error:
        raise OutsideError(f"{folder}: {refused(error, 'set NARRATE_VOICES to another folder')}") from None
    return Added(folder, len(speakers()) - len(missing), missing, gain, why)


def _fetch_voices(folder: Path, hub: str, progress: Progress) -> tuple[str, ...]:
    for speaker in speakers():
        target = folder / speaker.file.path
        if not _is_intact(target, speaker.file):
            fetched = _fetched(folder) / target.name
            fetch(hub, speaker.file, fetched, progress)
            fetched.replace(target)
    return ()


def _fetch_model(folder: Path, hub: str, progress: Progress) -> tuple[str, bytes]:
    target = _fetched(folder) / MODEL.name
    if not _is_intact(target, MODEL):
        fetch(hub, MODEL, target, progress)
    return MODEL.sha256, target.read_bytes()


def _fetched(folder: Path) -> Path:
    """Return the folder for files that are still being downloaded, which only the user can read."""
    fetched = folder / "fetched"
    make_private_folder(fetched)
    return fetched


def _copy_voices(folder: Path, source: Path) -> tuple[str, ...]:
    """Copy the voices found in ``source``, and return the names of those that are missing."""
    files = {path.name: path for path in _files(source, ".bin")}
    missing = []
    for speaker in speakers():
        path = files.get(speaker.file.name)
        if path is None:
            if not _is_intact(folder / speaker.file.path, speaker.file):
                missing.append(speaker.name)
            continue
        if not _is_intact(path, speaker.file):
            raise OutsideError(_wrong(path))
        replace_file(folder / speaker.file.path, path.read_bytes(), ANY_READER)
    if len(missing) == len(speakers()):
        raise UsageError(
            f"{source} has no voice of Kokoro (af_heart.bin and others); docs/kokoro.md says what it may have"
        )
    return tuple(missing)


def _read_model(source: Path) -> tuple[str, bytes]:
    known = {file.size: file for file in (MODEL, OTHER_MODEL)}
    for path in _files(source, ".onnx"):
        pinned = known.get(path.stat().st_size)
        if pinned is not None:
            if not _is_intact(path, pinned):
                raise OutsideError(_wrong(path))
            return pinned.sha256, path.read_bytes()
    parts = [next((p for p in _files(source, ".bin") if p.as_posix().endswith(f"/{name}")), None) for name in PARTS]
    if None in parts:
        raise UsageError(
            f"{source} has no model of Kokoro ({MODEL.name} or {OTHER_MODEL.name}, of the expected size); "
            "docs/kokoro.md says what it may have"
        )
    model = b"".join(path.read_bytes() for path in parts if path is not None)
    if hashlib.sha256(model).hexdigest() != OTHER_MODEL.sha256:
        raise OutsideError(_wrong(source / PARTS[0]))
    return OTHER_MODEL.sha256, model


def _make_faster(folder: Path, plain: bytes) -> tuple[float, str]:
    """Write the faster model and test it. Return (its gain, ""), or (0, why it is not used)."""
    target = folder / PRODUCTS
    target.unlink(missing_ok=True)
    try:
        made = with_products(plain)
    except MissingDependencyError as error:
        return 0.0, str(error)
    replace_file(target, made, ANY_READER)
    trial = compare(folder / PLAIN, target, _first_voice(folder))
    if trial.same and trial.gain > 1:
        return trial.gain, ""
    target.unlink()
    return 0.0, "it is no faster on this processor" if trial.same else "it sounds different on this processor"


def _first_voice(folder: Path) -> Path:
    return next(folder / speaker.file.path for speaker in speakers() if (folder / speaker.file.path).is_file())


def _files(source: Path, suffix: str) -> Sequence[Path]:
    if not source.is_dir():
        raise UsageError(f"{source} is not a folder")
    return sorted(path for path in source.rglob(f"*{suffix}") if path.is_file())


def _is_intact(path: Path, wanted: PinnedFile) -> bool:
    return path.is_file() and path.stat().st_size == wanted.size and sha256_of(path) == wanted.sha256


def _wrong(path: Path) -> str:
    return f"{path} is not the expected file: its size or hash is different; fetch it again"


def installed_speakers(installed: InstalledModel) -> tuple[KokoroVoice, ...]:
    """Return the installed voices; those of the same language are ordered best first."""
    return tuple(speaker for speaker in speakers() if speaker.name in installed.voices)
