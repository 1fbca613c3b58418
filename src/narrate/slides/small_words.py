"""Warns about words inside figures that are too small to read on the slide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrate.drawings.reading import read_picture
from narrate.drawings.words import smallest_words
from narrate.errors import Place, Problem, Severity
from narrate.model import Figure, Layout, Role, Slide
from narrate.store.memo import NO_MEMO, Memo

# px on a slide 720 px high. Letters can be read from up to 200 times their height (AVIXA's DISCAS standard, which
# follows the opticians' chart). So 18 px can be read from five times the picture's height: a small room's last row.
LEAST_WORDS = 18.0


def small_words(
    slides: Sequence[Slide], figures: Sequence[Sequence[Figure]], memo: Memo = NO_MEMO
) -> Iterator[Problem]:
    """Yield a warning for each figure whose words are smaller than ``LEAST_WORDS`` on its slide.

    ``figures`` holds the figures of each slide, in the order of ``slides``.
    """
    for number, of_slide in enumerate(figures):
        worded = [figure for figure in of_slide if not figure.decorative and _worded(figure, memo)]
        if not worded:
            continue
        slide = slides[number]
        if slide.layout is Layout.TITLE:
            continue  # the figure is only a background there
        for box in slide.boxes:
            if box.role is not Role.FIGURE or box.figure not in worded:
                continue
            assert box.figure is not None
            picture = read_picture(box.figure.path, memo)
            smallest = smallest_words(picture.content)
            assert smallest is not None
            size = smallest[0] / picture.width * box.width / (box.window[2] - box.window[0])
            if size < LEAST_WORDS:
                words = smallest[1] if len(smallest[1]) <= 40 else f"{smallest[1][:39]}…"
                name = box.figure.path.name
                message = f"{words!r} in {name!r} is {size:.3g} px high on the slide of 720 px: few can read it"
                needed = smallest[0] * LEAST_WORDS / size / picture.scale
                hint = (
                    f"make its words at least {needed:.3g} units high, or take them out and light the parts with labels"
                )
                yield Problem(box.figure.place or Place(""), Severity.WARNING, "small-words", message, hint)


def _worded(figure: Figure, memo: Memo) -> bool:
    picture = read_picture(figure.path, memo)
    return picture.vector and smallest_words(picture.content) is not None
