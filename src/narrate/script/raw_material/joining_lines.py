"""Joins lines into sentences, and separates sentences that only a new line separates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from narrate.errors import Place, Problem, Severity
from narrate.languages import primary_language
from narrate.script.raw_material.material import RawLine
from narrate.script.segments import SpokenSentence
from narrate.script.sentences import count_words, split_sentences

_CLOSING = r"[\"'”’»)\]」』）]*"
_STOP = re.compile(rf"[.!?…。！？؟۔।॥៕។]{_CLOSING}$")
_MARK = re.compile(rf"[.!?…。！？؟۔।॥៕។;:,、，；：،؛–—-]{_CLOSING}$")
_STOPS_WITHIN = re.compile(rf"[.!?…]{_CLOSING}(?=\s|$)|[。！？؟۔।॥៕។]")
_NUMBER_ALONE = re.compile(r"[(（]?(?:\d{1,3}|[^\W\d_]|[一二三四五六七八九十ivx]{2,4})[.)）、．]|[①-⑳❶-❿⑴-⒇]")
_LONGEST_HEADING = 8  # words
_WIDTH_OF_PROSE = 40  # characters; if all lines are shorter, they were cut like captions
_FEWEST_WORDS, _WORDS_A_STOP = 25, 70  # with fewer full stops, these are automatic captions
_LONGEST_RUN = 14  # most words in a piece of such captions
_PAUSE_MS = 500
_MOST_SEARCHED = 100  # letters of the start of a sentence by which its column is found
_NO_STOPS = ("th", "lo")  # languages whose sentences end with a line or a space


@dataclass(frozen=True, slots=True)
class _LineBlock:
    """Consecutive lines, and the number of their paragraph. No sentence runs from one block into the next."""

    lines: tuple[RawLine, ...]
    paragraph: int
    is_heading: bool = False


def sentences_of(file: str, lines: Sequence[RawLine], language: str) -> tuple[list[SpokenSentence], list[Problem]]:
    """Return (sentences, problems) of ``lines``. Each sentence has its place and the number of its paragraph."""
    if not lines:
        return [], []
    problems = [_check_row(file, line) for line in lines if line.check == "table"]
    if primary_language(language) in _NO_STOPS:
        blocks = [_LineBlock((line,), number) for number, line in enumerate(lines)]
    elif _lacks_stops(lines):
        message = "hardly any full stops: these look like automatic captions, so they are cut at pauses and line ends"
        hint = "put the full stops in first: sentences, pauses and slides follow them"
        problems.append(Problem(Place(file, lines[0].number), Severity.WARNING, "no-full-stops", message, hint))
        blocks = list(_runs(lines))
    else:
        blocks = list(_blocks(lines))
    spoken = [
        SpokenSentence(sentence, block.paragraph, place, is_heading=block.is_heading)
        for block in blocks
        for sentence, place in _sentences(file, block.lines, language)
    ]
    return spoken, problems


def _check_row(file: str, line: RawLine) -> Problem:
    message = f"a table row is read as {line.text[:60]!r}"
    hint = "check that it says what the table shows; narrate draft writes it into a script"
    return Problem(Place(file, line.number), Severity.WARNING, "check-table", message, hint)


def _blocks(lines: Sequence[RawLine]) -> Iterator[_LineBlock]:
    """Yield the lines that belong together, block by block.

    Text cut to fit a film has blank lines even within sentences. In such text only a full stop ends a block.
    """
    pieces: list[list[RawLine]] = []
    width = max((len(line.source or line.text) for line in lines), default=0)
    for line in lines:
        if not pieces or _begins(pieces[-1], line, width):
            pieces.append([])
        pieces[-1].append(line)
    broken = _is_broken(pieces)
    several = sum(len(piece) > 1 or len(_STOPS_WITHIN.findall(piece[0].text)) > 1 for piece in pieces)
    whole = all(_STOP.search(piece[-1].text) for piece in pieces)
    by_blanks = not broken and (several * 2 > len(pieces) or not whole)
    joined: list[RawLine] = []
    number = 0
    for before, piece in zip([None, *pieces], pieces, strict=False):
        if before is not None and _apart(before, piece, broken=broken, by_blanks=by_blanks):
            yield _LineBlock(tuple(joined), number, not broken and _stands_like_heading(joined, piece))
            number += bool(_begins_paragraph(piece, by_blanks=by_blanks))
            joined = []
        joined += piece
    yield _LineBlock(tuple(joined), number)


def _begins(piece: Sequence[RawLine], line: RawLine, width: int) -> bool:
    """Whether ``line`` begins something new after ``piece``, the lines since the last such beginning.

    A capitalised line does so under a list point. It also does after a line that has no mark at its end and had room
    for one more word; ``width`` is the length of the longest line, in characters.
    """
    last = piece[-1]
    if line.follows_blank or _is_parted(line) or line.whole or last.whole:
        return True
    if not line.text[0].isupper() or _MARK.search(last.text):
        return piece[0].is_point and not line.text[0].islower() and not line.text[0].isdecimal()
    had_room = len(last.text) + 1 + len(line.text.split(maxsplit=1)[0]) <= 0.7 * width
    return piece[0].is_point or (had_room and width >= _WIDTH_OF_PROSE)


def _is_broken(pieces: Sequence[Sequence[RawLine]]) -> bool:
    """Whether blank lines occur within sentences. ``pieces`` are runs of lines without a blank line.

    They do if such a run continues in lower case the one before it. Without any capitals, they do if few runs end with
    a full stop.
    """
    for before, after in pairwise(pieces):
        last, first = before[-1], after[0]
        if not _is_parted(first) and not _STOP.search(last.text) and first.text[0].islower():
            return True
    cased = any(character.isupper() for piece in pieces for character in piece[0].text[:40])
    free = [piece for piece in pieces if not piece[0].is_point]
    ended = sum(_STOP.search(piece[-1].text) is not None for piece in free)
    return not cased and ended * 2 < len(free)


def _is_parted(line: RawLine) -> bool:
    """Whether no sentence can run on from the line before into ``line``."""
    return line.turn or line.is_point or bool(line.check)


def _apart(before: Sequence[RawLine], piece: Sequence[RawLine], *, broken: bool, by_blanks: bool) -> bool:
    last, first = before[-1], piece[0]
    if _is_parted(first) or last.check or (before[0].is_point and not first.text[0].islower()):
        return True
    return not broken and (by_blanks or not _MARK.search(last.text))


def _begins_paragraph(piece: Sequence[RawLine], *, by_blanks: bool) -> bool:
    first = piece[0]
    return not first.is_point and not first.check and (first.turn or (by_blanks and first.follows_blank) or first.whole)


def _stands_like_heading(lines: Sequence[RawLine], after: Sequence[RawLine]) -> bool:
    """Whether ``lines`` are a single short line without a full stop, and not only a number, which heads nothing.

    ``after`` must be a list or text with full stops.
    """
    line = lines[0]
    if len(lines) != 1 or _is_parted(line) or _MARK.search(line.text) or line.text[0].islower():
        return False
    if not line.text[0].isalnum() or line.text.isdecimal() or count_words(line.text) > _LONGEST_HEADING:
        return False
    first = after[0]
    return first.is_point or _STOP.search(after[-1].text) is not None


def _lacks_stops(lines: Sequence[RawLine]) -> bool:
    """Whether the text has so few full stops that a machine must have written it."""
    free = [line.text for line in lines if not line.is_point and not line.check]
    words = sum(map(_count, free))
    if words < _FEWEST_WORDS or _begin_large(free):
        return False
    return words > _WORDS_A_STOP * sum(len(_STOPS_WITHIN.findall(text)) for text in free)


def _count(text: str) -> int:
    """The approximate number of words; ASCII text is only split at spaces, for speed."""
    return len(text.split()) if text.isascii() else count_words(text)


def _begin_large(texts: Sequence[str]) -> bool:
    """Whether most lines begin with a capital, as in lists and forms, and are not all capitals."""
    large = sum(text[0].isupper() and not text.isupper() for text in texts)
    return large * 2 > len(texts) and len(texts) > 1


def _runs(lines: Sequence[RawLine]) -> Iterator[_LineBlock]:
    """Yield the lines of captions without full stops, cut where a sentence may end.

    Cuts are at pauses, at capitals after blank lines, and at the end of a line before a block gets too long.
    """
    run: list[RawLine] = []
    words = 0
    for line in lines:
        count = _count(line.text)
        last = run[-1] if run else None
        paused = last is not None and last.ends_ms >= 0 and line.starts_ms - last.ends_ms >= _PAUSE_MS
        large = line.text[0].isupper() and not (last and last.text.isupper())
        if last and (
            paused
            or _is_parted(line)
            or words + count > _LONGEST_RUN
            or _STOP.search(last.text)
            or (large and line.follows_blank)
        ):
            yield _LineBlock(tuple(run), 0)
            run, words = [], 0
        run.append(line)
        words += count
    yield _LineBlock(tuple(run), 0)


def _sentences(file: str, block: Sequence[RawLine], language: str) -> Iterator[tuple[str, Place]]:
    joined, starts = "", []
    for line in block:
        joined += " " if joined else ""
        starts.append(len(joined))
        joined += line.text
    index, column = 0, 0
    for start, end in _bounds(joined, split_sentences(joined, language)):
        while index + 1 < len(starts) and starts[index + 1] <= start:
            index, column = index + 1, 0
        column = _column(block[index], start - starts[index], column)
        yield joined[start:end], Place(file, block[index].number, column)


def _bounds(text: str, sentences: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the offsets in ``text`` where each of ``sentences`` begins and ends.

    A step's number joins the sentence after it.
    """
    begun, offset = -1, 0
    for sentence in sentences:
        start = text.index(sentence, offset)
        offset = start + len(sentence)
        begun = start if begun < 0 else begun
        if not _NUMBER_ALONE.fullmatch(text[begun:offset]):
            yield begun, offset
            begun = -1
    if begun >= 0:
        yield begun, offset


def _column(line: RawLine, offset: int, after: int) -> int:
    """The column in the file of the character at ``offset`` of a cleaned line; 0 if unknown.

    It is searched in the line's source from column ``after`` on.
    """
    words = line.text[offset : offset + _MOST_SEARCHED].split()[:3]
    for count in range(len(words), 0, -1):
        if match := re.compile(r"\s+".join(map(re.escape, words[:count]))).search(line.source, after):
            return match.start() + 1
    return 0
