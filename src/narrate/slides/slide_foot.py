"""Draws the foot of every slide: the progress through the deck, and the place of the sound icon."""

from __future__ import annotations

from narrate.model import Box, Layout, Role
from narrate.slides.grid import FOOT, MARGIN, SOUND
from narrate.slides.unfinished_slide import Draft, Style
from narrate.slides.words import Look

_DASHES = 16  # a deck with more slides gets one bar instead of a dash per slide
_GAP = 6
_BESIDE = 18  # between the shapes and the words
_BARE = (Layout.TITLE, Layout.SECTION)  # no progress here: a section names its number, a title is the start


def foot(draft: Draft, style: Style, number: int, total: int, label: str) -> list[Box]:
    """Return the boxes at the foot of slide ``number`` of ``total``: the progress, and room for the sound icon.

    Progress is shown by shapes and by the words ``label``. The shapes of finished slides are filled, the current one is
    thicker, and those of slides to come are hollow.
    """
    boxes: list[Box] = []
    right = draft.sound_x
    if draft.layout not in _BARE:
        width = min(700.0, right - SOUND - 24 - MARGIN)
        size = style.measures.count
        look = Look(size, 1.0, colour="dim")
        wide = style.setter.width(label, look) + 8
        room = min(width - wide - _BESIDE, 570.0)
        boxes += _dashes(number, total, room) if total <= _DASHES else _bar(number, total, room)
        end = max(box.x + box.width for box in boxes)
        boxes.append(style.setter.box(Role.COUNT, [label], look, end + _BESIDE, FOOT + 5 - size / 2, wide))
    fill = draft.background
    boxes.append(Box(Role.SOUND, right - SOUND, draft.sound_y + 5 - SOUND / 2, SOUND, SOUND, fill=fill))
    return boxes


def _dashes(number: int, total: int, room: float) -> list[Box]:
    width = min(40.0, (room - _GAP * (total - 1)) / total)
    dashes = []
    for index in range(total):
        x, is_current = round(MARGIN + index * (width + _GAP), 2), index == number - 1
        top, height = (FOOT, 10) if is_current else (FOOT + 2, 6)
        if index < number:
            dashes.append(Box(Role.PROGRESS, x, top, round(width, 2), height, fill="accent", radius=height / 2))
        else:
            dashes.append(
                Box(Role.PROGRESS, x, top, round(width, 2), height, edge="dim", edge_width=1.5, radius=height / 2)
            )
    return dashes


def _bar(number: int, total: int, room: float) -> list[Box]:
    width = min(room, 400.0)
    done = max(10.0, round(width * number / total, 2))
    return [
        Box(Role.PROGRESS, MARGIN, FOOT + 2, width, 6, edge="dim", edge_width=1.5, radius=3),
        Box(Role.PROGRESS, MARGIN, FOOT, done, 10, fill="accent", radius=5),
    ]
