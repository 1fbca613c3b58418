"""Whether a picture in a file is the one that was painted for it."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.exporters.verifying.edition_record import Heard, Record

SUFFIX = ".png"


def picture_name(number: int, segment: Heard) -> str:
    """Where the picture of slide ``number`` (from 1) lies."""
    return f"slides/{number:02d}-{segment.id}.png"


def slide_picture_faults(record: Record, number: int, segment: Heard) -> Iterator[str]:
    """What is wrong with the picture of slide ``number`` (from 1) in its file."""
    path = record.folder / picture_name(number, segment)
    if not path.is_file():
        yield f"no picture of {segment.heading!r}"
    else:
        yield from painted_faults(record, str(number), path.read_bytes(), f"the picture of {segment.heading!r}")


def painted_faults(record: Record, what: str, content: bytes, name: str) -> Iterator[str]:
    """What is wrong with ``content``, called ``name``, as a picture of ``what``: a slide's number, or the hash of a drawing."""
    key = record.manifest.painted.get(what)
    if key is None:
        yield f"{name} shows what was not painted"
        return
    entry = record.store.find(key, SUFFIX)
    if entry is None:
        yield f"{name} is not in the store; {record.cure}"
    elif entry.path.read_bytes() != content:
        yield f"{name} is not the one that was painted"
