"""Checks that a deck plays by itself.

Each sound must start with its slide, each change must come on a word, and each slide must stay until it has spoken.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence

from lxml import etree

from narrate.exporters.pptx.format import P15, P
from narrate.exporters.pptx.verifying.reading_deck import SlideParts, is_sound, kinds_of, properties_of, read_xml
from narrate.exporters.verifying.edition_record import RecordSegment

_NO, _YES = ("0", "false"), ("1", "true")
_DEFAULT_VOLUME = 50_000  # in thousandths of a per cent
LONGEST_REST_MS = 2_500
"""How long a slide may stay after its track has ended. LibreOffice counts whole seconds only."""


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


def advances_of(slide: etree._Element) -> list[int]:
    """Return when a slide ends, in ms from its start; 0 if it does not advance by itself.

    There may be several times, because a file can hold one transition for LibreOffice and another for PowerPoint.
    """
    return [_advance(element, slide) for element in slide.iter(f"{P}transition")] or [0]


def advance_faults(advances: Sequence[int], segment: RecordSegment) -> Iterator[str]:
    """Check that a slide neither ends before it has spoken nor stays long after.

    ``advances`` are the times when it ends, as ``advances_of`` returns them.
    """
    if min(advances) < segment.sentences[-1].end_ms - segment.start_ms:
        yield f"{segment.heading!r} goes before it has spoken"
    if max(advances) > segment.end_ms - segment.start_ms + LONGEST_REST_MS:
        yield f"{segment.heading!r} stays {max(advances) - segment.end_ms + segment.start_ms} ms after its sound"


def _advance(transition: etree._Element, root: etree._Element) -> int:
    """Return when a transition comes, in ms from the slide's start.

    The time in a transition for LibreOffice counts from the last effect on the slide.
    """
    point = int(transition.get("advTm") or 0)
    branch = transition.getparent()
    if branch is None or branch.get("Requires") != "x12ac":
        return point
    delays = (cond.get("delay") or "" for cond in root.iterfind(f"{P}timing//{P}cond"))
    return point + max((int(delay) for delay in delays if delay.isdecimal()), default=0)
