"""A script file's text, decoded and cleaned, with what was wrong in it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from narrate.errors import InputError, OutsideError, Place, Problem, Severity

MAX_BYTES = 5_000_000
# What XML 1.0 forbids, and the controls that no text needs; tab, LF and CR are kept.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_BIDI_OVERRIDE = re.compile("[\u202d\u202e]")


def load(path: Path) -> tuple[str, list[Problem]]:
    """The text of ``path`` in NFC with LF line ends, and its problems.

    Raises InputError when it is no file, too large or not UTF-8, OutsideError when the
    system refuses to read it.
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
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    problems = list(_strange_characters(path, text))
    return _FORBIDDEN.sub("", text), problems


def _strange_characters(path: Path, text: str) -> list[Problem]:
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        for match in _FORBIDDEN.finditer(line):
            place = Place(str(path), number, match.start() + 1)
            message = f"control character U+{ord(match.group()):04X}, left out"
            found.append(Problem(place, Severity.WARNING, "control-character", message, "delete it"))
        for match in _BIDI_OVERRIDE.finditer(line):
            place = Place(str(path), number, match.start() + 1)
            message = f"U+{ord(match.group()):04X} overrides the direction of writing"
            hint = "delete it; the direction follows from the letters"
            found.append(Problem(place, Severity.ERROR, "bidi-override", message, hint))
    return found
