"""Reads the values of attributes in PowerPoint files, which may be malformed."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"-?[0-9]{1,10}")
_PERCENT = re.compile(r"(-?[0-9]{1,4}(?:\.[0-9]{1,6})?)%")


def number(text: str | None) -> int | None:
    """Return the whole number ``text``, or None if it is not one.

    A percentage such as ``62.5%``, as strict files have it, counts in thousandths of a percent.
    """
    if text is None:
        return None
    if _NUMBER.fullmatch(text):
        return int(text)
    percent = _PERCENT.fullmatch(text)
    return None if percent is None else round(float(percent.group(1)) * 1000)


def flag(text: str | None, *, default: bool = False) -> bool:
    """Return what the flag ``text`` says; ``default`` if it is missing."""
    return default if text is None else text in ("1", "true", "on")
