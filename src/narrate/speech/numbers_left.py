"""Warns of numbers that no rule puts into words: the voice reads their digits itself and may misread them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.errors import NarrateError, Place, Problem, Severity
from narrate.languages.spoken import has_all_forms
from narrate.model import Script, Sentence, Token, Voice
from narrate.speech.facts import facts_of

_MOST = 3  # numbers whose sound the warning gives; the others are only counted
_UNIT = (
    "mcg|mg|µg|μg|kg|g|ml|mL|cl|dl|dL|cc|l|L|cm|mm|km|m|mmHg|mmol|mEq|IE|IU|UI|kcal|bpm|"
    "мкг|мг|кг|г|мл|л|см|мм|ملغ|ملجم|مجم|مل|میلی‌گرم|मिग्रा|मिली"
)
_DIGITS = r"\d{1,15}(?:[.,٫٬]\d{1,15}){0,4}"
_AT_RISK = re.compile(
    r"(?<!\d)(?<!\d[.,٫٬])(?:"  # only at the start of a number, so that a long one is scanned once
    r"\+?\(?\d{1,15}\)?(?:[-. /:]{1,2}\d{1,15}){2,6}"  # phone numbers, dates
    rf"|{_DIGITS}\s?[-–‑~～〜/:：]\s?{_DIGITS}"  # ranges or what looks like one, fractions, times
    r"|\d{1,15}[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}|\d{1,15}\s?[½¼¾⅓⅔⅛⅕]|[½¼¾⅓⅔⅛⅕]|[Ⅰ-ⅿ]{1,8}|№\s?\d{1,15}"
    rf"|{_DIGITS}\s?(?:(?:{_UNIT})(?:/(?:{_UNIT}|\w{{1,12}})){{0,3}}(?!\w)|[%٪％℃]|°\s?[CFС]?|[hHx×]\d{{0,2}}(?!\w))"
    r"|\d{1,15}[.,٫٬]\d{1,15}|0\d{3,15}|\d{7,15}|(?<![\w-])[-−]\d{1,15})"
)


@dataclass(frozen=True, slots=True)
class _Left:
    """A number as it is given to the voice, and the language (BCP 47) in which it is spoken."""

    text: str
    language: str
    place: Place


def leaves_numbers(script: Script, voice: Voice) -> bool:
    """Return whether ``voice`` must read numbers of ``script`` by its own rules.

    That is so if the script uses a language without complete rules for numbers, and the voice is not a person.
    """
    tags = {script.language} | {sentence.language for segment in script.segments for sentence in segment.sentences}
    return not facts_of(voice.engine).person and not all(has_all_forms(tag or script.language) for tag in tags)


def numbers_left(script: Script, voice: Voice) -> Iterator[Problem]:
    """Yield one warning for all numbers that ``voice`` may misread, placed at the first of them.

    The warning says how the first few sound. ``say_script`` must have given the words of ``script`` their
    pronunciations.
    """
    numbers = [
        number
        for segment in script.segments
        for sentence in segment.sentences
        if not has_all_forms(sentence.language or script.language)
        for number in _left(script, sentence)
    ]
    if not numbers:
        return
    first = list({number.text: number for number in numbers}.values())[:_MOST]
    sounds = _sounds(first, voice)
    examples = ", ".join(
        f"{number.text!r}{f' (line {number.place.line})' if number.place.line else ''} "
        + (f"sounds as /{sound}/" if sound else "is sent as it is")
        for number, sound in zip(first, sounds, strict=True)
    )
    count = f"{len(numbers)} numbers are" if len(numbers) > 1 else "a number is"
    more = " …" if len({number.text for number in numbers}) > len(first) else ""
    message = (
        f"{count} left to the voice {voice}, which may misread digits and signs in {script.language!r}: "
        f"{examples}{more}"
    )
    hint = "listen to them with narrate say, and write in words what is wrong, or [as written](<say:as spoken>)"
    yield Problem(numbers[0].place, Severity.WARNING, "number-left-to-voice", message, hint)


def _left(script: Script, sentence: Sentence) -> Iterator[_Left]:
    """Yield the numbers of ``sentence`` that are still written in digits in the spoken text."""
    text, starts = "", []
    for token in sentence.tokens:
        starts.append(len(text))
        if token.alias != "":
            text += (_as_said(token) or "|") + " "
    for match in _AT_RISK.finditer(text):
        token = sentence.tokens[bisect_right(starts, match.start()) - 1]
        place = token.place or sentence.place or script.place
        yield _Left(match.group(), sentence.language or script.language, place)


def _as_said(token: Token) -> str:
    """Return the spoken text of ``token``.

    It is empty if the writer gave a pronunciation or another language's voice says the token.
    """
    if token.phonemes or token.spell_out or token.language:
        return ""
    return token.text if token.alias is None else token.alias


def _sounds(numbers: Sequence[_Left], voice: Voice) -> list[str]:
    from narrate.speech.phonemes import sentence_phonemes

    try:
        return sentence_phonemes(
            [Sentence("", number.text, (Token(number.text, 0),), language=number.language) for number in numbers], voice
        )
    except NarrateError:
        return [""] * len(numbers)  # the voice's own error will be reported when it speaks
