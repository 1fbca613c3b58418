"""Words by which raw transcripts show what nobody narrates, by language.

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
    """The words of one language, in lower case. Words of a phrase have single spaces between them.

    Titles and stage directions:

    - ``announces``: announce a transcript ("transcript"). ``films`` stand beside such a word in a line that is no title
      ("video transcript"). ``titles`` label a title ("Title:").
    - ``stage``: only occur in stage directions. ``doubtful``: are also used by patients ("cough", "music"). ``beside``:
      occur in directions beside those. A bracket is left out if all its words are of these three kinds, and at least
      one is of the first two.
    - ``pressed``: show that a bracket in their sentence names a key: "press (pause)".
    - ``sounds``: verbs for noises in captions ("PHONE RINGS"). ``body``: parts of the body, which can make noises too.
    - ``unheard``: stand for what could not be heard ("inaudible").

    Columns and speakers:

    - ``seen``: label what a film shows ("On-screen text:"). ``said``: label narration ("Voiceover:"). ``perhaps_seen``,
      ``perhaps_said``: also label other things ("Camera:", "Voice:").
    - ``visual``: phrases in descriptions of what a film shows ("close-up of").
    - ``addressed``: words for the people whom a text addresses ("you").
    - ``speaks``: follow a speaker's name ("speaking"). ``narrators``: roles that only speak. ``persons``: people who
      may speak or be spoken to ("nurse"). ``signals``: precede a colon but are no speakers ("warning").

    Web pages and credits:

    - ``pages``: a web page's own words ("skip to content"). ``buttons``: such words that may also be text ("close").
      ``sites``: parts of breadcrumbs.
    - ``credits``: precede a name in a line about who made a film. Before a colon, ``labels`` begin such a line,
      ``dated`` a line with a date, ``sources`` a line about sources. ``rights``: claim rights.

    Words and hyphens:

    - ``negations``, ``amounts`` (numbers and doses in words): are never left out.
    - ``joining``: after a hyphen and a space, show that the hyphen belongs there ("pre- and post-"). ``compounding``:
      keep the hyphen after them ("well-known").
    - ``capitals_tell``: whether only names are capitalised within a sentence.
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
    """Return the words of ``text``, separated by white space."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """Return the phrases of ``text``, separated by commas."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


@cache
def transcript_words(tag: str) -> Transcripts:
    """Return the words of the language of a BCP 47 tag, together with the English ones."""
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
