"""Divides text into runs for typst: by language, by direction, and by what must stay on one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from narrate.exporters.pdf.format import Piece, region_of
from narrate.languages import is_right_to_left, primary_language
from narrate.typeset.bidi import ISOLATE, POP, isolated
from narrate.typeset.faces import Face
from narrate.typeset.lines import parts_of
from narrate.typeset.phrases import WIDE
from narrate.typeset.widths import has_raised_marks

_LONGEST = 34  # characters; a longer run could be wider than a line of large print, so it may be broken
_MARKS = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")  # of Hebrew and Arabic vowels
# a number or an address
_KEPT = re.compile(r"[\d@]|^[(\[«“\"']?(?:https?://|www\.)|^[\w.-]+\.[a-z]{{2,}}(?:/|$)", re.IGNORECASE)
_CLOSING = "、。，．！？：；」』】）〉》"  # at the end of a whole run they would lose the space after them; no line begins with one


def runs_of(pieces: Iterable[Piece], face: Face) -> list[dict[str, Any]]:
    """Return ``pieces`` as values for ``runs`` in ``common.typ``: text, lang, region, rtl, whole.

    A ``whole`` run is not broken: a number with its unit, a telephone number, an address, a phrase of Japanese or Chinese.
    Among right-to-left letters, a dose or range is a run from left to right.

    An Arabic or Hebrew word is a run of its own if ``face`` raises or lowers its vowel marks: typst draws it in pieces, which
    come into the structure tree from left to right.
    """
    return [run for piece in pieces for run in _runs(piece, face)]


def _runs(piece: Piece, face: Face) -> Iterator[dict[str, Any]]:
    rtl = is_right_to_left(piece.language)
    language = {"lang": primary_language(piece.language), "region": region_of(piece.language) or None}
    for text, kept in _by_direction(isolated(piece.text) if rtl else piece.text):
        if kept:
            whole = len(text) <= _LONGEST
            yield {
                "text": text if whole else f"{ISOLATE}{text}{POP}",
                **language,
                "rtl": rtl and not whole,
                "whole": whole,
            }
            continue
        for part, whole in _parted(text, face):
            yield {"text": part, **language, "rtl": rtl, "whole": whole}


def _by_direction(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of ``text``, and whether each is isolated, without the characters that isolate it."""
    before, *others = text.split(ISOLATE)
    yield before, False
    for other in others:
        inner, _, after = other.partition(POP)
        yield inner, True
        yield after, False


def _parted(text: str, face: Face) -> Iterator[tuple[str, bool]]:
    """Yield the parts of ``text`` and whether each must stay on one line. Joined, they are ``text``."""
    model = face.phrases
    loose = text[: len(text) - len(text.lstrip())]
    for part in parts_of(text, model):
        core = part.rstrip().rstrip(_CLOSING if model in WIDE else "")
        if 1 < len(core) <= _LONGEST and _is_kept(core, face):
            if loose:
                yield loose, False
            yield core, True
            loose = part[len(core) :]
        else:
            loose += part
    if loose:
        yield loose, False


def _is_kept(part: str, face: Face) -> bool:
    if face.phrases in WIDE or _KEPT.search(part):
        return True
    return _MARKS.search(part) is not None and has_raised_marks(part, face)
