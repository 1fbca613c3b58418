"""The grid of a slide of 1280 × 720 px: margins and font sizes.

No meaningful words are smaller than the last size of their row: what does not fit at that size goes
to another slide. The size of text is chosen once for a deck, because text that changes its size from
slide to slide looks broken.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT = 1280, 720
MARGIN, TOP = 64, 64
FULL = WIDTH - 2 * MARGIN
MEASURE = 1060  # the longest line of running text
FOOT = 660  # top of the progress
LOWEST = 624  # words end here at the latest, above the progress
WORDS = 488  # width of words beside a figure
PANEL_X, PANEL = 592, 688  # left edge and width of the panel for a figure
SOUND = 48  # side of the sound icon


@dataclass(frozen=True, slots=True)
class Measures:
    """Rows of font sizes in px, the largest first.

    ``text`` is for sentences, ``points`` for points alone, ``split`` for points beside a
    figure, ``table`` for tables. Text
    under a heading is split into slides at size ``text[1]``, text without a heading at ``text[0]``. A
    sentence that is too long for that goes down to the last size.
    """

    title: tuple[int, ...] = (64, 56, 48, 42, 36, 30)
    subtitle: tuple[int, ...] = (32, 30, 28)
    section: tuple[int, ...] = (84, 72, 60, 48, 40, 32)
    closing: tuple[int, ...] = (56, 48, 42, 36, 30)
    heading: tuple[int, ...] = (46, 40, 36, 32, 28)
    text_heading: tuple[int, ...] = (36, 32, 28)
    text: tuple[int, ...] = (52, 46, 40, 36)
    points: tuple[int, ...] = (46, 40, 36, 34, 32, 30, 28)
    split: tuple[int, ...] = (34, 32, 30, 28)
    table: tuple[int, ...] = (34, 32, 30, 28)
    name: tuple[int, ...] = (34, 32, 30, 28)
    line: tuple[int, ...] = (30, 28)
    note: int = 28
    count: int = 22
    most_points: int = 3
    most_sentences: int = 3


STANDARD = Measures()
LARGE = Measures(
    title=(72, 64, 56, 48, 42, 36),
    subtitle=(40, 38, 36),
    heading=(56, 48, 42, 38),
    text_heading=(42, 38, 36),
    text=(64, 58, 52, 46),
    points=(58, 52, 46, 42, 40),
    split=(44, 42, 40, 38),
    table=(42, 40, 38, 36),
    name=(42, 38, 36),
    line=(38, 36),
    note=36,
    count=28,
    most_sentences=2,
)
