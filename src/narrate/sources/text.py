"""Reads a script file's text: decodes it, cleans it and reports what was wrong in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from narrate.errors import InputError, OutsideError, Place, Problem, Severity
from narrate.languages.encodings import is_western
from narrate.sources.regular_files import UnfitFileError, read_regular

MAX_BYTES = 5_000_000
# The longer first: the mark of UTF-32 begins like that of UTF-16.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_SAVE = "save the file with the encoding UTF-8"
# Characters that XML 1.0 forbids, and needless controls; tab, LF and CR are kept.
# A control of U+0080 to U+009F beside such a letter is part of one that was wrongly decoded: raw/encoding.py sees to it.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]|(?<![^\x00-\x7f])[\x80-\x84\x86-\x9f](?![^\x00-\x7f])"
)
# UTF-8 misread as Latin-1 has controls where Windows-1252 has signs. Made signs, they do not act as line breaks.
_HALF_LETTER = re.compile("(?<=[^\x00-\x7f])[\x80-\x9f]+|[\x80-\x9f]+(?=[^\x00-\x7f])")
_WINDOWS = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
BIDI_OVERRIDE = re.compile("[\u202d\u202e]")
# Invisible characters from word processors: soft hyphen, byte-order mark, word joiner.
# A soft hyphen may also be half of a misread letter: "Ã" and a soft hyphen were "í".
_INVISIBLE = re.compile("(?<![ÂÃÄÅÎÏÐÑØÙ€¤-¬®-¿])\u00ad|[\ufeff\u2060]")
_JOINER = re.compile("[\u200b\u200c\u200d]")
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff\u202d\u202e\u00ad\ufeff\u2060\u200b\u200c\u200d]")  # fmt: skip
_LEFT_OUT = ("control-character", "invisible-character")
# Scripts whose letters join or break at zero-width characters, by the names of their letters.
_JOINING = (
    "ARABIC", "SYRIAC", "MONGOLIAN", "NKO", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL",
    "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "ADLAM", "HANIFI",
)  # fmt: skip


def load(path: Path, language: str = "") -> tuple[str, list[Problem]]:
    """Return the text of the file ``path`` in NFC with LF line ends, and its problems.

    The file must be UTF-8, or what its byte-order mark says. Raw material, for which ``language`` is given, may also be
    UTF-16 without a mark, or (with a warning) Windows-1252 if that can hold the language's letters. Zero-width joiners
    stay where letters or an emoji need them. Raises InputError if there is no file, or if it is too large, not a
    regular file or in another encoding, and OutsideError if the system refuses to read it.
    """
    try:
        raw = read_regular(path, MAX_BYTES)
    except OSError as error:
        raise unread(path, error) from error
    text, problems = _decoded(path, raw, language)
    text = _normal(text)
    if not _STRANGE.search(text):
        return text, problems
    for number, line in enumerate(text.split("\n"), 1):
        problems += _strange(path, number, line)
    return _without_strange(text), problems


def unread(path: Path, error: OSError) -> InputError | OutsideError:
    """Return the error to raise because the script ``path``, or a file that it needs, could not be read."""
    place = Place(str(path))
    if isinstance(error, FileNotFoundError):
        return InputError(Problem(place, Severity.ERROR, "no-file", "no such file"))
    if not isinstance(error, UnfitFileError):
        return OutsideError(f"{path}: cannot be read: {error.strerror}")
    if error.too_large:
        return InputError(Problem(place, Severity.ERROR, "too-large", error.reason, "split it into several scripts"))
    return InputError(Problem(place, Severity.ERROR, "unreadable-file", error.reason, "give a file of text"))


def _decoded(path: Path, raw: bytes, language: str) -> tuple[str, list[Problem]]:
    """Return ``raw`` decoded, and a warning if its encoding had to be guessed. Raises InputError."""
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "")
    encoding = encoding or (_unmarked_utf16(raw) if language else "") or "utf-8"
    try:
        return raw.decode(encoding), []
    except UnicodeDecodeError as error:
        wrong = Place(str(path), *_line_and_column(raw, error.start))
        if encoding != "utf-8":
            message = f"it begins as {encoding.upper().replace('-SIG', '')} but does not continue so, or is cut short"
            raise InputError(Problem(wrong, Severity.ERROR, "not-utf8", message, _SAVE)) from None
        message, at = f"not UTF-8: byte 0x{raw[error.start]:02x}", error.start
    if not is_western(language):
        raise InputError(Problem(wrong, Severity.ERROR, "not-utf8", message, _SAVE))
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError as error:
        wrong = Place(str(path), *_line_and_column(raw, error.start))
        message = f"neither UTF-8 nor Windows-1252: byte 0x{raw[error.start]:02x}"
        raise InputError(Problem(wrong, Severity.ERROR, "not-utf8", message, _SAVE)) from None
    message = f"not UTF-8, so it is read as Windows-1252; the first letter that may be wrong is {text[at]!r}"
    return text, [Problem(wrong, Severity.WARNING, "not-utf8", message, f"check the letters with accents, or {_SAVE}")]


def _unmarked_utf16(raw: bytes) -> str:
    """Return "utf-16-le" or "utf-16-be" if ``raw`` is that without a byte-order mark, otherwise an empty string.

    In Latin text half the bytes are zero, all at odd or all at even offsets. In other text, only those of spaces,
    digits and line ends are. A stray zero in UTF-8 is not enough.
    """
    zeros = (raw[0::2].count(0), raw[1::2].count(0))
    if not any(zeros):
        return ""
    if _is_utf8(raw):
        encoding = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
        if min(zeros) * 20 > max(zeros) or max(zeros) * 25 < len(raw):
            return ""
        return encoding if _plain_signs(raw, encoding) else ""
    count, encoding = max((_plain_signs(raw, encoding), encoding) for encoding in ("utf-16-be", "utf-16-le"))
    return encoding if count * 200 > len(raw) else ""


def _plain_signs(raw: bytes, encoding: str) -> int:
    """Count the characters of ``raw`` that would be ASCII in ``encoding``.

    0 if there would be characters that no text holds.
    """
    text = raw.decode(encoding, errors="replace")
    if _FORBIDDEN.search(text) or any(unicodedata.category(character) in ("Cn", "Co") for character in set(text)):
        return 0
    return sum(map(str.isascii, text))


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _line_and_column(raw: bytes, at: int) -> tuple[int, int]:
    """Return (line, column in bytes) of the byte of ``raw`` at the offset ``at``, both from 1."""
    return raw.count(b"\n", 0, at) + 1, at - (raw.rfind(b"\n", 0, at) + 1) + 1


def in_file(problems: Iterable[Problem], reported: Iterable[Problem]) -> list[Problem]:
    """Return ``problems`` with columns that also count the characters that ``load`` left out.

    ``reported`` are the problems that ``load`` returned, one for each character left out.
    """
    left_out: dict[tuple[str, int], list[int]] = {}
    for problem in reported:
        if problem.code in _LEFT_OUT and problem.severity is Severity.WARNING:
            left_out.setdefault((problem.place.file, problem.place.line), []).append(problem.place.column)
    moved = []
    for problem in problems:
        file, line, column = problem.place.file, problem.place.line, problem.place.column
        if column and problem.code not in (*_LEFT_OUT, "bidi-override"):
            for left_out_column in sorted(left_out.get((file, line), ())):
                column += left_out_column <= column
        moved.append(replace(problem, place=Place(file, line, column)))
    return moved


def clean(text: str) -> str:
    """Return ``text``, from another program's file, without the characters that ``load`` leaves out."""
    return _without_strange(_normal(text))


