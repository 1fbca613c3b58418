"""Finds numbers that were read differently from what is written: "20" for "200", "fifteen" for "fifty".

For each number of a sentence, espeak-ng also reads the numbers that are commonly confused with it. The recording is
compared with all these readings, adapted to the speaker's voice. Only a few frames tell thirteen from thirty, so the
comparison is limited to the number and its neighbouring words, which all readings share.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from narrate.languages.spoken import spoken_forms
from narrate.model import Sentence, Token
from narrate.speech.alignment.features import SoundFrames
from narrate.speech.alignment.reading import PhonemeReader, Reading
from narrate.speech.alignment.warping import PASS_OVER, STAY, distances, warp
from narrate.speech.lexicon import Lexicon
from narrate.speech.pronouncing import edges, say_sentence
from narrate.speech.recordings.takes import Recorded

_DIGITS = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?")
_WORDS = (*range(1, 21), *range(30, 100, 10), 100, 1000)  # numbers that are one word in some language
_SURE = 3.5  # another number must be closer by this distance, summed over frames


@dataclass(frozen=True, slots=True)
class Misread:
    """A number in ``sentence`` that seems to be misread: ``instead`` is said for ``number``.

    It is in the token with the index ``token``, which begins at the frame ``first`` of the recording.
    """

    sentence: Sentence
    token: int
    first: int
    number: str
    instead: str


def misread_numbers(recorded: Recorded, reader: PhonemeReader, language: str) -> Iterator[Misread]:
    """Yield the numbers in the used takes that sound like another number. Raises OutsideError if espeak-ng fails."""
    if recorded.speaker is None:
        return  # too little speech to learn the speaker's voice from
    taken = [(recorded.sentences[number], place) for number, place in recorded.places.items()]
    words = _number_words((sentence for sentence, _ in taken), reader, language)
    for sentence, place in taken:
        for token, written, say in _numbers(sentence, words, sentence.language or language):
            index = next((n for n in reversed(range(len(place.words))) if place.words[n][0] <= token), None)
            if index is None:
                continue
            around = place.words[max(0, index - 1) : index + 2]
            part = recorded.speaker.heard(recorded.recording.heard.part(around[0][1], around[-1][2]))
            unlikeness = {}
            for number in (written, *alternatives(written)):
                reading = reader.read(say(number), recorded.recording.heard.ear, recorded.rate)
                if reading is not None:
                    reading = _between(reading, around[0][0], around[-1][0])
                    unlikeness[number] = _unlike(part, recorded.speaker.reading(reading))
            instead = min(unlikeness, key=unlikeness.__getitem__, default=written)
            if unlikeness.get(written, 0.0) - unlikeness.get(instead, 0.0) > _SURE:
                yield Misread(sentence, token, place.words[index][1], written, instead)


def _numbers(
    sentence: Sentence, words: Mapping[str, str], language: str
) -> Iterator[tuple[int, str, Callable[[str], Sentence]]]:
    """Yield each number of ``sentence`` as (token, number in digits, function).

    The function takes another number in digits and returns the sentence with that number instead. ``words`` has number
    words with their numbers, as from ``_number_words``.
    """
    starts = [token.start for token in sentence.tokens]
    for match in _DIGITS.finditer(sentence.text):
        again = _with(sentence, match, match.group(), language)
        if [token.alias for token in again.tokens] == [token.alias for token in sentence.tokens]:

            def say(other: str, match: re.Match[str] = match) -> Sentence:
                return _with(sentence, match, other, language)

            yield bisect_right(starts, match.start()) - 1, match.group(), say
    for number, token in enumerate(sentence.tokens):
        if value := words.get(_core(token)) if token.alias is None else "":

            def say_word(other: str, number: int = number, token: Token = token, value: str = value) -> Sentence:
                if other == value:
                    return sentence
                before, after = edges(token.text)
                tokens = [*sentence.tokens]
                tokens[number] = replace(token, alias=f"{before}{other}{after}", phonemes="")
                return replace(sentence, tokens=tokens)

            yield number, value, say_word


def _with(sentence: Sentence, match: re.Match[str], other: str, language: str) -> Sentence:
    """Return ``sentence`` with ``other`` in place of ``match``, pronounced by the rules of ``language``.

    No lexicon is used.
    """
    first, last, longer = *match.span(), len(other) - len(match.group())
    tokens = [
        Token(token.text[: first - token.start] + other + token.text[last - token.start :], token.start)
        if token.start <= first < token.start + len(token.text)
        else Token(token.text, token.start + (longer if token.start > first else 0))
        for token in sentence.tokens
    ]
    text = sentence.text[:first] + other + sentence.text[last:]
    return say_sentence(replace(sentence, text=text, tokens=tokens, cues=()), language, Lexicon(()))


def _number_words(sentences: Iterable[Sentence], reader: PhonemeReader, language: str) -> dict[str, str]:
    """Return the number words in ``sentences`` with their numbers in digits.

    A word counts if espeak-ng says it like the digits, or if it is the language's own spoken form of a number.
    """
    words = sorted({_core(token) for sentence in sentences for token in sentence.tokens} - {""})
    numbers = [str(number) for number in _WORDS]
    sounds = reader.sounds([*numbers, *words])
    known = dict(zip(sounds[: len(numbers)], numbers, strict=True))
    spoken = {word: known[sound] for word, sound in zip(words, sounds[len(numbers) :], strict=True) if sound in known}
    return spoken | {form.words: number for number in numbers for form in spoken_forms(number, language)}


def _core(token: Token) -> str:
    """Return the word in the text of ``token`` in lower case, without punctuation; "" if it is not all letters."""
    before, after = edges(token.text)
    core = token.text.removeprefix(before).removesuffix(after).lower()
    return core if core.isalpha() else ""


def _between(reading: Reading, first: int, last: int) -> Reading:
    """Return the states of ``reading`` from token ``first`` to token ``last``, with the silences around them."""
    inside = np.flatnonzero((reading.tokens >= first) & (reading.tokens <= last))
    if not len(inside):
        return reading
    states = slice(max(0, int(inside[0]) - 1), int(inside[-1]) + 2)
    return Reading(reading.rows[states], reading.tokens[states])


def _unlike(heard: SoundFrames, reading: Reading) -> float:
    """Return the distance of a sound from a reading, summed along their best alignment."""
    path = warp(heard, reading)
    steps = np.diff(path, prepend=path[:1] - 1)
    effort = np.select(
        [steps == 0, steps == 2, steps > 2], [np.where(reading.silent[path], 0, STAY), PASS_OVER, 2 * PASS_OVER], 0.0
    )
    frames = distances(heard.rows, heard.over_db, reading)[np.arange(len(path)), path]
    return float((frames + effort).sum())


def alternatives(number: str) -> list[str]:
    """Return the numbers that ``number`` (in digits) may be mistaken for.

    For example ten times as much or as little, thirteen for thirty, or one other digit.
    """
    whole, mark, part = number.replace(",", ".").partition(".")
    if mark and len(part) == 3 and whole != "0":  # a thousands separator
        whole, mark, part = whole + part, "", ""
    n = int(whole)
    if mark:
        return _alternatives_of_decimal(whole, part)
    tenths = [f"{n // 10}.{n % 10}"] if n % 10 else []
    return [*(str(near) for near in sorted(_near(n) - {n}) if near > 0), *tenths]


def _alternatives_of_decimal(whole: str, part: str) -> list[str]:
    """Return the numbers that the decimal ``whole``.``part`` may be mistaken for.

    They are the digits without the point, the digits on one side of it, numbers with one more digit, and similar ones.
    """
    n = int(whole)
    plain = {digits.lstrip("0") or "0" for digits in (whole + part, whole, part)}
    decimal = {f"{n + 1}.{part}", f"{n}.{part}5", f"{n}0.{part}", f"{n}.0{part}"}
    return sorted(plain | decimal - {f"{whole}.{part}"})


def _near(n: int) -> set[int]:
    """Return whole numbers that ``n`` may be mistaken for; the set may contain ``n`` and negative numbers."""
    near = {n * 10, n * 100, n + 1, n - 1, n + 10, n - 10, n + 100, n - 100}
    near |= {n // power for power in (10, 100, 1000) if n % power == 0}
    if n <= 12:
        return near | {*range(1, 13), n + 10}
    if n < 100:
        near |= {n // 10 * 10 + unit for unit in range(10)} | {ten * 10 + n % 10 for ten in range(1, 10)}
        if n < 20:
            near.add((n - 10) * 10)  # thirteen for thirty
        elif n % 10 == 0:
            near.add(n // 10 + 10)
        return near
    digits = str(n)
    near |= {int(f"{first}{digits[1:]}") for first in range(1, 10)}
    return near | {int(digits[:1] + digits[2:])}
