"""Decides how every word of a script is said: by the writer's marks, then lexicons, then rules for spoken forms.

The pronunciations are stored in the tokens (the words of a sentence), from which every engine takes them. Captions,
slides and notes keep the written text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from narrate.languages.spoken import Form, spelled, spoken_forms
from narrate.model import Script, Sentence, Token
from narrate.speech.lexicon import Lexicon, LexiconEntry, lexicon_for

_LONGEST_ENTRY = 6  # words
_CORE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)


def say_script(script: Script, engine: str) -> Script:
    """Return ``script`` with the pronunciations of its words for the engine called ``engine``.

    Raises InputError with every pronunciation that cannot be read.
    """
    return say_with(script, lexicon_for(script, engine))


def say_with(script: Script, lexicon: Lexicon) -> Script:
    """Return ``script`` with the pronunciations of its words, from ``lexicon`` and the rules of its language."""
    return replace(
        script,
        segments=tuple(
            replace(
                segment,
                sentences=tuple(say_sentence(sentence, script.language, lexicon) for sentence in segment.sentences),
            )
            for segment in script.segments
        ),
    )


def say_sentence(sentence: Sentence, language: str, lexicon: Lexicon) -> Sentence:
    """Return ``sentence`` with pronunciations for the words that are not said as written.

    ``language`` is the language of the script and of ``lexicon``.
    """
    tokens = list(sentence.tokens)
    own_language = sentence.language or language
    if own_language == language:
        _from_lexicon(tokens, lexicon)
    _from_forms(sentence.text, tokens, spoken_forms(sentence.text, own_language))
    pronounced = tuple(tokens)
    return sentence if pronounced == sentence.tokens else replace(sentence, tokens=pronounced)


def is_said(token: Token) -> bool:
    """Return whether ``token`` already has a pronunciation, from the writer or from a rule."""
    return token.alias is not None or bool(token.phonemes or token.language) or token.spell_out


def said_text(sentence: Sentence, language: str) -> str:
    """Return the text of ``sentence`` for an engine that takes no phonemes: with aliases and spelled letters in place.

    ``language`` is used for words without a language of their own.
    """
    return "".join(text for _, text in _runs(sentence, language)).strip()


def said_runs(sentence: Sentence, language: str) -> list[tuple[str, str]]:
    """Return the text of ``said_text`` in runs of one language: (BCP 47 tag, text).

    The tag is empty for the sentence's own language.
    """
    runs = [(tag, text.strip()) for tag, text in _runs(sentence, language)]
    return [(tag, text) for tag, text in runs if any(map(_sounds, text))]


def _sounds(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNS" or character in "%&@#"


def _runs(sentence: Sentence, language: str) -> list[tuple[str, str]]:
    runs: list[tuple[str, str]] = []
    end = 0
    for token in sentence.tokens:
        start, end = end, token.start + len(token.text)
        if token.alias == "":
            continue
        other = "" if token.language == sentence.language else token.language
        piece = sentence.text[start : token.start] + _said(token, other or language)
        if runs and runs[-1][0] == other:
            runs[-1] = (other, runs[-1][1] + piece)
        else:
            runs.append((other, piece))
    return runs


def _said(token: Token, language: str) -> str:
    if token.alias is not None:
        return token.alias
    if token.spell_out:
        before, after = edges(token.text)
        return f"{before}{spelled(token.text, language)}{after}"
    return token.text


def edges(text: str) -> tuple[str, str]:
    """Return (punctuation before the word, punctuation after it) in ``text``, the text of a token."""
    match = _CORE.search(text)
    return (text[: match.start()], text[match.end() :]) if match else ("", text)


def _from_lexicon(tokens: list[Token], lexicon: Lexicon) -> None:
    cores = [match.group() if (match := _CORE.search(token.text)) else "" for token in tokens]
    if len(tokens) > 3 and all(token.text == token.text.upper() for token in tokens):
        cores = [core.lower() for core in cores]  # all in capitals: "CALL US" holds no abbreviation
    index = 0
    while index < len(tokens):
        free = sum(1 for _ in takewhile(lambda token: not is_said(token), tokens[index : index + _LONGEST_ENTRY]))
        entry = lexicon.find(cores[index : index + free]) if free and cores[index] else None
        if entry is None:
            index += 1
            continue
        after = index + len(entry.written)
        tokens[index:after] = _said_as(entry, tokens[index:after])
        index = after


def _said_as(entry: LexiconEntry, tokens: Sequence[Token]) -> list[Token]:
    """Return ``tokens`` with the pronunciation of ``entry``, which the first token carries for all of them."""
    first = tokens[0]
    if entry.phonemes:
        first = replace(first, phonemes=entry.phonemes)
    elif entry.spell_out:
        first = replace(first, spell_out=True)
    else:
        first = replace(first, alias=edges(first.text)[0] + entry.alias + edges(tokens[-1].text)[1])
    return [first, *(replace(token, alias="") for token in tokens[1:])]


def _from_forms(text: str, tokens: list[Token], forms: Sequence[Form]) -> None:
    """Give each run of tokens that spoken forms overlap an alias, which has the words of the forms in place.

    ``text`` is the text of the sentence. The first token of a run carries the alias.
    """
    starts = [token.start for token in tokens]
    runs: list[tuple[int, int, list[Form]]] = []
    for form in forms:
        first = max(0, bisect_right(starts, form.start) - 1)
        last = max(first, bisect_right(starts, form.end - 1) - 1)
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]), [*runs[-1][2], form])
        else:
            runs.append((first, last, [form]))
    for first, last, forms_inside in runs:
        if any(is_said(token) for token in tokens[first : last + 1]):
            continue
        position, end, alias = tokens[first].start, tokens[last].start + len(tokens[last].text), ""
        for form in forms_inside:
            alias += text[position : form.start]
            alias += " " if alias and (position == form.start or alias[-1].isalnum()) else ""
            alias += form.words
            position = form.end
            if position < end and text[position].isalnum():
                alias += " "
        alias += text[position:end]
        tokens[first] = replace(tokens[first], alias=" ".join(alias.split()))
        for index in range(first + 1, last + 1):
            tokens[index] = replace(tokens[index], alias="")
