"""Abbreviations by language, and the words that begin a sentence after one; one data file per language.

Each line of ``<code>.txt`` is a kind and the words of that kind, without their final full stop. Lower-case entries also
match capitals; entries with a capital match only as written ("Sun." is a day, "sun." is not). ``any.txt`` applies to
every language.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from narrate.languages import language_data

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """What tells whether a full stop ends a sentence. Sets are empty if nothing is known.

    Abbreviations:

    - ``inside``: never end a sentence: titles, "e.g.".
    - ``either``: end a sentence only before a word that begins sentences: "etc.", "p.m.".
    - ``number``: are abbreviations before a digit, and words elsewhere: "no.".
    - ``unit``: are abbreviations after a number, and are then like ``either``: "in.".
    - ``known``: all of these.
    - ``ordinal``: whether a number with a full stop may be an ordinal, as in German.

    Other words:

    - ``function``: small words that begin sentences and are never names.
    - ``opening``: these, and verbs and adverbs that begin sentences.
    - ``label``: words before a letter that is not an initial: "vitamin C.".
    - ``particle``: small words in names: "J. Le Goff".
    - ``fronted``: after such a word a sentence may begin with a time and continue with a name: "At 5 a.m. Dr. Lee …".
    - ``goes_on``, ``said``: beginnings of a sentence that continues after a quotation, and words near them. Needed
      where capitals do not show that a sentence continues.
    """

    inside: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    number: frozenset[str] = frozenset()
    unit: frozenset[str] = frozenset()
    function: frozenset[str] = frozenset()
    opening: frozenset[str] = frozenset()
    label: frozenset[str] = frozenset()
    particle: frozenset[str] = frozenset()
    fronted: frozenset[str] = frozenset()
    goes_on: tuple[str, ...] = ()
    said: frozenset[str] = frozenset()
    ordinal: bool = False
    known: frozenset[str] = frozenset()


@cache
def abbreviations(tag: str) -> Abbreviations:
    """Return the abbreviations of the language of ``tag``, together with those of every language."""
    data = language_data(tag)
    words: dict[str, set[str]] = {}
    for code in ("any", data.code):
        for kind, more in _read(code).items():
            words.setdefault(kind, set()).update(more)
    sets = {
        kind: frozenset(words.get(kind, ()))
        for kind in ("inside", "either", "number", "unit", "function", "label", "particle", "fronted", "said")
    }
    return Abbreviations(
        **sets,
        opening=sets["function"] | data.openers | frozenset(words.get("verbs", ())),
        goes_on=tuple(sorted(words.get("goes_on", ()))),
        ordinal="ordinal" in words,
        known=sets["inside"] | sets["either"] | sets["number"] | sets["unit"],
    )


def _read(code: str) -> dict[str, list[str]]:
    path = _FOLDER / f"{code}.txt"
    kinds: dict[str, list[str]] = {}
    if code.isalpha() and path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            kind, colon, words = line.partition(":")
            if colon and not line.startswith("#"):
                kinds.setdefault(kind, []).extend(words.split())
    return kinds
