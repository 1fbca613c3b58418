"""The braille of each language: liblouis' tables, and what is known of them.

A language stands here only if its table gives nothing but the 64 cells of BRF and keeps every number. What was measured
of each table, and why other languages are missing, is in ``docs/formats/brf.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from narrate.languages import primary_language


@dataclass(frozen=True, slots=True)
class Table:
    """How liblouis writes a language in braille.

    - ``display``, ``translation``: the names of liblouis' tables. The first gives braille characters of Unicode, in which
      eight dots can be told from six.
    - ``contracted``: whether the braille has contractions, as most of its readers expect.
    - ``sign``: the cell before a number. ``digits``: the cells of the digits 0 to 9.
    - ``apart``: letters that need a space after a digit, because the table would write them like digits: "5 g", not
      "5g", which reads 57.
    - ``before_digits``: cells that the table puts between the sign of numbers and the first digit.
    - ``words``: what is written for characters that the table lacks.
    - ``joins_numbers``: whether numbers with a space between them become one word. ``joins_signs``: whether a number or
      a sign may lose the space before what follows.
    - ``read_as``: letters that come back as others when liblouis turns the braille round.
    - ``turns_round``: whether translating back gives all letters again.
    - ``marks_latin``: whether Latin letters can be told from the letters of the language.
    """

    display: str
    translation: str
    contracted: bool = False
    sign: str = "#"
    digits: str = "JABCDEFGHI"
    apart: str = ""
    before_digits: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    joins_numbers: bool = False
    joins_signs: bool = False
    read_as: Mapping[str, str] = field(default_factory=dict)
    turns_round: bool = False
    marks_latin: bool = True


_DOTS = "unicode.dis"
_A_TO_J = "abcdefghij"
_SPANISH = {
    "°": " grados ",
    "≥": " mayor o igual que ",
    "≤": " menor o igual que ",
    "_": " guion bajo ",
    "#": " número ",
}
_ITALIAN = {
    **dict.fromkeys("-‐‑–—−", "\u00ad"),
    "±": " più o meno ",
    "≥": " maggiore o uguale a ",
    "≤": " minore o uguale a ",
}
_PORTUGUESE = {"±": " mais ou menos ", "≥": " maior ou igual a ", "≤": " menor ou igual a "}

TABLES: Mapping[str, Table] = {
    "ar": Table(_DOTS, "ar-ar-g1.utb", turns_round=True, marks_latin=False),
    "de": Table(_DOTS, "de-g1.ctb", contracted=True, joins_signs=True, turns_round=True),
    "en": Table(_DOTS, "en-ueb-g2.ctb", contracted=True, joins_numbers=True, turns_round=True),
    "es": Table(_DOTS, "es-g1.ctb", apart=_A_TO_J, words=_SPANISH, turns_round=True),
    "fr": Table(
        _DOTS,
        "fr-bfu-comp6.utb",
        sign=",",
        digits="#*<%?:$]\\[",
        apart="½¼¾⅓⅔⅛",
        before_digits="678-(",
        turns_round=True,
    ),
    "hi": Table(_DOTS, "hi-in-g1.utb", apart=_A_TO_J, marks_latin=False),
    "it": Table(_DOTS, "it-it-comp6.utb", apart=_A_TO_J, words=_ITALIAN),
    "ko": Table(_DOTS, "ko-g2.ctb", apart=_A_TO_J, contracted=True, marks_latin=False),
    "pl": Table(_DOTS, "Pl-Pl-g1.utb", apart=_A_TO_J, turns_round=True),
    "pt": Table(_DOTS, "pt-pt-g1.utb", apart=_A_TO_J, words=_PORTUGUESE, read_as={"§": "ss"}, turns_round=True),
    "ru": Table("ru-unicode.dis", "ru-litbrl.ctb", joins_signs=True),
    "vi": Table(_DOTS, "vi-vn-g0.utb", joins_numbers=True),
}


def table_for(language: str) -> Table | None:
    """Return the table for a language (BCP 47), or None if there is no good one."""
    return TABLES.get(primary_language(language))
