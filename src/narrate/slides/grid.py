"""The grid of a slide: 1280 × 720 px, side margins of 64, and the sizes of words.

Nothing that carries meaning is smaller than the last step of its row: what does not fit there
goes to another slide. The size of text is chosen once for a deck, since type that jumps looks
broken.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT = 1280, 720
MARGIN, TOP = 64, 64
FULL = WIDTH - 2 * MARGIN
MEASURE = 1060  # the longest line of running text
FOOT = 660  # where progress stands
LOWEST = 624  # words end above progress
WORDS = 488  # beside a figure
PANEL_X, PANEL = 592, 688  # the figure's side
SOUND = 48  # the side of the icon of a deck's sound


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in px, the largest first. ``text`` is of sentences, ``points`` of points alone, ``split`` beside a figure.

    A script with headings is cut into slides that hold its text at ``text[1]``, one without at
    ``text[0]``; longer sentences go down to the last.
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
    name=(42, 38, 36),
    line=(38, 36),
    note=36,
    count=28,
    most_sentences=2,
)
