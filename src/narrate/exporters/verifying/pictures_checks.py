"""Checks that a picture file holds the picture that was painted for it."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.exporters.verifying.edition_record import Record, RecordSegment

SUFFIX = ".png"
_OF_PICTURES = ("slides/*.png", "figures/*")


def picture_name(number: int, segment: RecordSegment) -> str:
    """The path of the picture of slide ``number`` (from 1), relative to the edition's folder."""
    return f"slides/{number:02d}-{segment.id}.png"


def slide_picture_faults(record: Record, number: int, segment: RecordSegment) -> Iterator[str]:
    """What is wrong with the file that holds the picture of slide ``number`` (from 1)."""
    path = record.folder / picture_name(number, segment)
    if not path.is_file():
        yield f"no picture of {segment.heading!r}"
    else:
        yield from painted_faults(record, str(number), path.read_bytes(), f"the picture of {segment.heading!r}")


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
        yield f"{name} shows something that was not painted for this edition"
        return
    entry = record.store.find(key, SUFFIX)
    if entry is None:
        yield f"{name} is not in the store; {record.cure}"
    elif entry.path.read_bytes() != content:
        yield f"{name} is not the one that was painted"
