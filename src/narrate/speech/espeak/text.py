"""What espeak-ng is given for a sentence: text with phonemes in ``[[…]]``, in parts by language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from narrate.languages.spoken import spelled
from narrate.model import Sentence, Token
from narrate.speech.ipa import espeak_names
from narrate.speech.pronouncing import edges

# What espeak-ng trips over (no word event, or one of no length), by what it reads well.
# One character each, so that positions stay.
_PLAIN = str.maketrans({
    "’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "—": ",", "–": "-", "\u2011": "-", "\u00a0": " ", "\u202f": " ", "…": ",",
    # its mark-up for phonemes, [[...]], is not text of ours
    "[": "(", "]": ")",
})  # fmt: skip
# The letter's name, where espeak-ng would read a lone capital A as the article.
_LONE_A = re.compile(r"(?<![\w'])A(?![\w'])")


@dataclass(frozen=True, slots=True)
class LanguageRun:
    """Text in one language; ``starts`` are (offset in ``text``, token) where tokens begin."""

    text: str
    language: str
    starts: tuple[tuple[int, int], ...]


def parts_of(sentence: Sentence, language: str) -> tuple[LanguageRun, ...]:
    """``sentence`` for espeak-ng: a part for each run of tokens in one language.

    ``language`` is the voice's; where tokens name none, a part's is empty.
    """
    parts: list[LanguageRun] = []
    starts: list[tuple[int, int]] = []
    text, current, at = "", "", 0
    own = sentence.language
    for index, token in enumerate(sentence.tokens):
        spoken = "" if token.language == own else token.language
        gap = sentence.text[at : token.start].translate(_PLAIN)
        at = token.start + len(token.text)
        if token.alias == "":
            continue
        if starts and spoken != current:
            parts.append(LanguageRun(text, current, tuple(starts)))
            text, starts, gap = "", [], ""
        current = spoken
        text += gap
        starts.append((len(text), index))
        text += _said(sentence, index, token, spoken or own or language)
    text += sentence.text[at:].translate(_PLAIN)
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
