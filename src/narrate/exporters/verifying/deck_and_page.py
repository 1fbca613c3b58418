"""Whether a deck shows what the page of the same edition shows: its points or sentences, and its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from narrate.exporters.verifying.edition_record import Heard, Record
from narrate.exporters.verifying.reading_page import Part, paired_parts
from narrate.exporters.verifying.sentence_matching import same_words, spaced
from narrate.manifest import file_hash
from narrate.model import Kind

Words = Sequence[tuple[str, int | None]]
"""The paragraphs on a slide, each with its number if it has one."""
Pictures = Sequence[tuple[str, str]]
"""(SHA-256 of the drawing or picture, description) of each on a slide."""


def lost_from_deck(record: Record, slides: Sequence[tuple[Words, Pictures]]) -> tuple[list[str], list[str]]:
    """What the page shows and ``slides``, all of the deck's in order, do not: words, then pictures, a line a fault.

    Raises OSError, ValueError or SyntaxError where the page cannot be read.
    """
    words: list[str] = []
    pictures: list[str] = []
    for part, segments in paired_parts(record):
        here = [(segment, *slides[number - 1]) for number, segment in segments]
        words += lost_words(part, [(segment, shown) for segment, shown, _ in here])
        pictures += unlike(record.folder, part, [one for _, _, shown in here for one in shown])
    return words, pictures


def lost_words(part: Part, slides: Sequence[tuple[Heard, Words]]) -> Iterator[str]:
    """What a ``part`` of the page has and its slides (segment, their paragraphs) don't: points, or where there are none sentences."""
    everything = [one for _, texts in slides for one in texts]
    for point, number in part.points:
        numbers = [given for text, given in everything if same_words(text, point)]
        if not numbers:
            yield f"the point {point[:40]!r} is not on its slide"
        elif number not in numbers:
            yield f"the point {point[:40]!r} has the number {number} on the page and {numbers[0]} on its slide"
    if part.points or part.figures:
        return
    for segment, texts in slides:
        for said in segment.shown if segment.kind == Kind.NARRATION else ():
            if not any(same_words(text, said.text) for text, _ in texts):
                yield f"{said.text[:40]!r} is not on its slide"


def unlike(folder: Path, part: Part, pictures: Pictures) -> Iterator[str]:
    """Figures of a ``part`` of the page in ``folder`` that none of its slides' ``pictures`` is, or that are described otherwise."""
    shown = [(hash_, spaced(said)) for hash_, said in pictures]
    for address, said in part.figures:
        here = file_hash(folder / unquote(address))
        if here not in {hash_ for hash_, _ in shown}:
            yield f"the page's {address} is not on the slide {part.heading!r}"
        elif (here, spaced(said)) not in shown:
            yield f"{address} is described otherwise on the page than on the slide {part.heading!r}"
