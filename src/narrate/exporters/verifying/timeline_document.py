"""The shape of ``timeline.json``, with the limits of every value. Only a file of this shape is read.

docs/timeline.schema.json says the same to others. This module imports msgspec, which takes a while; it is imported
when the first timeline is read.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from narrate.json_files import name_fault
from narrate.manifest_document import Milliseconds, Name, Tag, Text

_Long = Annotated[str, Meta(min_length=1, max_length=1_000_000)]
_Link = tuple[
    Annotated[int, Meta(ge=0)], Annotated[int, Meta(ge=0)], Annotated[str, Meta(min_length=4, max_length=2000)]
]
_Words = Annotated[tuple[tuple[str, Milliseconds, Milliseconds], ...], Meta(max_length=100_000)]


class SentenceDocument(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence. ``words`` are (text, start_ms, end_ms). ``links`` are (start, end, address), offsets in the text."""

    id: Text
    text: _Long
    start_ms: Milliseconds
    end_ms: Milliseconds
    timing: Literal["exact", "model", "aligned", "estimated"]
    words: _Words
    shown: bool = True
    purpose: Literal["narration", "slide-number", "heading", "figure", "point", "words"] = "narration"
    about: Annotated[int, Meta(ge=-1, le=100_000)] = -1
    links: Annotated[tuple[_Link, ...], Meta(max_length=1000)] = ()

    def __post_init__(self) -> None:
        """Raises ValueError if a time is before the one that it must follow; msgspec adds the place."""
        _require_order(self.start_ms, self.end_ms)
        if any(not start < end <= len(self.text) for start, end, _ in self.links):
            raise ValueError("a link is on no words of the text")
        for number, (_, start_ms, end_ms) in enumerate(self.words):
            if end_ms < start_ms:
                raise ValueError(f"words[{number}] ends at {end_ms} ms, before it begins at {start_ms} ms")


class SegmentDocument(Struct, frozen=True, forbid_unknown_fields=True):
    """A segment: one slide and its track. ``slide``, ``silent_ms`` and ``clicks_ms`` are about a kept deck."""

    id: Text
    kind: Literal["title", "section", "narration", "closing"]
    heading: Text
    start_ms: Milliseconds
    end_ms: Milliseconds
    track: Text
    sentences: Annotated[tuple[SentenceDocument, ...], Meta(min_length=1, max_length=100_000)]
    slide: Annotated[int, Meta(ge=0, le=100_000)] = 0
    silent_ms: Milliseconds = 0
    clicks_ms: Annotated[tuple[Milliseconds, ...], Meta(max_length=10_000)] = ()

    def __post_init__(self) -> None:
        """Raises ValueError if the times are not in order, or if ``track`` is no name of a file in the folder."""
        _require_order(self.start_ms, self.end_ms)
        if fault := name_fault(self.track):
            raise ValueError(f"the track has {fault}")
        if "/" in self.id or name_fault(self.id):
            raise ValueError("the id cannot be part of the name of a file")


class TimelineDocument(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole timeline."""

    schema: Literal[1]
    title: Text
    language: Tag
    edition: Name
    voice: Text
    duration_ms: Milliseconds
    segments: Annotated[tuple[SegmentDocument, ...], Meta(min_length=1, max_length=100_000)]


def _require_order(start_ms: int, end_ms: int) -> None:
    if end_ms < start_ms:
        raise ValueError(f"it ends at {end_ms} ms, before it begins at {start_ms} ms")
