"""A script file's text, decoded and cleaned, with what was wrong in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from narrate.errors import InputError, OutsideError, Place, Problem, Severity

MAX_BYTES = 5_000_000
# What XML 1.0 forbids, and the controls that no text needs; tab, LF and CR are kept.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
BIDI_OVERRIDE = re.compile("[\u202d\u202e]")
# Marks of word processors that nobody sees: soft hyphen, byte-order mark, word joiner.
_INVISIBLE = re.compile("[\u00ad\ufeff\u2060]")
_JOINER = re.compile("[\u200b\u200c\u200d]")
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff\u202d\u202e\u00ad\ufeff\u2060\u200b\u200c\u200d]")  # fmt: skip
_LEFT_OUT = ("control-character", "invisible-character")
# Scripts whose letters join or break at zero-width characters, by the names of their letters.
_JOINING = (
    "ARABIC", "SYRIAC", "MONGOLIAN", "NKO", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL",
    "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "ADLAM", "HANIFI",
)  # fmt: skip


def load(path: Path) -> tuple[str, list[Problem]]:
    """The text of ``path`` in NFC with LF line ends, and its problems.

    Zero-width joiners stay where a script's letters or an emoji need them. Raises InputError
    when it is no file, too large or not UTF-8, OutsideError when the system refuses to read it.
    """
    place = Place(str(path))
    try:
        if path.stat().st_size > MAX_BYTES:
            limit = f"larger than {MAX_BYTES // 1_000_000} MB"
            raise InputError(Problem(place, Severity.ERROR, "too-large", limit, "split it into several scripts"))
        raw = path.read_bytes()
    except FileNotFoundError:
        raise InputError(Problem(place, Severity.ERROR, "no-file", "no such file")) from None
    except OSError as error:
        raise OutsideError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        hint = "save the file with the encoding UTF-8"
        message = f"not UTF-8: byte 0x{raw[error.start]:02x}"
        found = Problem(Place(str(path), line, column), Severity.ERROR, "not-utf8", message, hint)
        raise InputError(found) from None
    text = _normal(text)
    if not _STRANGE.search(text):
        return text, []
    problems = [problem for number, line in enumerate(text.split("\n"), 1) for problem in _strange(path, number, line)]
    return _without_strange(text), problems


def in_file(problems: Iterable[Problem], found: Iterable[Problem]) -> list[Problem]:
    """``problems``, whose columns count what ``load`` left out.

    ``found`` are the problems of ``load``, which name each character that it left out.
    """
    left_out: dict[tuple[str, int], list[int]] = {}
    for one in found:
        if one.code in _LEFT_OUT and one.severity is Severity.WARNING:
            left_out.setdefault((one.place.file, one.place.line), []).append(one.place.column)
    moved = []
    for one in problems:
        column = one.place.column
        if column and one.code not in (*_LEFT_OUT, "bidi-override"):
            for left in sorted(left_out.get((one.place.file, one.place.line), ())):
                column += left <= column
        moved.append(replace(one, place=Place(one.place.file, one.place.line, column)))
    return moved


def clean(text: str) -> str:
    """Text from another program's file, with what ``load`` would leave out left out."""
    return _without_strange(_normal(text))


def strange_names(text: str) -> list[str]:
    """Control and bidi-override characters in ``text``, as U+0007: what an escape can put in that no file may hold."""
    return [
        f"U+{ord(character):04X}" for character in text if _FORBIDDEN.match(character) or BIDI_OVERRIDE.match(character)
    ]


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _without_strange(text: str) -> str:
    text = _INVISIBLE.sub("", _FORBIDDEN.sub("", text))
    return _JOINER.sub(lambda match: match.group() if _is_needed(text, match.start()) else "", text)


def _strange(path: Path, number: int, line: str) -> Iterator[Problem]:
    for match in _STRANGE.finditer(line):
        character, place = match.group(), Place(str(path), number, match.start() + 1)
        name = f"U+{ord(character):04X}"
        if BIDI_OVERRIDE.match(character):
            message, hint = (
                f"{name} overrides the direction of writing",
                "delete it; the direction follows from the letters",
            )
            yield Problem(place, Severity.ERROR, "bidi-override", message, hint)
        elif _FORBIDDEN.match(character):
            message = f"control character {name}, left out"
            yield Problem(place, Severity.WARNING, "control-character", message, "delete it")
        elif _INVISIBLE.match(character) or not _is_needed(line, match.start()):
            message = f"invisible character {name}, left out"
            yield Problem(place, Severity.WARNING, "invisible-character", message, "delete it")


def _is_needed(text: str, at: int) -> bool:
    """Whether a zero-width character stands beside a letter of a script that needs it, or joins an emoji."""
    near = (text[at - 1 : at], text[at + 1 : at + 2])
    return any((character and (_joins(character) or unicodedata.category(character) in ("So", "Sk"))) or
               "\ufe00" <= character <= "\ufe0f" for character in near if character)  # fmt: skip


def _joins(character: str) -> bool:
    return ord(character) > 0x5FF and unicodedata.name(character, "").startswith(_JOINING)
