"""Checks that a picture file holds the picture that was painted for it."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.exporters.verifying.edition_record import Record, RecordSegment
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN

SUFFIX = ".png"
_FIGURES = "figures/"
_OF_PICTURES = ("slides/*.png", "figures/*")


def picture_name(number: int, segment: RecordSegment) -> str:
    """The path of the picture of slide ``number`` (from 1), relative to the edition's folder."""
    return f"slides/{number:02d}-{segment.id}.png"


def slide_picture_faults(record: Record, number: int, segment: RecordSegment) -> Iterator[str]:
    """What is wrong with the file that holds the picture of slide ``number`` (from 1)."""
    path = record.folder / picture_name(number, segment)
    if not path.is_file():
        yield f"{picture_name(number, segment)} is gone, the picture of {segment.heading!r}; {BUILD_AGAIN}"
    else:
        name = f"{picture_name(number, segment)}, the picture of {segment.heading!r},"
        yield from painted_faults(record, str(number), path.read_bytes(), name)


def stray_pictures(record: Record) -> list[str]:
    """Return a line of text for each picture in ``slides/`` of the manifest that is of no slide."""
    wanted = {picture_name(number, segment) for number, segment in enumerate(record.segments, 1)}
    return [
        f"{name} is not the picture of any slide" for name in files_beneath(record, "slides/") if name not in wanted
    ]


def files_beneath(record: Record, folder: str) -> list[str]:
    """Return the files of the manifest in ``folder`` that only formats of pictures can have written."""
    others = [file for files in record.exported.values() for file in files if file.pattern not in _OF_PICTURES]
    unknown = record.files_of_unknown_formats
    return [
        name
        for name in sorted(record.manifest.files)
        if name.startswith(folder) and name not in unknown and not any(one.matches(name, record.name) for one in others)
    ]


def painted_faults(record: Record, shown: str, content: bytes, name: str) -> Iterator[str]:
    """What is wrong with the picture file ``content``, which messages call ``name``.

    ``shown`` is what the picture should show: the number of a slide, or the SHA-256 of a drawing.
    """
    key = record.manifest.painted.get(shown)
    if key is None:
        yield f"{name} shows something that was not painted for this edition; {BUILD_AGAIN}"
        return
    entry = record.store.find(key, SUFFIX)
    if entry is None:
        yield f"{name} cannot be compared, because the store lacks what was painted; {record.cure}"
    elif entry.path.read_bytes() != content:
        other = what_is_painted(record, content)
        yield f"{name} is {described(record, other) if other else 'none that was painted'}; {BUILD_AGAIN}"


def what_is_painted(record: Record, content: bytes) -> str:
    """Return what the picture file ``content`` shows: the number of a slide, the SHA-256 of a drawing, or empty text."""
    for shown, key in record.manifest.painted.items():
        entry = record.store.find(key, SUFFIX)
        if entry is not None and entry.path.read_bytes() == content:
            return shown
    return ""


def described(record: Record, shown: str) -> str:
    """Say in a few words which picture shows ``shown``, which is as for ``painted_faults``."""
    if shown.isdecimal() and 0 < int(shown) <= len(record.segments):
        return f"the picture of slide {shown}, {record.segments[int(shown) - 1].heading!r}"
    names = figure_files(record, shown)
    return f"the picture of {names[0]}" if names else "the picture of another drawing"


def figure_files(record: Record, digest: str) -> list[str]:
    """Return the figures of the page with the SHA-256 ``digest``."""
    return [name for name, one in record.manifest.files.items() if one == digest and name.startswith(_FIGURES)]


def is_figure_of(name: str, segment: str) -> bool:
    """Whether the file ``name`` is a figure of the slide of ``segment``: the second is called like the first, with _2."""
    stem = name.removeprefix(_FIGURES).rpartition(".")[0]
    return stem == segment or (stem.rpartition("_")[0] == segment and stem.rpartition("_")[2].isdecimal())
