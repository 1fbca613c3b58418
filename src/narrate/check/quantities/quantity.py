"""A number, dose, time, phone number or address of a text."""

from __future__ import annotations

from dataclasses import dataclass

NUMBER, TIME, PHONE, ADDRESS = "number", "time", "phone", "address"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, dose, time, phone number or address in a text.

    - ``kind``: ``NUMBER``, ``TIME``, ``PHONE`` or ``ADDRESS``.
    - ``text``: the quantity as written, with its unit; ``start`` is its offset in the text.
    - ``values``: what the number may mean, such as 1.25 and 1250 for "1.250". A time is in minutes after midnight.
    - ``unit``: the unit's English name, such as "hour"; empty if there is none.
    - ``key``: the digits of a phone number, or the address in lower case. Only these kinds have a key; they have no
      values.
    - ``half``: "am" or "pm" if the text says which half of the day.
    - ``words``: whether the number is written in words and not in digits.
    - ``claims``: whether the other language must say this quantity too.
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
