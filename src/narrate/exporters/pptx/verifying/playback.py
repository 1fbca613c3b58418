"""Checks that a deck plays by itself.

Each sound must start with its slide, each change must come on a word, and each slide must stay until it has spoken.
"""

from __future__ import annotations

import math
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from narrate.exporters.pptx.format import P15, P
from narrate.exporters.pptx.verifying.reading_deck import SlideParts, is_sound, kinds_of, properties_of, read_xml
from narrate.exporters.verifying.edition_record import RecordSegment

_NO, _YES = ("0", "false"), ("1", "true")
_DEFAULT_VOLUME = 50_000  # in thousandths of a per cent
_UNHEARD_MS, _POINT_REST_MS, _OFFICE_REST_MS = 600, 800, 300
"""How much of the silence at a track's end need not be heard, and how long PowerPoint and LibreOffice wait after it."""


def presentation_show(deck: zipfile.ZipFile) -> Iterator[str]:
    """Yield the settings of ``deck`` that would keep some slide, sound or change from being shown."""
    name = kinds_of(deck, "ppt/presentation.xml").get("presProps")
    show = read_xml(deck, name).find(f"{P}showPr") if name else None
    if show is None:
        yield "the deck has no settings for its show"
        return
    for attribute, default in (("showNarration", "0"), ("showAnimation", "1"), ("useTimings", "1")):
        if show.get(attribute, default) in _NO:
            yield f"the show has {attribute}={show.get(attribute)!r}"
    if show.find(f"{P}sldRg") is not None or show.find(f"{P}custShow") is not None:
        yield "the show leaves slides out"


def slide_show(parts: SlideParts, segment: RecordSegment) -> Iterator[str]:
    """Yield what would keep a slide's sound from starting as soon as the slide appears, or from playing to its end."""
    if parts.slide.get("show") in _NO:
        yield "it is hidden"
    sound = next((shape for shape in parts.slide.iter(f"{P}pic") if is_sound(shape)), None)
    id_ = properties_of(sound).get("id") if sound is not None else None
    calls = [node for node in parts.slide.iter(f"{P}cTn") if node.get("presetClass") == "mediacall"]
    if len(calls) != 1:
        yield f"its sound is called {len(calls)} times"
    for call in calls:
        yield from _call_faults(call, id_, segment.end_ms - segment.start_ms)
    nodes = list(parts.slide.iter(f"{P}audio"))
    if not _is_marked_as_narration(sound, nodes):
        yield "its sound is not marked as narration"
    for media in (media for node in nodes for media in node.iter(f"{P}cMediaNode")):
        yield from _media_faults(media, id_)


def _media_faults(media: etree._Element, id_: str | None) -> Iterator[str]:
    """Check the media node (``p:cMediaNode``), which says how loud the sound of shape ``id_`` is."""
    if media.get("mute") in _YES or int(media.get("vol") or _DEFAULT_VOLUME) < _DEFAULT_VOLUME:
        yield "its sound is turned down"
    if not _is_target(media, id_):
        yield "its sound belongs to another shape"


def _is_marked_as_narration(sound: etree._Element | None, nodes: Sequence[etree._Element]) -> bool:
    """Whether both the shape ``sound`` and its media node say that it is narration. There must be just one node."""
    marks = [mark.get("val") for mark in sound.iter(f"{P15}isNarration")] if sound is not None else []
    return marks == ["1"] and [node.get("isNarration") for node in nodes] == ["1"]


def _is_target(node: etree._Element, id_: str | None) -> bool:
    """Whether ``node`` acts on exactly one shape, the shape ``id_``."""
    return [target.get("spid") for target in node.iter(f"{P}spTgt")] == [id_]


