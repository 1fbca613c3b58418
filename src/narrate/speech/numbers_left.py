"""Numbers that no rule puts into words: in most languages the voice reads digits as it likes, and may misread them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.errors import NarrateError, Place, Problem, Severity
from narrate.languages.spoken import has_all_forms
from narrate.model import Script, Sentence, Token, Voice
from narrate.speech.facts import facts_of

_MOST = 3  # numbers whose sound is told; the rest is counted
_UNIT = (
    "mcg|mg|µg|μg|kg|g|ml|mL|cl|dl|dL|cc|l|L|cm|mm|km|m|mmHg|mmol|mEq|IE|IU|UI|kcal|bpm|"
    "мкг|мг|кг|г|мл|л|см|мм|ملغ|ملجم|مجم|مل|میلی‌گرم|मिग्रा|मिली"
)
_DIGITS = r"\d{1,15}(?:[.,٫٬]\d{1,15}){0,4}"
_AT_RISK = re.compile(
    r"(?<!\d)(?<!\d[.,٫٬])(?:"  # from the beginning of a number, so that a long one is walked once
    r"\+?\(?\d{1,15}\)?(?:[-. /:]{1,2}\d{1,15}){2,6}"  # phone numbers, dates
    rf"|{_DIGITS}\s?[-–‑~～〜/:：]\s?{_DIGITS}"  # ranges that may be none, fractions, times
    r"|\d{1,15}[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}|\d{1,15}\s?[½¼¾⅓⅔⅛⅕]|[½¼¾⅓⅔⅛⅕]|[Ⅰ-ⅿ]{1,8}|№\s?\d{1,15}"
    rf"|{_DIGITS}\s?(?:(?:{_UNIT})(?:/(?:{_UNIT}|\w{{1,12}})){{0,3}}(?!\w)|[%٪％℃]|°\s?[CFС]?|[hHx×]\d{{0,2}}(?!\w))"
    r"|\d{1,15}[.,٫٬]\d{1,15}|0\d{3,15}|\d{7,15}|(?<![\w-])[-−]\d{1,15})"
)


@dataclass(frozen=True, slots=True)
class _Left:
    """A number of ``language`` as the voice is given it."""

    text: str
    language: str
    place: Place


def leaves_numbers(script: Script, voice: Voice) -> bool:
    """Whether ``voice``, which is no person, speaks a language in ``script`` whose numbers no rules say."""
    tags = {script.language} | {one.language for segment in script.segments for one in segment.sentences}
    return not facts_of(voice.engine).person and not all(has_all_forms(tag or script.language) for tag in tags)


def numbers_left(script: Script, voice: Voice) -> Iterator[Problem]:
    """One warning for all numbers that ``voice`` may misread, at the first of them, with how the first few will sound.

    The script must say how its words are said already (``say_script``).
    """
    found = [
        one
        for segment in script.segments
        for sentence in segment.sentences
        if not has_all_forms(sentence.language or script.language)
        for one in _left(script, sentence)
    ]
    if not found:
        return
    first = list({one.text: one for one in found}.values())[:_MOST]
    sounds = _sounds(first, voice)
    told = ", ".join(
        f"{one.text!r}{f' (line {one.place.line})' if one.place.line else ''} "
        + (f"sounds as /{sound}/" if sound else "is sent as it is")
        for one, sound in zip(first, sounds, strict=True)
    )
    count = f"{len(found)} numbers are" if len(found) > 1 else "a number is"
    more = " …" if len({one.text for one in found}) > len(first) else ""
    message = (
        f"{count} left to the voice {voice}, which may misread digits and signs in {script.language!r}: {told}{more}"
    )
    hint = "listen to them with narrate say, and write in words what is wrong, or [as written](<say:as spoken>)"
    yield Problem(found[0].place, Severity.WARNING, "number-left-to-voice", message, hint)


def _left(script: Script, sentence: Sentence) -> Iterator[_Left]:
    """The numbers of ``sentence`` whose digits are still digits in what is said."""
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
    """What is said of ``token``; nothing where the writer tells how, or another language's voice says it."""
    if token.phonemes or token.spell_out or token.language:
        return ""
    return token.text if token.alias is None else token.alias


def _sounds(numbers: Sequence[_Left], voice: Voice) -> list[str]:
    from narrate.speech.sounds import sounds_of

    try:
        return sounds_of(
            [Sentence("", one.text, (Token(one.text, 0),), language=one.language) for one in numbers], voice
        )
    except NarrateError:
        return [""] * len(numbers)  # the voice will say for itself what is wrong with it
