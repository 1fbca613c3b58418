"""Words put into boxes: lines, pitches, and the size at which they fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from narrate.model import Align, Box, Paragraph, Role
from narrate.slides.grid import MARGIN, STANDARD
from narrate.typeset.faces import Face
from narrate.typeset.lines import Setting, break_lines, has_broken_word

RUNNING, HEADING, TITLE = 1.36, 1.17, 1.14  # from line to line, in em


@dataclass(frozen=True, slots=True)
class Look:
    """How words of one kind are set: px, em from line to line, weight, colour, place."""

    size: float
    leading: float = RUNNING
    bold: bool = False
    colour: str = "ink"
    align: Align = Align.START

    def at(self, size: float) -> Look:
        return replace(self, size=size)


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets words in the face of a deck."""

    face: Face

    def setting(self, look: Look) -> Setting:
        """How words of a look are set: at the size that its letters need to look as large as Latin ones."""
        return Setting(self.face, round(self._size(look), 2), look.bold)

    def _size(self, look: Look) -> float:
        """Larger where the letters need it; smaller only where that is not less than what can be read."""
        return max(look.size * self.face.size, min(look.size, STANDARD.note))

    def pitch(self, look: Look) -> float:
        """From line to line, px: scripts with taller letters or marks above them take more."""
        return self._size(look) * look.leading * self.face.pitch / RUNNING

    def box(
        self, role: Role, texts: Sequence[str], look: Look, x: float, top: float, width: float, *, gap: float = 0,
        bullet: float = 0, numbers: Sequence[int | None] = (),
    ) -> Box:  # fmt: skip
        """``texts`` as paragraphs from ``top`` down, ``gap`` px between the em squares of two.

        They stand ``bullet`` px behind dots, or as far as it takes behind ``numbers``. Scripts whose lines stand
        further apart have as much more between paragraphs.
        """
        setting, pitch = self.setting(look), self.pitch(look)
        gap += max(0.0, pitch - setting.size * look.leading) if gap else 0
        widest = max((setting.width(f"{number}.") for number in numbers if number is not None), default=0)
        bullet = max(bullet, widest + setting.size / 3) if widest else bullet
        paragraphs, at = [], top
        for text, number in zip_longest(texts, numbers):
            lines = break_lines(text, setting, width - bullet)
            paragraphs.append(Paragraph(lines, round(at, 2), number))
            at += max(0, len(lines) - 1) * pitch + setting.size + gap
        height = at - gap - top if paragraphs else 0
        return Box(
            role, x, round(top, 2), width, round(height, 2), tuple(paragraphs), setting.size, round(pitch, 2), look.bold,
            look.colour, look.align, round(bullet, 2),
        )  # fmt: skip

    def width(self, text: str, look: Look) -> float:
        """The width of ``text`` on one line, px."""
        return math.ceil(self.setting(look).width(text))

    def breaks_word(self, texts: Sequence[str], look: Look, width: float) -> bool:
        """Whether a word does not fit on a line."""
        return any(has_broken_word(text, self.setting(look), width) for text in texts)

    def fitting(
        self, role: Role, text: str, look: Look, steps: Sequence[int], x: float, top: float, width: float,
        most_lines: int,
    ) -> Box:  # fmt: skip
        """One paragraph at the first of ``steps`` that breaks no word and takes at most ``most_lines``, else at the last.

        Where that leaves a line almost empty, or a short word alone on the last, and one of the next two
        steps does not, it is that one.
        """
        for number, size in enumerate(steps):
            box = self.box(role, [text], look.at(size), x, top, width)
            if len(box.paragraphs[0].lines) <= most_lines and not self.breaks_word([text], look.at(size), width):
                smaller = [self.box(role, [text], look.at(one), x, top, width) for one in steps[number : number + 3]]
                return next((one for one in smaller if not self._straggles(one)), box)
        return box

    def _straggles(self, box: Box) -> bool:
        """Whether a line of the first paragraph holds less than a third of the longest, the last one less than a quarter.

        A word alone on the last line straggles where it holds less than two fifths.
        """
        setting = Setting(self.face, box.size, box.bold)
        lines = box.paragraphs[0].lines or ("",)
        *widths, last = [setting.width(line) for line in lines]
        longest = max(*widths, last) if widths else last
        alone = " " in "".join(lines[:-1]) and " " not in lines[-1]
        return min(widths, default=longest) < longest / 3 or last < longest * (0.4 if alone else 0.25)


def bottom(box: Box) -> float:
    """The lower edge of a box, px."""
    return box.y + box.height


def moved(box: Box, dy: float) -> Box:
    """``box`` with its words, ``dy`` px lower."""
    paragraphs = tuple(replace(one, top=round(one.top + dy, 2)) for one in box.paragraphs)
    return replace(box, y=round(box.y + dy, 2), paragraphs=paragraphs)


def paragraph_height(box: Box, number: int) -> float:
    """From the top of a paragraph's first em square to the foot of its last, px."""
    return (len(box.paragraphs[number].lines) - 1) * box.pitch + box.size


def ending_above(
    setter: Setter, title: str, look: Look, steps: Sequence[int], top: float, low: float, width: float
) -> tuple[int, ...]:
    """The sizes at which a title from ``top`` down ends above ``low``."""
    return tuple(
        size for size in steps if bottom(setter.box(Role.TITLE, [title], look.at(size), MARGIN, top, width)) <= low
    )
