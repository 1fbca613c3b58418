"""Makes the closing slide, which says where to listen again, in the script's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from narrate.errors import Place, Problem, Severity
from narrate.languages import foreign_phrases, language_data
from narrate.model import Kind, Script, Segment
from narrate.script.segments import SegmentMaker, SpokenSentence
from narrate.script.sentences import tokenise


def with_closing(script: Script) -> tuple[Script, list[Problem]]:
    """Return ``script`` with a closing slide, and warnings. A closing slide in a deck's notes is replaced."""
    closing, problems = closing_segment(script)
    if closing is None:
        return script, problems
    if _text(script.segments[-1]) == _text(closing):
        return with_closing(replace(script, segments=script.segments[:-1]))
    return replace(script, segments=(*script.segments, closing)), problems


def closing_segment(script: Script) -> tuple[Segment | None, list[Problem]]:
    """Return (closing slide, warnings). The slide is None if the script has no web address to give.

    It is also None, with a warning, if the phrases of the slide are not known in the script's language.
    """
    if not script.address or not script.segments:
        return None, []
    data = language_data(script.language)
    if foreign_phrases(script.language):
        message = f"the closing slide is left out: narrate does not know its words in {script.language!r}"
        hint = "write a last slide that gives the address"
        place = Place(str(script.settings or script.path))
        return None, [Problem(place, Severity.WARNING, "no-closing", message, hint)]
    phrases = data.phrases
    address = script.address.partition("://")[2].rstrip("/") or script.address
    again = phrases["closing_again"].format(address=address)
    tokens = tuple(
        replace(token, alias=_said(token.text, phrases)) if address in token.text else token
        for token in tokenise(again)
    )
    spoken = [SpokenSentence(phrases["closing_title"], 0, None), SpokenSentence(again, 1, None, tokens=tokens)]
    spoken += [SpokenSentence(phrases[name], 1, None) for name in ("closing_share", "closing_ask")]
    taken = [segment.id for segment in script.segments]
    return SegmentMaker(taken).make(Kind.CLOSING, spoken, heading=phrases["closing_title"]), []


def _text(segment: Segment) -> str:
    return " ".join(sentence.text for sentence in segment.sentences)


def _said(address: str, phrases: Mapping[str, str]) -> str:
    """The web address as dictated to somebody who writes it down ("dot", "slash"). Punctuation after it stays."""
    core = address.rstrip(".,;:!?")
    for sign, name in ((".", "dot"), ("/", "slash"), ("-", "hyphen"), ("_", "underscore")):
        core = core.replace(sign, f" {phrases[name]} ")
    return " ".join(core.split()) + address[len(address.rstrip(".,;:!?")) :]