def strange_names(text: str) -> list[str]:
    """Name the control and bidi-override characters in ``text``, as U+0007. Escapes can make such characters."""
    return [
        f"U+{ord(character):04X}" for character in text if _FORBIDDEN.match(character) or BIDI_OVERRIDE.match(character)
    ]


def _normal(text: str) -> str:
    """Return ``text`` in NFC with LF line ends.

    Controls of U+0080 to U+009F beside a character that is not ASCII are replaced by the signs of Windows-1252.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _HALF_LETTER.sub(lambda match: match.group().translate(_WINDOWS), text)


def _without_strange(text: str) -> str:
    text = _INVISIBLE.sub("", _FORBIDDEN.sub("", text))
    return _JOINER.sub(lambda match: match.group() if _is_needed(text, match.start()) else "", text)


def _strange(path: Path, number: int, line: str) -> Iterator[Problem]:
    for match in _STRANGE.finditer(line):
        character, place = match.group(), Place(str(path), number, match.start() + 1)
        name = f"U+{ord(character):04X}"
        if BIDI_OVERRIDE.match(character):
            message = f"{name} (an invisible character) reverses the order of letters"
            hint = "delete it; the direction follows from the letters"
            yield Problem(place, Severity.ERROR, "bidi-override", message, hint)
        elif _FORBIDDEN.match(character):
            message = f"control character {name}, left out"
            yield Problem(place, Severity.WARNING, "control-character", message, "delete it")
        elif _INVISIBLE.match(character) or not _is_needed(line, match.start()):
            message = f"invisible character {name}, left out"
            yield Problem(place, Severity.WARNING, "invisible-character", message, "delete it")


def _is_needed(text: str, at: int) -> bool:
    """Whether the zero-width character at the offset ``at`` is beside a letter that needs it, or joins an emoji."""
    near = (text[at - 1 : at], text[at + 1 : at + 2])
    return any((character and (_joins(character) or unicodedata.category(character) in ("So", "Sk"))) or
               "\ufe00" <= character <= "\ufe0f" for character in near if character)  # fmt: skip


def _joins(character: str) -> bool:
    """Whether ``character`` is a letter of a script whose letters join or break at zero-width characters."""
    return ord(character) > 0x5FF and unicodedata.name(character, "").startswith(_JOINING)
