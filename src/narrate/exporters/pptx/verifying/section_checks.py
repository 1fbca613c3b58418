"""Checks the sections of a deck, which are those of the script: their names, and the slides in each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from lxml import etree

from narrate.exporters.pptx.format import P14, P
from narrate.exporters.verifying.edition_record import RecordSegment
from narrate.exporters.verifying.sentence_matching import plain_heading

_NO_NAME = re.compile(r"((default|untitled|unnamed) section|section \d+)?", re.IGNORECASE)


def section_faults(presentation: etree._Element, segments: Sequence[RecordSegment], title: str) -> Iterator[str]:
    """Yield what is wrong with the sections of the deck ``presentation``, each fault as a line of text.

    ``segments`` are what is spoken on each slide; ``title`` is the title of the script.
    """
    sections = [
        (section.get("name") or "", [slide.get("id") for slide in section.iter(f"{P14}sldId")])
        for section in presentation.iter(f"{P14}section")
    ]
    names = [name for name, _ in sections]
    yield from (f"a section is called {name!r}" for name in names if _NO_NAME.fullmatch(name.strip()))
    yield from _missing_sections(names, segments)
    slides = [element.get("id") for element in presentation.iter(f"{P}sldId")]
    if sections and slides != [id_ for _, ids in sections for id_ in ids]:
        yield "the sections don't hold every slide once, in its order"
        return
    yield from _misplaced([name for name, ids in sections for _ in ids], len(sections), segments, title)


def _misplaced(found: Sequence[str], number: int, segments: Sequence[RecordSegment], title: str) -> Iterator[str]:
    """Check that each slide is in its section. ``found`` names that of each slide in a deck of ``number`` sections."""
    wanted = list(_sections_of(segments, title, found))
    count = sum(1 for _ in groupby(wanted))
    if number != (count if count > 1 else 0):
        yield f"the deck has {number} sections, and the script {count if count > 1 else 0}"
    for segment, name, other in zip(segments, found, wanted, strict=False):
        if name not in other:
            yield f"{segment.heading!r} is in the section {name!r}, and belongs to {other[-1]!r}"


def _missing_sections(sections: Collection[str], segments: Sequence[RecordSegment]) -> Iterator[str]:
    """Check that ``sections``, the names of the deck's sections, include all of the script's if it has several."""
    headings = [_names(segment) for segment in segments if segment.kind == "section"]
    if len(headings) > 1:
        for names in headings:
            if not any(name in sections for name in names):
                yield f"the part {names[-1]!r} is not a section of the deck"


def _sections_of(segments: Sequence[RecordSegment], title: str, found: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the names that the section of each slide may have. ``found`` are the names in the deck.

    The closing slide and slides before the first section have the title's. A section of a document that is no script
    may end before the next begins; slides from there on have the title's, too.
    """
    names: tuple[str, ...] = (title,)
    for index, segment in enumerate(segments):
        if segment.kind == "section":
            names = _names(segment)
        elif segment.kind != "narration" or found[index : index + 1] == [title]:
            names = (title,)
        yield names


def _names(segment: RecordSegment) -> tuple[str, ...]:
    """Return the names that a section may have: the heading of its slide ``segment`` with and without a number."""
    return tuple(dict.fromkeys((segment.heading, plain_heading(segment))))
