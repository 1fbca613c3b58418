"""Turns headings and the text under them into the segments of a script.

Every reader of a document with headings (Markdown, Word, the notes of a deck) fills an outline. Pandoc's rule decides
which headings are slides: the highest level with content directly under it. Higher levels are sections.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from narrate.errors import Place, Problem, Severity, similar_names
from narrate.model import Figure, Kind, Point, Segment
from narrate.script.figures import titled
from narrate.script.marked_text import Flow, TextMark
from narrate.script.segments import SegmentMaker, SpokenSentence, speak_flow
from narrate.script.tables import WrittenTable, with_table


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document. ``drafted`` is true if a program wrote it and nobody has checked it."""

    level: int
    flow: Flow
    place: Place
    drafted: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.flow.text.split())


@dataclass(slots=True)
class OutlinePart:
    """A heading and the content directly under it.

    ``has_notes`` means that only paragraphs in speaker notes are spoken; other paragraphs are points. ``figure_named``
    is true if the part names a figure, even one that could not be read. ``paragraphs`` is how many it has so far.
    """

    heading: Heading | None
    spoken: list[SpokenSentence] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    figure_named: bool = False
    paragraphs: int = 0
    has_notes: bool = False
    table: WrittenTable | None = None

    @property
    def holds_something(self) -> bool:
        return bool(self.spoken or self.points or self.figure_named or self.table)


