"""Removes times in a film that precede the words, and names beside times in transcripts of meetings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from narrate.languages.transcript_words import Transcripts
from narrate.script.raw_material.cleaning.edit_log import EditLog
from narrate.script.raw_material.material import RawLine

_BARE = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_CLOCK = rf"(?:\[{_BARE}\]|\({_BARE}\)|{_BARE})"
_TIME = re.compile(rf"^{_CLOCK}(?:\s?(?:-->|→|>|[-–—])\s?{_CLOCK})?(?:\s+(?:[-–—]\s+)?|$)")
_GLUED = re.compile(r"^\d{1,2}:\d{2}(?::\d{2})?(?=(?!(?:[ap]m|h|uhr)\b)[^\W\d_])", re.IGNORECASE)
_FROM_ITS_START = re.compile(r"\[?\(?0?0:\d{2}|\[?\(?\d{1,2}:\d{2}:\d{2}|\[\(?0?[1-4]:\d{2}")
_OF_A_DAY = re.compile(r"\d{2}:\d[05]")
_FEWEST_APART = 60  # between times: minutes for times of day, seconds in a film
_NAME = r"(?:>>+\s*)?[^\W\d_][\w.'’ -]{0,40}?(?:,\s?[A-Za-z.]{2,6})?"
_TIME_OF_NAME = re.compile(rf"^({_NAME})\s?[\[(]\d{{1,2}}:\d{{2}}(?::\d{{2}})?[\])]\s?:")
_NAME_AND_TIME = re.compile(rf"^({_NAME})\s+{_CLOCK}$")
_TIME_AND_NAME = re.compile(rf"^{_CLOCK}\s+({_NAME}):?$")
_DURATION = re.compile(
    r"^\(?~?\d{1,3}\s?(?:min(?:ute|uto|uten|uti|uta|uty)?[sn]?|se[cgk]s?|мин(?:ут[аы]?)?|сек|[\'′]|[\"″]|मिनट|分钟|分鐘|分|분|phút|دقائق|دقيقة|دقیقه|minit|minuto)\.?\)?$",
    re.IGNORECASE,
)
_APART = re.compile(r"\S(?:\s{2,}|\t)[\[(]?\d")  # a time set apart from the name
_DIGITS = re.compile(r"\d+")


def without_times(lines: Sequence[RawLine], data: Transcripts, log: EditLog) -> list[RawLine]:
    """``lines`` without the times in a film's transcript, and without lines of a name and a time. Times of day stay."""
    of_a_film = _are_of_a_film(lines, data)
    headed = _lines_of_name_and_time(lines)
    kept: list[RawLine] = []
    turn = False
    for number, line in enumerate(lines):
        if line in headed:
            log.leave(line, line.text, "name of a speaker and a time")
            turn = True
            continue
        if _DURATION.match(line.text) and not line.marker and (of_a_film or _is_timing(lines, number)):
            log.leave(line, line.text, "a length of time")
            continue
        text = _without_own_times(line, log, of_a_film=of_a_film)
        if text:
            changed = text != line.text or turn
            kept.append(replace(line, text=text, turn=line.turn or turn) if changed else line)
            turn = False
    return kept


def _without_own_times(line: RawLine, log: EditLog, *, of_a_film: bool) -> str:
    """The text of ``line`` without a time after its speaker's name or, if ``of_a_film``, at its start."""
    text = line.text
    if match := _TIME_OF_NAME.match(text):
        log.leave(line, text[match.end(1) : match.end() - 1], "a time")
        text = f"{match.group(1)}:{text[match.end() :]}"
    if of_a_film and (time := _TIME.match(text) or _GLUED.match(text)):
        log.leave(line, time.group(), "a time")
        text = text[time.end() :]
    return text


def _are_of_a_film(lines: Sequence[RawLine], data: Transcripts) -> bool:
    """Whether times before the words count from the start of a film: "00:30" may also be half past midnight.

    They do if a narrator speaks at one of the times. Otherwise they are taken for times of day if all are multiples of
    five minutes and an hour or more apart.
    """
    matches = [match for line in lines if (match := _TIME.match(line.text) or _GLUED.match(line.text))]
    times = [match.group() for match in matches]
    if not times or not _FROM_ITS_START.match(times[0]):
        return False
    if any(_is_narrated(match, data) for match in matches):
        return True
    if matches[0].re is _GLUED or any(not _OF_A_DAY.fullmatch(time.strip()) for time in times):
        return True
    clocks = [int(hours) * 60 + int(minutes) for hours, minutes in (_DIGITS.findall(time)[:2] for time in times)]
    return any(after - before < _FEWEST_APART for before, after in pairwise(clocks))


def _is_narrated(time: re.Match[str], data: Transcripts) -> bool:
    """Whether the label of a narrator follows ``time``."""
    label, colon, _ = time.string[time.end() :].partition(":")
    return bool(colon) and label.strip().lower() in data.narrators


def _is_timing(lines: Sequence[RawLine], number: int) -> bool:
    """Whether a duration, alone in the line at index ``number``, is the length of a film.

    It must be the first or last line under a heading, and must not answer a question.
    """
    before = lines[number - 1] if number else None
    after = lines[number + 1] if number + 1 < len(lines) else None
    if before is not None and before.level:
        return after is not None and not after.level
    headed = any(line.level for line in lines[:number])
    return before is not None and headed and (after is None or after.level > 0) and before.text[-1] in ".!。！।"


def _is_in_capitals(name: str) -> bool:
    """Whether no word of ``name`` begins in lower case."""
    return all(word[0].isupper() or not word[0].isalpha() for word in name.split())


def _lines_of_name_and_time(lines: Sequence[RawLine]) -> set[RawLine]:
    """The lines with only a speaker's name and a time, as in transcripts of meetings.

    A single such line could be "Breakfast 8:00". So there must be two in ascending order, the first near the start,
    unless wide spaces set the time apart.
    """
    headings: list[tuple[RawLine, list[int]]] = []
    for line in lines:
        match = _NAME_AND_TIME.match(line.text) or _TIME_AND_NAME.match(line.text)
        if match and _is_in_capitals(match.group(1).replace(">", " ")):
            clock = _DIGITS.findall(line.text.replace(match.group(1), " "))
            headings.append((line, [0] * (3 - len(clock)) + [int(part) for part in clock][:3]))
    clocks = [clock for _, clock in headings]
    spaced = any(_APART.search(line.source) for line, _ in headings)
    if not (spaced or len(headings) > 1) or clocks != sorted(clocks):
        return set()
    hours, minutes, _ = clocks[0]
    return {line for line, _ in headings} if hours == 0 and (spaced or minutes < 2) else set()
