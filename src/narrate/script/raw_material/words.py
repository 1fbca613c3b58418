"""Defines what a word is. In some writing systems letters carry marks, which belong to the word."""

from __future__ import annotations

import re
import unicodedata

_LAST_WITH_MARKS = 0x1800
MARKS = "".join(
    character for character in map(chr, range(0x300, _LAST_WITH_MARKS)) if unicodedata.category(character)[0] == "M"
)
"""Combining marks, for use inside a character set of a pattern."""
JOINERS = "\u200c\u200d"
"""Zero-width characters inside words of Persian and Hindi."""

# A number with its separators, a run of letters with their marks, or a sign with a meaning.
WORD = re.compile(rf"\d+(?:[.,:/]\d+)*|(?:[^\W\d_]|[{MARKS}{JOINERS}])+|[%‰°<>≤≥±×÷=+$€£¥&@]")
_PLAIN = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}{JOINERS}])*(?:['’.-][^\W\d_](?:[^\W\d_]|[{MARKS}{JOINERS}])*)*")

_CLOSING = r"[\"'”’»)\]]*$"
SENTENCE_END = re.compile(rf"[.!?…。！？؟।]{_CLOSING}")
"""The end of a sentence."""
STOP_AT_END = re.compile(rf"[.!?…。！？؟।:;,]{_CLOSING}")
"""The end of a sentence or clause."""


def plain_words(text: str) -> list[str]:
    """The words of ``text`` in lower case, with inner apostrophes, points and hyphens."""
    return [word.lower().replace("’", "'") for word in _PLAIN.findall(text)]
