"""Describes where the shapes of a slide are and when they are seen, in lines of text, for a checksum in the manifest.

The writer makes these lines from the slide model, and the check of a deck makes them from the file. Frames are in EMU.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

Frame = tuple[int, int, int, int]
"""Left, top, right and lower edge, in EMU."""
_BYTES = 4


def words_line(frame: Frame, checksums: Iterable[str]) -> str:
    """Return the line of a shape with words. ``checksums`` are those of its paragraphs."""
    return _line("words", frame, *checksums)


def table_line(frame: Frame, widths: Iterable[int], heights: Iterable[int], checksums: Iterable[str]) -> str:
    """Return the line of a table. ``widths`` are those of its columns, ``heights`` those of its rows, in EMU.

    ``checksums`` are those of the words of its cells, row by row, without empty cells.
    """
    return _line("table", frame, " ".join(map(str, widths)), " ".join(map(str, heights)), *checksums)


def plain_line(name: str, frame: Frame, path: Sequence[tuple[int, int]] = ()) -> str:
    """Return the line of a shape without words. ``path`` holds the points of a leader, after its width and height."""
    return _line(name, frame, *(f"{x},{y}" for x, y in path))


def picture_line(name: str, frame: Frame, digest: str) -> str:
    """Return the line of a picture. ``digest`` is the SHA-256 of the drawing or photograph."""
    return _line(name, frame, digest)


def group_line(name: str, lines: Iterable[str]) -> str:
    """Return the line of a group of shapes with these ``lines``."""
    return _checksum([name, *sorted(lines)])


def dimmed_line(line: str, paragraph: int, colour: str) -> str:
    """Return the line of a paragraph (from 0) of a shape with this ``line``, while it has another ``colour``."""
    return f"{line} {paragraph} {colour}"


def places_and_changes(places: Iterable[str], steps: Iterable[tuple[int, Iterable[str]]]) -> str:
    """Return the checksum of all places on a slide and that of its changes, separated by a space.

    ``places`` are the lines of all shapes. Each of ``steps`` is (ms from the start of the slide, lines of the moving
    shapes that are seen from then on, and of the dimmed paragraphs). A step at which nothing changes does not count.
    """
    latest: dict[int, list[str]] = {}
    for at, seen in steps:
        latest[at] = sorted(seen)
    changes: list[str] = []
    before: list[str] | None = None
    for at, seen in latest.items():
        if seen != before:
            changes.append(f"{at}: {' '.join(seen)}")
        before = seen
    return f"{_checksum(sorted(places))} {_checksum(changes)}"


def _line(name: str, frame: Frame, *more: str) -> str:
    return _checksum([name, *map(str, frame), *more])


def _checksum(texts: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(texts).encode(), digest_size=_BYTES).hexdigest()
