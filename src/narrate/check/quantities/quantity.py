"""A number, dose, time, phone number or address of a text."""

from __future__ import annotations

from dataclasses import dataclass

NUMBER, TIME, PHONE, ADDRESS = "number", "time", "phone", "address"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One of them: ``text`` as written from ``start`` on, its possible ``values`` and its ``unit``.

    The value of a time is in minutes from midnight, ``half`` tells "am" or "pm" where the text does. Phone numbers
    and addresses have a ``key`` in place of values. ``words``: no digits.
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
