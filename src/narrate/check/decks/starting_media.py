"""Finds sound and film that starts by itself."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from narrate.check.decks.examined_slide import ExaminedSlide, listed, quoted
from narrate.errors import Problem, Severity
from narrate.sources.ooxml import P
from narrate.sources.powerpoint.timing import automatic_effects, timing_of


def check_starting_media(slide: ExaminedSlide) -> Iterator[Problem]:
    """Report sound and film that plays without a click, over whatever is said. A recorded narration is not reported."""
    timing = timing_of(slide.sheets.slide)
    if timing is None:
        return
    playable = {
        shape.properties.get("id"): shape
        for shape in slide.all_shapes
        if shape.kind in ("sound", "film") and shape.properties is not None
    }
    narrated = {_target(node) for node in timing.iter(f"{P}audio") if node.get("isNarration") in ("1", "true")}
    started = dict.fromkeys(
        target
        for effect in automatic_effects(timing)
        for command in effect.iter(f"{P}cmd")
        if (command.get("cmd") or "").startswith("playFrom")
        and (target := _target(command)) in playable
        and target not in narrated
    )
    if started:
        names = [f"{playable[one].kind} {quoted(playable[one].name)}" for one in started]
        message = f"slide {slide.number} starts a {listed(names)} by itself"
        hint = "choose Playback > Start > When Clicked On, so that it does not cover speech or a screen reader"
        yield Problem(slide.place, Severity.ADVICE, "deck-media", message, hint)


def _target(node: etree._Element) -> str | None:
    target = next(node.iter(f"{P}spTgt"), None)
    return None if target is None else target.get("spid")
