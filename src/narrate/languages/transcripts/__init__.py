"""Raw transcripts: the words of each language that mark what nobody narrates.

A language is a module here. What is known in one of them is looked for in texts of that language; English words are
looked for in every text, since films from anywhere carry ``[music]`` and ``Speaker 1``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cache
from importlib import import_module, util

from narrate.languages import primary_language


@dataclass(frozen=True, slots=True)
class Transcripts:
    """Words in small letters; phrases hold single spaces.

    ``announces`` announce a transcript, ``films`` stand before those words and are no title, ``titles`` label a title.

    ``stage`` are stage words: what brackets hold is left out where all of it is ``stage``, ``doubtful`` or ``beside``, and
    one word at least one of the first two. ``doubtful`` words are words of patients too ("cough", "music"). ``pressed``
    words show that a bracket in their sentence names a key: "press (pause)". ``sounds`` are what things do in captions
    ("PHONE RINGS"), ``body`` parts of the body, which do so as well. ``unheard`` stand for what could not be heard.

    ``seen`` label what a film shows and does not say ("On-screen text:"), ``said`` narration itself ("Voiceover:");
    ``perhaps_seen`` and ``perhaps_said`` label other things too ("Camera:", "Voice:"). ``visual`` are phrases of such
    descriptions, ``addressed`` are words for those whom a text speaks to. ``speaks`` follow a name.

    ``narrators`` are roles that only speak; ``persons`` may speak, and may be spoken to. ``signals`` stand before a
    colon and are no speaker.

    ``pages`` are a web page's own words, ``buttons`` those that may be words of a text, ``sites`` parts of breadcrumbs.
    ``credits`` stand before a name in a line about who made a film, ``labels`` are what such a line may begin with before
    a colon, ``dated`` begin one with a date, ``sources`` one about where facts come from; ``rights`` claim them.

    ``negations`` and ``amounts`` (numbers and doses in words) are never left out. ``joining`` words after a hyphen and a
    space show that it belongs there ("pre- and post-"); ``compounding`` words before a hyphen keep it ("well-known").
    ``capitals_tell`` says that within a sentence only names begin with a large letter.
    """

    announces: frozenset[str] = frozenset()
    films: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    stage: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    pressed: frozenset[str] = frozenset()
    sounds: frozenset[str] = frozenset()
    body: frozenset[str] = frozenset()
    unheard: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()
    perhaps_seen: frozenset[str] = frozenset()
    visual: frozenset[str] = frozenset()
    addressed: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    perhaps_said: frozenset[str] = frozenset()
    speaks: frozenset[str] = frozenset()
    narrators: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    signals: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    buttons: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    credits: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    dated: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    rights: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    compounding: frozenset[str] = frozenset()
    capitals_tell: bool = True


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

    code = primary_language(tag)
    code = {"tl": "fil"}.get(code, code)
    if code == "en" or not code.isalpha() or util.find_spec(f"{__name__}.{code}") is None:
        return en.TRANSCRIPTS
    own: Transcripts = import_module(f"{__name__}.{code}").TRANSCRIPTS
    shared = {
        each.name: getattr(own, each.name) | getattr(en.TRANSCRIPTS, each.name)
        for each in fields(Transcripts)
        if each.name not in _OWN_ALONE
    }
    for sure, unsure in _UNLESS:
        shared[sure] -= getattr(own, unsure)
    return replace(own, **shared)


# What English is sure of, another language may not be: "Pause" is a rest in German.
_UNLESS = [
    ("stage", "doubtful"),
    ("seen", "perhaps_seen"),
    ("said", "perhaps_said"),
    ("narrators", "persons"),
    ("pages", "buttons"),
]
# In these, English words would mean something else in a text of another language.
_OWN_ALONE = frozenset(["persons", "pressed", "addressed", "joining", "compounding", "capitals_tell"])
