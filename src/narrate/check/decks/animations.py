"""Finds animations that flash, or that never end."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from narrate.check.decks.examined_slide import ExaminedSlide, listed, quoted
from narrate.errors import Problem, Severity
from narrate.sources.ooxml import P
from narrate.sources.powerpoint.timing import effects, timing_of
from narrate.sources.powerpoint.values import number

FLASHING = ("26", "35")  # of the emphasis effects of PowerPoint: Flash Bulb, Blink
_FLICKER = 3000  # thousandths: three times
_SHORT = 334  # ms: three of them in a second


def check_animations(slide: ExaminedSlide) -> Iterator[Problem]:
    """Report effects that repeat for ever (WCAG 2.2.2), and those that flash more than three times a second (2.3.1)."""
    timing = timing_of(slide.sheets.slide)
    if timing is None:
        return
    names = {shape.properties.get("id"): shape.name for shape in slide.all_shapes if shape.properties is not None}
    endless: dict[str, None] = {}
    flashing: dict[str, None] = {}
    for effect in effects(timing):
        target = next(effect.iter(f"{P}spTgt"), None)
        name = names.get(target.get("spid")) if target is not None else ""
        shown = quoted(name) if name else "an animation"
        if _flashes(effect):
            flashing[shown] = None
        elif any(one.get("repeatCount") == "indefinite" for one in _nodes(effect)):
            endless[shown] = None
    if endless:
        message = f"slide {slide.number} moves for ever: {listed(endless)}"
        hint = "choose Animations > Timing > Repeat > none, since it draws the eye from what is read"
        yield Problem(slide.place, Severity.WARNING, "deck-animation", message, hint)
    if flashing:
        message = f"slide {slide.number} flashes: {listed(flashing)}"
        hint = "choose another effect: flashes more than three times in a second can cause seizures"
        yield Problem(slide.place, Severity.WARNING, "deck-animation", message, hint)


def _nodes(effect: etree._Element) -> Iterator[etree._Element]:
    """Yield the time nodes of an effect but those of sound and film, which may be played again and again."""
    for node in effect.iter(f"{P}cTn"):
        parent = node.getparent()
        if parent is None or parent.tag != f"{P}cMediaNode":
            yield node


def _flashes(effect: etree._Element) -> bool:
    """Whether ``effect`` is one that flashes, or comes back at least four times, more than three times in a second."""
    for node in _nodes(effect):
        count = node.get("repeatCount") or ""
        times = float("inf") if count == "indefinite" else number(count) or 1000
        lasts = [found for inner in _nodes(node) if (found := number(inner.get("dur"))) is not None]
        is_short = bool(lasts) and max(lasts) < _SHORT
        if times > _FLICKER and is_short:
            return True
    return False
