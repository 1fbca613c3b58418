"""Repairs text that was decoded wrongly before: ``donâ€™t`` for ``don’t``.

ftfy recognises UTF-8 that was read as one of ten older encodings. A line is repaired only if the result is free of
such traces. Text that looks wrong and cannot be repaired is an error, since its original is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import Place, Problem, Severity
from narrate.model import Edit
from narrate.script.raw_material.material import RawLine

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

WHY = "wrong encoding"
_SHOWN = 3
_NEAR = 40  # words within which a repaired line must match the original again
# A line without any of these is intact: all encodings that ftfy knows have their letters here.
_SUSPECT = re.compile("[\x80-\u04ff\ufffd]")
# "IRMÃ»" and "SORANÎ®" are correct capitals before a mark; a damaged "û" or "ή" does not follow two capitals.
_CAPITALS = re.compile('(?<=[A-ZÀ-Þ]{2})[À-Þ](?=[»”“‘’"®™])')
_STANDS_IN = {chr(code): chr(0xE000 + code) for code in range(0xC0, 0xDF)}
_TAKEN_OUT = str.maketrans({stand_in: letter for letter, stand_in in _STANDS_IN.items()})
# A wrongly decoded no-break space, after white space was collapsed.
_NO_BREAK = re.compile(r"(?<=[a-zß-ÿ\d.,:;!?%)\]])Â(?=\s|$)")
# A no-break space that became a space within or after a word; the two cannot be told apart.
_LOST_SPACE = re.compile("[a-zà-ÿ]Ã (?=\\w)|â€ |à[¤-¯] ")
_HALF_OF_ONE = re.compile("[\x80-\uffff]\xa0")
# Not part of any language: the first byte of a UTF-8 letter read as Windows-1252.
_LEFT = re.compile(
    "\ufffd|[\x80-\x9f]|â€|Ã[\xa0-¿ƒ„†‡‰Šš‹Œœž€™]|[a-zà-ÿ]Ã(?=[a-z\\s])|(?:^|(?<=\\s))Ã\\s(?=[a-z])|Â[\xa0-¿]|ï¿½|ï»¿"
    "|(?:[ÐÑ][\xa0-¿€-™]){2}|à[¤-ª«¬®¸-»][\xa0-¿€-™]"
)


def cure(path: Path, lines: Sequence[RawLine]) -> tuple[list[RawLine], list[Edit], list[Problem]]:
    """Return the lines of the file ``path``, repaired, with an edit for each change, and what a person must check."""
    cured: list[RawLine] = []
    edits: list[Edit] = []
    problems: list[Problem] = []
    for line in lines:
        text, unrepaired = cured_text(_with_no_breaks(line))
        if unrepaired:
            problems.append(_problem(path, line, unrepaired))
        elif (text := " ".join(text.split())) != line.text:
            edits += _edits(Place(str(path), line.number, 1), line.text, text)
        cured.append(line if unrepaired or text == line.text else replace(line, text=text))
    if edits:
        shown = ", ".join(f"{edit.text!r} is {edit.instead!r}" for edit in edits[:_SHOWN])
        more = f" and {len(edits) - _SHOWN} more" if len(edits) > _SHOWN else ""
        message = f"saved in the wrong encoding, and repaired: {shown}{more}"
        hint = "check that they are right"
        problems.insert(0, Problem(edits[0].place, Severity.WARNING, "wrong-encoding", message, hint))
    return cured, edits, problems


def wrongly_decoded(path: Path, text: str) -> Iterator[Problem]:
    """Yield a problem for each line of a script that looks wrongly decoded.

    Nothing is repaired, since the script belongs to its writer.
    """
    if not _SUSPECT.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        cured, unrepaired = cured_text(line)
        if unrepaired:
            yield _problem(path, RawLine(number, line), unrepaired)
        elif changes := _edits(Place(str(path), number, 1), line, cured):
            first = changes[0]
            place = Place(str(path), number, line.find(first.text.split(" ", 1)[0]) + 1)
            message = f"{first.text!r} was saved in the wrong encoding"
            yield Problem(place, Severity.ERROR, "wrong-encoding", message, f"write {first.instead!r}")


def cured_text(text: str) -> tuple[str, str]:
    """Return (``text`` before it was wrongly decoded, the part that cannot be repaired).

    If any part cannot be repaired, ``text`` is returned unchanged.
    """
    if text.isascii() or not _SUSPECT.search(text):
        return text, ""
    from ftfy import fix_encoding
    from ftfy.badness import is_bad
    from ftfy.chardata import UTF8_DETECTOR_RE

    kept = _CAPITALS.sub(lambda match: _STANDS_IN[match.group()], text).replace(
        "\x85", " "
    )  # a line break of other machines, by itself
    fixed = fix_encoding(_NO_BREAK.sub("", kept), _settings()) if is_bad(kept) or _NO_BREAK.search(kept) else kept
    if fixed == kept or _LOST_SPACE.search(kept):
        left = (
            _LOST_SPACE.search(kept) or _LEFT.search(kept) or (UTF8_DETECTOR_RE.search(kept) if is_bad(kept) else None)
        )
        return text, (_word_at(kept, left.start()) if left else "")
    left = _LEFT.search(fixed)
    if left or is_bad(fixed):
        start = left.start() if left else 0
        return text, _word_at(fixed, start) if left else text[:40]
    return fixed.translate(_TAKEN_OUT), ""


@cache
def _settings() -> TextFixerConfig:
    """Settings with which ftfy guesses no lost bytes and changes nothing but the encoding."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False, restore_byte_a0=False, replace_lossy_sequences=False, normalization=None, explain=False
    )


def _with_no_breaks(line: RawLine) -> str:
    """The text of ``line``, with the no-break spaces of its source: after ``Ã`` such a space is half of ``à``."""
    if not _HALF_OF_ONE.search(line.source):
        return line.text
    kept = re.sub("[^\\S\xa0]+", " ", line.source).strip()
    return kept if " ".join(kept.split()) == line.text else line.text


def _edits(place: Place, before: str, after: str) -> list[Edit]:
    """An edit for each word that differs. If a space came or went, one edit has several words."""
    old, new = before.split(), after.split()
    edits, old_index, new_index = [], 0, 0
    while old_index < len(old) or new_index < len(new):
        less, more = (
            (1, 1)
            if len(old) - old_index == len(new) - new_index
            else _until_same(old[old_index : old_index + _NEAR], new[new_index : new_index + _NEAR])
        )
        was, is_now = " ".join(old[old_index : old_index + less]), " ".join(new[new_index : new_index + more])
        if was != is_now:
            edits.append(Edit(place, was, WHY, is_now))
        old_index, new_index = old_index + less, new_index + more
    return edits


def _until_same(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return (words of ``old``, words of ``new``): how many come before the next word that both share.

    At least one of the two is above 0.
    """
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    if common:
        return common, common
    pairs = ((less, more) for less in range(len(old)) for more in range(len(new)) if old[less] == new[more])
    return min(pairs, key=sum, default=(len(old), len(new)))


def _word_at(text: str, position: int) -> str:
    start = max(text.rfind(" ", 0, position) + 1, position - 20)
    return text[start:].split(" ", 1)[0][:40]


def _problem(path: Path, line: RawLine, unrepaired: str) -> Problem:
    message = f"{unrepaired.translate(_TAKEN_OUT)!r} was saved in the wrong encoding, and what stood there is lost"
    hint = "write it again, or export the file again in UTF-8"
    return Problem(Place(str(path), line.number, 1), Severity.ERROR, "wrong-encoding", message, hint)
