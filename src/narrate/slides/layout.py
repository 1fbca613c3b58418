"""Lays out the slides of a script, whatever the format in which they are painted."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import replace
from typing import overload

from narrate.errors import InputError, Place, Problem, Severity
from narrate.languages import foreign_phrases, is_right_to_left, language_data
from narrate.model import Box, Cue, Deck, Kind, Layout, Mark, Role, Script, Segment, Slide, State, Theme
from narrate.slides.figure_labels import hidden_cues, label_slide
from narrate.slides.figures import compared_slide, figure_slide, split_slide
from narrate.slides.kept_slides import kept_slide
from narrate.slides.point_times import at_rest, point_states, sentence_states, with_cues
from narrate.slides.sections import section_slide, section_step
from narrate.slides.slide_foot import foot
from narrate.slides.table_times import table_states
from narrate.slides.tables import table_slide
from narrate.slides.texts import points_slide, text_slide
from narrate.slides.title_and_closing import closing_slide, minutes_shown, title_slide
from narrate.slides.unfinished_slide import Draft, Sizes, Style, measures_of, mirrored
from narrate.slides.words import Setter
from narrate.store.memo import NO_MEMO, Memo
from narrate.typeset.faces import face_for

_KEPT = 64  # slides kept in memory: all those of a deck of usual length
_MOST_LETTERS = 4000  # no slide holds more letters, so there is no need to try


class Slides(Sequence[Slide]):
    """The slides of a paginated script, mirrored if its language runs from right to left.

    Each slide is laid out on access, and only the latest are kept. The title slide shows the duration of the deck.
    """

    def __init__(self, script: Script, style: Style, duration_ms: int = 0) -> None:
        self._drafter = Drafter(script, style, duration_ms)
        self._style = style
        self._kept: OrderedDict[int, Slide] = OrderedDict()

    def saying(self, script: Script) -> Slides:
        """Return the same slides for ``script``, which may differ only in how words are pronounced."""
        other = copy(self)
        other._drafter = copy(self._drafter)
        other._drafter.script = script
        return other

    def with_more_said(self, script: Script) -> Slides:
        """Return slides for ``script``, which has more sentences than the script of these slides, but shows the same.

        Of a slide that was laid out for this script, only its states may differ: they name the sentences.
        """
        other = self.saying(script)
        segments, language = script.segments, script.language
        other._kept = OrderedDict((n, _with_states(slide, segments[n], language)) for n, slide in self._kept.items())
        return other

    def lasting(self, duration_ms: int) -> Slides:
        """Return the same slides for another duration of the deck."""
        other = Slides(self._drafter.script, self._style, duration_ms)
        segments = self._drafter.script.segments
        other._kept = OrderedDict((n, slide) for n, slide in self._kept.items() if segments[n].kind is not Kind.TITLE)
        return other

    def __len__(self) -> int:
        return len(self._drafter.script.segments)

    @overload
    def __getitem__(self, index: int) -> Slide: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Slide, ...]: ...
    def __getitem__(self, index: int | slice) -> Slide | tuple[Slide, ...]:
        """Return slide ``index``, laid out if it is not kept.

        Raises InputError if a part of a figure cannot be lit, or if the labels of a figure have no room.
        """
        if isinstance(index, slice):
            return tuple(self[n] for n in range(len(self))[index])
        number = range(len(self))[index]
        slide = self._kept.get(number) or self._laid_out(number)
        self._kept[number] = slide
        self._kept.move_to_end(number)
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return slide

    def check(self) -> Slides:
        """Lay out all slides and return self. Raises InputError with the problems of all slides."""
        problems: list[Problem] = []
        for number in range(len(self)):
            try:
                self[number]
            except InputError as error:
                problems += error.problems
        if problems:
            raise InputError(*problems)
        return self

    def deck(self) -> Deck:
        """Return these slides as a deck, with its theme and fonts."""
        face = self._style.setter.face
        return Deck(
            self, tuple(self._drafter.titles), self._style.theme, face.family, face.deck, face.east, face.complex
        )

    def _laid_out(self, number: int) -> Slide:
        script = self._drafter.script
        segment, title, draft = script.segments[number], self._drafter.titles[number], self._drafter.draft(number)
        slide = _slide(segment, title, draft, turned=is_right_to_left(script.language))
        if problems := [_hidden(slide, cue) for cue in hidden_cues(slide, self._style)]:
            raise InputError(*problems)
        labelled = label_slide(slide, self._style)
        if labelled is None:
            raise InputError(_crowded(slide))
        return _with_states(labelled, segment, script.language)


def lay_out(script: Script, theme: Theme, duration_ms: int = 0) -> Deck:
    """Return the deck of a paginated script whose speech lasts ``duration_ms``.

    Raises InputError with all parts of figures that cannot be lit and all figures whose labels have no room.
    """
    return Slides(script, style_of(script, theme), duration_ms).check().deck()


class Drafter:
    """Drafts the slides of a script: all boxes of a slide, including those at the foot."""

    def __init__(self, script: Script, style: Style, duration_ms: int) -> None:
        self.script = script
        self.titles = titles_of(script)
        self._style = style
        self._duration_ms = duration_ms
        self._sections = [n for n, segment in enumerate(script.segments) if segment.kind is Kind.SECTION]
        self._headings = [script.segments[n].heading or "" for n in self._sections]
        self._section_step = section_step(style, self._headings)

    def draft(self, index: int) -> Draft:
        """Return the draft of slide ``index``, counted from 0."""
        script, style, segment, title = self.script, self._style, self.script.segments[index], self.titles[index]
        if script.kept is not None:
            return kept_slide(segment)
        phrases = language_data(script.language).phrases
        number, total = index + 1, len(script.segments)
        phrase = label = phrases["slide_of"].format(number=number, total=total)
        if segment.kind is Kind.TITLE:
            phrase = phrases["length_line"].format(minutes=minutes_shown(self._duration_ms))
            draft = title_slide(script, title, style, phrase)
        elif segment.kind is Kind.SECTION:
            part = self._sections.index(index) + 1
            phrase = phrases["part_of"].format(number=part, total=len(self._headings))
            draft = section_slide(title, style, part, self._headings, phrase, self._section_step)
        elif segment.kind is Kind.CLOSING:
            draft = closing_slide(script, segment, title, style, phrases)
        else:
            draft = narration_slide(script, segment, title, style)
        boxes = (*draft.boxes, *foot(draft, style, number, total, label))
        return replace(draft, boxes=_marked(boxes, phrase, foreign_phrases(script.language)))


def _marked(boxes: tuple[Box, ...], phrase: str, language: str) -> tuple[Box, ...]:
    """Return ``boxes`` with ``language`` set on those that show ``phrase``.

    ``language`` is that of narrate's phrases, if it is not the language of the script; otherwise empty.
    """
    if not language:
        return boxes
    return tuple(
        replace(box, language=language) if " ".join(line for p in box.paragraphs for line in p.lines) == phrase else box
        for box in boxes
    )


def narration_slide(script: Script, segment: Segment, title: str, style: Style) -> Draft:
    """Return the draft of a narrating segment, whose points and figures decide the layout."""
    if len(segment.figures) > 1:
        return compared_slide(segment, title, style)
    if segment.figures:
        if segment.points:
            return split_slide(segment, title, style, style.sizes.split)
        return figure_slide(segment, title, style)
    if segment.table is not None:
        return table_slide(segment, title, style, style.sizes.table)
    if segment.points:
        return points_slide(segment, title, style, style.sizes.points)
    return text_slide(script, segment, title, style, style.sizes.text)


def style_of(script: Script, theme: Theme, memo: Memo = NO_MEMO) -> Style:
    """Return the style of the deck. Each row of font sizes gets the largest size at which every slide fits.

    ``memo`` recalls what is already known about the figures. Raises MissingDependencyError if the font is not
    installed.
    """
    measures = measures_of(theme)
    face = face_for(_texts(script), script.language, language_data(script.language).phrases.values())
    setter = Setter(replace(face, deck=theme.face, stretch=theme.stretch) if theme.face else face)
    style = Style(
        setter, theme, Sizes(measures.text[0], measures.points[0], measures.split[0], measures.table[0]), memo
    )
    titled = list(zip(script.segments, titles_of(script), strict=True))
    for name in ("text", "points", "split", "table"):
        steps = getattr(measures, name)
        smallest = min(
            (
                largest_size(script, segment, title, style) or steps[-1]
                for segment, title in titled
                if row_of(segment) == name
            ),
            default=steps[0],
        )
        style = replace(style, sizes=replace(style.sizes, **{name: smallest}))
    return style


def largest_size(script: Script, segment: Segment, title: str, style: Style) -> int | None:
    """Return the largest font size at which ``segment`` fits on its slide, or None if there is none."""
    texts = segment.points or segment.shown_sentences
    if sum(len(text.text) for text in texts) + len(title) > _MOST_LETTERS:
        return None
    makers: dict[str, Callable[[int], Draft]] = {
        "text": lambda size: text_slide(script, segment, title, style, size),
        "points": lambda size: points_slide(segment, title, style, size),
        "split": lambda size: split_slide(segment, title, style, size),
        "table": lambda size: table_slide(segment, title, style, size),
    }
    row = row_of(segment)
    steps: Sequence[int] = getattr(style.measures, row)
    return next((size for size in steps if makers[row](size).fits), None)


def row_of(segment: Segment) -> str:
    """Return the name of the row of font sizes for a narrating segment: ``text``, ``points``, ``split`` or ``table``.

    It is empty for other kinds of segment, for slides of kept decks, for a figure without points and for several figures.
    """
    if (
        segment.slide
        or segment.kind is not Kind.NARRATION
        or len(segment.figures) > 1
        or (segment.figures and not segment.points)
    ):
        return ""
    if segment.table is not None:
        return "table"
    return "split" if segment.figures else "points" if segment.points else "text"


def _texts(script: Script) -> Iterable[str]:
    yield from (script.title, script.subtitle, script.publisher)
    for segment in script.segments:
        yield segment.heading or ""
        yield from (point.text for point in segment.points)
        yield from segment.table.columns if segment.table else ()
        yield from (figure.name for figure in segment.figures)
        yield from (sentence.text for sentence in segment.shown_sentences)


def _with_states(slide: Slide, segment: Segment, language: str) -> Slide:
    """Return ``slide`` with the states that it has while the sentences of ``segment`` are spoken."""
    states = with_cues(_states(slide, segment, language), segment, [label.part for label in slide.labels])
    return replace(slide, segment=segment, states=states)


def _states(slide: Slide, segment: Segment, language: str) -> tuple[State, ...]:
    if slide.layout is Layout.TEXT:
        return sentence_states(segment)
    if slide.layout is Layout.TABLE:
        return table_states(segment, language)
    if segment.kind is Kind.NARRATION and slide.marks:
        return point_states(segment, language)
    return (at_rest(segment),)


def _crowded(slide: Slide) -> Problem:
    place = slide.segment.figures[0].place or slide.segment.place or Place("")
    message = f"the labels of {slide.segment.figures[0].path.name} have no room beside it"
    hint = 'shorten them: [words](#part "Short"), name fewer parts, or leave more room at a side of the drawing'
    return Problem(place, Severity.ERROR, "labels", message, hint)


def _hidden(slide: Slide, cue: Cue) -> Problem:
    name = next(figure.path.name for figure in slide.segment.figures if cue.part in figure.parts)
    message = f"the part {cue.part!r} has nothing visible in {name}, so it cannot be lit"
    hint = "name a visible part, which is not hidden, cut off or empty"
    return Problem(cue.place or slide.segment.place or Place(""), Severity.ERROR, "hidden-part", message, hint)


def _slide(segment: Segment, title: str, draft: Draft, *, turned: bool) -> Slide:
    def turn(box: Box) -> Box:
        return mirrored(box) if turned else box

    boxes = tuple(turn(box) for box in draft.boxes)
    marks = tuple(Mark(tuple(map(turn, mark.boxes)), mark.box, mark.paragraph) for mark in draft.marks)
    cover = _cover(marks, draft.background)
    return Slide(segment, draft.layout, title, draft.background, boxes, marks, cover, dims=draft.dims)


def _cover(marks: tuple[Mark, ...], fill: str) -> Box | None:
    parts = [box for mark in marks for box in mark.boxes]
    if not parts:
        return None
    left, top = min(box.x for box in parts) - 2, min(box.y for box in parts) - 2
    right, low = max(box.x + box.width for box in parts) + 2, max(box.y + box.height for box in parts) + 2
    return Box(Role.COVER, left, top, right - left, low - top, fill=fill)


def title_of(segment: Segment) -> str:
    """Return the heading or, without one, the first sentence that the slide shows."""
    return segment.heading or segment.shown_sentences[0].text


def titles_of(script: Script) -> list[str]:
    """Return the title of each slide. Repeated titles are numbered, because people navigate by titles."""
    titles = [title_of(segment) for segment in script.segments]
    totals = Counter(titles)
    seen: Counter[str] = Counter()
    numbered = []
    for title in titles:
        seen[title] += 1
        numbered.append(f"{title} ({seen[title]}/{totals[title]})" if totals[title] > 1 else title)
    return numbered
