"""The described edition: a script with sentences for people who cannot see its slides."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from narrate.languages import language_data
from narrate.model import Deck, Purpose, Script, Segment, Sentence
from narrate.script.sentences import tokenise


def add_descriptions(script: Script, deck: Deck, voice: str = "") -> Script:  # noqa: ARG001
    """A stand-in: says the number and the heading of each slide."""
    phrase, total = language_data(script.language).phrases["announce_slide"], len(script.segments)
    segments = []
    for number, segment in enumerate(script.segments, 1):
        added = [_sentence(segment, phrase.format(number=number, total=total), Purpose.SLIDE_NUMBER, voice)]
        if segment.heading and segment.heading != segment.sentences[0].text:
            added.append(_sentence(segment, f"{segment.heading}.", Purpose.HEADING, voice))
        segments.append(replace(segment, sentences=(*added, *segment.sentences)))
    return replace(script, segments=tuple(segments))


def _sentence(segment: Segment, text: str, purpose: Purpose, voice: str) -> Sentence:
    digest = hashlib.blake2b(text.encode(), digest_size=4).hexdigest()
    return Sentence(
        f"{segment.id}.{purpose}.{digest}", text, tokenise(text), place=segment.place, voice=voice,
        shown=False, purpose=purpose,
    )  # fmt: skip
