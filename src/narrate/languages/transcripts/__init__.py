"""Raw transcripts: the words of each language that mark what nobody narrates.

A language is a module here. What is known in one of them is looked for in texts of that language; English words are
looked for in every text, since films from anywhere carry ``[music]`` and ``Speaker 1``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib import import_module, util


@dataclass(frozen=True, slots=True)
class Transcripts:
    """Words in small letters; phrases hold single spaces.

    ``announces`` announce a transcript, ``films`` stand before those words and are no title, ``titles`` label a title. ``stage`` are stage words:
    what brackets hold is left out where all of it is ``stage`` or ``beside``, and one word at least ``stage``.
    ``sounds`` are what things do in captions ("PHONE RINGS"), ``unheard`` what stands for words that could not be heard.

    ``seen`` label what a film shows and does not say ("On-screen text:"), ``visual`` are words of such descriptions
    that no patient is told ("camera"). ``said`` label narration itself ("Voiceover:"), ``says`` follow a name.

    ``narrators`` are roles that only speak; ``persons`` may speak, and may be spoken to. ``signals`` stand before a
    colon and are no speaker. ``pages`` are a web page's own words; ``credits`` begin a line about who made a film;
    ``sources`` begin one about where facts come from; ``rights`` claim them.

    ``negations`` are never left out. ``joining`` words after a hyphen and a space show that it belongs there ("pre- and
    post-"); ``compounding`` words before a hyphen keep it ("well-known").
    """

    announces: frozenset[str] = frozenset()
    films: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    stage: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    sounds: frozenset[str] = frozenset()
    unheard: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()
    visual: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    says: frozenset[str] = frozenset()
    narrators: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    signals: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    credits: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    rights: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    compounding: frozenset[str] = frozenset()


def words(text: str) -> frozenset[str]:
    """The words of ``text``."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """The phrases of ``text``, which commas set apart."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


@cache
def transcript_words(tag: str) -> Transcripts:
    """What is known of raw transcripts in the language of a BCP 47 tag, with English beside it."""
    from narrate.languages.transcripts import en

    code = tag.split("-", maxsplit=1)[0].lower()
    code = {"tl": "fil"}.get(code, code)
    if code == "en" or not code.isalpha() or util.find_spec(f"{__name__}.{code}") is None:
        return en.TRANSCRIPTS
    own: Transcripts = import_module(f"{__name__}.{code}").TRANSCRIPTS
    return Transcripts(**{each.name: _both(own, en.TRANSCRIPTS, each.name) for each in fields(Transcripts)})


# In these, English words would mean something else in a text of another language.
_OWN_ALONE = frozenset(["joining", "compounding", "persons"])


def _both(own: Transcripts, english: Transcripts, name: str) -> frozenset[str]:
    mine: frozenset[str] = getattr(own, name)
    others: frozenset[str] = frozenset() if name in _OWN_ALONE else getattr(english, name)
    return mine | others
