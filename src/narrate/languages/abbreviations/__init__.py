"""Abbreviations by language, and the words that begin a sentence after one: a file of data a language.

A line of ``<code>.txt`` is a kind and its words, without their last full stop. What is written small holds for large
letters as well; what has a large letter holds only as it stands ("Sun." is a day, "sun." is not). ``any.txt`` holds for
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
    """What is known of full stops that end no sentence; every set is empty where nothing is known.

    ``inside`` never end a sentence: titles, "e.g.". ``either`` end one only before a word that begins sentences:
    "etc.", "p.m.". ``number`` are abbreviations before a digit and words elsewhere: "no.". ``unit`` are abbreviations
    after a number, and then as ``either``: "in.". ``known`` are all of these. ``ordinal`` says that a number with a
    full stop may be "first" or "second".

    ``function`` are small words that begin sentences and are nobody's name; ``opening`` are these, and the verbs and
    adverbs that begin sentences. ``label`` stand before a letter that is no initial ("vitamin C."), ``particle`` are
    small words of names ("J. Le Goff"). After a word that is ``fronted`` a sentence may begin with a time and go on
    with a name ("At 5 a.m. Dr. Lee …").

    Where no small letter tells that a sentence goes on after a quotation, ``goes_on`` are beginnings of what follows,
    and ``said`` are words near it.
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
    """Those of the language of ``tag``, with those of every language."""
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
