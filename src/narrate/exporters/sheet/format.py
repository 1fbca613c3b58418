"""What the code that writes the contact sheet and the code that reads it back share: where everything lies.

Slides stand in rows, each with its number above it. Rows begin at the right if the language is written from right to
left. Slides are reduced by a whole factor, so each pixel is the mean of a square of pixels of the slide. All lengths are in px.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

SHEET = "{name}.sheet.png"
"""The name of the file; ``{name}`` is the stem of the edition's file names."""
SLIDE_WIDTH, SLIDE_HEIGHT = 1920, 1080
GAP = 20
"""Between slides, and around all of them."""
NUMBER_HEIGHT = 32
"""The height of the strip above a slide that holds its number."""
NUMBER_SIZE = 26
"""The size of the letters of a number."""
FAMILY = "Atkinson Hyperlegible"
PAPER, INK = (217, 217, 217), (0, 0, 0)
MOST_HEIGHT = 16_000
"""A sheet that would be higher has more and smaller slides in a row. The smallest size is used whatever the height."""
COLUMNS = (4, 6, 8, 12)
"""How many slides a row may have. A slide is reduced by the same factor, so all sheets are about equally wide."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a slide lies, from the top left of the sheet. Its number stands in the strip that ends at ``top``."""

    left: int
    top: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The ``size`` of a sheet (width, height), the ``factor`` by which slides are reduced, and the ``places`` in order."""

    size: tuple[int, int]
    factor: int
    places: tuple[Place, ...]

    @property
    def slide_size(self) -> tuple[int, int]:
        """The width and height of a slide on the sheet."""
        return SLIDE_WIDTH // self.factor, SLIDE_HEIGHT // self.factor


def layout_of(count: int, *, right_to_left: bool) -> Layout:
    """Return the layout of a sheet of ``count`` slides, at least one."""
    for columns, following in pairwise((*COLUMNS, 0)):
        rows = -(-count // columns)
        width, pitch = SLIDE_WIDTH // columns + GAP, NUMBER_HEIGHT + SLIDE_HEIGHT // columns + GAP
        if rows * pitch + GAP <= MOST_HEIGHT or not following:
            break
    used = min(count, columns)
    places = []
    for index in range(count):
        row, column = divmod(index, columns)
        if right_to_left:
            column = used - 1 - column
        places.append(Place(GAP + column * width, GAP + row * pitch + NUMBER_HEIGHT))
    return Layout((GAP + used * width, GAP + rows * pitch), columns, tuple(places))
