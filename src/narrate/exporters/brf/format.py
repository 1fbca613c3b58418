"""The layout of a braille book, as the code that writes it and the code that reads it back both know it.

All widths are in cells. Page 1 is the title page, then comes the contents, then the text. The first line of each page
has a part of the title and, at its end, the page's number. In the text a line of dots 3 and 6 begins each slide. At its
end stands the slide's number, where a braille book has the number of the printed page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from narrate.errors import UsageError
from narrate.exporters import BRAILLE_PAGE

LINE_END = "\r\n"
PAGE_END = "\f"
SLIDE_LINE = "-"
"""Fills the line before a slide, up to its number."""
GUIDE = '"'
"""Leads from an entry of the contents to its page number; also stands where a word that is too long goes on below."""
MARGIN = 3
"""The least space on both sides of the running head."""
NUMBER_ROOM = 7
"""What the lines of an entry of the contents leave free, so that any page number has room."""
_PAGE = re.compile(r"([1-9][0-9]{1,2})x([1-9][0-9]{0,2})")
_CELLS, _LINES = range(24, 101), range(8, 101)


@dataclass(frozen=True, slots=True)
class PageSize:
    """The cells of a line and the lines of a page, with its first line."""

    cells: int
    lines: int


def page_size(text: str) -> PageSize:
    """Return the page that ``text`` names, such as ``40x25``. Raises UsageError for anything else."""
    found = _PAGE.fullmatch(text)
    if found is None or int(found[1]) not in _CELLS or int(found[2]) not in _LINES:
        raise UsageError(
            f"--braille-page {text[:20]}: give cells and lines such as {BRAILLE_PAGE}, from {_CELLS[0]}x{_LINES[0]} to "
            f"{_CELLS[-1]}x{_LINES[-1]}"
        )
    return PageSize(int(found[1]), int(found[2]))


class Style(Enum):
    """How a block is set: (blanks before its first line, blanks before its other lines).

    These are the usual places: a paragraph begins in cell 3, an item of a list goes on in cell 3, a heading below the
    first level stands in cell 5, and a note of the transcriber, here the description of a picture, begins in cell 7.
    """

    CENTRED = (0, 0)
    HEADING = (4, 4)
    PARAGRAPH = (2, 0)
    NOTE = (6, 4)
    ITEM = (0, 2)


ENTRY_INDENTS = {2: 0, 3: 2}
"""Where an entry of the contents begins, by the level of its heading. Its other lines begin in cell 7."""
ENTRY_RUNOVER = 6


def made_with(version: str) -> str:
    """How ``Manifest.made_with`` names liblouis."""
    return f"liblouis {version}"


def cells_key(slide: str) -> str:
    """The key of ``Manifest.described`` for the braille of a slide that is not narration or a heading."""
    return f"brf/{slide}"
