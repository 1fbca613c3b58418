"""Text among right-to-left letters as it is to be shown (Unicode Standard Annex 9).

The bidirectional algorithm shows "5 mL" among Arabic letters as "mL 5" and "24–48" as "48–24":
a wrong dose. Isolates (U+2066 … U+2069) keep such parts as they are written. They belong to
what is shown and never to what is spoken, searched or kept.
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
# A number with its sign, a range, a product or a ratio, and its unit in Latin letters.
_QUANTITY = rf"(?:(?<![\w)])[<>≤≥±~≈+−-]\s?)?{_NUMBER}{_UNIT}?(?:\s?[–—−‑×x/:+±-]\s?{_NUMBER}{_UNIT}?)*"
# Groups of digits, seven digits at least.
_PHONE = r"(?<!\w)(?=[+(]?(?:[ \u00a0().-]{0,2}\d){7})(?:\+\s?)?\(?\d+\)?(?:[ \u00a0.-]\(?\d+\)?)+(?!\w)"
_ADDRESS = rf"(?:https?://|www\.)\S*[\w/]|[{_LATIN}\d.-]+\.[A-Za-z]{{2,}}(?:/[\w./?=&#%-]*[\w/])?"
_PARTS = re.compile(rf"{_ADDRESS}|(?:[{_LATIN}][{_LATIN}\d-]*\s)*(?:{_PHONE}|{_QUANTITY})")
_PLAIN = re.compile(r"\d+(?:[.,٫٬]\d+)*")  # shown right in any text
_NATIVE = re.compile(r"[\u0660-\u0669\u06f0-\u06f9]")


def isolated(line: str) -> str:
    """``line`` for a right-to-left paragraph: doses, ranges, phone numbers and addresses run from left to right.

    A line without any right-to-left letter is isolated as a whole. Ranges in Arabic-Indic and
    Persian digits stay with the algorithm, which shows them from right to left as they are read.
    """
    if not any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in line):
        core = line.rstrip(".,;:!?،؛؟ ")
        if re.fullmatch(_ADDRESS, core):  # what ends the sentence around it runs with the paragraph
            return f"{ISOLATE}{core}{POP}{line[len(core) :]}"
        return f"{ISOLATE}{line}{POP}" if re.search(rf"[{_LATIN}0-9]", line) else line
    return _PARTS.sub(_one, line)


def _one(match: re.Match[str]) -> str:
    part = match.group()
    if _PLAIN.fullmatch(part) or (_NATIVE.search(part) and not re.fullmatch(_PHONE, part)):
        return part
    return f"{ISOLATE}{part}{POP}"


def standing_alone(text: str) -> str:
    """``text`` for a reader that finds the direction of each line by its first letter: captions, plain text."""
    return "\n".join(_MARK + isolated(line) if line else line for line in text.split("\n"))


def without_controls(text: str) -> str:
    """``text`` as it was before it was made to be shown."""
    return _CONTROLS.sub("", text)
