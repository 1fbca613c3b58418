"""Words in raw transcripts that mark what nobody narrates, by language.

Each language is a module here, applied to texts in that language. English words apply to every text, since films from
anywhere contain ``[music]`` and ``Speaker 1``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cache
from importlib import import_module, util

from narrate.languages import primary_language


@dataclass(frozen=True, slots=True)
class Transcripts:
    """Words in lower case; phrases contain single spaces.

    ``announces`` announce a transcript; ``films`` precede those words and are not a title; ``titles`` label a title.
    ``stage`` are stage words. A bracket is left out if every word in it is in ``stage``, ``doubtful`` or ``beside``,
    and at least one in the first two. ``doubtful`` words are also used by patients ("cough", "music"). ``pressed``
    words show that a bracket in their sentence names a key: "press (pause)". ``sounds`` are verbs for noises in
    captions ("PHONE RINGS"); ``body`` are parts of the body, which can make them too. ``unheard`` stand for what could
    not be heard.

    ``seen`` label what a film shows ("On-screen text:"), ``said`` label narration ("Voiceover:"); ``perhaps_seen`` and
    ``perhaps_said`` also label other things ("Camera:", "Voice:"). ``visual`` are phrases of such descriptions;
    ``addressed`` are words for the people a text addresses. ``speaks`` follow a name. ``narrators`` are roles that
    only speak; ``persons`` may speak or be spoken to. ``signals`` precede a colon but are not speakers.

    ``pages`` are a web page's own words, ``buttons`` those that may also be text, ``sites`` parts of breadcrumbs.
    ``credits`` precede a name in a line about who made a film. ``labels`` begin such a line before a colon, ``dated``
    one with a date, ``sources`` one about sources; ``rights`` claim rights.

    ``negations`` and ``amounts`` (numbers and doses in words) are never left out. ``joining`` words after a hyphen and
    a space show that it belongs there ("pre- and post-"); ``compounding`` words keep the hyphen after them
    ("well-known"). ``capitals_tell``: within a sentence only names are capitalised.
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
    """The phrases of ``text``, separated by commas."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


@cache
def transcript_words(tag: str) -> Transcripts:
    """The words of the language of a BCP 47 tag, together with the English ones."""
    from narrate.languages.transcript_words import en

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


# Words that are certain in English may be doubtful elsewhere: "Pause" is a rest in German.
_UNLESS = [
    ("stage", "doubtful"),
    ("seen", "perhaps_seen"),
    ("said", "perhaps_said"),
    ("narrators", "persons"),
    ("pages", "buttons"),
]
# English words of these kinds would mean something else in another language.
_OWN_ALONE = frozenset(["persons", "pressed", "addressed", "joining", "compounding", "capitals_tell"])
