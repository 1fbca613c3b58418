"""Checks what the effects of a slide hide and show: never words, and a figure only while a lit copy stands for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from narrate.exporters.pptx.format import P
from narrate.exporters.pptx.verifying.frames import DRAWN
from narrate.exporters.pptx.verifying.reading_deck import paragraphs_of, properties_of

MARK, COVER, LIT, LABEL, FIGURE = "Now", "Rest", "Lit", "Label", "Figure"
"""The names of the shapes that narrate animates."""
_CLASSES = {("entr", "visible"): True, ("exit", "hidden"): False}


@dataclass(frozen=True, slots=True)
class _Change:
    """At ``at`` ms, the shape with the id ``shape`` appears or disappears."""

    at: int
    shape: str
    appears: bool


def effect_faults(slide: etree._Element) -> Iterator[str]:
    """Yield a line of text for each effect that hides words, or shows or hides what narrate keeps still."""
    shapes = {
        properties_of(shape).get("id") or "": shape
        for shape in slide.iterfind(f"{P}cSld/{P}spTree/*")
        if shape.tag in DRAWN
    }
    names = {id_: properties_of(shape).get("name") or "" for id_, shape in shapes.items()}
    changes, faults = _changes(slide)
    yield from faults
    moved = {change.shape for change in changes}
    for id_ in sorted(moved):
        if not _may_move(id_, shapes, names):
            yield f"{names.get(id_) or 'a shape'!r} appears or disappears"
    yield from (f"{name!r} never appears" for id_, name in names.items() if name in (MARK, LIT) and id_ not in moved)
    yield from _turn_faults(changes, shapes, names)


def _changes(slide: etree._Element) -> tuple[list[_Change], list[str]]:
    """Return (what appears and disappears on a slide, in order of time; what is wrong with single effects)."""
    effects = (node for node in slide.iter(f"{P}cTn") if node.get("presetClass") in ("entr", "exit", "emph"))
    read = [_change(node) for node in effects]
    changes = sorted((change for change in read if isinstance(change, _Change)), key=lambda change: change.at)
    return changes, [change for change in read if isinstance(change, str)]


def _may_move(id_: str, shapes: Mapping[str, etree._Element], names: Mapping[str, str]) -> bool:
    shape, name = shapes.get(id_), names.get(id_)
    if shape is None:
        return False
    if shape.tag == f"{P}sp":
        return name in (MARK, COVER) and not paragraphs_of(shape)
    return name in ((FIGURE,) if shape.tag == f"{P}pic" else (LIT, LABEL, COVER))


def _change(node: etree._Element) -> _Change | str | None:
    """Return what the effect ``node`` does; None if it only colours words, a line of text if it does something else."""
    kind, preset = node.get("presetClass"), node.get("presetID")
    target = node.find(f".//{P}spTgt")
    id_ = "" if target is None else target.get("spid") or ""
    colours, value = node.find(f"{P}childTnLst/{P}animClr"), node.find(f"{P}childTnLst/{P}set/{P}to/{P}strVal")
    if colours is not None and (kind, preset) == ("emph", "3"):
        name = colours.findtext(f"{P}cBhvr/{P}attrNameLst/{P}attrName")
        return None if name == "style.color" else f"an effect changes {name!r} of shape {id_}"
    name = node.findtext(f"{P}childTnLst/{P}set/{P}cBhvr/{P}attrNameLst/{P}attrName")
    appears = _CLASSES.get((kind or "", "" if value is None else value.get("val") or ""))
    delay = next((item.get("delay") or "" for item in node.findall(f"{P}stCondLst/{P}cond")), "")
    if preset != "1" or name != "style.visibility" or appears is None or not delay.isdecimal():
        return f"an effect on shape {id_} does something other than it says"
    return _Change(int(delay), id_, appears)


def _turn_faults(
    changes: Sequence[_Change], shapes: Mapping[str, etree._Element], names: Mapping[str, str]
) -> Iterator[str]:
    """Check that each shape appears and disappears in turn, and that what is hidden has something in its place.

    ``changes`` are in order of time.
    """
    visible: dict[str, bool] = {}
    for change in changes:
        visible.setdefault(change.shape, not change.appears)
    yield from _start_faults(visible, names)
    for at, together in groupby(changes, key=lambda change: change.at):
        for change in together:
            if visible[change.shape] == change.appears:
                yield f"{names.get(change.shape)!r} {'appears' if change.appears else 'disappears'} twice, at {at} ms"
            visible[change.shape] = change.appears
        hidden = {id_: shapes[id_] for id_, shown in visible.items() if not shown and names.get(id_) in (LABEL, FIGURE)}
        lit = [shapes[id_] for id_, shown in visible.items() if shown and names.get(id_) == LIT]
        yield from (f"{fault} at {at} ms" for fault in _replacement_faults(list(hidden.values()), lit))


def _start_faults(visible: Mapping[str, bool], names: Mapping[str, str]) -> Iterator[str]:
    """Check which shapes are ``visible`` before the first effect, by their ids: all but marks and lit copies."""
    for id_, shown in visible.items():
        if shown == (names.get(id_) in (MARK, LIT)):
            yield f"{names.get(id_)!r} is {'shown' if shown else 'hidden'} before anything is said"


def _replacement_faults(hidden: Sequence[etree._Element], lit: Sequence[etree._Element]) -> Iterator[str]:
    """Check that the shapes ``lit`` stand for the figures and labels that are ``hidden`` at the same time."""
    if hidden and not lit:
        yield f"{properties_of(hidden[0]).get('name')!r} is hidden and nothing lit is in its place"
    said = {text for shape in lit for text in paragraphs_of(shape)} if hidden else set()
    for shape in hidden:
        yield from (f"{text!r} is hidden and not lit" for text in paragraphs_of(shape) if text not in said)
