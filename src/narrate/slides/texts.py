"""Drafts slides with words only: the spoken sentences, or points."""

from __future__ import annotations

from narrate.model import Box, Layout, Role, Script, Segment
from narrate.slides.grid import FULL, LOWEST, MARGIN, MEASURE, TOP
from narrate.slides.unfinished_slide import Draft, Style, bars, centred
from narrate.slides.words import HEADING, Look, bottom

_SENTENCE_GAP, _POINT_GAP = 46, 38  # px between the em squares of two paragraphs
_WIDEST_GAP, _SPREAD = 68, 0.4  # the widest gap between points, and the share of spare room that widens gaps
_UNDER_HEADING = 40
_BAR_X = MARGIN - 32
_BULLET = 34
_KICKER_TOP = 56
_ABOVE_POINTS = 0.3  # share of the spare room above points: they stand nearer to their heading


def text_slide(script: Script, segment: Segment, title: str, style: Style, size: float) -> Draft:
    """Draft a slide with the shown sentences of ``segment`` at font size ``size``.

    The sentences stand under the heading or, if there is none, under the title of the deck. A heading that is
    also the first sentence is shown only once.
    """
    setter, measures = style.setter, style.measures
    texts = [sentence.text for sentence in segment.shown_sentences]
    spoken_heading = segment.heading in (None, *texts[:1])
    look = Look(size)
    if spoken_heading:
        first = setter.box(Role.TITLE, [title], look, MARGIN, 0, MEASURE)
        body: tuple[Box, ...] = (first,)
        if texts[1:]:
            top = bottom(first) + _SENTENCE_GAP
            rest = setter.box(Role.BODY, texts[1:], look, MARGIN, top, MEASURE, gap=_SENTENCE_GAP)
            body = (first, rest)
        head = setter.box(
            Role.KICKER, [script.title], Look(measures.note, HEADING, colour="dim"), MARGIN, _KICKER_TOP, FULL
        )
    else:
        steps = measures.text_heading
        head = setter.fitting(
            Role.TITLE, title, Look(steps[0], HEADING, bold=True, colour="accent"), steps, MARGIN, _KICKER_TOP, FULL, 2
        )
        body = (setter.box(Role.BODY, texts, look, MARGIN, 0, MEASURE, gap=_SENTENCE_GAP),)
    room = bottom(head) + _UNDER_HEADING
    body = centred(body, room, LOWEST)
    boxes = (body[0], head, *body[1:]) if spoken_heading else (head, *body)
    marks = bars(_without_head(boxes, head), _BAR_X)
    return Draft(Layout.TEXT, "paper", boxes, marks, dims=True, fits=bottom(body[-1]) <= LOWEST)


def points_slide(segment: Segment, title: str, style: Style, size: float) -> Draft:
    """Draft a slide with the points of ``segment`` at font size ``size``, under its heading."""
    setter, measures = style.setter, style.measures
    steps = measures.heading
    head = setter.fitting(Role.TITLE, title, Look(steps[0], HEADING, bold=True), steps, MARGIN, TOP, FULL, 2)
    texts, numbers = [point.text for point in segment.points], [point.number for point in segment.points]
    room = bottom(head) + _UNDER_HEADING
    body = setter.box(Role.BODY, texts, Look(size), MARGIN, 0, MEASURE, gap=_POINT_GAP, bullet=_BULLET, numbers=numbers)
    spare = _SPREAD * (LOWEST - room - body.height) / len(texts)
    if spare > 0:  # spread a few points so that they don't crowd under the heading
        gap = min(_WIDEST_GAP, _POINT_GAP + spare)
        body = setter.box(Role.BODY, texts, Look(size), MARGIN, 0, MEASURE, gap=gap, bullet=_BULLET, numbers=numbers)
    (body,) = centred((body,), room, LOWEST, _ABOVE_POINTS)
    marks = bars(_without_head((head, body), head), _BAR_X, tint_to=MARGIN + MEASURE + 24)
    fits = bottom(body) <= LOWEST and few_enough(body, measures.most_points)
    return Draft(Layout.POINTS, "paper", (head, body), marks, fits=fits)


def few_enough(body: Box, most: int) -> bool:
    """Whether ``body`` has at most ``most`` points, or one more if each takes a single line."""
    count = len(body.paragraphs)
    return count <= most or (count == most + 1 and all(len(paragraph.lines) == 1 for paragraph in body.paragraphs))


def _without_head(boxes: tuple[Box, ...], head: Box) -> tuple[Box, ...]:
    """Return ``boxes`` with an empty box in place of ``head``, so that it gets no mark and indices stay."""
    return tuple(Box(Role.NOTE, 0, 0, 0, 0) if box is head else box for box in boxes)
