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

    Every row of digits of the text must stand there, in order, with nothing that reads as another digit behind it. No
    number may be added, unless the text has characters other than digits that braille writes with the sign of numbers.
    The digits of addresses are not looked for: some tables write them without a sign.
    """
    read = _ADDRESS.sub(" ", text)
    groups = list(_GROUP.finditer(read))
    digit = f"[{re.escape(table.digits)}]"
    begin = f"{re.escape(table.sign)}[{re.escape(table.before_digits or table.sign)}]?"
    may_add = read != text or _may_hold_more(text)
    at = end = 0
    for group in groups:
        written = re.escape("".join(table.digits[unicodedata.digit(one)] for one in group[0]))
        exact = f"{written}(?!{digit})"
        found = None
        if 0 < group.start() - end <= _LONGEST_BETWEEN and end:
            found = re.compile(f"[^{re.escape(table.digits + table.sign)} ]{{1,4}}{exact}").match(cells, at)
        if found is None:
            found = re.compile(f"{begin}{exact}" if may_add else f"{begin}{digit}+").search(cells, at)
        if found is None or not re.search(f"{exact}$", found[0]) or re.search(f"{digit}{written}$", found[0]):
            return f"the number {group[0]!r} does not stand there in braille"
        at, end = found.end(), group.end()
    if not may_add and (more := re.compile(f"{begin}{digit}+").search(cells, at)):
        return f"a number stands there that the text does not have, in braille {more[0]!r}"
    return ""


def _may_hold_more(text: str) -> bool:
    """Whether braille may write a character of ``text`` that is no digit with the sign of numbers, such as ½ or %."""
    return any(
        one in _ALSO_NUMBERS or (not one.isdecimal() and unicodedata.numeric(one, None) is not None) for one in text
    )
