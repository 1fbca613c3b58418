"""Drafts the slide that opens a section: its heading, a large pale numeral, and a rail of all sections."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.drawings.numeral_drawings import numeral_size
from narrate.model import Box, Layout, Role
from narrate.slides.grid import FULL, MARGIN, SOUND, TOP, WIDTH
from narrate.slides.unfinished_slide import Draft, Style
from narrate.slides.words import HEADING, RUNNING, TITLE, Look, bottom, ending_above

_HEAD = 250  # where the heading begins
_RAIL = 616
_NUMERAL_TOP, _NUMERAL_HEIGHT, _NUMERAL_WIDTH = 132, 372, 290
_BESIDE_NUMERAL = FULL - _NUMERAL_WIDTH - 12
_LOOK = Look(0, TITLE, bold=True, colour="bar_ink")


def section_slide(title: str, style: Style, number: int, parts: Sequence[str], part_of: str, step: int) -> Draft:
    """Draft the slide of section ``number``: its heading at font size ``step``, and a rail of all sections below.

    ``parts`` are the headings of all sections. The numeral is decorative; ``part_of`` says the number in words.
    """
    setter, measures = style.setter, style.measures
    look = Look(measures.subtitle[0], HEADING, bold=True, colour="bar_dim")
    kicker = setter.box(Role.KICKER, [part_of], look, MARGIN, 228 - measures.subtitle[0], _BESIDE_NUMERAL)
    head = setter.box(Role.TITLE, [title], _LOOK.at(step), MARGIN, _HEAD, _BESIDE_NUMERAL)
    boxes = [head, kicker, *_numeral(style, number), *_rail(style, number, parts)]
    return Draft(Layout.SECTION, "bar", tuple(boxes), fits=bottom(head) <= _RAIL - 24, sound_y=TOP + SOUND / 2)


def section_step(style: Style, parts: Sequence[str]) -> int:
    """Return one font size for all section headings: the smallest that any of ``parts``, the headings, needs."""
    setter, steps = style.setter, style.measures.section
    least = float("inf")
    for part in parts:
        own = ending_above(setter, part, _LOOK, steps, _HEAD, _RAIL - 24, _BESIDE_NUMERAL) or steps[-1:]
        least = min(least, setter.fitting(Role.TITLE, part, _LOOK, own, MARGIN, _HEAD, _BESIDE_NUMERAL, 4).size)
    return next((step for step in steps if setter.setting(_LOOK.at(step)).size <= least), steps[-1])


def _numeral(style: Style, number: int) -> list[Box]:
    """Return a box with the numeral; none if the theme has no colour between the background and the words."""
    if style.theme.colours["bar_line"] == style.theme.colours["bar_ink"]:
        return []
    digits = str(number)
    across, down = numeral_size(digits, style.memo)
    scale = min(_NUMERAL_HEIGHT / down, _NUMERAL_WIDTH / across)
    width, height = round(across * scale, 2), round(down * scale, 2)
    top = round(_NUMERAL_TOP + (_NUMERAL_HEIGHT - height) / 2, 2)
    return [Box(Role.NUMERAL, WIDTH - MARGIN - width, top, width, height, digits=digits)]


def _rail(style: Style, number: int, parts: Sequence[str]) -> list[Box]:
    """Return a dash for each section, the current one thick. Names are added only if all of them have room.

    ``parts`` are the headings of all sections, and ``number`` is that of the current one, from 1.
    """
    gap = 16
    width = (FULL - gap * (len(parts) - 1)) / len(parts)
    boxes: list[Box] = []
    for index in range(len(parts)):
        x, is_current = MARGIN + index * (width + gap), index == number - 1
        fill = "bar_ink" if index < number else "bar_line"
        boxes.append(
            Box(Role.PROGRESS, x, 612 if is_current else 615, width, 12 if is_current else 6, fill=fill, radius=3)
        )
    names = []
    for index, part in enumerate(parts):
        is_current = index == number - 1
        look = Look(24, RUNNING - 0.1, bold=is_current, colour="bar_ink" if is_current else "bar_dim")
        x = MARGIN + index * (width + gap)
        box = style.setter.box(Role.NOTE, [part], look, x, 636, width)
        if len(box.paragraphs[0].lines) > 2 or style.setter.breaks_word([part], look, width):
            return boxes  # the headings show the names anyway
        names.append(box)
    return boxes + names
