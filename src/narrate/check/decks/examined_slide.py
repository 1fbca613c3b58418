"""A slide as the rules see it, and how they quote what is on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from narrate.errors import Place
from narrate.languages.scripts import script_of_letter
from narrate.sources.powerpoint.shapes import TITLES, Frame, Shape, drawn_below, shapes_of, walk
from narrate.sources.powerpoint.sheets import Sheets
from narrate.sources.powerpoint.text_looks import Run, runs_of, table_runs

_RIGHT_TO_LEFT = ("Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm")
_QUOTED = 40  # letters
_MOST_NAMED = 3


@dataclass(frozen=True)
class ExaminedSlide:
    """A slide of a deck. ``number`` counts from 1; ``language`` is that of the deck, empty if it is not known."""

    number: int
    place: Place
    sheets: Sheets
    language: str = ""

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes from bottom to top, which is the order in which they are read aloud."""
        return shapes_of(self.sheets)

    @cached_property
    def all_shapes(self) -> tuple[Shape, ...]:
        """The shapes with those in groups."""
        return tuple(walk(self.shapes))

    @cached_property
    def below(self) -> tuple[Shape, ...]:
        """What the layout and the master show under the shapes."""
        return tuple(walk(drawn_below(self.sheets)))

    @cached_property
    def title(self) -> str:
        """The words of the slide's title, empty if it has none."""
        return next((shape.text for shape in self.all_shapes if shape.holder in TITLES and shape.text), "")

    @cached_property
    def is_right_to_left(self) -> bool:
        """Whether most words of the slide are written from right to left."""
        scripts = Counter(map(script_of_letter, "".join(shape.text for shape in self.shapes)))
        return sum(scripts[one] for one in _RIGHT_TO_LEFT) * 2 > scripts.total() - scripts[""]

    def is_seen(self, shape: Shape) -> bool:
        """Whether some of ``shape`` stands on the slide. True if its place is not known."""
        width, height = self.sheets.size
        frame = shape.frame
        return frame is None or (frame[0] < width and frame[2] > 0 and frame[1] < height and frame[3] > 0)

    def share(self, frame: Frame | None) -> float:
        """The share of the slide that ``frame`` covers, from 0 to 1."""
        if frame is None:
            return 0.0
        width, height = self.sheets.size
        wide = max(0.0, min(frame[2], width) - max(frame[0], 0))
        high = max(0.0, min(frame[3], height) - max(frame[1], 0))
        return wide * high / (width * height)

    def runs(self, shape: Shape) -> Iterable[Run]:
        """The words of ``shape``, or of its cells if it is a table."""
        return table_runs(shape, self.sheets) if shape.kind == "table" else runs_of(shape, self.sheets)


def quoted(text: str) -> str:
    """Return the beginning of ``text`` in quotation marks."""
    return repr(text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…")


def listed(names: Iterable[str]) -> str:
    """Return ``names`` with commas; of many, the first three and the number of the rest."""
    names = list(names)
    rest = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")
