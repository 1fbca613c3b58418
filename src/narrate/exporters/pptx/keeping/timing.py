"""Puts a narration and times into the animation of a slide (ISO/IEC 29500-1, 19.5).

Every effect that came at a click comes at a time. As in PowerPoint's "With Previous" with a delay, all effects stand
beside the sound, each with its delay from the start of the slide. This was played in LibreOffice (docs/formats/pptx.md).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from narrate.exporters.pptx.format import P, xmlns

_LONGEST_MS = 24 * 3_600_000


class UnknownTimingError(ValueError):
    """The animation of a slide is not built as PowerPoint builds it, so it cannot be timed."""


@dataclass(frozen=True, slots=True)
class _Group:
    """The effects that come with one click, or by themselves when the slide starts: (effect, its delay in ms)."""

    effects: tuple[tuple[etree._Element, int], ...]
    is_click: bool


@dataclass(frozen=True, slots=True)
class TimedSlide:
    """The animation of a slide with times.

    ``last_ms`` is when its last effect has ended, from the start of the slide, and ``clicks`` how many clicks it had.
    """

    timing: etree._Element
    last_ms: int
    clicks: int


def click_count(timing: etree._Element | None) -> int:
    """Return how many clicks the animation ``timing`` waits for. Raises UnknownTimingError.

    ``timing`` may be an ``mc:AlternateContent`` with an animation in each branch.
    """
    counts = {sum(group.is_click for group in _groups(one)) for one in _animations(timing)}
    if len(counts) > 1:
        raise UnknownTimingError("its alternatives wait for different numbers of clicks")
    return counts.pop() if counts else 0


def media_ms(timing: etree._Element | None) -> int:
    """Return how long the sound and film on the slide play that the animation starts, if it says so, in ms."""
    return max((_media_ms(one) for one in _animations(timing)), default=0)


def _media_ms(timing: etree._Element) -> int:
    effects = [effect for group in _groups(timing) for effect, _ in group.effects if _is_media(effect)]
    return sum(_length_ms(effect) for effect in effects)


def automatic_ms(timing: etree._Element | None) -> int:
    """Return when the last effect has ended of an animation that waits for no click, in ms from the start of the slide."""
    effects = [found for one in _animations(timing) for group in _groups(one) for found in group.effects]
    return max((delay + _length_ms(effect) for effect, delay in effects), default=0)


def _animations(timing: etree._Element | None) -> list[etree._Element]:
    """Return the animation in ``timing``, or those in its branches."""
    return [] if timing is None else list(timing.iter(f"{P}timing"))


def timed(
    timing: etree._Element | None,
    sound: int | None,
    starts_ms: int,
    heard_ms: int,
    clicks_ms: Sequence[int],
    media_at_ms: int,
) -> TimedSlide:
    """Return the animation ``timing`` with the sound of the shape ``sound``, and with each click at its time.

    The sound starts ``starts_ms`` after the slide, and plays for ``heard_ms``. Without ``sound``, only the clicks get
    times. ``clicks_ms`` has a time for each click. Sound and film that are on the slide already start at ``media_at_ms``.
    The given animation stays as it is. If it is an ``mc:AlternateContent``, each of its branches is timed. Raises
    UnknownTimingError.
    """
    if timing is None or timing.tag == f"{P}timing":
        return _timed(timing, sound, starts_ms, heard_ms, clicks_ms, media_at_ms)
    made = deepcopy(timing)
    last_ms = clicks = 0
    for one in _animations(made):
        branch = _timed(one, sound, starts_ms, heard_ms, clicks_ms, media_at_ms)
        last_ms, clicks = max(last_ms, branch.last_ms), branch.clicks
        parent = one.getparent()
        assert parent is not None
        parent.replace(one, branch.timing)
    return TimedSlide(made, last_ms, clicks)


def _timed(
    timing: etree._Element | None,
    sound: int | None,
    starts_ms: int,
    heard_ms: int,
    clicks_ms: Sequence[int],
    media_at_ms: int,
) -> TimedSlide:
    """Do the work of ``timed`` for one animation."""
    made = _completed(deepcopy(timing)) if timing is not None else _empty()
    groups = _groups(made)
    sequence = _sequence(made)
    if sequence is None:
        sequence = _add_sequence(made)
    children = _children(sequence)
    ids = _Ids(made)
    delays: list[tuple[etree._Element, int]] = []
    waiting = iter(clicks_ms)
    for group in groups:
        at_ms = next(waiting) if group.is_click else 0
        for effect, delay in group.effects:
            delays.append((effect, media_at_ms if _is_media(effect) else at_ms + delay))
    for child in list(children):
        children.remove(child)
    inner = _outer(children, ids)
    last_ms = 0
    if sound is not None:
        inner.append(_play(sound, starts_ms, heard_ms, ids))
    for effect, delay in delays:
        _set_delay(effect, delay)
        length = _made_finite(effect, max(1, starts_ms + heard_ms - delay))
        last_ms = max(last_ms, delay + length)
        inner.append(effect)
    if sound is not None:
        _root_children(made).append(_media_node(sound, ids))
    return TimedSlide(made, last_ms, sum(group.is_click for group in groups))


def _empty() -> etree._Element:
    return etree.fromstring(
        f'<p:timing {xmlns("p")}><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot">'
        "<p:childTnLst/></p:cTn></p:par></p:tnLst></p:timing>"
    )


def _completed(timing: etree._Element) -> etree._Element:
    """Return ``timing`` with the list in its root that PowerPoint leaves out if nothing has been animated yet."""
    if timing.find(f"{P}tnLst") is None:
        for child in _empty():
            timing.insert(0, child)
    root = timing.find(f"{P}tnLst/{P}par/{P}cTn")
    if root is not None and root.find(f"{P}childTnLst") is None:
        root.append(etree.Element(f"{P}childTnLst"))
    return timing


def _children(sequence: etree._Element) -> etree._Element:
    """Return the list of groups of the main sequence. One that has none yet gets an empty one."""
    node = sequence.find(f"{P}cTn")
    assert node is not None
    children = node.find(f"{P}childTnLst")
    if children is None:
        children = etree.SubElement(node, f"{P}childTnLst")
    return children


def _root_children(timing: etree._Element) -> etree._Element:
    children = timing.find(f"{P}tnLst/{P}par/{P}cTn/{P}childTnLst")
    if children is None:
        raise UnknownTimingError("it has no root")
    return children


def _sequence(timing: etree._Element) -> etree._Element | None:
    """Return the main sequence of an animation; None if there is none."""
    root = timing.find(f"{P}tnLst/{P}par/{P}cTn/{P}childTnLst")
    found = [
        one
        for one in (root if root is not None else timing).iterfind(f"{P}seq")
        if (node := one.find(f"{P}cTn")) is not None and node.get("nodeType") == "mainSeq"
    ]
    if len(found) > 1:
        raise UnknownTimingError("it has two main sequences")
    return found[0] if found else None


def _groups(timing: etree._Element) -> list[_Group]:
    sequence = _sequence(timing)
    if sequence is None:
        return []
    groups = []
    for outer in sequence.iterfind(f"{P}cTn/{P}childTnLst/*"):
        node = _node(outer)
        effects = [
            (effect, _delay(_node(inner)) + _delay(_node(effect)))
            for inner in node.iterfind(f"{P}childTnLst/*")
            for effect in _effects(inner)
        ]
        conditions = node.findall(f"{P}stCondLst/{P}cond")
        groups.append(_Group(tuple(effects), _is_click(conditions)))
    return groups


def _is_click(conditions: Sequence[etree._Element]) -> bool:
    """Whether a group with these start conditions waits for a click: it may start at any time, and not by itself."""
    begins = any(one.get("evt") == "onBegin" for one in conditions)
    return not begins and any(one.get("delay") == "indefinite" for one in conditions)


def _effects(inner: etree._Element) -> Iterator[etree._Element]:
    for effect in _node(inner).iterfind(f"{P}childTnLst/*"):
        _node(effect)
        yield effect


def _node(element: etree._Element) -> etree._Element:
    """Return the time node of a ``p:par``."""
    node = element.find(f"{P}cTn") if element.tag == f"{P}par" else None
    if node is None:
        raise UnknownTimingError(f"it has {etree.QName(element).localname} where groups of effects stand")
    return node


def _delay(node: etree._Element) -> int:
    """Return the delay of a time node in ms."""
    conditions = node.findall(f"{P}stCondLst/{P}cond")
    texts = [one.get("delay", "0") for one in conditions if one.get("evt") is None]
    if not texts or texts[0] == "indefinite":
        return 0
    return _whole(texts[0])


def _whole(text: str) -> int:
    if not text.isascii() or not text.lstrip("-").isdigit() or len(text) > 9:
        raise UnknownTimingError(f"it has the time {text[:20]!r}")
    return max(0, int(text))


def _set_delay(effect: etree._Element, delay: int) -> None:
    """Let ``effect`` come ``delay`` ms after the slide."""
    node = _node(effect)
    node.set("nodeType", "withEffect")
    conditions = node.find(f"{P}stCondLst")
    if conditions is None:
        conditions = etree.Element(f"{P}stCondLst")
        node.insert(0, conditions)
    for one in list(conditions):
        conditions.remove(one)
    etree.SubElement(conditions, f"{P}cond", {"delay": str(min(delay, _LONGEST_MS))})


def _is_media(effect: etree._Element) -> bool:
    return _node(effect).get("presetClass") == "mediacall"


def _length_ms(element: etree._Element) -> int:
    """Return how long an effect takes in ms, with its repetitions, as far as it says so."""
    longest = 0
    for node in element.iter(f"{P}cTn"):
        length = node.get("dur", "")
        if not length.isascii() or not length.isdigit() or len(length) > 9:
            continue
        times = node.get("repeatCount", "1000")
        repeated = int(times) / 1000 if times.isascii() and times.isdigit() and len(times) < 10 else 1
        back = 2 if node.get("autoRev") in ("1", "true") else 1
        delay = _delay(node) if node.get("nodeType") is None else 0
        longest = max(longest, delay + math.ceil(int(length) * repeated * back))
    return min(longest, _LONGEST_MS)


def _made_finite(effect: etree._Element, room_ms: int) -> int:
    """End what repeats for ever within about ``room_ms``, and return how long ``effect`` takes.

    LibreOffice stops the show at an effect that repeats for ever.
    """
    for node in effect.iter(f"{P}cTn"):
        if node.get("repeatCount") == "indefinite":
            inner = deepcopy(node)
            del inner.attrib["repeatCount"]
            once = max(1, _length_ms(inner))
            node.set("repeatCount", str(max(1, room_ms // once) * 1000))
        if node.get("repeatDur") == "indefinite":
            del node.attrib["repeatDur"]
    return _length_ms(effect)


class _Ids:
    """Gives new time nodes ids that no node has. ``timing`` is the animation."""

    def __init__(self, timing: etree._Element) -> None:
        taken = [node.get("id", "") for node in timing.iter(f"{P}cTn")]
        self._last = max([0, *(int(id_) for id_ in taken if id_.isascii() and id_.isdigit() and len(id_) < 10)])

    def __call__(self) -> str:
        self._last += 1
        return str(self._last)


def _add_sequence(timing: etree._Element) -> etree._Element:
    ids = _Ids(timing)
    sequence = etree.fromstring(
        f'<p:seq {xmlns("p")} concurrent="1" nextAc="seek"><p:cTn id="{ids()}" dur="indefinite" nodeType="mainSeq">'
        "<p:childTnLst/></p:cTn>"
        '<p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>'
        '<p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst></p:seq>'
    )
    _root_children(timing).insert(0, sequence)
    return sequence


def _outer(children: etree._Element, ids: _Ids) -> etree._Element:
    """Add the only group of the main sequence to ``children``, and return where its effects go."""
    sequence = children.getparent()
    assert sequence is not None
    outer = etree.fromstring(
        f'<p:par {xmlns("p")}><p:cTn id="{ids()}" fill="hold"><p:stCondLst><p:cond delay="indefinite"/>'
        f'<p:cond evt="onBegin" delay="0"><p:tn val="{sequence.get("id")}"/></p:cond></p:stCondLst><p:childTnLst>'
        f'<p:par><p:cTn id="{ids()}" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst/></p:cTn>'
        "</p:par></p:childTnLst></p:cTn></p:par>"
    )
    children.append(outer)
    inner = outer.find(f"{P}cTn/{P}childTnLst/{P}par/{P}cTn/{P}childTnLst")
    assert inner is not None
    return inner


def _play(sound: int, starts_ms: int, heard_ms: int, ids: _Ids) -> etree._Element:
    return etree.fromstring(
        f'<p:par {xmlns("p")}><p:cTn id="{ids()}" presetID="1" presetClass="mediacall" presetSubtype="0" fill="hold"'
        f' nodeType="afterEffect"><p:stCondLst><p:cond delay="{starts_ms}"/></p:stCondLst><p:childTnLst>'
        f'<p:cmd type="call" cmd="playFrom(0.0)"><p:cBhvr><p:cTn id="{ids()}" dur="{heard_ms}" fill="hold"/><p:tgtEl>'
        f'<p:spTgt spid="{sound}"/></p:tgtEl></p:cBhvr></p:cmd></p:childTnLst></p:cTn></p:par>'
    )


def _media_node(sound: int, ids: _Ids) -> etree._Element:
    return etree.fromstring(
        f'<p:audio {xmlns("p")} isNarration="1"><p:cMediaNode vol="80000" showWhenStopped="0">'
        f'<p:cTn id="{ids()}" fill="hold" display="0"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>'
        '<p:endCondLst><p:cond evt="onStopAudio" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:endCondLst></p:cTn>'
        f'<p:tgtEl><p:spTgt spid="{sound}"/></p:tgtEl></p:cMediaNode></p:audio>'
    )


def without_shape(timing: etree._Element, shapes: frozenset[str]) -> None:
    """Remove from ``timing`` the effects on the shapes with the ids ``shapes``, and groups that are empty then."""
    for target in list(timing.iter(f"{P}spTgt")):
        if target.get("spid") not in shapes:
            continue
        element: etree._Element | None = target
        while element is not None and element.tag not in (f"{P}audio", f"{P}video") and not _is_effect(element):
            element = element.getparent()
        if element is not None and (parent := element.getparent()) is not None:
            parent.remove(element)
            _prune(parent)
    for entry in list(timing.iterfind(f"{P}bldLst/*")):
        if entry.get("spid") in shapes:
            parent = entry.getparent()
            assert parent is not None
            parent.remove(entry)


def _is_effect(element: etree._Element) -> bool:
    node = element.find(f"{P}cTn") if element.tag == f"{P}par" else None
    return node is not None and node.get("presetClass") is not None


def _prune(children: etree._Element) -> None:
    """Remove a list of effects that is empty now, with the group around it."""
    while len(children) == 0 and children.tag == f"{P}childTnLst":
        node = children.getparent()
        group = node.getparent() if node is not None else None
        around = group.getparent() if group is not None else None
        if node is None or group is None or around is None or node.get("nodeType") in ("mainSeq", "tmRoot"):
            return
        around.remove(group)
        children = around
