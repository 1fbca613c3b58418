"""Divides text into runs for typst: by language, by direction, and by what must stay on one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from narrate.exporters.pdf.format import Piece, region_of
from narrate.languages import is_right_to_left, primary_language
from narrate.typeset.bidi import ISOLATE, POP, isolated
from narrate.typeset.lines import parts_of
from narrate.typeset.phrases import WIDE

_LONGEST = 34  # characters; a longer run could be wider than a line of large print, so it may be broken
_MARKS = "\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"  # of Hebrew and Arabic vowels
# a number, a word with vowel marks, an address
_KEPT = re.compile(rf"[\d{_MARKS}@]|^[(\[«“\"']?(?:https?://|www\.)|^[\w.-]+\.[a-z]{{2,}}(?:/|$)", re.IGNORECASE)
_CLOSING = "、。，．！？：；」』】）〉》"  # at the end of a whole run they would lose the space after them; no line begins with one


def runs_of(pieces: Iterable[Piece], model: str = "") -> list[dict[str, Any]]:
    """Return ``pieces`` as values for ``runs`` in ``common.typ``: text, lang, region, rtl, whole.

    An Arabic or Hebrew word with vowel marks is a run of its own: typst draws its marks apart, and puts the parts of a run
    in the order from left to right into the structure tree.

    A ``whole`` run is not broken: a number with its unit, a telephone number, an address, a phrase of Japanese or Chinese.
    ``model`` finds phrases in text without spaces, as in ``lines.parts_of``. Among right-to-left letters, a dose or range is a run from left to right.
    """
    return [run for piece in pieces for run in _runs(piece, model)]


def _runs(piece: Piece, model: str) -> Iterator[dict[str, Any]]:
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
        for part, whole in _parted(text, model):
            yield {"text": part, **language, "rtl": rtl, "whole": whole}


def _by_direction(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of ``text``, and whether each is isolated, without the characters that isolate it."""
    before, *others = text.split(ISOLATE)
    yield before, False
    for other in others:
        inner, _, after = other.partition(POP)
        yield inner, True
        yield after, False


def _parted(text: str, model: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of ``text`` and whether each must stay on one line. Joined, they are ``text``."""
    loose = text[: len(text) - len(text.lstrip())]
    for part in parts_of(text, model):
        core = part.rstrip().rstrip(_CLOSING if model in WIDE else "")
        if 1 < len(core) <= _LONGEST and (model in WIDE or _KEPT.search(core)):
            if loose:
                yield loose, False
            yield core, True
            loose = part[len(core) :]
        else:
            loose += part
    if loose:
        yield loose, False
