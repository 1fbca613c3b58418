"""What a word is, in scripts whose letters carry marks."""

from __future__ import annotations

import re
import unicodedata

_LAST_WITH_MARKS = 0x1800
MARKS = "".join(
    character for character in map(chr, range(0x300, _LAST_WITH_MARKS)) if unicodedata.category(character)[0] == "M"
)
"""The marks that stand on, under or behind letters, for a set within a pattern."""
JOINERS = "\u200c\u200d"
"""Signs without width that stand within words of Persian and Hindi."""

# A number with what stands within it, a run of letters with their marks, or a sign that changes what is meant.
WORD = re.compile(rf"\d+(?:[.,:/]\d+)*|(?:[^\W\d_]|[{MARKS}{JOINERS}])+|[%‰°<>≤≥±×÷=+$€£¥&@]")
_PLAIN = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}{JOINERS}])*(?:['’.-][^\W\d_](?:[^\W\d_]|[{MARKS}{JOINERS}])*)*")

_CLOSING = r"[\"'”’»)\]]*$"
SENTENCE_END = re.compile(rf"[.!?…。！？؟।]{_CLOSING}")
"""The end of a sentence."""
STOP_AT_END = re.compile(rf"[.!?…。！？؟।:;,]{_CLOSING}")
"""The end of a sentence or of a part of one."""


def plain_words(text: str) -> list[str]:
    """The words of ``text`` in small letters, with the apostrophes, points and hyphens that stand within them."""
    return [word.lower().replace("’", "'") for word in _PLAIN.findall(text)]
