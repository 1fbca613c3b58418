"""Reads the effects of an animation, in order: what each does, to which shapes, and when (ISO/IEC 29500-1, 19.5)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from narrate.exporters.pptx.format import P

_LONGEST_MS = 24 * 3_600_000
_FREE = ("id", "nodeType", "repeatCount", "repeatDur")
"""Attributes that narrate changes to let an effect come at a time, and to let it end."""


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect of the main sequence.

    - ``click``: the number of the click at which it comes, from 0, and -1 if it comes by itself.
    - ``at_ms``: how long after that.
    - ``lasts_ms``: how long it takes, as far as it says so.
    - ``look``: what it does, without times; two effects that do the same have the same.
    """

    click: int
    at_ms: int
    lasts_ms: int
    shapes: frozenset[str]
    look: str
    is_media: bool


def effects_of(timing: etree._Element | None) -> list[Effect]:
    """Return the effects of the main sequence of ``timing``, in order."""
    if timing is None:
        return []
    sequence = next((one for one in timing.iter(f"{P}cTn") if one.get("nodeType") == "mainSeq"), None)
    return list(_effects(sequence)) if sequence is not None else []


def last_effect_ms(effects: Sequence[Effect]) -> int:
    """Return when the last of ``effects``, which all come by themselves, has ended."""
    return max((one.at_ms + one.lasts_ms for one in effects), default=0)


def media_ms_of(effects: Sequence[Effect]) -> int:
    """Return how long the sounds and films among ``effects`` play, as far as they say so."""
    return sum(one.lasts_ms for one in effects if one.is_media)


def _effects(sequence: etree._Element) -> Iterator[Effect]:
    clicks = -1
    for outer in sequence.iterfind(f"{P}childTnLst/{P}par/{P}cTn"):
        conditions = outer.findall(f"{P}stCondLst/{P}cond")
        waits = any(one.get("delay") == "indefinite" for one in conditions)
        by_itself = not waits or any(one.get("evt") == "onBegin" for one in conditions)
        clicks += not by_itself
        for inner in outer.iterfind(f"{P}childTnLst/{P}par/{P}cTn"):
            for node in inner.iterfind(f"{P}childTnLst/{P}par/{P}cTn"):
                at_ms = _delay(inner) + _delay(node)
                shapes = frozenset(one.get("spid", "") for one in node.iter(f"{P}spTgt"))
                is_media = node.get("presetClass") == "mediacall"
                yield Effect(-1 if by_itself else clicks, at_ms, _lasts(node), shapes, _look(node), is_media)


def _delay(node: etree._Element) -> int:
    delays = [one.get("delay", "0") for one in node.iterfind(f"{P}stCondLst/{P}cond") if one.get("evt") is None]
    return int(delays[0]) if delays and delays[0].isdecimal() else 0


def _lasts(node: etree._Element) -> int:
    """Return the time until the last of the nodes in ``node`` has ended."""
    longest = 0
    for one in node.iter(f"{P}cTn"):
        length, times = one.get("dur", ""), one.get("repeatCount", "1000")
        if not length.isdecimal():
            continue
        repeated = int(times) / 1000 if times.isdecimal() else 1
        delay = _delay(one) if one.get("nodeType") is None else 0
        both_ways = 2 if one.get("autoRev") in ("1", "true") else 1
        longest = max(longest, delay + math.ceil(int(length) * repeated * both_ways))
    return min(longest, _LONGEST_MS)


def _look(node: etree._Element) -> str:
    copy = etree.fromstring(etree.tostring(node, with_tail=False))
    for one in copy.iter(f"{P}cTn"):
        for name in _FREE:
            one.attrib.pop(name, "")
    conditions = copy.find(f"{P}stCondLst")
    if conditions is not None:
        copy.remove(conditions)
    text: bytes = etree.tostring(copy, method="c14n", exclusive=True)
    return text.decode()
