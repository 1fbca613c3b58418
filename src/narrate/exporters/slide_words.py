"""What each slide shows, in short: a checksum of each paragraph and figure, in order, for the manifest.

With it ``narrate verify`` finds words that a deck shows and should not, that it lacks, or that stand twice or in another
order, even if no other file has these words. It is made from the slide model, not from any file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from narrate.exporters.alternative_text import alternative_text
from narrate.model import Box, Layout, Paragraph, Role, Slide
from narrate.typeset.bidi import without_controls

TEMPLATE = "template"
"""The key, beside the numbers of slides, of the checksum of what a template draws on slides."""
_BYTES = 4
_WHOLE = 100_000


def shown_on(slide: Slide, language: str) -> str:
    """Return the checksums of all that ``slide``, in ``language``, shows, separated by spaces.

    The title comes first, then the words and figures of the other boxes, then the labels of figures.
    """
    return " ".join(_checksums(slide, language))


def words_checksum(text: str, number: int | None) -> str:
    """Return the checksum of a paragraph with line breaks, and the number before it in a list."""
    lines = (" ".join(without_controls(line).split()) for line in text.split("\n"))
    return _checksum("words", str(number), *lines)


def figure_checksum(description: str, crop: Iterable[int]) -> str:
    """Return the checksum of a figure: its description, and how much is cropped on the left, top, right and bottom.

    The crop is in hundred-thousandths of the figure's width or height.
    """
    return _checksum("figure", " ".join(without_controls(description).split()), *map(str, crop))


def _checksums(slide: Slide, language: str) -> Iterator[str]:
    title = next(box for box in slide.boxes if box.role is Role.TITLE)
    yield from _words(title.paragraphs)
    for index, box in enumerate(slide.boxes):
        if box is not title:
            yield from _words(box.paragraphs)
            if box.figure is not None:
                alt = "" if slide.layout is Layout.TITLE else box.figure.alt
                yield figure_checksum(alternative_text(alt, slide, index, language), _crop(box))
    for label in slide.labels:
        yield from _words(label.words.paragraphs if label.words else ())


def _words(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    return (words_checksum("\n".join(paragraph.lines), paragraph.number) for paragraph in paragraphs)


def _crop(box: Box) -> tuple[int, int, int, int]:
    left, top, right, low = box.window
    return round(left * _WHOLE), round(top * _WHOLE), round((1 - right) * _WHOLE), round((1 - low) * _WHOLE)


def _checksum(*texts: str) -> str:
    return hashlib.blake2b("\n".join(texts).encode(), digest_size=_BYTES).hexdigest()
