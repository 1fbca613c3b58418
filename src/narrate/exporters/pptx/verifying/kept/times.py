"""Checks when things move on the slides of a kept deck, and when its slides advance."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from narrate.exporters.pptx.format import P
from narrate.exporters.pptx.verifying.kept.effects import Effect, effects_of, last_effect_ms, media_ms_of
from narrate.exporters.pptx.verifying.kept.reading import KeptSlide, holds, name_of
from narrate.exporters.verifying.edition_record import RecordSegment
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN

_UNHEARD_MS, _POINT_REST_MS, _OFFICE_REST_MS, _FIRST_REST_MS = 600, 800, 300, 1300


def _clicks(segment: RecordSegment, count: int, ends_ms: int) -> list[int]:
    """Return when each of ``count`` clicks comes: at its mark, and those without marks evenly before the end."""
    marks = [min(one - segment.start_ms, ends_ms) for one in segment.clicks_ms[:count]]
    last, rest = marks[-1] if marks else 0, count - len(marks)
    return [*marks, *(last + (ends_ms - last) * number // (rest + 1) for number in range(1, rest + 1))]


def _was(slide: KeptSlide, name: str) -> etree._Element | None:
    return next((one for one in slide.was if one.tag == f"{P}{name}" or holds(one, name)), None)


def _ends_ms(segment: RecordSegment) -> int:
    return segment.silent_ms or segment.end_ms - segment.start_ms


@dataclass(frozen=True, slots=True)
class _Moves:
    """What moves on a slide now: ``effects``, without the narration, which starts at ``starts_ms``."""

    effects: tuple[Effect, ...]
    starts_ms: int


def _moves(slide: KeptSlide) -> _Moves:
    own = {shape.get("id", "") for one in slide.pictures for shape in one.iter(f"{P}cNvPr")}
    effects = effects_of(next(slide.root.iter(f"{P}timing"), None))
    starts = [one.at_ms for one in effects if one.shapes & own]
    return _Moves(tuple(one for one in effects if not one.shapes & own), starts[0] if starts else 0)


def effect_faults(slide: KeptSlide, segment: RecordSegment) -> Iterator[str]:
    """Yield each effect of the slide that is lost, added, or comes at another time than it should."""
    before, now = effects_of(_was(slide, "timing")), _moves(slide)
    if [one.look for one in before] != [one.look for one in now.effects]:
        counts = f"{len(now.effects)}, not {len(before)}"
        yield f"{name_of(segment)} has other animations than it had: {counts}; {BUILD_AGAIN}"
        return
    ends = _ends_ms(segment)
    clicks = _clicks(segment, 1 + max((one.click for one in before), default=-1), ends)
    for old, new in zip(before, now.effects, strict=True):
        if old.is_media:
            wanted = 0 if now.starts_ms else ends
        else:
            wanted = old.at_ms if old.click < 0 else now.starts_ms + clicks[old.click] + old.at_ms
        if new.at_ms != wanted or new.click >= 0:
            yield f"an animation of {name_of(segment)} comes after {new.at_ms} ms, not after {wanted}; {BUILD_AGAIN}"


def advance_faults(slide: KeptSlide, segment: RecordSegment, *, is_first: bool) -> Iterator[str]:
    """Yield whether the slide does not advance when it has been heard, in PowerPoint or in LibreOffice."""
    now = _moves(slide)
    last = last_effect_ms(now.effects)
    stays = max(_heard_ms(segment, now), last)
    waits = any(one.click >= 0 for one in effects_of(_was(slide, "timing")))
    late = _FIRST_REST_MS if is_first and (waits or not segment.silent_ms) else _OFFICE_REST_MS
    times: dict[bool, list[int]] = {True: [], False: []}
    for transition in slide.root.iter(f"{P}transition"):
        branch = transition.getparent()
        is_office = branch is not None and branch.get("Requires") == "x12ac"
        times[is_office].append(int(transition.get("advTm") or -1))
    office, point = 1000 * max(1, math.ceil((stays + late - last) / 1000)), stays + _POINT_REST_MS
    if times[True] != [office]:
        yield f"{name_of(segment)} advances after {times[True]} ms in LibreOffice, not after {office}; {BUILD_AGAIN}"
    if set(times[False]) != {point}:
        yield f"{name_of(segment)} advances after {times[False]} ms in PowerPoint, not after {point}; {BUILD_AGAIN}"


def _heard_ms(segment: RecordSegment, now: _Moves) -> int:
    """Return when all of the slide has been heard, in ms from its start."""
    if segment.silent_ms:
        return segment.silent_ms
    said = max(segment.sentences[-1].end_ms - segment.start_ms, _ends_ms(segment) - _UNHEARD_MS)
    return now.starts_ms + said + (0 if now.starts_ms else media_ms_of(now.effects))
