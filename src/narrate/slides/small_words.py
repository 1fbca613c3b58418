"""Words inside figures that nobody can read on the slide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrate.drawings.reading import read_picture
from narrate.drawings.words import smallest_words
from narrate.errors import Place, Problem, Severity
from narrate.model import Figure, Layout, Role, Slide
from narrate.store.memo import NO_MEMO, Memo

# px of 720. A letter is read from 200 times its height away, and no further (AVIXA's DISCAS, after the opticians' chart):
# 18 px from five times the height of the picture, which is where the last row of a small room sits.
LEAST_WORDS = 18.0


def small_words(
    slides: Sequence[Slide], figures: Sequence[Sequence[Figure]], memo: Memo = NO_MEMO
) -> Iterator[Problem]:
    """A warning for each figure whose words are smaller than ``LEAST_WORDS`` on its slide; ``figures`` are those of each slide."""
    for number, some in enumerate(figures):
        worded = [one for one in some if not one.decorative and _worded(one, memo)]
        if not worded:
            continue
        slide = slides[number]
        if slide.layout is Layout.TITLE:
            continue  # there a figure is a background
        for box in slide.boxes:
            if box.role is not Role.FIGURE or box.figure not in worded:
                continue
            assert box.figure is not None
            picture = read_picture(box.figure.path, memo)
            found = smallest_words(picture.content)
            assert found is not None
            size = found[0] / picture.width * box.width / (box.window[2] - box.window[0])
            if size < LEAST_WORDS:
                words = found[1] if len(found[1]) <= 40 else f"{found[1][:39]}…"
                message = f"{words!r} in {box.figure.path.name!r} is {size:.3g} px high on the slide of 720 px: few can read it"
                needed = found[0] * LEAST_WORDS / size / picture.scale
                hint = (
                    f"make its words at least {needed:.3g} units high, or take them out and light the parts with labels"
                )
                yield Problem(box.figure.place or Place(""), Severity.WARNING, "small-words", message, hint)


def _worded(figure: Figure, memo: Memo) -> bool:
    picture = read_picture(figure.path, memo)
    return picture.vector and smallest_words(picture.content) is not None
