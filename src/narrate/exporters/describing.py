"""What is said of a figure to who cannot see it: its description and the names written beside it."""

from __future__ import annotations

from narrate.languages import comma, foreign_phrases, language_data
from narrate.model import Slide


def describe(alt: str, slide: Slide, figure: int, language: str) -> str:
    """The description ``alt`` of the figure in box ``figure`` with the names of its labelled parts.

    An alternative text has one language: the word for labels is left out where it isn't known in it.
    """
    names = part_names(slide, figure)
    if not alt or not names:
        return alt
    what = "" if foreign_phrases(language) else f"{language_data(language).phrases['labels']}: "
    return f"{alt.rstrip('.')}. {what}{comma(language).join(names)}."


def part_names(slide: Slide, figure: int) -> list[str]:
    """The names that labels give to parts of the figure in box ``figure``, in the order of the labels."""
    return [
        " ".join(paragraph.lines)
        for label in slide.labels
        if label.figure == figure and label.words
        for paragraph in label.words.paragraphs
    ]