def _call_faults(call: etree._Element, id_: str | None, duration_ms: int) -> Iterator[str]:
    """Check the effect ``call``, whose command (``p:cmd``) plays the sound of shape ``id_`` for ``duration_ms``."""
    commands = list(call.iter(f"{P}cmd"))
    if [(command.get("type"), command.get("cmd")) for command in commands] != [("call", "playFrom(0.0)")]:
        yield "its sound is not played from its start"
        return
    if not _is_target(commands[0], id_):
        yield "the sound of another shape is played"
    if [node.get("dur") for node in commands[0].iter(f"{P}cTn")] != [str(duration_ms)]:
        yield f"its sound is not played for {duration_ms} ms"
    for node in (call, *call.iterancestors(f"{P}cTn")):
        if not _starts_at_once(node):
            yield "its sound does not start at once"


def _starts_at_once(node: etree._Element) -> bool:
    """Whether the timing node ``node`` starts together with the node around it.

    It does if it has no start condition, starts when the other begins, or has a delay of 0.
    """
    conditions = [(item.get("evt"), item.get("delay")) for item in node.findall(f"{P}stCondLst/{P}cond")]
    return not conditions or ("onBegin", "0") in conditions or [delay for _, delay in conditions] == ["0"]


def changes_off(parts: SlideParts, segment: RecordSegment) -> tuple[int, list[str]]:
    """Compare the times of a slide's changes with the starts of its words.

    Return (the longest time from a change to the nearest start of a word in ms, faults). There is a fault, a line of
    text, for each change that is not at the start of a word.
    """
    starts = [sentence.start_ms for sentence in segment.sentences]
    starts += [start for sentence in segment.sentences for _, start, _ in sentence.words]
    times = {0, *(start - segment.start_ms for start in starts)}
    worst, faults = 0, []
    for node in parts.slide.iter(f"{P}cTn"):
        if node.get("presetClass") not in ("entr", "exit", "emph"):
            continue
        for condition in node.findall(f"{P}stCondLst/{P}cond"):
            delay = condition.get("delay") or ""
            off = min(abs(int(delay) - time) for time in times) if delay.isdecimal() else 0
            worst = max(worst, off)
            if off:
                faults.append(f"something changes at {delay} ms, {off} ms from any word")
    return worst, list(dict.fromkeys(faults))


@dataclass(frozen=True, slots=True)
class Advances:
    """When a slide advances by itself, in ms.

    - ``last_effect_ms``: when the last effect comes, from the start of the slide.
    - ``office``: the times in transitions for LibreOffice, which count from the last effect.
    - ``point``: the times in transitions for PowerPoint, which count from the start of the slide.
    """

    last_effect_ms: int
    office: tuple[int, ...]
    point: tuple[int, ...]


def advances_of(slide: etree._Element) -> Advances:
    """Return when a slide advances, for each program that shows it. A time is 0 where the slide waits for a click."""
    times: dict[bool, list[int]] = {True: [], False: []}
    for transition in slide.iter(f"{P}transition"):
        branch = transition.getparent()
        is_office = branch is not None and branch.get("Requires") == "x12ac"
        times[is_office].append(int(transition.get("advTm") or 0))
    delays = (condition.get("delay") or "" for condition in slide.iterfind(f"{P}timing//{P}cond"))
    last = max((int(delay) for delay in delays if delay.isdecimal()), default=0)
    return Advances(last, tuple(times[True]), tuple(times[False]))


def advance_faults(advances: Advances, segment: RecordSegment) -> Iterator[str]:
    """Check that a slide ends as soon as it has spoken, in each program: at the time that narrate writes."""
    duration = segment.end_ms - segment.start_ms
    heard = max(segment.sentences[-1].end_ms - segment.start_ms, duration - _UNHEARD_MS)
    seconds = max(0, math.ceil((heard + _OFFICE_REST_MS - advances.last_effect_ms) / 1000))
    for program, found, wanted in (
        ("LibreOffice", advances.office, 1000 * seconds),
        ("PowerPoint", advances.point, heard + _POINT_REST_MS),
    ):
        if found != (wanted,):
            times = " and ".join(f"{time} ms" for time in found) or "never"
            yield f"{segment.heading!r} advances after {times} in {program}, not after {wanted} ms"
