"""Reads ``timeline.json`` of an edition that the page offers, such as the described one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from narrate.errors import OutsideError
from narrate.json_files import UnreadableError, decode_json, read_regular_file

NAME = "timeline.json"
_MOST_BYTES = 256_000_000


class OtherSentence(msgspec.Struct, frozen=True):
    """A sentence: its text, and when it is heard."""

    id: str
    text: str
    start_ms: int
    end_ms: int


class OtherSegment(msgspec.Struct, frozen=True):
    """A slide: when it starts, and what is said on it."""

    start_ms: int
    sentences: tuple[OtherSentence, ...]


class OtherTimeline(msgspec.Struct, frozen=True):
    """What the page needs of another edition's timeline."""

    schema: int
    duration_ms: int
    segments: tuple[OtherSegment, ...]


def read_other_timeline(folder: Path) -> OtherTimeline:
    """Return the timeline of the edition in ``folder``. Raises OutsideError if it cannot be read."""
    try:
        document: Any = decode_json(read_regular_file(folder / NAME, _MOST_BYTES), OtherTimeline, 1)
    except (OSError, UnreadableError) as error:
        raise OutsideError(f"{folder / NAME} cannot be read: {error}; delete {folder} and build again") from error
    found: OtherTimeline = document
    return found