class ScriptOutline:
    """Collects the headings of one document with their content, in order, and turns them into segments.

    ``problems`` holds everything wrong found so far.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self.parts: list[OutlinePart] = [OutlinePart(None)]
        self.problems: list[Problem] = []

    @property
    def last(self) -> OutlinePart:
        """The part of the outline to which content is being added."""
        return self.parts[-1]

    def begin(self, heading: Heading) -> None:
        """Begin a new part of the outline under ``heading``."""
        self.parts.append(OutlinePart(heading))

    def error(self, place: Place, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(place, Severity.ERROR, code, message, hint))

    def warn(self, place: Place, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(place, Severity.WARNING, code, message, hint))

    def segments(self, title: str, topic: str, language: str) -> tuple[str, tuple[Segment, ...]] | None:
        """Return (title, segments), or None if errors leave no text to make segments from.

        ``title`` is the stated title. If it is empty, a first heading becomes the title if no other heading has level
        1. ``topic`` is spoken if there is no title at all.
        """
        parts = [part for part in self.parts if part.heading or part.holds_something]
        head = Heading(1, Flow(self._file, title), Place(self._file, 1, 1))
        if not title and parts and _is_lone_title(parts):
            only_heading = parts.pop(0).heading
            assert only_heading is not None
            head, title = only_heading, only_heading.text
            self._no_cues(only_heading.flow.marks)
        if not any(part.holds_something for part in parts):
            if not self._has_errors:
                self.error(head.place, "empty", "nothing to speak", "write the narration under a heading: ## Heading")
            return None
        if not title and not self._has_faulty_header:
            self.error(
                head.place,
                "no-title",
                "the script has no title",
                "write title: … in a header, between two lines of --- at the top of the file",
            )
        maker = SegmentMaker()
        first = self._announce(maker, Kind.TITLE, title or topic, head.flow, head.place, language, drafted=head.drafted)
        return title, (first, *self._segments(maker, parts, language))

    @property
    def _has_faulty_header(self) -> bool:
        """Whether the title may be missing only because the header, or a value in it, could not be read."""
        return any(
            problem.severity is Severity.ERROR and problem.code in ("front-matter", "control-character")
            for problem in self.problems
        )

    @property
    def _has_errors(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def _segments(self, maker: SegmentMaker, parts: Sequence[OutlinePart], language: str) -> Iterable[Segment]:
        filled = [part.heading for part in parts if part.heading and part.holds_something]
        headings = filled or [part.heading for part in parts if part.heading]
        slide_level = min((heading.level for heading in headings), default=0)
        first = next((heading for heading in filled if heading.level == slide_level), None)
        section: str | None = None
        for part in parts:
            heading = part.heading
            if heading is None or heading.level == slide_level:
                yield from self._slide(maker, part, section, language)
            elif heading.level < slide_level:
                section = heading.text
                self._no_cues(heading.flow.marks)
                yield self._announce(
                    maker,
                    Kind.SECTION,
                    section,
                    heading.flow,
                    heading.place,
                    language,
                    section,
                    drafted=heading.drafted,
                )
            else:
                message = f"a heading of level {heading.level}, but slides have level {slide_level}"
                hint = f"write it with {'#' * slide_level}"
                if first is not None:
                    where = f"{first.text[:40]!r} (line {first.place.line})"
                    hint += f", since text right under {where} makes its level the level of slides"
                self.error(heading.place, "heading-level", message, hint)
                yield from self._slide(maker, part, section, language)  # so that its other mistakes are found too

    def _announce(
        self, maker: SegmentMaker, kind: Kind, text: str, flow: Flow, place: Place, language: str,
        section: str | None = None, *, drafted: bool = False,
    ) -> Segment:  # fmt: skip
        whole = replace(flow, marks=[*flow.marks, TextMark(0, len(flow.text), "whole", "", "", place)])
        spoken = [replace(sentence, text=text, place=place) for sentence in speak_flow(whole, language, 0)]
        if len(spoken) != 1 or flow.text != text:
            spoken = [SpokenSentence(text, 0, place)]
        return maker.make(kind, spoken, heading=text, section=section, place=place, drafted=drafted)

    def _slide(self, maker: SegmentMaker, part: OutlinePart, section: str | None, language: str) -> Iterable[Segment]:
        heading = part.heading
        inside = [item.place for item in part.spoken] + [item.place for item in part.points]
        inside += [figure.place for figure in part.figures] + ([part.table.place] if part.table else [])
        place = heading.place if heading else inside[0] if inside else Place(self._file, 1)
        assert place is not None
        if heading:
            self._unspoken_marks(heading.flow.marks, "a slide's heading")
        spoken, points = part.spoken, tuple(part.points)
        if part.table is not None:
            self._check_alone(part, part.table)
            spoken, points = with_table(spoken, part.table, language), part.table.points(language)
        if not spoken:
            name = f"the slide {heading.text!r}" if heading else "what stands before the first heading"
            self.error(place, "no-narration", f"{name} has no narration", "write a paragraph for it")
            return
        self._check_cues(part)
        self._check_compared(part, place)
        yield maker.make(
            Kind.NARRATION, spoken, heading=heading.text if heading else None, section=section,
            points=points, figures=titled(part.figures), place=place, drafted=bool(heading and heading.drafted),
            table=part.table.table if part.table else None,
        )  # fmt: skip

    def _check_alone(self, part: OutlinePart, table: WrittenTable) -> None:
        other = "points" if part.points else "a figure" if part.figure_named else ""
        if other:
            self.error(
                table.place, "table", f"a table and {other} on one slide", f"put {other} under a heading of their own"
            )

    def _check_cues(self, part: OutlinePart) -> None:
        for cue in (cue for sentence in part.spoken for cue in sentence.cues):
            place = cue.place or Place(self._file)
            if not part.figure_named:
                hint = "put the figure on the slide: ![what it shows](figure.svg)"
                self.error(place, "cue-without-figure", f"no figure for the part {cue.part!r} on this slide", hint)
            elif part.figures and not any(cue.part in figure.parts for figure in part.figures):
                parts = [id_ for figure in part.figures for id_ in figure.parts]
                similar = similar_names(cue.part, parts)
                known = ", ".join(parts[:8])
                hint = (
                    f"did you mean {similar[0]!r}?"
                    if similar
                    else f"its parts are {known}"
                    if known
                    else "only SVG has parts"
                )
                self.error(place, "unknown-part", f"no part {cue.part!r} in {part.figures[0].path.name}", hint)

    def _check_compared(self, part: OutlinePart, place: Place) -> None:
        figures, points = len(part.figures), len(part.points)
        if figures > 1 and figures != points:
            message = f"{figures} figures stand side by side, and the slide has {points} point{'s' * (points != 1)}"
            self.error(
                place, "figures-and-points", message, "write one point for each figure: it stands under the figure"
            )

    def unspoken(self, flow: Flow, name: str) -> None:
        """Report the marks in ``flow`` that need a voice, since it is shown but never spoken. Links need none.

        ``name`` is what the message calls this text.
        """
        self._unspoken_marks([mark for mark in flow.marks if mark.kind != "link"], name)

    def unspoken_cues(self, flows: Iterable[Flow]) -> None:
        """Report the cues in ``flows``: a slide with a table has no figure."""
        for flow in flows:
            for mark in flow.marks:
                if mark.kind == "cue":
                    message = f"no figure for the part {mark.value!r} on this slide"
                    self.error(mark.place, "cue-without-figure", message, "put the figure under a heading of its own")

    def _unspoken_marks(self, marks: Iterable[TextMark], name: str) -> None:
        for mark in marks:
            if mark.kind != "emphasis":
                message = f"{name} is not spoken, so a mark in it has no effect"
                self.error(mark.place, "misplaced-mark", message, "mark the words in the narration")

    def _no_cues(self, marks: Iterable[TextMark]) -> None:
        for mark in marks:
            if mark.kind == "cue":
                message = "a title has no figure to highlight"
                self.error(mark.place, "misplaced-mark", message, "mark the words in the narration")
            elif mark.kind == "link":
                self.error(mark.place, "misplaced-mark", "a title cannot be a link", "put the link into the narration")


def _is_lone_title(parts: Sequence[OutlinePart]) -> bool:
    first = parts[0]
    if first.heading is None or first.heading.level != 1 or first.holds_something:
        return False
    return sum(1 for part in parts if part.heading and part.heading.level == 1) == 1
