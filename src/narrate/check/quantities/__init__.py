"""Numbers, doses, times, phone numbers and addresses in a text, so that two languages can be compared.

"2.5 mg", "٢٫٥ ملغ" and "2,5 mg" are the same quantity, and so are "two tablets" and "2片". What may be a
number and may be something else ("once" is eleven in Spanish and one time in English) *excuses* a number
of the other text, and is held against none: it does not *claim*.
"""

from __future__ import annotations

from functools import cache

from narrate.check.quantities.quantity import ADDRESS, NUMBER, PHONE, TIME, Quantity
from narrate.check.quantities.reading import Reader, plain
from narrate.languages import primary_language

__all__ = ["ADDRESS", "NUMBER", "PHONE", "TIME", "Quantity", "knows_words", "mentions", "plain", "quantities"]


def quantities(text: str, language: str) -> list[Quantity]:
    """All of them, in no order that means anything. ``language`` is a BCP 47 tag."""
    reader = _reader(primary_language(language))
    return reader.read(text)


def knows_words(language: str) -> bool:
    """Whether the number words of the language are known."""
    return _reader(primary_language(language)).knows


def mentions(text: str, unit: str, language: str) -> bool:
    """Whether ``text`` names the unit, with a number or without; True where its names are not known."""
    reader = _reader(primary_language(language))
    return not reader.knows or any(name == unit for name in reader.named(text))


@cache
def _reader(code: str) -> Reader:
    return Reader(code)
