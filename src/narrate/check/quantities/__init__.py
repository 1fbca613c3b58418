"""Finds numbers, doses, times, phone numbers and addresses, so that texts in two languages can be compared.

"2.5 mg", "٢٫٥ ملغ" and "2,5 mg" are the same quantity, and so are "two tablets" and "2片". A quantity usually *claims*:
the other text must have a match for it. Some words may be a number or something else: "once" is eleven in Spanish and
one time in English. Such a word is a quantity that does not claim: it needs no match, but may be the match of a number
in the other text.
"""

from __future__ import annotations

from functools import cache

from narrate.check.quantities.quantity import ADDRESS, NUMBER, PHONE, TIME, Quantity
from narrate.check.quantities.reading import Reader, plain
from narrate.languages import primary_language

__all__ = ["ADDRESS", "NUMBER", "PHONE", "TIME", "Quantity", "knows_words", "mentions", "plain", "quantities"]


def quantities(text: str, language: str) -> list[Quantity]:
    """Return all quantities of ``text``, in no particular order. ``language`` is a BCP 47 tag."""
    reader = _reader(primary_language(language))
    return reader.read(text)


def knows_words(language: str) -> bool:
    """Whether the number words of ``language`` (a BCP 47 tag) are known; otherwise only digits are read."""
    return _reader(primary_language(language)).knows


def mentions(text: str, unit: str, language: str) -> bool:
    """Whether ``text`` names ``unit`` (such as "hour"), with or without a number.

    Always true if the unit names of ``language`` are unknown.
    """
    reader = _reader(primary_language(language))
    return not reader.knows or any(name == unit for name in reader.named(text))


@cache
def _reader(code: str) -> Reader:
    return Reader(code)
