"""Checks that a deck shows what the page of the same edition shows: the points or sentences, and the figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote

from narrate.exporters.verifying.edition_record import Record, RecordSegment
from narrate.exporters.verifying.reading_page import PagePart, paired_parts
from narrate.exporters.verifying.sentence_matching import same_words, spaced
from narrate.manifest import file_hash
from narrate.model import Kind

Words = Sequence[tuple[str, int | None]]
"""(text, number in a list or None) of each paragraph on a slide."""
Pictures = Sequence[tuple[str, str]]
"""(SHA-256 of the drawing or photograph, description) of each picture on a slide."""


def lost_from_deck(record: Record, slides: Sequence[tuple[Words, Pictures]]) -> tuple[list[str], list[str]]:
    """Return (lost words, lost pictures): a line of text for each that the page shows and the deck does not.

    ``slides`` are all slides of the deck, in order. Raises OSError, ValueError or SyntaxError if the page cannot be
    read.
    """
    words: list[str] = []
    pictures: list[str] = []
    for part, segments in paired_parts(record):
        here = [(segment, *slides[number - 1]) for number, segment in segments]
        words += lost_words(part, [(segment, shown) for segment, shown, _ in here])
        shown_here = [picture for _, _, shown in here for picture in shown]
        pictures += different_figures(record.folder, part, shown_here, record.manifest.files)
    return words, pictures


def lost_words(part: PagePart, slides: Sequence[tuple[RecordSegment, Words]]) -> Iterator[str]:
    """Yield a line of text for each point of ``part`` that is not on its slides.

    If the part has neither points nor figures, its sentences must be there. ``slides`` are (segment, paragraphs).
    """
    yield from _lost_points(part, [paragraph for _, paragraphs in slides for paragraph in paragraphs])
    if part.points or part.figures:
        return
    for segment, paragraphs in slides:
        for sentence in segment.shown if segment.kind == Kind.NARRATION else ():
            if not any(same_words(text, sentence.text) for text, _ in paragraphs):
                yield f"{sentence.text[:40]!r} is not on its slide"


def _lost_points(part: PagePart, paragraphs: Words) -> Iterator[str]:
    """Yield a line of text for each point of ``part`` that no paragraph shows, or that has another number there."""
    for point, number in part.points:
        numbers = [slide_number for text, slide_number in paragraphs if same_words(text, point)]
        if not numbers:
            yield f"the point {point[:40]!r} is not on its slide"
        elif number not in numbers:
            yield f"the point {point[:40]!r} has the number {number} on the page and {numbers[0]} on its slide"


def different_figures(
    folder: Path, part: PagePart, pictures: Pictures, files: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Yield a line of text for each figure of ``part`` that its slides do not show, or describe differently.

    ``folder`` holds the page; ``pictures`` are those on the part's slides. ``files`` are the SHA-256 of the edition's
    files, by which a picture is named that stands there in place of a figure.
    """
    shown = [(hash_, spaced(description)) for hash_, description in pictures]
    own = {unquote(address) for address, _ in part.figures}
    digests = {hash_ for hash_, _ in shown}
    others = [name for name, hash_ in files.items() if name.startswith("figures/") and hash_ in digests]
    instead = ", ".join(name for name in others if name not in own)
    for address, description in part.figures:
        digest = file_hash(folder / unquote(address))
        if digest not in digests:
            there = f", but {instead} is" if instead else ""
            yield f"{address}, which the page shows, is not on the slide {part.heading!r} of the deck{there}"
        elif (digest, spaced(description)) not in shown:
            yield f"{address} is described otherwise on the page than on the slide {part.heading!r}"
