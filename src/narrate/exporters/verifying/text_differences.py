"""Says where two texts differ first."""

from __future__ import annotations

from itertools import takewhile

from narrate.exporters.verifying.sentence_matching import spaced

_BEFORE, _SHOWN = 3, 6  # words that a message shows: before the difference, and in all


def text_difference(found: str, wanted: str) -> str:
    """Return where ``found`` begins to differ from the text ``wanted``, in a few words; empty if the words are the same.

    White space and marks of direction do not count.
    """
    here, there = spaced(found).split(" "), spaced(wanted).split(" ")
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False)))
    if same == len(here) == len(there):
        return ""
    if same == len(here):
        return f"{_shown(there, same)} is missing"
    if same == len(there):
        return f"{_shown(here, same)} should not be there"
    start = max(0, same - _BEFORE)
    return f"{_shown(here, start)} stands where {_shown(there, start)} should"


def _shown(words: list[str], start: int) -> str:
    """Return some of ``words`` from the index ``start`` on. Words of a language without spaces are whole sentences."""
    text = " ".join(words[start : start + _SHOWN])
    return repr(f"{'…' if start else ''}{text[:60]}{'…' if len(words) > start + _SHOWN or len(text) > 60 else ''}")
