"""Numbers in braille: how they are written, and whether a translation kept all of them.

A number is a sign and the cells of its digits. Where a number goes on after a comma or a point, some tables repeat the
sign and others do not.
"""

from __future__ import annotations

import re
import unicodedata

from narrate.exporters.brf.tables import Table

_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")
_GROUP = re.compile(r"\d+")
_ALSO_NUMBERS = frozenset("%‰#№")
_LONGEST_BETWEEN = 3  # characters between two digits of one number, such as ", "; cells are at most as many and one


def number_cells(number: int, table: Table) -> str:
    """Return a whole number in braille."""
    return table.sign + "".join(table.digits[int(digit)] for digit in str(number))


def read_number(cells: str, table: Table) -> int | None:
    """Return the whole number that ``cells`` are, or None if they are none."""
    digits = cells[len(table.sign) :]
    if not cells.startswith(table.sign) or not digits or any(cell not in table.digits for cell in digits):
        return None
    return int("".join(str(table.digits.index(cell)) for cell in digits))


def number_fault(text: str, cells: str, table: Table) -> str:
    """Return what is wrong with the numbers in ``cells``, the braille of ``text``; empty if nothing is.

    Every row of digits of the text must stand there, in order, with something between them and no other digit behind them. No
    number may be added, unless the text has characters other than digits that braille writes with the sign of numbers.
    The digits of addresses are not looked for: some tables write them without a sign.
    """
    read = _ADDRESS.sub(" ", text)
    reader = _Reader(cells, table, may_add=read != text or _may_hold_more(text))
    places, end = {0}, 0  # where in the cells the digits so far may end
    for group in _GROUP.finditer(read):
        goes_on = end > 0 and group.start() - end <= _LONGEST_BETWEEN
        places = reader.after(group[0], places, goes_on=goes_on)
        if not places:
            return f"the number {group[0]!r} does not stand there in braille"
        end = group.end()
    more = reader.number_after(min(places))
    return f"a number stands there that the text does not have, in braille {more!r}" if more else ""


class _Reader:
    """Finds digits in ``cells``. If it ``may_add``, there may be numbers that nobody looks for."""

    def __init__(self, cells: str, table: Table, *, may_add: bool) -> None:
        self._cells, self._table, self._may_add = cells, table, may_add
        self._digit = f"[{re.escape(table.digits)}]"
        self._begin = f"{re.escape(table.sign)}[{re.escape(table.before_digits or table.sign)}]?"

    def after(self, digits: str, places: set[int], *, goes_on: bool) -> set[int]:
        """Return where ``digits`` may end, if those before them end at one of ``places``.

        If the number ``goes_on``, there may be no sign before them.
        """
        written = "".join(self._table.digits[unicodedata.digit(one)] for one in digits)
        exact = f"{re.escape(written)}(?!{self._digit})"
        ends: set[int] = set()
        if goes_on:
            between = re.escape(self._table.digits + self._table.sign)
            rest = re.compile(f"[^{between} ]{{1,4}}{exact}")
            ends |= {found.end() for at in places if (found := rest.match(self._cells, at))}
        if self._may_add:
            every = re.compile(self._begin + exact).finditer(self._cells, min(places))
            return ends | {found.end() for found in every if not 0 < min(places) == found.start()}
        first = re.compile(f"{self._begin}({self._digit}+)")
        return ends | {
            found.end()
            for at in places
            if (found := first.search(self._cells, at)) and found[1] == written and not 0 < at == found.start()
        }

    def number_after(self, place: int) -> str:
        """Return a number behind ``place``; empty if there is none, or if there may be one."""
        found = None if self._may_add else re.compile(f"{self._begin}{self._digit}+").search(self._cells, place)
        return found[0] if found else ""


def _may_hold_more(text: str) -> bool:
    """Whether braille may write a character of ``text`` that is no digit with the sign of numbers, such as ½ or %."""
    return any(
        one in _ALSO_NUMBERS or (not one.isdecimal() and unicodedata.numeric(one, None) is not None) for one in text
    )
