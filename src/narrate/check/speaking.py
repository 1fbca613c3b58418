"""How a script will sound: voices that do not exist, words a voice would guess at."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence

from narrate.errors import InputError, NarrateError, Place, Problem, Severity
from narrate.languages.spoken import has_all_forms
from narrate.model import Pronunciation, Script, Sentence, Token, Voice
from narrate.speech import Engine, Narrator, find_voice, guesses, voice_for
from narrate.speech.pronouncing import edges, is_said
from narrate.speech.unused_sounds import unused_sounds

_EDGES = "'’‘\"“”«»„‚‹›.,;:!?…()[]{}-–—‑¿¡"
# Punctuation that is read out as a word, beside the signs of Unicode's category S.
_READ_OUT = frozenset("%#@/\\*_§†‡•‰")
# Numerals that are signs (Ⅳ, ①, ⁹) and marks that look like letters (ʼ): a voice gives their names or nothing.
_SPELLED_OUT = frozenset(["Nl", "No", "Lm"])
_LONGEST_WORD = 80  # of a longer one, its beginning tells enough
_DATE = re.compile(r"(?<![\w/])\d{1,2}/\d{1,2}/(?:\d{2}|\d{4})(?![\w/])")
_THOUSANDS = re.compile(r"(?<![\w.,])[1-9]\d{0,2}[.,]\d{3}(?![\w.,]*\d)")
_CAPITALS = re.compile(r"(?=(?:[^\W\d_]*[A-ZÀ-ÖØ-Þ]){2})[^\W_]{2,}")


def check_speaking(script: Script, said: Script, cast: tuple[Engine, Voice] | None) -> Iterator[Problem]:
    """Voices that nobody has, words and pronunciations that no rule knows.

    ``script`` is as it was written, ``said`` has how its words are said; ``cast`` is its engine and voice, None
    where nothing speaks it.
    """
    if cast is not None:
        yield from unused_sounds(script, cast[0])
        yield from guesses(said, cast[1])
    yield from _voices(script, cast[0] if cast else None)
    sentences = [sentence for segment in script.segments for sentence in segment.sentences]
    yield from _unused(script, sentences)
    for sentence in sentences:
        yield from _silent(script, sentence)
        yield from _ambiguous(script, sentence)
    for segment in said.segments:
        for sentence in segment.sentences:
            yield from _guesses(script, sentence)


def _unused(script: Script, sentences: Sequence[Sentence]) -> Iterator[Problem]:
    """Words whose pronunciation is told and that nobody says."""
    if not script.pronounce:
        return
    words = {word for sentence in sentences for word in _words(sentence.text)}
    text = " ".join(sentence.text for sentence in sentences)
    for one in script.pronounce:
        yield from _unused_word(script, one, words, text)


def _unused_word(script: Script, one: Pronunciation, words: Container[str], text: str) -> Iterator[Problem]:
    """A pronunciation of what nobody says, or says in other letters: capitals hold as they are written."""
    place = one.place or script.place
    first = [word.lower() for word in re.findall(r"\w+", one.written)]
    written = r"\s+".join(map(re.escape, one.written.split()))
    if not all(word in words for word in first) or (len(first) > 1 and one.written.lower() not in text.lower()):
        message = f"{one.written!r} is pronounced and never said"
        yield Problem(place, Severity.WARNING, "unused-word", message, "delete it, or write it as in the text")
    elif one.written != one.written.lower() and not re.search(rf"(?<!\w){written}(?!\w)", text):
        found = re.search(rf"(?i)(?<!\w){written}(?!\w)", text)
        if found:
            message = f"{one.written!r} is pronounced and never said so: it stands in the text as {found.group()!r}"
            hint = f"write it in small letters, {one.written.lower()}, which match any case, or as in the text"
            yield Problem(place, Severity.WARNING, "unused-word", message, hint)


def _voices(script: Script, own: Engine | None) -> Iterator[Problem]:
    """Voices that stage directions name and nobody has; each once."""
    seen: set[tuple[str, str]] = set()
    for segment in script.segments:
        for sentence in segment.sentences:
            asked = (sentence.voice, sentence.language)
            if asked == ("", "") or asked in seen:
                continue
            seen.add(asked)
            if not sentence.voice and isinstance(own, Narrator):
                continue  # who has read it aloud has read the foreign sentence too
            try:
                find_voice(script, sentence, own.name if own else "espeak", voice_for(script, own))
            except InputError as error:
                yield from error.problems
            except NarrateError:
                continue  # a voice that is not installed is no fault of the script


def _silent(script: Script, sentence: Sentence) -> Iterator[Problem]:
    """A sentence of punctuation alone, which a voice makes no sound for."""
    if not any(_speaks(token.alias if token.alias is not None else token.text) for token in sentence.tokens):
        place = sentence.place or script.place
        message = f"{sentence.text[:40]!r} is nothing that a voice can say"
        yield Problem(place, Severity.ERROR, "silent", message, "write words that can be spoken, or delete it")


def _speaks(text: str) -> bool:
    return any(
        unicodedata.category(character)[0] in "LNS" or character in _READ_OUT or character == "&" for character in text
    )


def _words(text: str) -> Iterator[str]:
    return (word.lower() for word in re.findall(r"\w+", text))


def _ambiguous(script: Script, sentence: Sentence) -> Iterator[Problem]:
    """Dates and numbers that mean two things, unless the writer says how they are said."""
    told = [(token.start, token.start + len(token.text)) for token in sentence.tokens if _by_writer(token)]

    def free(match: re.Match[str]) -> bool:
        return not any(start <= match.start() < end for start, end in told)

    for match in filter(free, _DATE.finditer(sentence.text)):
        first, second, year = match.group().split("/")
        if len(year) == 4 and max(int(first), int(second)) > 12:
            continue
        message = f"{match.group()!r} is one day in some countries and another in others"
        place = _place(script, sentence, match.start())
        yield Problem(place, Severity.WARNING, "ambiguous-date", message, "write the month as a word")
    for match in filter(free, _THOUSANDS.finditer(sentence.text) if script.language.startswith("es") else ()):
        message = f"{match.group()!r} is a thousand for some readers and a fraction for others"
        place = _place(script, sentence, match.start())
        yield Problem(place, Severity.WARNING, "ambiguous-number", message, "write it without the mark, or in words")


def _guesses(script: Script, sentence: Sentence) -> Iterator[Problem]:
    """Tokens that a voice would have to guess at."""
    rules = has_all_forms(sentence.language or script.language)
    shouted = len(sentence.tokens) > 3 and sentence.text == sentence.text.upper()
    for token in sentence.tokens:
        if is_said(token) and (token.alias is None or not _unsure_in(token.alias, rules=rules)):
            wrong = "" if token.alias is not None else _unsure("".join(edges(token.text)), rules=False)
        else:
            wrong = _unsure(token.text, rules=rules, capitals=not shouted)
        if wrong and not _DATE.search(token.text):
            place = token.place or sentence.place or script.place
            message = f"a voice would guess how {wrong!r} is said"
            hint = "write it in words, or [as written](<say:as spoken>), or put it in pronounce"
            yield Problem(place, Severity.WARNING, "unsure-spoken", message, hint)


def _by_writer(token: Token) -> bool:
    return bool(token.alias) and not any(character.isdecimal() for character in token.alias or "")


def _unsure_in(said: str, *, rules: bool) -> bool:
    """Whether words said for a token are unsure; ``4 đến 6``, whose digits are left to the voice, is no word with digits in it."""
    return any(_unsure(word, rules=rules) for word in ([said] if rules else said.split()))


def _is_read_out(character: str, *, spelled_out: bool) -> bool:
    """Whether a voice may read a sign out by its name; with ``spelled_out`` also what no rule of the language knows."""
    category = unicodedata.category(character)
    return category[0] == "S" or character in _READ_OUT or (spelled_out and category in _SPELLED_OUT)


def _unsure(text: str, *, rules: bool, capitals: bool = True) -> str:
    """What in a token no rule covers: signs, digits among letters, capitals that may be letters or a word."""
    text = text[:_LONGEST_WORD]
    if any(_is_read_out(c, spelled_out=rules) for c in text):
        return text.strip(_EDGES) or text
    # "6시간" is a number and a word; only in scripts with capitals does a letter beside a digit make a code.
    if any(c.isdecimal() for c in text) and (rules or text.lower() != text.upper()):
        return text.strip(_EDGES)
    if rules and capitals and (match := _CAPITALS.search(text)) and not _is_name(match.group()):
        return match.group()
    return ""


def _is_name(word: str) -> bool:
    """McKay, O'Neil, McDonald: two capitals and no abbreviation."""
    return bool(re.fullmatch(r"[A-Z][a-z]{1,2}[A-Z][a-z]+", word))


def _place(script: Script, sentence: Sentence, offset: int) -> Place:
    for token in reversed(sentence.tokens):
        if token.start <= offset and token.place is not None:
            return Place(token.place.file, token.place.line, token.place.column + offset - token.start)
    return sentence.place or script.place
