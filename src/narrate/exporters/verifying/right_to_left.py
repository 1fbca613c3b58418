"""Checks that doses, ranges and addresses in right-to-left text are shown in the right order.

Among Arabic letters, the bidirectional algorithm shows "5 mL" as "mL 5", unless isolates (U+2066 … U+2069) hold it
together. The check looks at what a file shows, and does not depend on how the file was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from narrate.languages import is_right_to_left

_HELD = re.compile("[\u2066-\u2068][^\u2069]*\u2069")
_RIGHT_TO_LEFT_MARK = "\u200f"
_TURNS = re.compile(r"(?<![A-Za-z0-9])[0-9][0-9.,]{0,30}(?:\s?[A-Za-zµ%°]|\s?[–−‑×/-]\s?[0-9])|https?://|www\.")


def direction_faults(lines: Iterable[str], language: str, *, alone: bool = False) -> Iterator[str]:
    """What is wrong with ``lines`` in ``language``: each place that may be shown in another order than written.

    With ``alone``, a viewer takes the direction of each line from its first character, which must then be a
    right-to-left mark.
    """
    if not is_right_to_left(language):
        return
    for line in lines:
        if not line.strip():
            continue
        if alone and not line.startswith(_RIGHT_TO_LEFT_MARK):
            yield f"{line[:40]!r} does not begin with a right-to-left mark"
        elif turned := _TURNS.search(_without_held(line)):
            yield f"{turned.group()!r} in {line[:40]!r} is shown in another order"


def _without_held(line: str) -> str:
    """Return ``line`` without the parts whose order is held by isolates."""
    end = line.rfind("\u2069") + 1  # every isolate before it is closed, so that no search for an end is in vain
    return _HELD.sub("", line[:end]) + line[end:]
