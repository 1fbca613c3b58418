"""Advice based on PEMAT, the AHRQ's instrument for patient education material, as far as a program can judge.

Advice never fails a run. Numbers in the docstrings below are those of PEMAT-A/V's items.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from narrate.errors import Place, Problem, Severity
from narrate.languages.plain import Plain, plain_words
from narrate.model import Kind, Script, Segment, Sentence
from narrate.script.sentences import count_words

MOST_WORDS = 90  # on a slide, so that it holds one thought
MOST_PASSIVES = 0.25  # share of the sentences


def advise(script: Script) -> Iterator[Problem]:
    """Advise on purpose, length, headings, everyday words, active voice and addressing the listener."""
    slides = [segment for segment in script.segments if segment.kind is Kind.NARRATION]
    yield from _chunks(script, slides)
    plain = plain_words(script.language)
    if plain is None or not slides:
        return
    yield from _purpose(script, slides, plain)
    yield from _words(script, slides, plain)


def _chunks(script: Script, slides: Sequence[Segment]) -> Iterator[Problem]:
    """Advise on PEMAT 8 and 9: the material has short sections with informative headers."""
    for segment in slides:
        words = sum(count_words(sentence.text) for sentence in segment.sentences)
        place = segment.place or script.place
        if words > MOST_WORDS:
            hint = f"split it under two headings, with at most {MOST_WORDS} words each"
            yield _advice(place, "long-chunk", f"{words} words on one slide are too many to follow at once", hint)
        if segment.heading is None:
            hint = "write a heading above it: narrate draft proposes some"
            yield _advice(place, "no-heading", "this slide has no heading", hint)


def _purpose(script: Script, slides: Sequence[Segment], plain: Plain) -> Iterator[Problem]:
    """Advise on PEMAT 1: the material makes its purpose completely evident."""
    start = " ".join([script.title, *(sentence.text for segment in slides[:2] for sentence in segment.sentences)])
    if not plain.purpose.search(start):
        hint = "begin with what the listener will learn: You will hear how …"
        yield _advice(
            slides[0].place or script.place, "no-purpose", "the beginning does not say what the script is for", hint
        )


def _words_of_the_clinic(script: Script, sentences: Iterable[Sentence], plain: Plain) -> Iterator[Problem]:
    """Report each clinical word that has an everyday equivalent, where it first occurs."""
    seen: set[str] = set()
    for sentence in sentences:
        for token in sentence.tokens:
            word = re.sub(r"^\W+|(?<!\W)\W+$", "", token.text).lower()
            if word in plain.everyday and word not in seen:
                seen.add(word)
                place = token.place or sentence.place or script.place
                hint = f"say {plain.everyday[word]!r}"
                yield _advice(place, "everyday-word", f"{word!r} is a medical word that patients may not know", hint)


def _words(script: Script, slides: Sequence[Segment], plain: Plain) -> Iterator[Problem]:
    """Advise on PEMAT 3, 5 and 20: everyday words, active voice, an action that the listener can take."""
    sentences = [sentence for segment in slides for sentence in segment.sentences]
    yield from _words_of_the_clinic(script, sentences, plain)
    passives = [sentence for sentence in sentences if plain.passive.search(sentence.text)]
    if len(passives) > max(2, MOST_PASSIVES * len(sentences)):
        first = passives[0]
        message = f"{len(passives)} of {len(sentences)} sentences are passive; this is the first"
        hint = "say who does it: your nurse gives you …"
        yield _advice(first.place or script.place, "passive-voice", message, hint)
    if sentences and not any(plain.address.search(sentence.text) for sentence in sentences):
        message = "the script never speaks to the listener or says what to do"
        hint = "name at least one action, and address the listener: Call us if …"
        yield _advice(slides[-1].place or script.place, "no-action", message, hint)


def _advice(place: Place, code: str, message: str, hint: str) -> Problem:
    return Problem(place, Severity.ADVICE, code, message, hint)
