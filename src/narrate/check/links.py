"""Warns of links whose words do not say where they lead."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.errors import Place, Problem, Severity
from narrate.languages.link_words import is_empty_link
from narrate.model import Point, Script, Sentence


def check_links(script: Script) -> Iterator[Problem]:
    """Warn of each link of ``script`` that says only "click here" or the like (WCAG 2.2, 2.4.4)."""
    for segment in script.segments:
        texts: list[Sentence | Point] = [*segment.sentences, *segment.points]
        for text in texts:
            for link in text.links:
                words = text.text[link.start : link.end]
                if is_empty_link(words, script.language):
                    place = _place(text, link.start) or segment.place or script.place
                    message = f"the words of the link, {words!r}, do not say where it leads"
                    hint = "put the link on words that name what it leads to: [our guide to exercise](https://…)"
                    yield Problem(place, Severity.WARNING, "link-words", message, hint)


def _place(text: Sentence | Point, offset: int) -> Place | None:
    """The place of the word at ``offset`` of ``text``."""
    if isinstance(text, Point):
        return text.place
    places = (token.place for token in text.tokens if token.start + len(token.text) > offset)
    return next(places, None) or text.place
