"""Finds out which file in a folder is the recording of which slides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from narrate.errors import InputError, Place, Problem, Severity
from narrate.model import Script, Segment

SUFFIXES = frozenset({".wav", ".mp3", ".m4a", ".mp4", ".aac", ".flac", ".ogg", ".opus", ".aif", ".aiff", ".wma"})
_NUMBERED = re.compile(r"(\d+)(?:[\s._-]++(.*))?$")


@dataclass(frozen=True, slots=True)
class RecordingFile:
    """A file with a recording, and the segments (slides) that should be said in it."""

    path: Path
    segments: tuple[Segment, ...]


def find_recordings(script: Script, name: str) -> Path:
    """Return the file or folder that the voice ``recordings:name`` means for ``script``.

    It is searched for beside the script, then beside narrate.yaml, then in the current directory. If the folder has a
    subfolder ``<topic>/<language>``, ``<topic>`` or ``<language>``, the first of these is used. Raises InputError if
    nothing is found.
    """
    bases = [script.path.parent, *([script.settings.parent] if script.settings else []), Path()]
    for base in bases:
        root = base / name
        if root.is_file():
            return root
        if root.is_dir():
            own_folders = (root / script.topic / script.language, root / script.topic, root / script.language)
            return next((path for path in own_folders if path.is_dir()), root)
    message = f"there are no recordings {name!r}"
    hint = "name a folder or a file beside the script: recordings:FOLDER"
    raise InputError(Problem(script.place, Severity.ERROR, "no-voice", message, hint))


def share_out(script: Script, place: Path) -> tuple[list[RecordingFile], list[Problem]]:
    """Return (recordings in ``place`` with their slides, problems with the files).

    Recordings are in the script's order. If ``place`` is a single file, it is a recording of the whole script.
    Otherwise each file is named as in ``tracks/``: by the slide's number, its id, or both. Slides split from one
    heading (``id.2``) may share one file. Slides without a recording are not in the result.
    """
    if place.is_file():
        return [RecordingFile(place, script.segments)], []
    entries = sorted(path for path in place.iterdir() if path.is_file() and not path.name.startswith("."))
    files = [path for path in entries if path.suffix.lower() in SUFFIXES]
    problems = [
        Problem(Place(str(path)), Severity.WARNING, "recording", "this file is not a recording and is ignored")
        for path in entries
        if path not in files
    ]
    if len(files) == 1 and _slide(files[0].stem, script.segments) is None:
        return [RecordingFile(files[0], script.segments)], problems
    recordings: dict[int, Path] = {}
    for path in files:
        number = _slide(path.stem, script.segments)
        if number is None:
            ids = ", ".join(segment.id for segment in script.segments[:4])
            message = "no slide has this name or number"
            hint = f"name it by its slide ({ids}, …) or by the slide's number"
            problems.append(Problem(Place(str(path)), Severity.ERROR, "recording", message, hint))
        elif number in recordings:
            message = f"{recordings[number].name} is a recording of the same slide"
            problems.append(Problem(Place(str(path)), Severity.ERROR, "recording", message, "keep one of them"))
        else:
            recordings[number] = path
    return _parts(recordings, script.segments), problems


def _slide(stem: str, segments: Sequence[Segment]) -> int | None:
    """Return the index of the slide for which a file with the name ``stem`` is meant, or None."""
    ids = {segment.id: index for index, segment in enumerate(segments)}
    if stem in ids:
        return ids[stem]
    numbered = _NUMBERED.match(stem)
    if numbered is None:
        return None
    number, id_ = int(numbered.group(1)) - 1, numbered.group(2)
    if id_ in ids:
        return ids[id_]
    return number if not id_ and 0 <= number < len(segments) else None


def _parts(recordings: dict[int, Path], segments: Sequence[Segment]) -> list[RecordingFile]:
    """Return each recording with its slides.

    They are the slide it is meant for, and the following slides of the same heading that have no recording.
    """
    parts = []
    for index, path in sorted(recordings.items()):
        last = index + 1
        heading = segments[index].id
        while (
            last < len(segments)
            and last not in recordings
            and re.fullmatch(re.escape(heading) + r"\.\d+", segments[last].id)
        ):
            last += 1
        parts.append(RecordingFile(path, tuple(segments[index:last])))
    return parts
