"""Checks the tags and chapters of the MP3 files of an edition: those that narrate writes, and no others."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from narrate.audio.chapters import Chapter
from narrate.audio.id3_tags import read_id3_tag
from narrate.exporters.verifying.edition_record import Record
from narrate.languages import iso639_2

_ENCODER = re.compile(r"Lavf\d{1,3}\.\d{1,3}\.\d{1,3}")
_NAMES = {
    "TIT2": "title",
    "TLAN": "language",
    "TYER": "year",
    "TDAT": "day and month",
    "TPE1": "artist",
    "TSSE": "encoder",
}
"""The text frames that narrate writes, in their order, with their names in faults."""
DESCRIBED = "mp3 tags"
"""The key of the digest of date and publisher among those that the manifest holds."""


def described_tags(date: str, publisher: str) -> str:
    """Return the SHA-256 of what only the tags hold: the date as in ``2026-03-01``, and the publisher, or empty text."""
    return hashlib.sha256(f"{date}\n{publisher}".encode()).hexdigest()


def track_tag_faults(tag: bytes) -> Iterator[str]:
    """Yield what is wrong with ``tag``, the ID3 tag of a track. It names the encoder and nothing else."""
    try:
        found = read_id3_tag(tag)
    except ValueError as error:
        yield str(error)
        return
    texts = dict(found.texts)
    if found.chapters or [id_ for id_, _ in found.texts] != ["TSSE"]:
        yield f"its tag holds {', '.join(texts) or 'nothing'} and {len(found.chapters)} chapters, not the encoder alone"
    elif not _ENCODER.fullmatch(texts["TSSE"]):
        yield f"its encoder is {texts['TSSE'][:40]!r}, not Lavf of ffmpeg with its version"


def tag_faults(record: Record, texts: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield what is wrong with ``texts``, the text frames (id, text) of the whole sound."""
    order = list(_NAMES)
    ids = [id_ for id_, _ in texts]
    yield from (f"its tag holds {id_!r}, which narrate does not write" for id_ in ids if id_ not in _NAMES)
    if [id_ for id_ in order if id_ in ids] != [id_ for id_ in ids if id_ in _NAMES]:
        yield "its tag holds a text twice, or in another order than narrate writes"
    found = dict(texts)
    wanted = {"TIT2": record.manifest.title, "TLAN": iso639_2(record.manifest.language)}
    for id_, value in wanted.items():
        if found.get(id_) != value:
            yield f"its {_NAMES[id_]} is {found.get(id_)!r}, not {value!r}"
    if not _ENCODER.fullmatch(found.get("TSSE", "")):
        yield f"its encoder is {found.get('TSSE')!r}, not Lavf of ffmpeg with its version"
    yield from _date_faults(record, found)


def _date_faults(record: Record, found: dict[str, str]) -> Iterator[str]:
    """Yield what is wrong with the date and the publisher in ``found``, the texts by id."""
    year, day = found.get("TYER"), found.get("TDAT")
    date = f"{year}-{day[2:]}-{day[:2]}" if year is not None and day is not None else ""
    try:
        is_date = not date or datetime.date.fromisoformat(date).isoformat() == date
    except ValueError:
        is_date = False
    if not is_date or (year is None) != (day is None):
        yield f"its date is {year!r} with {day!r}, which is no date"
    elif record.manifest.described.get(DESCRIBED) != described_tags(date, found.get("TPE1", "")):
        artist = found.get("TPE1", "")
        yield f"its date ({date or 'none'}) or its artist ({artist[:40] or 'none'}) is not the one that was written"


def chapter_faults(record: Record, chapters: Sequence[Chapter]) -> Iterator[str]:
    """Yield what is wrong with ``chapters``: there must be one for each slide, with the slide's heading and times."""
    found = [(chapter.title, chapter.start_ms, chapter.end_ms) for chapter in chapters]
    wanted = [(segment.heading, segment.start_ms, segment.end_ms) for segment in record.segments]
    if len(found) == len(wanted):
        for number, (one, other) in enumerate(zip(found, wanted, strict=True), 1):
            if one != other:
                (a, b, c), (title, start, end) = one, other
                yield f"chapter {number} is {a!r} from {b} to {c} ms, not {title!r} from {start} to {end} ms"
        return
    lost = [f"no chapter {heading!r} from {a} to {b} ms" for heading, a, b in wanted if (heading, a, b) not in found]
    more = [f"a chapter {title!r} that no slide has" for title, a, b in found if (title, a, b) not in wanted]
    doubled = [f"the chapter {title!r} stands twice" for (title, _, _), count in Counter(found).items() if count > 1]
    yield from (*lost, *more, *doubled)
