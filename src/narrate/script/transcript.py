"""A raw transcript, as it was cut from a web page or a video: text with no mark-up.

What is known of such text is in docs/script-format.md: a breadcrumb and a title may stand
on top, and sentences are broken over lines with blank lines between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from narrate.errors import InputError, Place, Problem, Severity
from narrate.model import Kind, Script
from narrate.script.grouping import group
from narrate.script.segments import SegmentMaker, Spoken
from narrate.script.sentences import count_words, split_sentences

_BREADCRUMB = re.compile(r"\S\s*[>»›]\s*\S")
_ENDS = re.compile(r"[.!?…。！？؟।:;,][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    follows_blank: bool


def read_transcript(path: Path, text: str, topic: str, language: str) -> Script:
    """The script in a raw transcript. Raises InputError when nothing in it can be spoken."""
    lines = _lines(text)
    lines = _without_breadcrumbs(lines)
    title, lines = _take_title(lines)
    spoken = _spoken(path, lines, language)
    if not spoken:
        place = Place(str(path), 1)
        raise InputError(Problem(place, Severity.ERROR, "empty", "nothing to speak", "write the narration here"))
    maker = SegmentMaker()
    title_place = Place(str(path), 1)
    title = title or _title_from(topic)
    segments = [maker.announce(Kind.TITLE, title, title_place)]
    segments += [
        maker.make(Kind.NARRATION, part, heading=None, place=part[0].place) for part in group(spoken, language)
    ]
    return Script(topic=topic, title=title, language=language, segments=tuple(segments), path=path)


def _lines(text: str) -> list[_Line]:
    found, blank = [], True
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            found.append(_Line(number, " ".join(line.split()), blank))
        blank = not line.strip()
    return found


def _without_breadcrumbs(lines: list[_Line]) -> list[_Line]:
    """Leave out leading lines like ``Home > Animations > Article``: a page's navigation."""
    start = 0
    while start < len(lines) and _BREADCRUMB.search(lines[start].text) and not _ENDS.search(lines[start].text):
        start += 1
    return lines[start:]


def _take_title(lines: list[_Line]) -> tuple[str, list[_Line]]:
    """The title on the first line, if that line is one: short, alone, and no sentence."""
    if len(lines) < 2:
        return "", lines
    first, second = lines[0], lines[1]
    alone = second.follows_blank
    short = count_words(first.text) <= 14
    if alone and short and not _ENDS.search(first.text) and not second.text[0].islower():
        return first.text, lines[1:]
    return "", lines


def _title_from(topic: str) -> str:
    words = topic.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _spoken(path: Path, lines: list[_Line], language: str) -> list[Spoken]:
    """The sentences, whole again, each with the line it starts on and its paragraph.

    Blank lines make paragraphs only where all of them follow the end of a sentence: in a
    transcript cut to fit a video they fall anywhere.
    """
    blocks: list[list[_Line]] = []
    for line in lines:
        if line.follows_blank or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    whole = all(_ENDS.search(block[-1].text) and block[-1].text[-1] not in ",;:" for block in blocks)
    several = sum(len(block) > 1 or len(split_sentences(block[0].text, language)) > 1 for block in blocks)
    if not (whole and several * 2 > len(blocks)):
        blocks = [lines]
    return [
        Spoken(sentence, number, place)
        for number, block in enumerate(blocks)
        for sentence, place in _block_sentences(path, block, language)
    ]


def _block_sentences(path: Path, block: list[_Line], language: str) -> list[tuple[str, Place]]:
    text = ""
    starts: list[tuple[int, int]] = []  # offset in text, line number
    for line in block:
        text += " " if text else ""
        starts.append((len(text), line.number))
        text += line.text
    found, offset = [], 0
    for sentence in split_sentences(text, language):
        offset = text.index(sentence, offset)
        number = [line for start, line in starts if start <= offset][-1]
        found.append((sentence, Place(str(path), number)))
        offset += len(sentence)
    return found
