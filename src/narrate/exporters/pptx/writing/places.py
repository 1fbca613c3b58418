"""Says where everything on a slide is and when it is seen, from the slide model, for the manifest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from narrate.exporters.pptx.format import PX
from narrate.exporters.pptx.place_lines import (
    Frame,
    dimmed_line,
    group_line,
    picture_line,
    places_and_changes,
    plain_line,
    table_line,
    words_line,
)
from narrate.exporters.pptx.writing.shapes import TextStyle, shape_frame, words_frame
from narrate.exporters.pptx.writing.sheet import Sheet, dot_of, is_first_cell, rest_boxes
from narrate.exporters.pptx.writing.tables import grid_of
from narrate.exporters.slide_words import words_checksum
from narrate.exporters.state_times import state_times
from narrate.model import Box, Label, Role, Slide, State, Track


def placed_on(sheet: Sheet, style: TextStyle, track: Track, *, builds: bool) -> str:
    """Return the checksums of what is where on the slide of ``sheet``, and of what is seen when.

    ``builds`` says whether anything moves. The pictures of the slide must have been added to ``sheet``.
    """
    places = _Places(sheet, style, builds=builds)
    times = state_times(sheet.slide, track) if builds else []
    steps = ((at, places.seen(state)) for state, at in zip(sheet.slide.states, times, strict=builds))
    return places_and_changes(places.all(), [(0, []), *steps])


class _Places:
    """The lines of all shapes on a slide."""

    def __init__(self, sheet: Sheet, style: TextStyle, *, builds: bool) -> None:
        self._sheet, self._style, self._slide = sheet, style, sheet.slide
        states = sheet.slide.states if builds else ()
        self._marks = self._mark_lines({state.current for state in states})
        lit = {state.lit for state in states}
        labels = {index: label for index, label in enumerate(self._slide.labels) if index in lit}
        self._lit = {index: self._lit_line(index, label) for index, label in labels.items()}
        self._labels = {index: self._label_line(label) for index, label in enumerate(self._slide.labels) if label.words}
        self._rest = {label.figure: self._rest_line(label.figure, labels.values()) for label in labels.values()}

    def _mark_lines(self, used: Collection[int | None]) -> dict[int, list[str]]:
        """Return the lines of the shapes of each mark that is ``used``, by the index of the mark."""
        marks = enumerate(self._slide.marks)
        return {index: [self._plain(box, "Now") for box in mark.boxes] for index, mark in marks if index in used}

    def all(self) -> Iterator[str]:
        """Yield the line of each shape and group."""
        for lines in self._marks.values():
            yield from lines
        if self._marks and self._slide.cover:
            yield self._plain(self._slide.cover, "Rest")
        for index, box in enumerate(self._slide.boxes):
            yield from self._box(index, box)
        yield from (*self._lit.values(), *self._labels.values(), *self._rest.values())
        if progress := [self._plain(box, "Progress") for box in self._slide.boxes if box.role is Role.PROGRESS]:
            yield group_line("Progress", progress)

    def seen(self, state: State) -> Iterator[str]:
        """Yield the line of each moving shape that is seen during ``state``, and of each dimmed paragraph."""
        if state.current is not None:
            yield from self._marks[state.current]
            yield from self._dimmed(self._slide, state.current)
        if state.lit is not None:
            yield self._lit[state.lit]
        yield from (line for index, line in self._labels.items() if index in self._lit and index != state.lit)
        shown = None if state.lit is None else self._slide.labels[state.lit].figure
        for figure, line in self._rest.items():
            if figure != shown:
                yield line
                yield self._picture(figure, self._slide.boxes[figure])

    def _dimmed(self, slide: Slide, current: int) -> Iterator[str]:
        colours = self._sheet.plan.colours
        for index, mark in enumerate(slide.marks if slide.dims else ()):
            box = slide.boxes[mark.box]
            if index != current and colours["dim"] != colours[box.colour]:
                yield dimmed_line(self._words(box), mark.paragraph, colours["dim"])

    def _box(self, index: int, box: Box) -> Iterator[str]:
        if box.role in (Role.SOUND, Role.PROGRESS) or (box.role is Role.PANEL and self._sheet.plan.panelled):
            return
        if box.role is Role.CELL:
            if is_first_cell(self._slide, index):
                yield self._table()
            return
        if (box.fill or box.edge) and box.role is not Role.TITLE:
            yield self._plain(box, "Panel" if box.role is Role.PANEL else "Ground")
        if box.paragraphs:
            yield self._words(box)
        if index in self._sheet.pictures:
            yield self._picture(index, box)

    def _table(self) -> str:
        grid = grid_of(self._slide, mirrored=self._style.mirrored)
        cells = [box.paragraphs for row in grid.rows for box in row]
        words = [words_checksum("\n".join(one.lines), one.number) for paragraphs in cells for one in paragraphs]
        return table_line(grid.frame, grid.widths, grid.heights, words)

    def _picture(self, index: int, box: Box) -> str:
        name, digest = self._sheet.pictures[index]
        return picture_line(name, _frame(box.x, box.y, box.width, box.height), digest)

    def _label_line(self, label: Label) -> str:
        assert label.words is not None
        return group_line("Label", [*self._leader(label), self._words(label.words)])

    def _lit_line(self, number: int, label: Label) -> str:
        figure = self._slide.boxes[label.figure]
        frame = _frame(figure.x, figure.y, figure.width, figure.height)
        lines = [picture_line("Lit", frame, self._sheet.lit_pictures[number])]
        if label.card is not None:
            lines += [*self._leader(label), self._plain(replace(label.card, paragraphs=()), "Card")]
            lines.append(self._words(label.card))
        return group_line("Lit", lines)

    def _rest_line(self, figure: int, labels: Iterable[Label]) -> str:
        own = [label for label in labels if label.figure == figure]
        boxes = rest_boxes(self._slide, self._slide.boxes[figure], own)
        return group_line("Rest", [self._plain(box, "Rest") for box in boxes])

    def _leader(self, label: Label) -> Iterator[str]:
        left, top = min(x for x, _ in label.leader), min(y for _, y in label.leader)
        right, low = max(x for x, _ in label.leader), max(y for _, y in label.leader)
        points = [(round((x - left) * PX), round((y - top) * PX)) for x, y in label.leader]
        size = round((right - left) * PX), round((low - top) * PX)
        line = plain_line("Leader", _frame(left, top, right - left, low - top), [size, *points])
        yield from (line, line)  # the line and its edge
        if label.dot:
            yield self._plain(dot_of(label), "Dot")

    def _words(self, box: Box) -> str:
        checksums = [words_checksum("\n".join(one.lines), one.number) for one in box.paragraphs]
        return words_line(_frame(*words_frame(box, self._style)), checksums)

    def _plain(self, box: Box, name: str) -> str:
        return plain_line(name, _frame(*shape_frame(box)))


def _frame(x: float, y: float, width: float, height: float) -> Frame:
    left, top = round(x * PX), round(y * PX)
    return left, top, left + max(0, round(width * PX)), top + max(0, round(height * PX))
