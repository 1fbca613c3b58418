"""Finds words marked as another language than they are in, and words that no language is stated for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from narrate.check.decks.slide_facts import SlideFacts
from narrate.check.decks.slide_numbers import slide_numbers
from narrate.errors import Place, Problem, Severity
from narrate.languages import english_name, is_tag, normal_tag
from narrate.languages.recognising import Recogniser
from narrate.languages.scripts import script_name

_FEWEST_SMALL = 4
_HINT = "select the text and choose Review > Language > Set Proofing Language"


def check_languages(slides: Sequence[SlideFacts]) -> Iterator[Problem]:
    """Report each wrong language once for all its slides; a screen reader speaks words with the voice it names."""
    unmarked: list[Place] = []
    wrong: dict[tuple[str, str], list[Place]] = {}
    for slide in slides:
        for tag, text in slide.texts.items():
            if not tag:
                unmarked += [slide.place] if any(map(str.isalpha, text)) else []
            elif is_tag(tag) and (found := recogniser(normal_tag(tag)).other_language(running(text))):
                wrong.setdefault((tag, found), []).append(slide.place)
    if unmarked:
        message = f"no language is stated for words on {slide_numbers(unmarked)}"
        yield Problem(unmarked[0], Severity.WARNING, "deck-language", message, _HINT)
    for (tag, found), places in wrong.items():
        message = f"words on {slide_numbers(places)} are marked as {_named(tag)}, but are {_named(found)}"
        yield Problem(places[0], Severity.WARNING, "deck-language", message, _HINT)


def running(text: str) -> str:
    """Return the lines of ``text`` that are phrases. Names and titles of people, often listed, are in no language."""
    return "\n".join(line for line in text.split("\n") if _is_phrase(line.split()))


def _is_phrase(words: Sequence[str]) -> bool:
    """Whether at least four words and two fifths of all begin with a small letter, or with one that has no capital."""
    if len(words) == 1:
        return not words[0][0].isascii()  # perhaps a whole sentence, in a script without spaces
    small = sum(word[0].isalpha() and word[0] == word[0].lower() for word in words)
    return small >= _FEWEST_SMALL and small * 5 >= len(words) * 2


@cache
def recogniser(tag: str) -> Recogniser:
    """Return what finds texts that are not in the language of ``tag``."""
    return Recogniser(tag)


def _named(tag: str) -> str:
    """The English name of a language with its tag: ``French (fr)``. That of a script, such as ``Thai``, has none."""
    return script_name(tag) if len(tag) == 4 and tag[0].isupper() else f"{english_name(tag)} ({tag})"
