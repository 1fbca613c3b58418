"""Writes a sentence in Kokoro's symbols, token by token, with the punctuation that shapes its intonation."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from narrate.errors import OutsideError
from narrate.languages import primary_language
from narrate.model import Sentence
from narrate.speech.espeak.text import parts_of
from narrate.speech.kokoro.chinese import is_ideograph, number_words, syllables
from narrate.speech.kokoro.phonemes_to_symbols import to_symbols
from narrate.speech.neural.phrases import Spelt
from narrate.speech.neural.windows import windows
from narrate.speech.neural.words import phonemes_of, share
from narrate.speech.pronouncing import edges

Phonemes = Callable[[Sequence[str], str], list[str]]
"""Takes texts and a language. Returns their phonemes as ``EspeakSession.phonemes`` does."""

_PUNCTUATION = frozenset(';:,.!?—…"()“”')
_MARKS = str.maketrans({
    "。": ".", "．": ".", "，": ",", "、": ",", "；": ";", "：": ":", "！": "!", "？": "?", "（": "(", "）": ")", "「": "“",
    "」": "”",
    "《": "“", "》": "”", "।": ".", "॥": ".", "؟": "?", "،": ",", "؛": ";",
})  # fmt: skip
_MARKUP = re.compile(r"\[\[.{0,300}?\]\]")
_RUN = re.compile(r"\d+|[^\W\d_]+|.", re.DOTALL)
_CLAUSE_ENDS = frozenset(",;:.!?")


def spell(sentence: Sentence, language: str, phonemes: Phonemes) -> list[Spelt]:
    """Return the spoken tokens of ``sentence`` in symbols. ``language`` is the one in which the voice was trained.

    A token in another language gets that language's phonemes, spoken by the same voice. Raises OutsideError if
    espeak-ng fails, or gives a phoneme that has no symbol.
    """
    spelt: list[Spelt] = []
    for part in parts_of(sentence, language):
        for tokens, texts in windows(part, _CLAUSE_ENDS.__contains__):
            sounds = _sounds(texts, part.language or language, phonemes)
            for token, text, sound in zip(tokens, texts, sounds, strict=True):
                before, after = (_marks(edge) for edge in edges(_MARKUP.sub("x", text).strip()))
                if sound:
                    spelt.append(Spelt(token, sound, before, after))
                elif after and spelt and not spelt[-1].after:
                    last = spelt.pop()
                    spelt.append(Spelt(last.token, last.sounds, last.before, after))
    return spelt


def _sounds(texts: Sequence[str], language: str, phonemes: Phonemes) -> list[str]:
    try:
        if primary_language(language) in ("zh", "cmn"):
            return _chinese(texts, phonemes)
        return _spoken(texts, language, phonemes)
    except KeyError as error:
        raise OutsideError(f"the voice kokoro has no sound for {error} in {''.join(texts)[:60]!r}") from None


def _spoken(texts: Sequence[str], language: str, phonemes: Phonemes) -> list[str]:
    whole, *alone = phonemes(["".join(texts), *texts], language)
    shares = share(phonemes_of(whole), [[p for word in phonemes_of(answer) for p in word] for answer in alone])
    return [to_symbols(phonemes_of_word, language) for phonemes_of_word in shares]


def _chinese(texts: Sequence[str], phonemes: Phonemes) -> list[str]:
    """Return the symbols of each text: ideographs by their readings, with a space before each word.

    Words in Latin letters are read as English.
    """
    runs: list[tuple[int, str]] = []
    for number, text in enumerate(texts):
        for run in _RUN.findall(text):
            words = number_words(run) if run.isdecimal() and run.isascii() else "百分之" if run == "%" else run
            runs.append((number, words))
    read = iter(syllables("".join(c for _, run in runs for c in run if is_ideograph(c))))
    sounds = [""] * len(texts)
    for number, run in runs:
        if run[0].isascii() and run[0].isalpha():
            sounds[number] += _spoken([run], "en-US", phonemes)[0]
            continue
        for _ in filter(is_ideograph, run):
            symbols, begins = next(read)
            sounds[number] += (" " if begins else "") + symbols
    return sounds


def _marks(edge: str) -> str:
    return "".join(character for character in edge.translate(_MARKS) if character in _PUNCTUATION)
