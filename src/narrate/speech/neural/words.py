"""Assigns the phonemes of a sentence to its words.

espeak-ng's words are not those of the text: it says "of the" as one word, "25" as two, "les amis" with a z.
So the phonemes of the whole sentence are aligned with the phonemes of each word spoken alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice

_STRESS = "ˈˌ"
_VOWELS = frozenset("aeiouyɑɐɒæəɘɚɛɜɝɞɪɨɔøœɵʊʉʌɯɤʏᵻ")


def phonemes_of(answer: str) -> list[list[str]]:
    """Return espeak-ng's answer ``said`` as a list of phonemes for each word.

    In the answer, ``_`` separates phonemes and spaces separate words.
    """
    words = ([phoneme for phoneme in word.split("_") if phoneme.strip(_STRESS)] for word in answer.split())
    return [word for word in words if word]


def share(whole: Sequence[Sequence[str]], alone: Sequence[Sequence[str]]) -> list[list[str]]:
    """Share out the phonemes of ``whole`` among the words of ``alone``, and return a list of phonemes for each word.

    ``whole`` has the words of the sentence as espeak-ng speaks them, ``alone`` has each word of the text spoken alone.
    Every phoneme goes to one word, in order. A spoken word goes to one word of the text as a whole, unless another word
    would then get nothing; in that case they share it. If a word gets several spoken words, as "25" does, a space
    separates them.
    """
    phonemes = [phoneme for word in whole for phoneme in word]
    wanted = [(phoneme, number) for number, word in enumerate(alone) for phoneme in word]
    if not phonemes or not wanted:
        return [phonemes if number == 0 else [] for number in range(len(alone))]
    owners = _aligned(
        [_plain(phoneme) for phoneme in phonemes], [(_plain(phoneme), number) for phoneme, number in wanted]
    )
    remaining = iter(owners)
    aligned = [list(islice(remaining, len(word))) for word in whole]
    chosen = [Counter(owners_of_word).most_common(1)[0][0] for owners_of_word in aligned]
    return _handed_out(whole, aligned, chosen, len(alone))


def _handed_out(
    whole: Sequence[Sequence[str]], aligned: Sequence[Sequence[int]], chosen: Sequence[int], count: int
) -> list[list[str]]:
    """Return the phonemes of ``whole`` for each of ``count`` words of the text.

    ``chosen`` has for each spoken word the number of the word of the text to which it mostly belongs. ``aligned`` has
    that number for each phoneme of each spoken word.
    """
    served = set(chosen)
    shares: list[list[str]] = [[] for _ in range(count)]
    to = 0
    for word, owners_of_word, owner in zip(whole, aligned, chosen, strict=True):
        begun = set()
        for phoneme, number in zip(word, owners_of_word, strict=True):
            # A word to which no spoken word goes as a whole keeps the phonemes aligned with it.
            to = max(to, owner if number in served else number)
            if to not in begun and shares[to]:
                shares[to].append(" ")
            begun.add(to)
            shares[to].append(phoneme)
    return shares


def _aligned(phonemes: Sequence[str], wanted: Sequence[tuple[str, int]]) -> list[int]:
    """Return for each phoneme of ``said`` the number of the word to which it belongs.

    ``wanted`` has (phoneme, number of its word). The two are aligned by the least edit distance.
    """
    gap = 1.0
    rows = [[column * gap for column in range(len(wanted) + 1)]]
    for phoneme in phonemes:
        above, row = rows[-1], [rows[-1][0] + gap]
        for column, (other, _) in enumerate(wanted):
            row.append(min(above[column] + _cost(phoneme, other), above[column + 1] + gap, row[column] + gap))
        rows.append(row)
    owners = [0] * len(phonemes)
    line, column = len(phonemes), len(wanted)
    while line:
        cost = rows[line][column]
        if column and cost == rows[line - 1][column - 1] + _cost(phonemes[line - 1], wanted[column - 1][0]):
            line, column = line - 1, column - 1
            owners[line] = wanted[column][1]
        elif column and cost == rows[line][column - 1] + gap:
            column -= 1
        else:
            line -= 1
            owners[line] = wanted[max(column - 1, 0)][1]
    return owners


def _plain(phoneme: str) -> str:
    return phoneme.strip(_STRESS)


def _cost(first: str, second: str) -> float:
    if first == second:
        return 0.0
    if first[0] == second[0]:
        return 0.25
    return 0.5 if (first[0] in _VOWELS) == (second[0] in _VOWELS) else 1.5
