"""A track's narration by paragraph, for what is read and not timed."""

from __future__ import annotations

from itertools import groupby

from narrate.languages import primary_language
from narrate.model import Segment


def paragraphs(segment: Segment, joiner: str = " ") -> list[str]:
    """The paragraphs of what ``segment`` says."""
    groups = groupby(segment.sentences, key=lambda sentence: sentence.paragraph)
    return [joiner.join(sentence.text for sentence in group) for _, group in groups]


def joiner(language: str) -> str:
    """What stands between sentences: nothing where words are written without spaces."""
    return "" if primary_language(language) in {"ja", "zh", "yue", "cmn"} else " "
