"""A raw transcript or captions: text with no mark-up, cut into slides.

What is known of such text is in docs/script-format.md: sentences are broken over lines,
with blank lines between or every few words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from narrate.errors import InputError, Place, Problem, Severity
from narrate.model import Kind, Segment
from narrate.script.grouping import group
from narrate.script.raw.cleaning import ENDS, left_out, lines_of, narrated
from narrate.script.raw.material import Line
from narrate.script.segments import SegmentMaker, Spoken
from narrate.script.sentences import split_sentences

_SHOWN = 4
Read = tuple[str, tuple[Segment, ...]]


def read_transcript(path: Path, text: str, topic: str, language: str, problems: list[Problem]) -> Read:
    """Title and segments of a raw transcript; what is left out of it goes to ``problems``.

    Raises InputError when nothing in it can be spoken.
    """
    return read_lines(path, lines_of(text), topic, language, problems)


def read_lines(path: Path, raw: Sequence[Line], topic: str, language: str, problems: list[Problem]) -> Read:
    """Title and segments of raw lines, whatever they were cut from. Raises InputError as above."""
    title, lines = narrated(raw, language)
    problems += _left_out(path, raw, title, lines)
    spoken = _spoken(path, lines, language)
    if not spoken:
        place = Place(str(path), 1, 1)
        raise InputError(Problem(place, Severity.ERROR, "empty", "nothing to speak", "write the narration here"))
    maker = SegmentMaker()
    title = title or title_from(topic)
    segments = [maker.announce(Kind.TITLE, title, Place(str(path), 1, 1))]
    segments += [
        maker.make(Kind.NARRATION, part, heading=None, place=part[0].place) for part in group(spoken, language)
    ]
    return title, tuple(segments)


def _left_out(path: Path, raw: Sequence[Line], title: str, lines: Sequence[Line]) -> list[Problem]:
    """One note for the whole file: a long conversation has hundreds of names."""
    found = list(left_out(raw, title, lines))
    if not found:
        return []
    first, texts = found[0][0], list(dict.fromkeys(text for _, text in found))
    more = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
    message = f"left out, as nobody narrates it: {', '.join(map(repr, texts[:_SHOWN]))}{more}"
    hint = "what should be spoken goes into a sentence"
    return [Problem(Place(str(path), first.number, 1), Severity.ADVICE, "left-out", message, hint)]


def title_from(topic: str) -> str:
    """A title where none is written: the topic's words."""
    words = topic.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _spoken(path: Path, lines: list[Line], language: str) -> list[Spoken]:
    """The sentences, whole again, each with the line it starts on and its paragraph.

    Blank lines make paragraphs only where all of them follow the end of a sentence: in a
    transcript cut to fit a video they fall anywhere. A speaker's turn always does.
    """
    if not lines:
        return []
    blocks: list[list[Line]] = []
    for line in lines:
        if line.follows_blank or line.turn or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    whole = all(ENDS.search(block[-1].text) and block[-1].text[-1] not in ",;:" for block in blocks)
    several = sum(len(block) > 1 or len(split_sentences(block[0].text, language)) > 1 for block in blocks)
    if not (whole and several * 2 > len(blocks)):
        blocks = [[]]
        for line in lines:
            if line.turn and blocks[-1]:
                blocks.append([])
            blocks[-1].append(line)
    return [
        Spoken(sentence, number, place)
        for number, block in enumerate(blocks)
        for sentence, place in _block_sentences(path, block, language)
    ]


@dataclass(slots=True)
class _Joined:
    text: str = ""

    def add(self, text: str) -> int:
        self.text += " " if self.text else ""
        start = len(self.text)
        self.text += text
        return start


def _block_sentences(path: Path, block: list[Line], language: str) -> list[tuple[str, Place]]:
    joined = _Joined()
    starts = [joined.add(line.text) for line in block]
    found, offset, at, column = [], 0, 0, 0
    for sentence in split_sentences(joined.text, language):
        offset = joined.text.index(sentence, offset)
        while at + 1 < len(starts) and starts[at + 1] <= offset:
            at, column = at + 1, 0
        column = _column(block[at], offset - starts[at], column)
        found.append((sentence, Place(str(path), block[at].number, column)))
        offset += len(sentence)
    return found


def _column(line: Line, offset: int, after: int) -> int:
    """Where in its file what stands at ``offset`` of a cleaned line begins, after the column ``after``; 0 if unknown."""
    words = line.text[offset:].split()[:3]
    for count in range(len(words), 0, -1):
        if match := re.compile(r"\s+".join(map(re.escape, words[:count]))).search(line.source, after):
            return match.start() + 1
    return 0
