"""Writes a sentence in a voice's symbols: espeak-ng's phonemes, token by token, and the punctuation between clauses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from narrate.model import Sentence
from narrate.speech.espeak.text import parts_of
from narrate.speech.neural.phrases import Spelt
from narrate.speech.neural.windows import windows
from narrate.speech.neural.words import phonemes_of, share
from narrate.speech.pronouncing import edges

Phonemes = Callable[[Sequence[str], str], list[str]]
"""Takes texts and a language (empty: the voice's own). Returns the phonemes of each text."""

_MARKS = str.maketrans({
    "。": ".", "．": ".", "，": ",", "、": ",", "；": ";", "：": ":", "！": "!", "？": "?", "।": ".", "॥": ".", "؟": "?",
    "،": ",",
    "؛": ";", "…": ".", "—": ",",
})  # fmt: skip
_HEARD = frozenset(".,;:!?")  # punctuation that changes pauses and intonation
_MARKUP = re.compile(r"\[\[.{0,300}?\]\]")
_SWITCH = re.compile(r"\([a-z][a-z0-9-]*\)")  # espeak-ng's mark that it says a word by another language's rules


def spell(sentence: Sentence, language: str, phonemes: Phonemes) -> list[Spelt]:
    """Return the spoken tokens of ``sentence`` in IPA. ``language`` is that of the voice.

    A token in another language gets that language's phonemes. Raises OutsideError if espeak-ng fails.
    """
    spelt: list[Spelt] = []
    for part in parts_of(sentence, language):
        for tokens, texts in windows(part, lambda last: bool(_mark(last))):
            whole, *alone = (_SWITCH.sub("", answer) for answer in phonemes(["".join(texts), *texts], part.language))
            shares = share(phonemes_of(whole), [[p for word in phonemes_of(answer) for p in word] for answer in alone])
            for token, text, sounds in zip(tokens, texts, shares, strict=True):
                after = _mark(edges(_MARKUP.sub("x", text).strip())[1])
                ipa = "".join(sounds).strip()
                if ipa:
                    spelt.append(Spelt(token, ipa, "", after))
                elif after and spelt and not spelt[-1].after:
                    last = spelt.pop()
                    spelt.append(Spelt(last.token, last.sounds, "", after))
    return spelt


def _mark(edge: str) -> str:
    """Return the last audible mark of ``edge``, the punctuation after a word; "" if there is none.

    espeak-ng, too, has one mark for each clause.
    """
    return next((c for c in reversed(edge.translate(_MARKS)) if c in _HEARD), "")
