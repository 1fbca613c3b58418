"""Text to speak or show, with the writer's marks and the place of each character."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from narrate.errors import Place
from narrate.model import Link


@dataclass(frozen=True, slots=True)
class TextMark:
    """A writer's mark on the characters from ``start`` to ``end``; ``kind`` is cue, say, lang, link or emphasis."""

    start: int
    end: int
    kind: str
    value: str
    label: str
    place: Place


@dataclass(slots=True)
class Flow:
    """Text to speak or show, with the writer's marks on it. A line feed stands for a hard line break."""

    file: str
    text: str = ""
    marks: list[TextMark] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _places: list[tuple[int, int]] = field(default_factory=list)

    @property
    def links(self) -> tuple[Link, ...]:
        """The links in the text, as far as there are no line breaks or double spaces before them."""
        return tuple(Link(mark.start, mark.end, mark.value) for mark in self.marks if mark.kind == "link")

    def place(self, offset: int) -> Place:
        """The line and column of the character at ``offset``."""
        run = max(0, bisect_right(self._starts, offset) - 1)
        if not self._places:
            return Place(self.file)
        line, column = self._places[run]
        return Place(self.file, line, column + max(0, offset - self._starts[run]))
