"""Chapters of a sound file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter, from ``start_ms`` to ``end_ms`` of the sound."""

    title: str
    start_ms: int
    end_ms: int


def for_container(chapters: Iterable[Chapter]) -> list[Any]:
    """Return ``chapters`` as ``set_chapters`` of a container of PyAV takes them."""
    return [
        {
            "id": number,
            "start": chapter.start_ms,
            "end": chapter.end_ms,
            "time_base": Fraction(1, 1000),
            "metadata": {"title": chapter.title},
        }
        for number, chapter in enumerate(chapters)
    ]
