"""Finds the effects in the timing of a slide (ECMA-376 part 1, 19.5)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from narrate.sources.ooxml import MC, P


def timing_of(slide: etree._Element) -> etree._Element | None:
    """Return the timing of a slide, None if nothing moves on it. Of alternatives, the newest is taken."""
    timing = slide.find(f"{P}timing")
    if timing is not None:
        return timing
    return next(
        (found for one in slide.iterfind(f"{MC}AlternateContent/*") if (found := one.find(f"{P}timing")) is not None),
        None,
    )


def effects(timing: etree._Element) -> Iterator[etree._Element]:
    """Yield the time node of each effect: of an entrance, emphasis, exit, path or of playing a sound or film."""
    for node in timing.iter(f"{P}cTn"):
        if node.get("presetClass") is not None or node.get("presetID") is not None:
            yield node


def automatic_effects(timing: etree._Element) -> Iterator[etree._Element]:
    """Yield the time nodes of the effects of the main sequence that come without any click."""
    for sequence in timing.iter(f"{P}seq"):
        root = sequence.find(f"{P}cTn")
        if root is None or root.get("nodeType") != "mainSeq":
            continue
        outer = root.find(f"{P}childTnLst/{P}par/{P}cTn")
        if outer is not None and _is_automatic(outer):
            yield from effects(outer)


def _is_automatic(outer: etree._Element) -> bool:
    """Whether the first step of a sequence begins with the sequence, and does not wait for a click."""
    return any(condition.get("evt") == "onBegin" for condition in outer.iterfind(f"{P}stCondLst/{P}cond"))
