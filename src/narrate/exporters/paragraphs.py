"""The narration of a segment as paragraphs, for formats that are read and have no times."""

from __future__ import annotations

from itertools import groupby

from narrate.languages import primary_language
from narrate.model import Segment


def paragraphs(segment: Segment, joiner: str = " ") -> list[str]:
    """Return the paragraphs of the narration of ``segment``. ``joiner`` is put between sentences."""
    groups = groupby(segment.sentences, key=lambda sentence: sentence.paragraph)
    return [joiner.join(sentence.text for sentence in group) for _, group in groups]


def joiner(language: str) -> str:
    """Return the text between two sentences: a space, or nothing in Chinese and Japanese."""
    return "" if primary_language(language) in {"ja", "zh", "yue", "cmn"} else " "
