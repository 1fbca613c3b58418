"""Decides whether a sentence ends at a place that looks like an end.

Two sentences spoken as one are harmless; a dose or a name cut in two is a fault. So a full stop after an abbreviation,
an initial or a number ends a sentence only before a word that typically begins sentences.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from narrate.languages.abbreviations import Abbreviations
from narrate.script.abbreviation_shapes import FIRST_OF_THE_EAST, FIRST_THAI, is_among, looks_short, own_abbreviation
from narrate.script.paired_marks import closes_all

_AHEAD, _BACK = 32, 48  # characters examined; no abbreviation or word that begins sentences is longer
_WITHIN = 2000  # characters searched for pairs of brackets and quotation marks
_OPENING = " \t\"'“‘«„‚‹([{¿¡「『（《〈【"
_CLOSING = "\"'”’“»›)]}」』）》〉】*_"
_BRACKETS = "([（"
_NO_WORD = '.,;:!?…()[]"“”«»،؛؟।。，、'
_PLAIN_ENDS = frozenset("?!।؟۔。！？")
_COMMA = "၊"  # Burmese comma, which sentencex takes for a sentence end
_ENDS_OF_THE_EAST = "。！？"  # sentencex misses these ends before a digit
# Latin, Greek and Cyrillic; Arabic, except words that may be "and" with an abbreviation
_PLAIN = re.compile("[A-Za-zÀ-ԯ]{2,}|[ء-هىيٮ-ۓ][ء-يٮ-ۓ]{2,}")
_ITEM = re.compile(r"[ivx]{1,4}|[IVX]{1,4}|[^\W_]")
_ROMAN = re.compile("[IVX]{2,4}")
_ROMAN_AHEAD = re.compile(r"(?:[IVX]{2,4}|[VX])\b")
_STEP = re.compile(r"(\d{1,2})[.)]\s")
# The number of a step in East Asian scripts; Korean also counts with letters.
_STEP_OF_THE_EAST = re.compile(
    r"[(（]?(?:\d{1,3}[．、）]|[가나다라마바사아자차카타파하][.)）]|[一二三四五六七八九十]{1,3}[、．）])|[①-⑳❶-❿⑴-⒇]"
)
_LONGEST_NUMBER = 6
_GLUED = re.compile(r"(?<=[\u2e80-\uffef])(?:[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ.]*|\d+)\Z")


def ends(line: str, start: int, position: int, next_end: int, known: Abbreviations, *, proposed: bool) -> bool:
    """Whether the sentence that begins at offset ``start`` of ``line`` ends before offset ``position``.

    The character at ``position`` may be a space. ``next_end`` is the offset of the next possible end. ``known`` are the
    abbreviations of the language. ``proposed`` is true if sentencex, the library that finds sentences, also ends the
    sentence at ``position``.
    """
    if _is_small(line[position]):
        return False
    if position - start <= _LONGEST_NUMBER and _STEP_OF_THE_EAST.fullmatch(line[start:position].strip()):
        return False  # a step keeps its number
    decided = _at_once(line, start, position, known, proposed=proposed)
    if decided is not None:
        return decided
    following = line[position : position + _AHEAD].lstrip().lstrip(_OPENING)
    if not following or _is_small(following[0]) or not _may_begin(line, position, next_end):
        return False
    if following[0].isdigit() and _next_step(line, start, position, following):
        return True
    return _ends_there(line, start, position, following, known, proposed=proposed)


def _may_begin(line: str, position: int, next_end: int) -> bool:
    """Whether a sentence may begin at offset ``position`` of ``line``.

    There must be a letter or digit before offset ``next_end``, and a space, a bracket or a quotation mark in front of it
    (not needed in East Asian scripts).
    """
    first = line[position]
    if first.isalnum():
        return True
    if not any(character.isalnum() for character in line[position:next_end]):
        return False
    return line[position - 1].isspace() or first in _OPENING or first >= FIRST_OF_THE_EAST


def _ends_there(line: str, start: int, position: int, following: str, known: Abbreviations, *, proposed: bool) -> bool:
    """Whether the text before ``position`` ends a sentence, judging by its last mark and the text ``following``."""
    before = line[max(start, position - _BACK) : position].rstrip()
    ended = before.rstrip(_CLOSING)
    closed = len(ended) < len(before)
    if ended.endswith(_COMMA) or (closed and _goes_on(following, known)):
        return False
    likely = proposed or (closed and line[start] in _BRACKETS)
    if ended.endswith("."):
        words = ended.split()
        spaced = line[position - 1].isspace()
        first = words[0] if len(words) == 1 else line[start : start + _BACK].split(maxsplit=1)[0]
        cut = _stop_ends(_Stop(words, first.lower(), position - start <= _BACK, following, spaced, likely), known)
    else:
        cut = likely or following[0].isupper() or (ended[-1:] in _ENDS_OF_THE_EAST and following[0].isdigit())
    return cut and (proposed or closes_all(line[max(start, position - _WITHIN) : position]))


def _is_small(letter: str) -> bool:
    """Whether ``letter`` is lower case although a sentence could begin with its capital (not so in Georgian)."""
    return letter.islower() and letter.title() != letter


class _Stop(NamedTuple):
    """A full stop and its surroundings.

    ``words`` are the last words before the stop; the last one includes it. ``first`` is the first word of the sentence,
    in lower case. ``following`` is the text after the stop. ``whole`` is true if ``words`` are the whole sentence so
    far, ``spaced`` if a space follows the stop. ``proposed`` is true if the stop would end a sentence after an ordinary
    word.
    """

    words: list[str]
    first: str
    whole: bool
    following: str
    spaced: bool
    proposed: bool

    @property
    def stands_alone(self) -> bool:
        """Whether the word before the stop is the whole sentence so far."""
        return self.whole and len(self.words) == 1

    @property
    def is_followed_by_a_name(self) -> bool:
        """Whether a word with a capital letter follows."""
        return self.following[0].isupper() and self.following[1:2].isalpha()


def _at_once(line: str, start: int, position: int, known: Abbreviations, *, proposed: bool) -> bool | None:
    """Whether a sentence ends at ``position``, in the frequent cases that are quick to decide; None in all others."""
    letter = proposed and line[position].isalpha()
    spaced = line[position - 1] == " "
    mark = line[position - 2] if spaced else line[position - 1]
    if mark != "." or not spaced:
        return True if letter and mark in _PLAIN_ENDS else None
    return _at_once_after_stop(line, start, position, known, letter=letter)


def _at_once_after_stop(line: str, start: int, position: int, known: Abbreviations, *, letter: bool) -> bool | None:
    """Do the work of ``_at_once`` after a full stop and a space.

    ``letter`` is true if sentencex ends the sentence here and the next character is a letter.
    """
    before = line.rfind(" ", start, position - 2)
    word = line[before + 1 : position - 2] if before > 0 else line[start : position - 2]
    if word in known.inside or word.lower() in known.inside:
        return False
    if len(word) == 1 and line[position + 1 : position + 2] == "." and word.isalpha() and line[position].isalpha():
        return False  # the first of two initials, or "z. B."
    return True if letter and before > 0 and _is_plain(word, known) else None


def _is_plain(word: str, known: Abbreviations) -> bool:
    return bool(_PLAIN.fullmatch(word)) and not is_among(word, known.known) and not _ROMAN.fullmatch(word)


def _stop_ends(stop: _Stop, known: Abbreviations) -> bool:
    word = stop.words[-1][:-1].lstrip(_OPENING)
    previous = stop.words[-2] if len(stop.words) > 1 else ""
    if (word or previous).endswith("."):  # an ellipsis
        return stop.proposed and (stop.following[0].isupper() or _opens(stop, known, known.opening))
    if not word.isascii() and (glued := _GLUED.search(word)):
        previous, word = word[: glued.start()], word[glued.start() :]
    word = own_abbreviation(word, known)
    names = _names(word, previous, stop.words)
    if not known.inside.isdisjoint(names):
        return False
    if not stop.spaced and (stop.following[0] < FIRST_OF_THE_EAST or is_among(word, known.known)):
        return stop.proposed and stop.is_followed_by_a_name and len(word) > 2 and _is_plain(word, known)
    return _word_ends(stop, word, previous, known, names)


def _word_ends(stop: _Stop, word: str, previous: str, known: Abbreviations, names: Collection[str]) -> bool:
    """Whether a sentence ends after ``word`` and its full stop, before a space or East Asian letters.

    ``names`` are the forms under which the tables may list the word.
    """
    is_ambiguous = not known.either.isdisjoint(names)
    if is_among(word, known.number):
        numbered = stop.following[0].isdigit() or _ROMAN_AHEAD.match(stop.following)
        if numbered or not (is_ambiguous or len(word) == 1):
            return not numbered
    if word[-1:].isdecimal() and not word[0].isalpha():
        return _number_ends(stop, word, previous, known, alone=stop.stands_alone)
    if stop.stands_alone and _ITEM.fullmatch(word) and word < FIRST_THAI:
        return False  # an item keeps its letter or number
    if (len(word) == 1 and word.isupper()) or _ROMAN.fullmatch(word):
        return _letter_ends(stop, word, previous, known)
    return _plain_word_ends(stop, word, previous, known, is_ambiguous=is_ambiguous)


def _plain_word_ends(stop: _Stop, word: str, previous: str, known: Abbreviations, *, is_ambiguous: bool) -> bool:
    """Do the work of ``_word_ends`` for a word that is neither a number nor a single letter.

    ``is_ambiguous`` is true if the word is listed as both a word and an abbreviation.
    """
    if known.opening and (is_ambiguous or _measures(word, previous, known) or looks_short(word)):
        return _opens(stop, known, known.opening) and not _goes_before_a_name(stop, known)
    return stop.proposed or _opens(stop, known, known.opening)


def _names(word: str, previous: str, words: list[str]) -> set[str]:
    """The forms in which a table may list ``word``: by itself, or with one or two words before it ("z.b")."""
    names = {word, word.lower()}
    if previous.endswith("."):
        two, three = "".join(words[-2:])[:-1], "".join(words[-3:])[:-1]
        names.update((two, two.lower(), three, three.lower()))
    return names


def _number_ends(stop: _Stop, word: str, previous: str, known: Abbreviations, *, alone: bool) -> bool:
    if stop.following[0].isdigit():
        return False
    if word.isdecimal():
        if (alone and len(word) <= 3) or (int(word) == 1 and previous.endswith((":", "："))):
            return False  # a step keeps its number
        if (previous.endswith(".") and previous[:-1].isdecimal()) or (known.ordinal and len(word) <= 2):
            return _opens(stop, known, known.opening)  # part of a date, or an ordinal
    return stop.proposed or _opens(stop, known, known.opening)


def _letter_ends(stop: _Stop, word: str, previous: str, known: Abbreviations) -> bool:
    """Whether a sentence ends after a single capital: it does in "vitamin C. Eat …", not in "J. Smith"."""
    named = previous.strip(_OPENING + _NO_WORD).lower().replace("’", "'").rpartition("'")[2]  # "l'hépatite"
    if named in known.label:
        return not stop.following[0].isdigit()
    if stop.following.partition(" ")[0].lower() in known.particle:
        return False
    if len(word) > 1 or not known.function:
        return stop.proposed or _opens(stop, known, known.opening)
    if previous.islower() and named not in known.function and _opens(stop, known, known.opening):
        return True
    return _opens(stop, known, known.function)


def _measures(word: str, previous: str, known: Abbreviations) -> bool:
    """Whether ``word`` is a unit with its number before it ("5 in") or inside it ("5min")."""
    unit = word.lstrip("0123456789")
    return (unit != word or previous[-1:].isdigit()) and is_among(unit, known.unit | known.either)


def _goes_before_a_name(stop: _Stop, known: Abbreviations) -> bool:
    """Whether the sentence so far only gives a time, and a person's title follows: "At 5 a.m. Dr. Lee comes"."""
    title, point, _ = stop.following.partition(".")
    return bool(point) and stop.first in known.fronted and is_among(title, known.inside)


