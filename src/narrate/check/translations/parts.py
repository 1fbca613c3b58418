"""The text that is compared with its translation: a slide, one of its figures, or a whole script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from narrate.check.quantities import Quantity, quantities
from narrate.errors import Place
from narrate.model import Figure, Kind, Script, Segment


@dataclass(frozen=True)
class ComparedText:
    """A slide of ``script``, or all its slides where the writer did not say where slides begin."""

    script: Script
    segments: tuple[Segment, ...]

    @cached_property
    def place(self) -> Place:
        return next((segment.place for segment in self.segments if segment.place), Place(str(self.script.path)))

    @cached_property
    def name(self) -> str:
        segment = self.segments[0]
        return segment.heading or (segment.sentences[0].text[:40] if segment.sentences else segment.id)

    @cached_property
    def found(self) -> list[tuple[Quantity, Place]]:
        """Each quantity once, with the place where it first occurs. ``pictured`` has those of the figures."""
        first: dict[tuple[object, ...], tuple[Quantity, Place]] = {}
        for text, places in self._texts():
            for each in quantities(text, self.script.language):
                key = (each.kind, each.values, each.unit, each.key, each.half, each.claims, each.words)
                first.setdefault(key, (each, _at(places, each.start)))
        return list(first.values())

    @cached_property
    def text(self) -> str:
        return "\n".join(text for text, _ in self._texts())

    @cached_property
    def figures(self) -> list[str]:
        return [figure.path.name for segment in self.segments for figure in segment.figures]

    @cached_property
    def pictured(self) -> list[ComparedFigure]:
        return [
            ComparedFigure(self.script, self.segments, number, figure)
            for number, figure in enumerate(figure for segment in self.segments for figure in segment.figures)
        ]

    @cached_property
    def cues(self) -> list[str]:
        return [cue.part for segment in self.segments for sentence in segment.sentences for cue in sentence.cues]

    @cached_property
    def points(self) -> int:
        return sum(len(segment.points) for segment in self.segments)

    @cached_property
    def cells(self) -> list[list[ComparedCell]]:
        """The cells of the tables, row by row."""
        return [
            [ComparedCell(self.script, self.segments, cell, point.place or self.place) for cell in point.cells]
            for segment in self.segments
            for point in segment.points
            if point.cells
        ]

    @cached_property
    def values(self) -> frozenset[float]:
        return frozenset(value for quantity, _ in self.found if quantity.claims for value in quantity.values)

    def _texts(self) -> Iterator[tuple[str, list[tuple[int, Place]]]]:
        """Yield (text, words) of each heading, sentence and point; ``words`` are the offset and place of each word."""
        for segment in self.segments:
            if segment.heading:
                yield segment.heading, [(0, self.place)]
            for sentence in segment.sentences:
                places = [(token.start, token.place) for token in sentence.tokens if token.place is not None]
                yield sentence.text, places or [(0, sentence.place or self.place)]
            for point in segment.points:
                yield point.text, [(0, point.place or self.place)]
            if segment.table is not None:
                yield from ((name, [(0, segment.table.place or self.place)]) for name in segment.table.columns)


@dataclass(frozen=True)
class ComparedFigure(ComparedText):
    """A figure of a slide: its name and its descriptions. ``number`` counts the figures of the slide from 0."""

    number: int
    figure: Figure

    @cached_property
    def place(self) -> Place:
        return self.figure.place or super().place

    def _texts(self) -> Iterator[tuple[str, list[tuple[int, Place]]]]:
        for text in (self.figure.name, self.figure.alt, self.figure.description):
            if text:
                yield text, [(0, self.place)]


@dataclass(frozen=True)
class ComparedCell(ComparedText):
    """A cell of a table. ``row`` is the place of its row."""

    words: str
    row: Place

    @cached_property
    def place(self) -> Place:
        return self.row

    def _texts(self) -> Iterator[tuple[str, list[tuple[int, Place]]]]:
        yield self.words, [(0, self.row)]


def parts_of(script: Script) -> list[ComparedText]:
    """Return each slide of ``script``, without the closing slide, which narrate writes."""
    return [ComparedText(script, (segment,)) for segment in script.segments if segment.kind is not Kind.CLOSING]


def whole(script: Script) -> ComparedText:
    """Return all of ``script`` as one text, without the closing slide."""
    return ComparedText(script, tuple(segment for segment in script.segments if segment.kind is not Kind.CLOSING))


def _at(places: Sequence[tuple[int, Place]], offset: int) -> Place:
    """The place of the character at ``offset`` of a text. ``places`` are the offset and place of each word."""
    for (start, place), following in pairwise([*places, (offset + 1, places[-1][1])]):
        if start <= offset < max(following[0], start + 1):
            return Place(place.file, place.line, place.column + offset - start) if place.column else place
    return places[0][1]
