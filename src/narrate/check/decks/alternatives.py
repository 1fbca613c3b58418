"""Finds pictures, charts and other drawings without an alternative text, or with one that says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from narrate.check.decks.examined_slide import ExaminedSlide, listed, quoted
from narrate.check.pictures import says_nothing
from narrate.errors import Problem, Severity
from narrate.languages.picture_words import picture_words
from narrate.sources.powerpoint.shapes import Shape, walk

DESCRIBED = {
    "picture": "picture", "film": "film", "sound": "sound", "chart": "chart", "diagram": "SmartArt", "object": "object",
}  # fmt: skip
_BY_MACHINE = re.compile(r"automatically generated\.?$|automatisch generiert|generada automáticamente|générée? automatiquement", re.IGNORECASE)  # fmt: skip
_HINT = "choose View Alt Text and say what it shows, or mark it as decorative"


def check_alternatives(slide: ExaminedSlide) -> Iterator[Problem]:
    """Report shapes that people who cannot see them learn nothing of."""
    missing: list[str] = []
    empty: list[str] = []
    machine: list[str] = []
    for shape in _described(slide.shapes):
        if not slide.is_seen(shape) or shape.is_decorative:
            continue
        name = (
            f"{DESCRIBED.get(shape.kind, 'group')} {quoted(shape.name)}"
            if shape.name
            else DESCRIBED.get(shape.kind, "group")
        )
        text = shape.alternative
        if not text:
            missing.append(name)
        elif says_nothing(text, shape.name, picture_words(slide.language or "en")):
            empty.append(quoted(text))
        elif _BY_MACHINE.search(text):
            machine.append(quoted(text))
    if missing:
        message = f"{_count(missing)} on slide {slide.number}: {listed(missing)}"
        yield Problem(slide.place, Severity.WARNING, "deck-alt", message, _HINT)
    if empty:
        message = f"on slide {slide.number} an alternative text says nothing: {listed(empty)}"
        yield Problem(slide.place, Severity.WARNING, "deck-alt", message, "say what the picture shows")
    if machine:
        message = f"on slide {slide.number} a program has written an alternative text: {listed(machine)}"
        yield Problem(slide.place, Severity.ADVICE, "deck-alt", message, "check that it says what matters here")


def _count(missing: Sequence[str]) -> str:
    return "no alternative text" if len(missing) == 1 else f"{len(missing)} alternative texts are missing"


def _described(shapes: Sequence[Shape]) -> Iterator[Shape]:
    """Yield the shapes that need an alternative text. A group that has one speaks for everything in it."""
    for shape in shapes:
        if shape.kind in DESCRIBED:
            if not _is_narration(shape):
                yield shape
        elif shape.parts:
            inside = list(_described(shape.parts))
            if inside and not shape.alternative and not shape.is_decorative:
                drawn = sum(not one.is_decorative and not one.alternative for one in inside)
                if drawn > 1 and _is_drawing(shape):
                    yield shape  # one text for the whole drawing
                else:
                    yield from inside


def _is_drawing(group: Shape) -> bool:
    """Whether all of a group is drawing: it has no words of its own."""
    return not any(one.text for one in walk(group.parts))


def _is_narration(shape: Shape) -> bool:
    """Whether the shape is the sound of a recorded narration."""
    return shape.kind == "sound" and any(str(one.tag).endswith("}isNarration") for one in shape.element.iter())
