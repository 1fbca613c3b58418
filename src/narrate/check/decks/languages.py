"""Finds words marked as another language than they are in, and words that no language is stated for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from narrate.check.decks.slide_facts import SlideFacts
from narrate.errors import Place, Problem, Severity
from narrate.languages import english_name, is_tag, normal_tag
from narrate.languages.recognising import Recogniser
from narrate.languages.scripts import script_name

_HINT = "select the text and choose Review > Language > Set Proofing Language"


def check_languages(slides: Sequence[SlideFacts]) -> Iterator[Problem]:
    """Report each wrong language once for all its slides; a screen reader speaks words with the voice it names."""
    unmarked: list[Place] = []
    wrong: dict[tuple[str, str], list[Place]] = {}
    for slide in slides:
        for tag, text in slide.texts.items():
            if not tag:
                unmarked += [slide.place] if any(map(str.isalpha, text)) else []
            elif is_tag(tag) and (found := recogniser(normal_tag(tag)).other_language(text)):
                wrong.setdefault((tag, found), []).append(slide.place)
    if unmarked:
        message = f"no language is stated for words on {slide_numbers(unmarked)}"
        yield Problem(unmarked[0], Severity.WARNING, "deck-language", message, f"{_HINT}, or let --mend state it")
    for (tag, found), places in wrong.items():
        message = f"words on {slide_numbers(places)} are marked as {_named(tag)}, but are {_named(found)}"
        yield Problem(places[0], Severity.WARNING, "deck-language", message, _HINT)


@cache
def recogniser(tag: str) -> Recogniser:
    """Return what finds texts that are not in the language of ``tag``."""
    return Recogniser(tag)


def slide_numbers(places: Sequence[Place]) -> str:
    """Return the numbers of slides as people write them: ``slide 3``, ``slides 1-4, 7``."""
    spans: list[list[int]] = []
    for line in sorted({place.line for place in places}):
        if spans and spans[-1][1] == line - 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    written = [str(first) if first == last else f"{first}-{last}" for first, last in spans]
    more = f" and {len(written) - _MOST_SPANS} more" if len(written) > _MOST_SPANS else ""
    return (
        f"slide{'s' if len(spans) > 1 or spans[0][0] != spans[0][1] else ''} {', '.join(written[:_MOST_SPANS])}{more}"
    )


_MOST_SPANS = 10


def _named(tag: str) -> str:
    """The English name of a language with its tag: ``French (fr)``. That of a script, such as ``Thai``, has none."""
    return script_name(tag) if len(tag) == 4 and tag[0].isupper() else f"{english_name(tag)} ({tag})"
