"""Prepares text with right-to-left letters for display (Unicode Standard Annex 9).

Among Arabic letters, the bidirectional algorithm shows "5 mL" as "mL 5" and "24–48" as "48–24": a
wrong dose. Isolates (U+2066 … U+2069) keep such parts in the order they are written. They are added
only to text that is shown, never to text that is spoken, searched or stored.
"""

from __future__ import annotations

import re
import unicodedata

ISOLATE, POP = "\u2066", "\u2069"  # LEFT-TO-RIGHT ISOLATE, POP DIRECTIONAL ISOLATE
_MARK = "\u200f"  # RIGHT-TO-LEFT MARK
_CONTROLS = re.compile("[\u200e\u200f\u2066-\u2069]")
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u00b5\u03bc\u2126"
_NUMBER = r"\d(?:[\d.,:/٫٬]*\d)?"
_UNIT = rf"(?:\s?[%٪‰°][{_LATIN}]{{0,2}}|\s?[{_LATIN}][{_LATIN}\d²³]*(?:[/·][{_LATIN}\d]+)*)"
# A number with its sign, or a range, product or ratio of numbers, with a unit in Latin letters.
_QUANTITY = rf"(?:(?<![\w)])[<>≤≥±~≈+−-]\s?)?{_NUMBER}{_UNIT}?(?:\s?[–—−‑×x/:+±-]\s?{_NUMBER}{_UNIT}?)*"
# Groups of digits, at least seven digits in all.
_PHONE = r"(?<!\w)(?=[+(]?(?:[ \u00a0().-]{0,2}\d){7})(?:\+\s?)?\(?\d{1,20}\)?(?:[ \u00a0.-]\(?\d{1,20}\)?){1,20}(?!\w)"
_ADDRESS = rf"(?:https?://|www\.)\S*[\w/]|(?<![{_LATIN}\d.-])[{_LATIN}\d.-]+\.[A-Za-z]{{2,}}(?:/[\w./?=&#%-]*[\w/])?"
# Words before a quantity belong to it. Their number and length are limited, so that no text takes long.
_WORDS = rf"(?:(?<![{_LATIN}])(?:[{_LATIN}][{_LATIN}\d-]{{0,60}}\s){{1,20}})?"
_PARTS = re.compile(rf"{_ADDRESS}|{_WORDS}(?:{_PHONE}|{_QUANTITY})")
_PLAIN = re.compile(r"\d+(?:[.,٫٬]\d+)*")  # shown correctly in any text
_NATIVE = re.compile(r"[\u0660-\u0669\u06f0-\u06f9]")


def isolated(line: str) -> str:
    """Return ``line`` for a right-to-left paragraph, with isolates around doses, ranges, phone numbers and addresses.

    A line without any right-to-left letter is isolated as a whole. Ranges in Arabic-Indic and Persian digits are not
    isolated, because they are read from right to left, as the algorithm shows them.
    """
    if not any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in line):
        core = line.rstrip(".,;:!?،؛؟ ")
        if re.fullmatch(_ADDRESS, core):  # the punctuation after it follows the direction of the paragraph
            return f"{ISOLATE}{core}{POP}{line[len(core) :]}"
        return f"{ISOLATE}{line}{POP}" if re.search(rf"[{_LATIN}0-9]", line) else line
    return _PARTS.sub(_isolated_part, line)


def _isolated_part(match: re.Match[str]) -> str:
    part = match.group()
    if _PLAIN.fullmatch(part) or (_NATIVE.search(part) and not re.fullmatch(_PHONE, part)):
        return part
    return f"{ISOLATE}{part}{POP}"


def standing_alone(text: str) -> str:
    """Return ``text`` for captions and plain text, whose viewers take a line's direction from its first letter."""
    return "\n".join(_MARK + isolated(line) if line else line for line in text.split("\n"))


def without_controls(text: str) -> str:
    """Return ``text`` without the control characters that ``isolated`` and ``standing_alone`` add."""
    return _CONTROLS.sub("", text)
