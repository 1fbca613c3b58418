"""The narration of a segment as paragraphs, for formats that are read and have no times."""

from __future__ import annotations

from itertools import groupby

from narrate.languages import joiner
from narrate.model import Segment

__all__ = ["joiner", "paragraphs"]


def paragraphs(segment: Segment, joiner: str = " ") -> list[str]:
    """Return the paragraphs of the narration of ``segment``. ``joiner`` is put between sentences."""
    groups = groupby(segment.sentences, key=lambda sentence: sentence.paragraph)
    return [joiner.join(sentence.text for sentence in group) for _, group in groups]
