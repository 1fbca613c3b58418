"""Warns where a voice guesses: words whose writing omits sounds, and numbers that no rule puts into words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrate.errors import Problem, Severity
from narrate.model import Script, Sentence, Token, Voice
from narrate.speech.facts import why_guessed
from narrate.speech.numbers_left import leaves_numbers, numbers_left

_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670\u05b0-\u05bc\u05c1\u05c2\u05c7]")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
_KANJI = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_THAI = re.compile("[\u0e01-\u0e2e]")


def warn_of_guesses(script: Script, voice: Voice) -> list[Problem]:
    """Return warnings where ``voice`` guesses how ``script`` is said: at most one for words and one for numbers.

    ``say_script`` must have given the words of ``script`` their pronunciations, since those are not guessed.
    """
    tags = {script.language} | {
        tag
        for segment in script.segments
        for sentence in segment.sentences
        for tag in (sentence.language, *(token.language for token in sentence.tokens))
        if tag
    }
    problems = list(_guessed_words(script, voice)) if any(why_guessed(voice.engine, tag) for tag in tags) else []
    return [*problems, *(numbers_left(script, voice) if leaves_numbers(script, voice) else ())]


def _guessed(sentence: Sentence, language: str, voice: Voice) -> Iterator[Token]:
    """Yield the tokens of ``sentence`` whose sound ``voice`` guesses. ``language`` is that of the script."""
    for token in sentence.tokens:
        if why_guessed(voice.engine, token.language or sentence.language or language) and is_guessed(token):
            yield token


def _guessed_words(script: Script, voice: Voice) -> Iterator[Problem]:
    """Yield one warning for all guessed words of ``script``, placed at the first; none if no word is guessed."""
    sentences = [sentence for segment in script.segments for sentence in segment.sentences]
    own_sentences = (sentence for sentence in sentences if not sentence.voice)
    guessed = [
        (token, token.place or sentence.place)
        for sentence in own_sentences
        for token in _guessed(sentence, script.language, voice)
    ]
    if not guessed:
        return
    total = sum(len(sentence.tokens) for sentence in sentences)
    # The words of a title have no line, so prefer a word that has one.
    first, place = next((word for word in guessed if word[1] and word[1].line), guessed[0])
    reason = why_guessed(voice.engine, script.language) or "their writing leaves sounds out"
    message = (
        f"the voice {voice} guesses how {len(guessed)} of {total} words are said ({reason}), first {first.text!r}: "
        "what is heard may be wrong in any sentence"
    )
    hint = "have it checked by a native listener, write the words' vowels or readings, or choose another voice"
    where = place or script.place
    yield Problem(where, Severity.WARNING, "guessed-language", message, hint)


def is_guessed(token: Token) -> bool:
    """Return whether the sound of ``token`` does not follow from its spoken text.

    That is so for kanji, Thai, and letters without vowel signs.
    """
    if token.phonemes or token.spell_out or token.alias == "":
        return False
    text = token.text if token.alias is None else token.alias
    if _KANJI.search(text) or _THAI.search(text):
        return True
    return any(_bare(word) for word in text.split())


def _bare(word: str) -> bool:
    letters = len(_ARABIC.findall(word)) + len(_HEBREW.findall(word))
    return letters > 1 and not _VOWEL_SIGNS.search(word)
