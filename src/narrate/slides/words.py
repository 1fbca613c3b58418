"""Sets words in boxes: line breaks, line distances, and the font size at which they fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from narrate.model import Align, Box, Paragraph, Role
from narrate.slides.grid import MARGIN, STANDARD
from narrate.typeset.faces import Face
from narrate.typeset.lines import Setting, break_lines, has_broken_word, widest_piece

RUNNING, HEADING, TITLE = 1.36, 1.17, 1.14  # distance from line to line, em


@dataclass(frozen=True, slots=True)
class Look:
    """How words of one kind look: size in px, distance from line to line in em, weight, colour, alignment."""

    size: float
    leading: float = RUNNING
    bold: bool = False
    colour: str = "ink"
    align: Align = Align.START

    def at(self, size: float) -> Look:
        return replace(self, size=size)


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets words in the font of a deck."""

    face: Face

    def setting(self, look: Look) -> Setting:
        """Return the setting for a look, at the size that makes its letters look as large as Latin ones."""
        return Setting(self.face, round(self._size(look), 2), look.bold)

    def _size(self, look: Look) -> float:
        """Return the size in px for this font: larger if its letters need that, never below what can be read."""
        return max(look.size * self.face.size, min(look.size, STANDARD.note))

    def pitch(self, look: Look) -> float:
        """Return the distance from line to line in px. Scripts with tall letters or marks above them need more."""
        return self._size(look) * look.leading * self.face.pitch / RUNNING

    def box(
        self, role: Role, texts: Sequence[str], look: Look, x: float, top: float, width: float, *, gap: float = 0,
        bullet: float = 0, numbers: Sequence[int | None] = (),
    ) -> Box:  # fmt: skip
        """Return a box with ``texts`` as paragraphs from ``top`` down.

        ``gap`` is the distance in px between the em squares of two paragraphs. It grows in scripts whose lines are
        further apart. ``bullet`` is the indent in px after a bullet; it grows if ``numbers`` need more.
        """
        setting, pitch = self.setting(look), self.pitch(look)
        gap += max(0.0, pitch - setting.size * look.leading) if gap else 0
        widest = max((setting.width(f"{number}.") for number in numbers if number is not None), default=0)
        bullet = max(bullet, widest + setting.size / 3) if widest else bullet
        paragraphs, y = [], top
        for text, number in zip_longest(texts, numbers):
            lines = break_lines(text, setting, width - bullet)
            paragraphs.append(Paragraph(lines, round(y, 2), number))
            y += max(0, len(lines) - 1) * pitch + setting.size + gap
        height = y - gap - top if paragraphs else 0
        return Box(
            role, x, round(top, 2), width, round(height, 2), tuple(paragraphs), setting.size, round(pitch, 2),
            look.bold, look.colour, look.align, round(bullet, 2),
        )  # fmt: skip

    def width(self, text: str, look: Look) -> float:
        """Return the width of ``text`` on one line, in px."""
        return math.ceil(self.setting(look).width(text))

    def widest_word(self, text: str, look: Look) -> float:
        """Return the width of the widest word of ``text``, in px. What must stay on one line counts as one word."""
        return math.ceil(widest_piece(text, self.setting(look)))

    def breaks_word(self, texts: Sequence[str], look: Look, width: float) -> bool:
        """Whether some word in ``texts`` does not fit on a line of ``width`` px."""
        return any(has_broken_word(text, self.setting(look), width) for text in texts)

    def fitting(
        self, role: Role, text: str, look: Look, steps: Sequence[int], x: float, top: float, width: float,
        most_lines: int,
    ) -> Box:  # fmt: skip
        """Return one paragraph at the first of the sizes ``steps`` at which it fits, or at the last if none fits.

        It fits if no word is broken and there are at most ``most_lines`` lines. If its lines straggle (one is
        almost empty, or a short word is alone on the last) but do not at one of the next two sizes, that size is used.
        """
        for number, size in enumerate(steps):
            box = self.box(role, [text], look.at(size), x, top, width)
            if len(box.paragraphs[0].lines) <= most_lines and not self.breaks_word([text], look.at(size), width):
                smaller = [
                    self.box(role, [text], look.at(smaller_size), x, top, width)
                    for smaller_size in steps[number : number + 3]
                ]
                return next((candidate for candidate in smaller if not self._straggles(candidate)), box)
        return box

    def _straggles(self, box: Box) -> bool:
        """Whether a line of the first paragraph is too short compared with the longest line.

        The limit is a third, for the last line a quarter, and for a single word on the last line two fifths.
        """
        setting = Setting(self.face, box.size, box.bold)
        lines = box.paragraphs[0].lines or ("",)
        *widths, last = [setting.width(line) for line in lines]
        longest = max(*widths, last) if widths else last
        alone = " " in "".join(lines[:-1]) and " " not in lines[-1]
        return min(widths, default=longest) < longest / 3 or last < longest * (0.4 if alone else 0.25)


def bottom(box: Box) -> float:
    """Return the lower edge of a box, in px."""
    return box.y + box.height


def moved(box: Box, dy: float) -> Box:
    """Return ``box`` and its words moved down by ``dy`` px."""
    paragraphs = tuple(replace(paragraph, top=round(paragraph.top + dy, 2)) for paragraph in box.paragraphs)
    return replace(box, y=round(box.y + dy, 2), paragraphs=paragraphs)


def paragraph_height(box: Box, number: int) -> float:
    """Return the height in px of paragraph ``number``, from the top of its first em square to the foot of its last."""
    return (len(box.paragraphs[number].lines) - 1) * box.pitch + box.size


def ending_above(
    setter: Setter, title: str, look: Look, steps: Sequence[int], top: float, low: float, width: float
) -> tuple[int, ...]:
    """Return those of the sizes ``steps`` at which a title that starts at ``top`` ends above ``low``.

    ``top``, ``low`` and ``width`` are in px.
    """
    return tuple(
        size for size in steps if bottom(setter.box(Role.TITLE, [title], look.at(size), MARGIN, top, width)) <= low
    )
