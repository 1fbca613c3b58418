"""Numbers in braille: how they are written, and whether a translation kept all of them.

A number is a sign and the cells of its digits. Where a number goes on after a comma or a point, some tables repeat the
sign and others do not.
"""

from __future__ import annotations

import re
import unicodedata

from narrate.exporters.brf.tables import Table

_WORD = re.compile(r"\S+")
_IN_ADDRESSES = ("://", "www.", "@")
_GROUP = re.compile(r"\d+")
_ALSO_NUMBERS = frozenset("%‰#№")
_LONGEST_BETWEEN = 3  # characters between two digits of one number, such as ", "; in braille there may be one cell more


def number_cells(number: int, table: Table) -> str:
    """Return a whole number in braille."""
    return table.sign + "".join(table.digits[int(digit)] for digit in str(number))


def read_number(cells: str, table: Table) -> int | None:
    """Return the whole number that ``cells`` show, or None if they do not show one."""
    digits = cells[len(table.sign) :]
    if not cells.startswith(table.sign) or not digits or any(cell not in table.digits for cell in digits):
        return None
    return int("".join(str(table.digits.index(cell)) for cell in digits))


def number_fault(text: str, cells: str, table: Table) -> str:
    """Return what is wrong with the numbers in ``cells``, the braille of ``text``; empty if nothing is.

    Every group of digits in the text must be in the braille, in order. Something must stand between two groups, and no
    other digit may follow a group. No number may be added, unless the text has characters other than digits that
    braille writes with the sign of numbers. The digits of web addresses are not looked for: some tables write them
    without a sign.
    """
    read = _WORD.sub(lambda word: " " if any(sign in word[0] for sign in _IN_ADDRESSES) else word[0], text)
    reader = _Reader(cells, table, may_add=read != text or _may_hold_more(text))
    places, end = {0}, 0  # where in the cells the digits so far may end
    for group in _GROUP.finditer(read):
        goes_on = end > 0 and group.start() - end <= _LONGEST_BETWEEN
        places = reader.after(group[0], places, goes_on=goes_on)
        if not places:
            return f"the number {group[0]!r} is missing in the braille"
        end = group.end()
    more = reader.number_after(min(places))
    return f"the braille has a number that the text does not have: {more!r}" if more else ""


class _Reader:
    """Finds digits in ``cells``. If ``may_add``, the cells may hold more numbers than are looked for."""

    def __init__(self, cells: str, table: Table, *, may_add: bool) -> None:
        self._cells, self._table, self._may_add = cells, table, may_add
        self._digit = f"[{re.escape(table.digits)}]"
        self._begin = f"{re.escape(table.sign)}[{re.escape(table.before_digits or table.sign)}]?"

    def after(self, digits: str, places: set[int], *, goes_on: bool) -> set[int]:
        """Return the places in the cells where ``digits`` may end, if the digits before them end at one of ``places``.

        ``goes_on``: the digits continue a number, so the sign of numbers may be missing before them.
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
        """Return the next number behind ``place`` in braille; empty if there is none, or if numbers may be added."""
        found = None if self._may_add else re.compile(f"{self._begin}{self._digit}+").search(self._cells, place)
        return found[0] if found else ""


def _may_hold_more(text: str) -> bool:
    """Whether ``text`` has a character, other than a digit, for which braille may use the sign of numbers: ½ or %."""
    return any(
        one in _ALSO_NUMBERS or (not one.isdecimal() and unicodedata.numeric(one, None) is not None) for one in text
    )
