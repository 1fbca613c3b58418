"""Checks the descriptions of figures, and finds slides with too much text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from narrate.errors import Place, Problem, Severity
from narrate.languages.picture_words import SCANS, PictureWords, picture_words
from narrate.model import Figure, Script, Segment
from narrate.script.sentences import count_words

_NO_LETTERS_AT_END = re.compile(r"(?<![\W\d_])[\W\d_]+$")
_FILE = re.compile(
    r"\S+\.(?:png|jpe?g|webp|svg|gif|tiff?|bmp|heic)|(?:img|dscn?|image|screenshot|scan)[-_ ]?\d+|untitled"
)
_FEW_WORDS = 3  # a text of at most so many words is a name, not a longer description


def check_pictures(script: Script) -> Iterator[Problem]:
    """Report figures whose descriptions do not help people who cannot see them.

    A figure may be called decoration and need no description, but not if its parts are highlighted.
    """
    seen: dict[str, Path] = {}
    for segment in script.segments:
        lit = {cue.part for sentence in segment.sentences for cue in sentence.cues}
        for figure in segment.figures:
            place = figure.place or script.place
            if figure.decorative and lit & set(figure.parts):
                message = "parts of this figure are highlighted, so it is not decoration and needs a description"
                yield Problem(place, Severity.ERROR, "missing-alt", message, "describe it: ![what it shows](…)")
            elif figure.decorative and figure.description:
                message = "this figure has a longer description, but no short one"
                yield Problem(place, Severity.WARNING, "missing-alt", message, "describe it: ![what it shows](…)")
            for text in filter(None, (figure.alt, figure.description)):
                yield from _judge(script, segment, figure, text, seen)
            if figure.description:
                yield from _judge_length(script, figure, place, alone=len(segment.figures) == 1)


def _judge(script: Script, segment: Segment, figure: Figure, text: str, seen: dict[str, Path]) -> Iterator[Problem]:
    """Report the description ``text`` of ``figure`` if it says nothing. ``seen`` has the figures with earlier texts."""
    place, words, shown = figure.place or script.place, picture_words(script.language), repr(text[:60])
    plain = _plain(text)
    first = seen.setdefault(plain, figure.path)
    opening = _opening(text, words) if words else ""
    if says_nothing(text, figure.path.stem, words):
        hint = "say what it shows; leave the brackets empty only for decoration"
        yield Problem(place, Severity.WARNING, "missing-alt", f"{shown} does not describe the figure", hint)
    elif plain == _plain(segment.heading or ""):
        message = f"the description {shown} only repeats the heading"
        yield Problem(place, Severity.WARNING, "alt-repeats", message, "say what the figure shows")
    elif first != figure.path:
        message = f"{first.name} and {figure.path.name} have the same description, {shown}"
        yield Problem(place, Severity.WARNING, "alt-repeats", message, "say what only this figure shows")
    elif opening:
        message = f"{opening!r} can be left out: listeners are told that this is a picture"
        yield Problem(place, Severity.ADVICE, "alt-opening", message, "begin with what the figure shows")


def _judge_length(script: Script, figure: Figure, place: Place, *, alone: bool) -> Iterator[Problem]:
    """Report a longer description that is short. ``alone`` means that no other figure stands on the slide."""
    spaced = " " in figure.description or script.language.split("-")[0] not in (
        "ja",
        "zh",
        "yue",
        "th",
        "lo",
        "km",
        "my",
    )
    few = spaced and count_words(figure.description) <= _FEW_WORDS
    if not few and len(figure.description) > len(figure.alt):
        return
    message = f"the longer description {figure.description[:60]!r} says no more than the short one"
    hint = "describe the figure in more detail, or delete it"
    if alone:
        hint += "; a single figure has no name, so put words for everybody into a point or the narration"
    yield Problem(place, Severity.WARNING, "alt-not-longer", message, hint)


def says_nothing(text: str, name: str, words: PictureWords | None) -> bool:
    """Whether the description ``text`` is the name of a file, or only says that there is a picture.

    ``name`` is the name of the picture or of its file, without ending; ``words`` are those of the description's language.
    They are tried together with the English ones.
    """
    plain = text.casefold().strip(" .:!")
    stem = name.casefold()
    if _FILE.fullmatch(plain) or (plain == stem and not stem.isalpha()):
        return True
    return any(_is_bare(plain, known) for known in (words, picture_words("en")) if known)


def _is_bare(plain: str, words: PictureWords) -> bool:
    """Whether nothing is left of ``plain`` without the words for a picture, a number and articles."""
    left = _NO_LETTERS_AT_END.sub("", _without_article(plain, words))
    if left in ("", *words.kinds):
        return True
    opening = next((each for each in words.openings if f"{left} ".startswith(each)), "")
    return bool(opening) and f"{left} "[len(opening) :].strip() in ("", *words.articles)


def _opening(text: str, words: PictureWords) -> str:
    """Return the words of ``text`` that only say that it describes a picture; empty if there are none."""
    whole = text.strip(" .。।")
    lower = _without_article(whole.casefold(), words)
    before = len(whole) - len(lower)
    for opening in sorted(words.openings, key=len, reverse=True):
        if lower.startswith(opening):
            rest = _without_article(lower[len(opening) :], words)
            return "" if rest.startswith(SCANS) else whole[: before + len(opening)].strip()
    return next((ending for ending in words.endings if lower.endswith(ending)), "")


def _without_article(text: str, words: PictureWords) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first in words.articles else text


def _plain(text: str) -> str:
    """Return ``text`` for comparison: small letters and no signs."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def check_fullness(script: Script, paginated: Script) -> Iterator[Problem]:
    """Advise on segments of ``script`` that fill several slides. ``paginated`` is the script divided into slides."""
    parts = {segment.id: 0 for segment in script.segments}
    for segment in paginated.segments:
        base = segment.id if segment.id in parts else segment.id.rpartition(".")[0]
        parts[base] = parts.get(base, 0) + 1
    for segment in script.segments:
        if parts[segment.id] > 2:
            place = segment.place or script.place
            message = f"the text fills {parts[segment.id]} slides"
            yield Problem(
                place, Severity.ADVICE, "full-slide", message, "give each idea a heading of its own, or add points"
            )
