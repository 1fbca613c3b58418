"""Says where a file of markup differs from the expected text, which code that verifies has written a second time.

If both are the same byte for byte, the file holds no other element, attribute, style, comment or word, and no program
can read it differently from the parser that is used here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"})
_BEFORE, _SHOWN = 20, 80  # characters of a line that a message shows: before the difference, and in all


def escaped(text: str) -> str:
    """Return ``text`` as it stands in an element or between the quotation marks of an attribute."""
    return text.translate(_ESCAPED)


def differences(content: str, expected: str) -> Iterator[str]:
    """Say where ``content`` differs from ``expected``: the first line that is wrong, missing or too much."""
    found, wanted = content.split("\n"), expected.split("\n")
    same = _common(found, wanted)
    found, wanted = found[same:], wanted[same:]
    tail = _common(found[::-1], wanted[::-1])
    found, wanted = found[: len(found) - tail], wanted[: len(wanted) - tail]
    where = f"line {same + 1}"
    if found and wanted:
        start = max(0, _common(found[0], wanted[0]) - _BEFORE)
        yield f"{where} has {_shown(found[0], start)} where {_shown(wanted[0], start)} should stand"
    elif found:
        yield f"{where}: {_shown(found[0])} should not be there"
    elif wanted:
        yield f"{where}: {_shown(wanted[0])} is missing"


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many items or characters are the same at the beginning of both."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _shown(line: str, start: int = 0) -> str:
    """Return what a message shows of ``line``, from the character ``start`` on."""
    before = "…" if start else ""
    after = "…" if len(line) > start + _SHOWN else ""
    return repr(f"{before}{line[start : start + _SHOWN]}{after}")
