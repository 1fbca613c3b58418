"""The text that describes a figure to people who cannot see it: its alternative text and the names of its parts."""

from __future__ import annotations

from narrate.languages import comma, foreign_phrases, language_data
from narrate.model import Slide


def alternative_text(alt: str, slide: Slide, figure: int, language: str) -> str:
    """Return ``alt``, the alternative text of the figure in the box number ``figure``, with the names of its parts.

    The names are those of its labelled parts. The whole text must be in one language. So the word for "labels" before
    the names is left out if it is not known in ``language``.
    """
    names = part_names(slide, figure)
    if not alt or not names:
        return alt
    prefix = "" if foreign_phrases(language) else f"{language_data(language).phrases['labels']}: "
    return f"{alt.rstrip('.')}. {prefix}{comma(language).join(names)}."


def part_names(slide: Slide, figure: int) -> list[str]:
    """Return the names of the labelled parts of the figure in the box number ``figure``, in the order of the labels."""
    return [
        " ".join(paragraph.lines)
        for label in slide.labels
        if label.figure == figure and label.words
        for paragraph in label.words.paragraphs
    ]