def _next_step(line: str, start: int, position: int, following: str) -> bool:
    """Whether ``following`` begins with the number of a step, and the sentence so far is the step before it."""
    step = _STEP.match(following)
    if not step:
        return False
    number = str(int(step.group(1)) - 1)
    before = line[max(start, position - _WITHIN) : position]
    if not before.startswith((number + ".", number + ")")):
        before = before.partition(f": {number}. ")[2]
    return any(character.isalpha() for character in before)


def _opens(stop: _Stop, known: Abbreviations, words: frozenset[str]) -> bool:
    """Whether one of ``words`` follows the stop. An initial, or "No." before a number, does not count.

    The word may be joined to more text by an apostrophe or a hyphen.
    """
    first, _, rest = stop.following.partition(" ")
    if first.endswith(".") and (len(first) == 2 or (rest[:1].isdigit() and is_among(first[:-1], known.number))):
        return False
    first = first.strip(_NO_WORD).lower().replace("’", "'")
    return first in words or first.partition("'")[0] in words or first.partition("-")[0] in words


def _goes_on(following: str, known: Abbreviations) -> bool:
    """Whether ``following`` continues the sentence after a quotation, as in "“Stop!” she said".

    This is for languages in which capitals do not tell.
    """
    if not known.goes_on and not known.said:
        return False
    first_words = following.split(maxsplit=3)[:3]
    return following.startswith(known.goes_on) or any(word.strip(_NO_WORD) in known.said for word in first_words)
