"""Prepares the text of a sentence for espeak-ng: phonemes in ``[[…]]``, and runs of one language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from narrate.languages.spoken import spelled
from narrate.model import Sentence, Token
from narrate.speech.ipa import espeak_names
from narrate.speech.pronouncing import edges

# Characters for which espeak-ng gives no word event, or one without length, and what it is given instead.
# Each is replaced by one character, so that positions stay valid.
_PLAIN = str.maketrans({
    "’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "—": ",", "–": "-", "\u2011": "-", "\u00a0": " ", "\u202f": " ", "…": ",",
    # [[...]] in the text must not be read as espeak-ng's markup for phonemes
    "[": "(", "]": ")",
})  # fmt: skip
# A single capital A, which espeak-ng would read as the article, is given as the name of the letter.
_LONE_A = re.compile(r"(?<![\w'])A(?![\w'])")


@dataclass(frozen=True, slots=True)
class LanguageRun:
    """A part of a sentence in one language.

    ``language`` is empty if the tokens name no other language than the sentence's. ``starts`` has (offset in ``text``,
    token index) for each token.
    """

    text: str
    language: str
    starts: tuple[tuple[int, int], ...]


def parts_of(sentence: Sentence, language: str) -> tuple[LanguageRun, ...]:
    """Return ``sentence`` for espeak-ng, as runs of tokens in one language. ``language`` is that of the voice."""
    parts: list[LanguageRun] = []
    starts: list[tuple[int, int]] = []
    text, current, end = "", "", 0
    own_language = sentence.language
    for index, token in enumerate(sentence.tokens):
        spoken = "" if token.language == own_language else token.language
        gap = sentence.text[end : token.start].translate(_PLAIN)
        end = token.start + len(token.text)
        if token.alias == "":
            continue
        if starts and spoken != current:
            parts.append(LanguageRun(text, current, tuple(starts)))
            text, starts, gap = "", [], ""
        current = spoken
        text += gap
        starts.append((len(text), index))
        text += _said(sentence, index, token, spoken or own_language or language)
    text += sentence.text[end:].translate(_PLAIN)
    return (*parts, LanguageRun(text, current, tuple(starts)))


def _said(sentence: Sentence, index: int, token: Token, language: str) -> str:
    if token.phonemes:
        last = token
        for following in sentence.tokens[index + 1 :]:
            if following.alias != "":
                break
            last = following
        names = " ".join(f"[[{espeak_names(word, language)}]]" for word in token.phonemes.split())
        return edges(token.text)[0].translate(_PLAIN) + names + edges(last.text)[1].translate(_PLAIN)
    if token.spell_out:
        before, after = edges(token.text)
        return before.translate(_PLAIN) + _letters(spelled(token.text, language), language) + after.translate(_PLAIN)
    if token.alias is not None:
        return _letters(token.alias.translate(_PLAIN), language)
    return token.text.translate(_PLAIN)


def _letters(text: str, language: str) -> str:
    return _LONE_A.sub("[['eI]]", text) if language.lower().startswith("en") else text
