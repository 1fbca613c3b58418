"""Finds the blocks of a plain text that ``timeline.json`` does not hold: the words of pictures, and points."""

from __future__ import annotations

import hashlib

from narrate.exporters.verifying.edition_record import Record, RecordSegment
from narrate.typeset.bidi import without_controls


def without_added(record: Record, text: str, key: str) -> tuple[str, tuple[str, ...]]:
    """Return ``text`` without the blocks of the manifest's digests, and what is wrong with these blocks.

    Such a block stands directly before the first sentence of its slide. Its digest is at ``key`` followed by the id of
    the slide's segment. A block without such a digest stays in the text, where nothing but the narration is allowed.
    """
    blocks = text.split("\n\n")
    wanted = {name[len(key) :]: digest for name, digest in record.manifest.described.items() if name.startswith(key)}
    places: dict[str, list[int]] = {}
    for place in range(len(blocks) - 1, -1, -1) if wanted else ():
        places.setdefault(hashlib.sha256(blocks[place].encode()).hexdigest(), []).append(place)
    taken: set[int] = set()
    faults = [f"there is no slide {id_!r} to which a block belongs" for id_ in wanted.keys() - _ids(record)]
    for number, segment in enumerate(record.segments, 1):
        if segment.id not in wanted:
            continue
        ahead = places.get(wanted[segment.id], [])
        if not ahead:
            faults.append(f"slide {number}: the words of its pictures and its points are not those that were written")
            continue
        taken.add(place := ahead.pop())
        if not _begins(segment, blocks[place + 1 : place + 2]):
            faults.append(f"slide {number}: its pictures and points do not stand directly before what it says")
    return "\n\n".join(block for place, block in enumerate(blocks) if place not in taken), tuple(faults)


def _ids(record: Record) -> set[str]:
    return {segment.id for segment in record.segments}


def _begins(segment: RecordSegment, following: list[str]) -> bool:
    """Whether the first block of ``following`` begins with the first sentence of ``segment``."""
    return any(
        without_controls(block).startswith(without_controls(sentence.text))
        for block in following
        for sentence in segment.sentences[:1]
    )
