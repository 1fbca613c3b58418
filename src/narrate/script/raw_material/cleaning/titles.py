"""Finds the title at the top of raw material, and removes words that announce a transcript."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from narrate.languages.transcript_words import Transcripts
from narrate.script.raw_material.cleaning.edit_log import EditLog
from narrate.script.raw_material.material import RawLine
from narrate.script.raw_material.words import SENTENCE_END, STOP_AT_END
from narrate.script.sentences import count_words

_LABEL = re.compile(r"^(?:>>+\s*)?[^\W\d_][\w.'’ -]{0,30}?\s?:(?:\s+\S|$)")
_IN_BRACKETS = re.compile(r"[(\[].{1,200}[)\]]|[♪♫].*")
_LONGEST_TITLE = 14  # words
_POINT = re.compile(r"\s*(?:[•◦▪‣*–—-]|\d{1,2}[.)])\s")


def take_title(lines: Sequence[RawLine], data: Transcripts, log: EditLog) -> tuple[str, list[RawLine]]:
    """Return (title, other lines). The title is empty if there is none at the top; an announcement is left out."""
    rest = list(lines)
    if any(line.is_title for line in rest):
        title = next(line.text for line in rest if line.is_title)
        first = next(index for index, line in enumerate(rest) if line.is_title)
        return title, rest[:first] + rest[first + 1 :]
    title, rest = _take_announcement(rest, data, log)
    if title or any(line.level for line in rest[:1]):
        return title, rest
    title, rest = _labelled(rest, data, log)
    if not title:
        title, rest = _plain(rest)
    inner, rest = _take_announcement(rest, data, log, titled=bool(title))
    return title or inner, rest


def without_repeated_title(
    title: str, lines: Sequence[RawLine], data: Transcripts, log: EditLog
) -> tuple[str, list[RawLine]]:
    """Return (title, lines). A repetition of the title before the narration begins is left out of the lines."""
    rest = list(lines)
    label = _label_of_titles(data)
    while title and rest and not rest[0].level:
        text = rest[0].text
        if _bare(label.sub("", text) if label else text) != _bare(title):
            break
        log.leave(rest[0], text, "the title again")
        rest.pop(0)
    return title, rest


def _label_of_titles(data: Transcripts) -> re.Pattern[str] | None:
    either = "|".join(map(re.escape, sorted(data.titles)))
    return re.compile(rf"^(?:{either})\s?[:：]\s*(?=\S)", re.IGNORECASE) if either else None


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _labelled(lines: Sequence[RawLine], data: Transcripts, log: EditLog) -> tuple[str, list[RawLine]]:
    """Return (title, other lines) if a line has a label before the title: "Title: Your new hip".

    Else the title is empty.
    """
    if not lines or not data.titles:
        return "", list(lines)
    first = lines[0]
    match = re.match(
        rf"(?:{'|'.join(map(re.escape, sorted(data.titles)))})\s?[:：]\s*(?=\S)", first.text, re.IGNORECASE
    )
    if match is None:
        return "", list(lines)
    log.leave(first, match.group(), "a label")
    return first.text[match.end() :], list(lines[1:])


def _plain(lines: Sequence[RawLine]) -> tuple[str, list[RawLine]]:
    """Return (title, other lines). The first line is the title if it is short, alone, and not a sentence."""
    if len(lines) < 2:
        return "", list(lines)
    first, second = lines[0], lines[1]
    if first.level or first.marker or first.check or first.turn:
        return "", list(lines)
    short = count_words(first.text) <= _LONGEST_TITLE
    plain = not (STOP_AT_END.search(first.text) or _LABEL.match(first.text) or _IN_BRACKETS.fullmatch(first.text))
    plain = plain and not _POINT.match(first.text)
    if second.follows_blank and short and plain and not second.text[0].islower():
        return first.text, list(lines[1:])
    return "", list(lines)


def _announcement(text: str, data: Transcripts) -> re.Match[str] | None:
    """A match of the first word in ``text`` that announces a transcript, together with all text before that word."""
    words = "|".join(re.escape(word) for word in sorted(data.announces, key=len, reverse=True))
    return re.match(rf"^(.{{0,100}}?)(?<![^\W_])({words})\s*(?:[:：]|$)\s*", text, re.IGNORECASE)


def _take_announcement(
    lines: Sequence[RawLine], data: Transcripts, log: EditLog, *, titled: bool = False
) -> tuple[str, list[RawLine]]:
    """Return (title, other lines) without "VIDEO TRANSCRIPT:" at the start. Other words before it are the title.

    If there is a title already (``titled``), no other words may stand before it.
    """
    if not lines or not data.announces or lines[0].level:
        return "", list(lines)
    first = lines[0]
    match = _announcement(first.text, data)
    if not match or SENTENCE_END.search(match.group(1).strip()):
        return "", list(lines)
    before = match.group(1).strip(" -–—:：|")
    title = "" if {word.lower() for word in re.findall(r"\w+", before)} <= data.films else before
    if title and title == match.group(1).strip() and not match.group(2)[0].isupper():
        return "", list(lines)  # "your school transcript:" is not an announcement
    if title and titled:
        return "", list(lines)
    after = first.text.find(title) + len(title) if title else 0
    log.leave(first, first.text[after : match.end()], "what announces a transcript")
    rest = first.text[match.end() :]
    return title, [replace(first, text=rest), *lines[1:]] if rest else list(lines[1:])
