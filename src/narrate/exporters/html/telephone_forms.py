"""Recognises telephone numbers by the way in which their digits are grouped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number as it is written: its ``groups`` of digits, and the sign after each but the last in ``signs``.

    ``lead`` stands before the ``area`` in parentheses, if there is one. ``plus`` says whether a plus sign begins it.
    """

    plus: bool
    lead: str
    area: str
    groups: tuple[str, ...]
    signs: str

    @property
    def dialled(self) -> str:
        area = "" if self.plus and self.area == "0" else self.area  # +44 (0)20 7946 0958
        return f"{'+' * self.plus}{self.lead}{area}{''.join(self.groups)}"

    @property
    def lengths(self) -> tuple[int, ...]:
        return tuple(map(len, self.groups))


def is_telephone(number: WrittenNumber, *, called: bool, unspaced: bool) -> bool:
    """Whether ``number`` is a telephone number.

    ``called`` says whether words beside it say so; ``unspaced``, whether it stands among Chinese or Japanese letters.
    """
    if _is_amount_or_date(number):
        return False
    digits = len(number.dialled.removeprefix("+"))
    if number.plus:
        grouped = len(number.groups) > 1 or bool(number.area)
        return (
            8 <= digits <= 15 and (grouped or digits >= 9) and number.dialled[1] != "0" and 1 not in number.lengths[1:]
        )
    if number.area:
        return _has_area_code(number)
    if number.lead:
        return False
    if _is_written_as_telephone(number, unspaced=unspaced):
        return True
    least, most = (9, 11) if number.groups[0][0] == "0" else (7, 15)
    return called and least <= digits <= most and 1 not in number.lengths[1:] and "/" not in number.signs


def _has_area_code(number: WrittenNumber) -> bool:
    """Whether ``number``, with digits in parentheses, is a telephone number: "(800) 555-0100", "(030) 1234567"."""
    rest, total = number.lengths, sum(number.lengths)
    if number.lead not in ("", "1", "7", "8") or 1 in rest:
        return False
    if number.area.startswith("0"):
        return not number.lead and 5 <= total <= 8 and len(number.area) + total >= 9
    if len(number.area) == 3 and number.area[0] != "1":
        return rest in ((3, 4), (3, 2, 2))
    return len(number.area) == 2 and not number.lead and rest in ((4, 4), (5, 4))


def _is_written_as_telephone(number: WrittenNumber, *, unspaced: bool) -> bool:
    """Whether nothing but a telephone number is written like ``number``, which has no plus sign and no parentheses."""
    if number.lengths == (3, 4):  # among Chinese or Japanese letters, it may be a postcode
        return not unspaced and _is_local(number)
    return _FORMS.get(number.lengths, _has_trunk_zero)(number)


def _is_local(number: WrittenNumber) -> bool:
    """Whether ``number`` is like 555-0100, which is no postcode."""
    first, last = number.groups
    return number.signs == "-" and first[0] > "1" and last[0] == "0"


def _is_american(number: WrittenNumber) -> bool:
    """Whether ``number`` is like 800-555-0100 or 1 800 555 0100."""
    return len(set(number.signs)) == 1 and number.groups[-3][0] > "1" and number.groups[0] not in "023456789"


def _is_russian(number: WrittenNumber) -> bool:
    """Whether ``number`` is like 8 800 555-35-35."""
    return number.groups[0] in ("7", "8") and "." not in number.signs


def _is_mobile_or_trunk(number: WrittenNumber) -> bool:
    """Whether ``number`` is like 138 1234 5678 or 020 7946 0958."""
    first, signs = number.groups[0], number.signs
    if first[0] == "1":
        return len(set(signs)) == 1 and first[1] > "2" and "." not in signs
    return _has_trunk_zero(number)


def _has_trunk_zero(number: WrittenNumber) -> bool:
    """Whether ``number`` begins with the zero that is dialled within a country, as in 030 1234567."""
    first, lengths, signs = number.groups[0], number.lengths, number.signs
    if first[0] != "0" or min(lengths) < 2 or not 9 <= sum(lengths) <= 11:
        return False
    if len(lengths) == 2:  # (5, 4) is a postcode
        return 3 <= len(first) <= 5 and signs != "." and lengths != (5, 4)
    return len(set(signs[1:])) == 1 and (len(set(signs)) == 1 or "." not in signs) and "/" not in signs[1:]


_FORMS: Mapping[tuple[int, ...], Callable[[WrittenNumber], bool]] = {
    (3, 3, 4): _is_american,
    (1, 3, 3, 4): _is_american,
    (1, 3, 3, 2, 2): _is_russian,
    (3, 4, 4): _is_mobile_or_trunk,
}
"""Which function recognises a telephone number, by the lengths of its groups of digits."""


def _is_amount_or_date(number: WrittenNumber) -> bool:
    """Whether ``number`` may be an amount, a range, years, a date or times."""
    if len(number.groups) == 1:
        return False
    return _has_thousands(number) or _is_date(number) or _is_range(number)


def _has_thousands(number: WrittenNumber) -> bool:
    lengths = number.lengths
    return not number.area and lengths[0] <= 3 and set(lengths[1:]) == {3} and sum(lengths) <= 8 + number.plus


def _is_date(number: WrittenNumber) -> bool:
    """Whether ``number`` may be like 12-05-2026 or 2026-05-12."""
    groups, lengths = number.groups, number.lengths
    if any(_is_year(groups[at + 2]) and max(lengths[at : at + 2]) <= 2 for at in range(len(groups) - 2)):
        return True
    return _is_year(groups[0]) and max(lengths[1:]) <= 2


def _is_range(number: WrittenNumber) -> bool:
    """Whether ``number`` may be a decimal, or two amounts, years or times."""
    low, high = number.groups[-2:]
    both_years = _is_year(low) and _is_year(high)
    if len(number.groups) > 2:
        return both_years
    if number.signs == ".":
        return True
    if len(low) < 4 and "0" in (low[0], high[0]):
        return False  # 555-0100
    step = 50 if number.area else 10
    if int(low) < int(high) and int(low) % step == int(high) % step == 0:
        return True
    return not number.area and (both_years or (_is_time(low) and _is_time(high)))


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("19", "20")


def _is_time(digits: str) -> bool:
    """Whether ``digits`` may be a time of day without a colon, such as 915 or 1645."""
    return len(digits) in (3, 4) and int(digits[:-2]) < 24 and int(digits[-2:]) < 60 and int(digits[-2:]) % 5 == 0
