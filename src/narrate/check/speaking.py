"""Checks how a script will sound: finds voices that do not exist, and words that a voice would guess at."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence

from narrate.errors import InputError, NarrateError, Place, Problem, Severity
from narrate.languages.spoken import has_all_forms
from narrate.model import Pronunciation, Script, Sentence, Token, Voice
from narrate.speech import Engine, Narrator, find_voice, voice_for, warn_of_guesses
from narrate.speech.ignored_phonemes import ignored_phonemes
from narrate.speech.pronouncing import edges, is_said

_EDGES = "'’‘\"“”«»„‚‹›.,;:!?…()[]{}-–—‑¿¡"
# Punctuation that voices read out as a word, besides the signs in Unicode's category S.
_READ_OUT = frozenset("%#@/\\*_§†‡•‰")
# Numerals that are signs (Ⅳ, ①, ⁹) and marks that look like letters (ʼ): a voice says their names, or nothing.
_SPELLED_OUT = frozenset(["Nl", "No", "Lm"])
_LONGEST_WORD = 80  # longer words are examined only up to here
_DATE = re.compile(r"(?<![\w/])\d{1,2}/\d{1,2}/(?:\d{2}|\d{4})(?![\w/])")
_THOUSANDS = re.compile(r"(?<![\w.,])[1-9]\d{0,2}[.,]\d{3}(?![\w.,]*\d)")
_CAPITALS = re.compile(r"(?=(?:[^\W\d_]*[A-ZÀ-ÖØ-Þ]){2})[^\W_]{2,}")


def check_speaking(script: Script, said: Script, cast: tuple[Engine, Voice] | None) -> Iterator[Problem]:
    """Report unknown voices, unused pronunciations, and words whose spoken form is uncertain.

    ``script`` is the script as written; ``said`` is the same with the spoken form of its words. ``cast`` is the engine
    and voice, or None if nothing will speak the script.
    """
    if cast is not None:
        yield from ignored_phonemes(script, cast[0])
        yield from warn_of_guesses(said, cast[1])
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
    """Report pronunciations for words that the script never says."""
    if not script.pronounce:
        return
    words = {word for sentence in sentences for word in _words(sentence.text)}
    text = " ".join(sentence.text for sentence in sentences)
    for pronunciation in script.pronounce:
        yield from _unused_word(script, pronunciation, words, text)


def _unused_word(script: Script, pronunciation: Pronunciation, words: Container[str], text: str) -> Iterator[Problem]:
    """Report a pronunciation whose word is never said, or only with other capitals (capitals must match)."""
    written, place = pronunciation.written, pronunciation.place or script.place
    own_words = list(_words(written))
    spelled = r"\s+".join(map(re.escape, written.split()))
    pattern = rf"(?<!\w){spelled}(?!\w)"
    if not all(word in words for word in own_words) or (len(own_words) > 1 and written.lower() not in text.lower()):
        message = f"{written!r} has a pronunciation but is never said"
        yield Problem(place, Severity.WARNING, "unused-word", message, "delete it, or write it as in the text")
    elif written != written.lower() and not re.search(pattern, text):
        in_text = re.search(pattern, text, re.IGNORECASE)
        if in_text:
            message = f"{written!r} has a pronunciation, but the text writes it {in_text.group()!r}"
            hint = f"write it in small letters, {written.lower()}, which match any case, or as in the text"
            yield Problem(place, Severity.WARNING, "unused-word", message, hint)


def _voices(script: Script, own: Engine | None) -> Iterator[Problem]:
    """Report, once, each voice that a stage direction names and that does not exist.

    ``own`` is the engine that speaks the script, if there is one.
    """
    seen: set[tuple[str, str]] = set()
    for segment in script.segments:
        for sentence in segment.sentences:
            asked = (sentence.voice, sentence.language)
            if asked == ("", "") or asked in seen:
                continue
            seen.add(asked)
            if not sentence.voice and isinstance(own, Narrator):
                continue  # the person recorded the foreign sentence too
            try:
                find_voice(script, sentence, own.name if own else "espeak", voice_for(script, own))
            except InputError as error:
                yield from error.problems
            except NarrateError:
                continue  # a voice that is not installed is not the script's fault


def _silent(script: Script, sentence: Sentence) -> Iterator[Problem]:
    """Report a sentence of punctuation alone: a voice makes no sound for it."""
    if not any(_speaks(token.alias if token.alias is not None else token.text) for token in sentence.tokens):
        place = sentence.place or script.place
        message = f"{sentence.text[:40]!r} holds nothing that a voice can say"
        yield Problem(place, Severity.ERROR, "silent", message, "write words that can be spoken, or delete it")


def _speaks(text: str) -> bool:
    """Whether a voice makes a sound for ``text``: it holds letters, digits or signs that are read out."""
    return any(
        unicodedata.category(character)[0] in "LNS" or character in _READ_OUT or character == "&" for character in text
    )


def _words(text: str) -> Iterator[str]:
    """Yield the words of ``text`` in lower case."""
    return (word.lower() for word in re.findall(r"\w+", text))


def _ambiguous(script: Script, sentence: Sentence) -> Iterator[Problem]:
    """Report dates and numbers that can mean two things, unless the writer says how to say them."""
    said_by_writer = [(token.start, token.start + len(token.text)) for token in sentence.tokens if _by_writer(token)]

    def free(match: re.Match[str]) -> bool:
        return not any(start <= match.start() < end for start, end in said_by_writer)

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
    """Report tokens whose spoken form a voice would have to guess."""
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
    """Whether the writer has given spoken words for ``token``, and these hold no digits."""
    return bool(token.alias) and not any(character.isdecimal() for character in token.alias or "")


def _unsure_in(said: str, *, rules: bool) -> bool:
    """Whether ``said``, the spoken form of a token, leaves a voice to guess.

    ``rules`` is whether the language has rules for all forms. If not, digits are left to the voice: "4 đến 6" is
    certain.
    """
    return any(_unsure(word, rules=rules) for word in ([said] if rules else said.split()))


def _is_read_out(character: str, *, spelled_out: bool) -> bool:
    """Whether a voice may say the name of the sign ``character``.

    With ``spelled_out``, signs of ``_SPELLED_OUT`` count too, which only matter where a language has rules for all
    forms.
    """
    category = unicodedata.category(character)
    return category[0] == "S" or character in _READ_OUT or (spelled_out and category in _SPELLED_OUT)


def _unsure(text: str, *, rules: bool, capitals: bool = True) -> str:
    """Return the part of a token that no rule covers, or an empty text.

    Such parts are signs, digits among letters, and ``capitals`` that may be letters or a word. ``rules`` is whether the
    language has rules for all forms.
    """
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
    """Whether a word with two capitals is a name and not an abbreviation: McKay, O'Neil, McDonald."""
    return bool(re.fullmatch(r"[A-Z][a-z]{1,2}[A-Z][a-z]+", word))


def _place(script: Script, sentence: Sentence, offset: int) -> Place:
    """The place of the character at ``offset`` in ``sentence``."""
    for token in reversed(sentence.tokens):
        if token.start <= offset and token.place is not None:
            return Place(token.place.file, token.place.line, token.place.column + offset - token.start)
    return sentence.place or script.place
