"""Text to speak or show, with the writer's marks and the place of each character."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from narrate.errors import Place


@dataclass(frozen=True, slots=True)
class TextMark:
    """A writer's mark on the characters from ``start`` to ``end``; ``kind`` is cue, say, lang or emphasis."""

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

    def place(self, offset: int) -> Place:
        """The line and column of the character at ``offset``."""
        run = max(0, bisect_right(self._starts, offset) - 1)
        if not self._places:
            return Place(self.file)
        line, column = self._places[run]
        return Place(self.file, line, column + max(0, offset - self._starts[run]))
