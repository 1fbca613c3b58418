"""Removes what rolling captions repeat, and joins sentences that continue in the next caption.

Rolling captions show the previous line again above the new one, or one line that grows word by word. A speaker who
really says something twice does so in a separate caption, or after a while.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from narrate.errors import Place
from narrate.model import Edit
from narrate.script.raw_material.captions.markup import ShownCue, ShownLine, words_of
from narrate.script.raw_material.material import RawLine

ROLLING = "said twice, captions roll"
_DOTS = "dots where a sentence runs on"
_TOUCH_MS = 100  # captions this close together have no pause between them
_FLASH_MS = 50  # YouTube shows a finished line alone for 10 ms before the next
_DOTS_AT_END = re.compile(r"\s?(?:(?<!\.)\.{2,}|…)$")
_DOTS_AT_START = re.compile(r"(?:\.{2,}|…)\s?(?=\w)")
_ENDED = re.compile(r"[.!?…。！？؟।۔:;][\"'”’»)\]]*$")


def without_repetitions(path: Path, cues: Sequence[ShownCue], edits: list[Edit]) -> list[ShownCue]:
    """Return ``cues`` (captions) without the words that rolling captions repeat. Those words are added to ``edits``.

    A cue repeats if it begins with the last lines of the cue right before it and then continues. One such pair alone
    may be a speaker insisting: at least two in a row must repeat, or half of all adjacent cues.
    """
    if not cues:
        return []
    repeated = [0, *(_repeated(cue, following) for cue, following in pairwise(cues))]
    goes_on = [count < len(words_of(cue.lines)) for count, cue in zip(repeated, cues, strict=True)]
    rolls = [bool(count) and on for count, on in zip(repeated, goes_on, strict=True)]
    moved = sum(on and _touch(cue, following) for on, (cue, following) in zip(goes_on[1:], pairwise(cues), strict=True))
    mostly = 0 < moved <= sum(rolls) * 2

    def is_rolling(index: int) -> bool:
        return mostly or (_in_a_row(rolls, goes_on, index) if rolls[index] else _is_flash(cues[index]))

    kept = []
    for index, (cue, count) in enumerate(zip(cues, repeated, strict=True)):
        kept.append(_without(path, cue, count, edits) if count and is_rolling(index) else cue)
    return [cue for cue in kept if cue.lines]


def _is_flash(cue: ShownCue) -> bool:
    """Whether a cue is too brief to be read: a step between rolling captions."""
    return 0 <= cue.ends_ms - cue.starts_ms <= _FLASH_MS


def run_on(path: Path, cues: Sequence[ShownCue], edits: list[Edit]) -> list[RawLine]:
    """The lines of all captions with their times. Dots that lead from one line to the next are removed."""
    lines = [
        RawLine(
            line.number, line.text, turn=line.turn, source=line.source, starts_ms=cue.starts_ms, ends_ms=cue.ends_ms
        )
        for cue in cues
        for line in cue.lines
    ]
    for index in range(1, len(lines)):
        first, second = lines[index - 1], lines[index]
        begins = _DOTS_AT_START.match(second.text)
        ends = _DOTS_AT_END.search(first.text)
        if second.turn or not begins or not (ends or not _ENDED.search(first.text)):
            continue
        if ends and ends.start():
            edits.append(Edit(Place(str(path), first.number, 1), ends.group().strip(), _DOTS))
            lines[index - 1] = replace(first, text=first.text[: ends.start()])
        edits.append(Edit(Place(str(path), second.number, 1), begins.group().strip(), _DOTS))
        lines[index] = replace(second, text=second.text[begins.end() :])
    return lines


def _touch(before: ShownCue, after: ShownCue) -> bool:
    if -1 in (before.ends_ms, after.starts_ms):
        return False
    return before.starts_ms <= after.starts_ms <= before.ends_ms + _TOUCH_MS


def _repeated(before: ShownCue, after: ShownCue) -> int:
    """How many words at the start of ``after`` repeat whole lines at the end of ``before``, the previous caption."""
    if not _touch(before, after) or any(line.turn for line in after.lines[1:]):
        return 0
    words_after = words_of(after.lines)
    for start in range(len(before.lines)):
        tail = words_of(before.lines[start:])
        if words_after[: len(tail)] == tail:
            return len(tail)
    return 0


def _in_a_row(rolls: Sequence[bool], goes_on: Sequence[bool], index: int) -> bool:
    """Whether the nearest caption before or after ``index`` that adds words also repeats.

    ``rolls`` says of each caption whether it repeats and then adds words; ``goes_on``, whether it adds words.
    """
    before = next((earlier for earlier in range(index - 1, 0, -1) if goes_on[earlier]), 0)
    after = next((later for later in range(index + 1, len(rolls)) if goes_on[later]), 0)
    return rolls[before] or rolls[after]


def _without(path: Path, cue: ShownCue, count: int, edits: list[Edit]) -> ShownCue:
    """``cue`` without its first ``count`` words."""
    kept: list[ShownLine] = []
    for line in cue.lines:
        words = line.text.split()
        removed, rest = words[:count], words[count:]
        count -= len(removed)
        if removed:
            edits.append(Edit(Place(str(path), line.number, 1), " ".join(removed), ROLLING))
        if rest:
            kept.append(replace(line, text=" ".join(rest), turn=line.turn and not removed) if removed else line)
    return replace(cue, lines=tuple(kept))
