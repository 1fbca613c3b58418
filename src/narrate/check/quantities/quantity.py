"""A number, dose, time, phone number or address of a text."""

from __future__ import annotations

from dataclasses import dataclass

NUMBER, TIME, PHONE, ADDRESS = "number", "time", "phone", "address"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity: its ``text`` as written, which begins at ``start``, its possible ``values`` and its ``unit``.

    A time's value is in minutes after midnight; ``half`` is "am" or "pm" if the text says so. Phone numbers and
    addresses have a ``key`` and no values. ``words`` is true if it is written without digits.
    """

    kind: str
    text: str
    start: int
    values: tuple[float, ...] = ()
    unit: str = ""
    key: str = ""
    half: str = ""
    words: bool = False
    claims: bool = True
