"""Checks the tags of an M4B file: those that narrate writes, and no others."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Mapping

from narrate.editions import shown_title
from narrate.exporters.m4b.verifying.boxes import Mp4File
from narrate.exporters.verifying.edition_record import Record

ITUNES = {
    "title": "\xa9nam", "artist": "\xa9ART", "album": "\xa9alb", "date": "\xa9day", "genre": "\xa9gen",
    "description": "desc",
}  # fmt: skip
"""The boxes of tags, by ffmpeg's names."""
DESCRIBED_TAGS = "m4b tags"
"""The key of the digest of date, publisher and subtitle among those that the manifest holds."""
_LIST = "moov/udta/meta/ilst/"
_DATA = 16  # bytes before the text of a tag
_OTHERS = ("stik", "covr")


def described_tags(date: str, publisher: str, subtitle: str) -> str:
    """Return the SHA-256 of what only the tags hold. Each may be empty; a date is as in ``2026-03-01``."""
    return hashlib.sha256(f"{date}\n{publisher}\n{subtitle}".encode()).hexdigest()


def tags_of(file: Mp4File) -> Mapping[str, str]:
    """Return the texts of the tags by the names of ``ITUNES``. Raises ValueError if one is not text."""
    return {
        name: content[0][_DATA:].decode() for name, kind in ITUNES.items() if (content := file.all(f"{_LIST}{kind}"))
    }


def cover_of(file: Mp4File) -> bytes:
    """Return the picture of the cover; empty if there is none."""
    return next((content[_DATA:] for content in file.all(f"{_LIST}covr")), b"")


def tag_faults(record: Record, file: Mp4File, tags: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with ``tags``, the texts of the tags of ``file``."""
    known = [*ITUNES.values(), *_OTHERS]
    kinds = [path.removeprefix(_LIST) for path, _ in file.boxes if path.startswith(_LIST)]
    yield from (f"it has a tag {kind!r}, which narrate does not write" for kind in kinds if kind not in known)
    if len(kinds) != len(set(kinds)):
        yield "it has a tag twice"
    title = shown_title(record.manifest.title, record.manifest.language, record.manifest.edition)
    for name, value in (("title", title), ("album", title), ("genre", "Audiobook")):
        if tags.get(name) != value:
            yield f"its {name} is {tags.get(name)!r}, not {value!r}"
    date = tags.get("date", "")
    try:
        is_date = not date or datetime.date.fromisoformat(date).isoformat() == date
    except ValueError:
        is_date = False
    digest = described_tags(date, tags.get("artist", ""), tags.get("description", ""))
    if not is_date:
        yield f"its date is {date!r}, which is not a date"
    elif record.manifest.described.get(DESCRIBED_TAGS) != digest:
        yield "its date, its artist or its description is not the one that was written"
