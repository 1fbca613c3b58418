"""Whether text among right-to-left letters keeps its doses, ranges and addresses in order.

The bidirectional algorithm shows "5 mL" among Arabic letters as "mL 5", unless isolates (U+2066 … U+2069) hold it
together. This looks at what a file shows, and not at how it was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from narrate.languages import is_right_to_left

_HELD = re.compile("[\u2066-\u2068][^\u2069]*\u2069")
_RIGHT_TO_LEFT_MARK = "\u200f"
_TURNS = re.compile(r"(?<![A-Za-z0-9])[0-9][0-9.,]*(?:\s?[A-Za-zµ%°]|\s?[–−‑×/-]\s?[0-9])|https?://|www\.")


def direction_faults(lines: Iterable[str], language: str, *, alone: bool = False) -> Iterator[str]:
    """The ``lines`` of an edition in ``language`` that may be shown in another order than they are written.

    ``alone`` is where a reader tells the direction of each line by its first letter: a mark must stand there.
    """
    if not is_right_to_left(language):
        return
    for line in lines:
        if not line.strip():
            continue
        if alone and not line.startswith(_RIGHT_TO_LEFT_MARK):
            yield f"{line[:40]!r} does not begin with a right-to-left mark"
        elif found := _TURNS.search(_HELD.sub("", line)):
            yield f"{found.group()!r} in {line[:40]!r} is shown in another order"
