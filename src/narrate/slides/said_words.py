"""Decides whether sentences say the words that a slide shows.

A sentence says a text if it has all words of the text in the same order. Numbers must be equal, and a negation must not
be lost or added: "You can drive" does not say "Do not drive". Highlighting is less strict (``point_times``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from narrate.languages import language_data, numerals, primary_language
from narrate.languages.negations import negations
from narrate.slides.point_times import SPACELESS, same_root

# Arabic vowel marks, the alif that carries an ending (خطًا is a form of خط), and the tatweel, which stretches words.
_VOWEL_MARKS = re.compile("[\u064b-\u0652\u0640]|(?<=\u064b)\u0627")
_HAN_NUMBER = "〇零一二两兩三四五六七八九十百千万萬"
_NUMBER = rf"\d+(?:[.,٫٬/:]\d+)*[¼½¾⅓⅔]?|[¼½¾⅓⅔]|[{_HAN_NUMBER}]{{2,9}}"
_MARK = r"[,;:.!?…—–()\[\]،؛؟。、，；：！？（）।۔]"
_APOSTROPHE = re.compile("['’]")
_FAR = 1_000_000  # the distance in words to a negation, if there is none
_NEAR = 1  # at most so many words stand between a negation and what it surely negates: "do not drink any alcohol"
_ENDING = 3  # two forms of a word may differ by so many letters at their end


def _tokens(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<number>{_NUMBER})|(?P<mark>{_MARK})|(?P<word>{word})")


# If a text counts as said in doubt, words are also divided at vowel marks, so that more forms of a word match.
_PERHAPS = _tokens(rf"{SPACELESS}|\w+?(?={SPACELESS}|\W|$)")
_SURE = _tokens(rf"{SPACELESS}|(?:(?!{SPACELESS})[\w\u0300-\u036f\u064b-\u0652\u0900-\u0963])+")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with the number of its clause.

    ``since`` is the number of words between the negation before it in the same clause and the word: 0 if the negation
    stands directly before the word, -1 if the word is part of a negation, and ``_FAR`` if there is no negation.
    """

    text: str
    clause: int
    since: int
    is_number: bool


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a text without stop words, and the numbers of the clauses that hold a negation.

    ``perhaps`` are the words that may be a negation.
    """

    words: tuple[_Word, ...]
    negated: frozenset[int]
    perhaps: frozenset[str]


class SaidWords:
    """The words of sentences, to ask whether one of the sentences says a text.

    ``sure`` decides cases of doubt. If it is set, the text counts as not said, so that nobody misses it. Otherwise it
    counts as said, so that there is no false warning.
    """

    def __init__(self, sentences: Iterable[str], language: str, *, sure: bool) -> None:
        self._read = _reader(language, sure)
        self._sure = sure
        self._unread = tuple(sentences)

    @cached_property
    def _sentences(self) -> list[_Text]:
        return [self._read(sentence) for sentence in self._unread]

    def say(self, text: str) -> bool:
        """Return whether one sentence says ``text``."""
        wanted = self._read(text)
        return any(self._is_in(wanted, sentence) for sentence in self._sentences)

    def missing(self, text: str) -> list[str]:
        """Return the words of ``text`` that are missing in the sentence that says most of it.

        The list is empty if that sentence has all words, but in another order.
        """
        wanted = [word.text for word in self._read(text).words]
        best = max(self._sentences, key=lambda sentence: len(self._found(wanted, sentence.words)), default=None)
        there = best.words if best else ()
        return [word for word in wanted if not any(self._same(word, other.text) for other in there)]

    def contradict(self, text: str) -> bool:
        """Return whether a sentence has the words of ``text``, but only one of the two is negated."""
        wanted = self._read(text)
        words = [word.text for word in wanted.words]
        return not self.say(text) and any(
            len(self._found(words, sentence.words)) == len(words) for sentence in self._sentences
        )

    def _is_in(self, wanted: _Text, sentence: _Text) -> bool:
        words = list(self._candidates(wanted, sentence))
        found = self._found([word.text for word in wanted.words], words)
        if len(found) < len(wanted.words):
            return False
        if not self._sure:
            return True
        pairs = [(wanted.words[at], words[there]) for at, there in found]
        if self._read.before and wanted.negated and not all(_negated_alike(one, other) for one, other in pairs):
            return False
        return _same_numbers(wanted, words, [there for _, there in found])

    def _candidates(self, wanted: _Text, sentence: _Text) -> Iterator[_Word]:
        """Yield the words of ``sentence`` that may count for ``wanted``: those that are negated or not, as ``wanted`` is."""
        if self._sure:
            yield from (word for word in sentence.words if (word.clause in sentence.negated) == bool(wanted.negated))
        elif not wanted.negated:
            yield from (word for word in sentence.words if word.since or not self._read.before)
        elif sentence.negated or sentence.perhaps - wanted.perhaps:
            yield from sentence.words

    def _found(self, wanted: Sequence[str], words: Sequence[_Word]) -> list[tuple[int, int]]:
        """Return the indices in ``wanted`` and in ``words`` of the words that occur in both, in the same order."""
        found, start = [], 0
        for at, word in enumerate(wanted):
            for index in range(start, len(words)):
                if self._same(word, words[index].text):
                    found.append((at, index))
                    start = index + 1
                    break
        return found

    def _same(self, first: str, second: str) -> bool:
        """Whether two words are the same word. Numbers must be equal."""
        if first == second:
            return True
        if any(letter.isnumeric() for letter in first + second) or not same_root(first, second):
            return False
        if not self._sure:
            return True
        common = next((n for n, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), None)
        common = min(len(first), len(second)) if common is None else common
        return max(len(first), len(second)) - common <= _ENDING


def _negated_alike(wanted: _Word, said: _Word) -> bool:
    """Whether ``said`` is negated as surely as ``wanted``.

    "You can drive if you do not feel dizzy" does not say "do not drive".
    """
    if wanted.since < 0:
        return True
    if wanted.since == 0:
        return said.since <= _NEAR
    return (wanted.since >= _FAR) == (said.since >= _FAR)


def _same_numbers(wanted: _Text, words: Sequence[_Word], found: Sequence[int]) -> bool:
    """Whether ``words`` have no further number from the first to the last of the indices ``found``, nor beside them."""
    if not any(word.is_number for word in wanted.words):
        return True
    first, last = found[0], found[-1]
    first -= first > 0 and words[first].is_number
    last += last + 1 < len(words) and words[last].is_number
    return not any(words[at].is_number for at in range(first, last + 1) if at not in found)


class _Reader:
    """Reads texts in one language."""

    def __init__(self, language: str, sure: bool) -> None:
        code = {"tl": "fil"}.get(primary_language(language), primary_language(language))
        self._sure = sure
        self._stop = frozenset(_plain(word) for word in language_data(language).stop_words)
        self._negations = negations(language)
        self.before = self._negations is not None and self._negations.before
        self._tokens = _SURE if sure else _PERHAPS
        vague = frozenset(numerals.AMBIGUOUS.get(code, "").split())
        values = {_plain(word): value for word, value in numerals.number_words(code).items()}
        self._values = {word: f"{value:g}" for word, value in values.items() if word not in vague}
        self._vague = frozenset(word for word, value in values.items() if word in vague and value != 1)
        self._singular = frozenset(word for word, value in values.items() if value == 1)

    def __call__(self, text: str) -> _Text:
        lower, known = text.lower(), self._negations
        spans = list(_spans(known.sure, lower)) if known else []
        words: list[_Word] = []
        everything: list[_Word] = []
        negated: set[int] = set()
        clause, since = 0, _FAR
        for match, span in _with_spans(self._tokens.finditer(lower), spans):
            if match["mark"]:
                clause, since = clause + 1, _FAR
                continue
            if span:
                negated.add(clause)
                since = -1
            everything.append(self._word(match, clause, since))
            is_compared = not self._is_negation(match, span) and self._counts(everything[-1].text)
            if is_compared:
                words.append(everything[-1])
            if is_compared or span:
                since += 1
        perhaps = known.perhaps.findall(_plain(lower)) if known else ()
        return _Text(tuple(words or everything), frozenset(negated), frozenset(perhaps))

    def _is_negation(self, match: re.Match[str], span: tuple[int, int] | None) -> bool:
        """Whether a word is a negation that is not compared. ``span`` is the place of the negation that it belongs to.

        If no doubt is allowed, "never" is compared, because it says more than "not". But "don't" is just "do not".
        """
        if span is None or match.start() < span[0] or span[1] < match.end():
            return False
        return not self._sure or _APOSTROPHE.search(match.string, *span) is not None

    def _word(self, match: re.Match[str], clause: int, since: int) -> _Word:
        text = _plain(match.group())
        value = "".join(_digit(letter) for letter in text) if match["number"] else self._values.get(text, text)
        return _Word(value, clause, since, bool(match["number"]) or text in self._values or text in self._vague)

    def _counts(self, word: str) -> bool:
        """Whether ``word`` is compared: it is a number or not a stop word."""
        if word not in self._stop:  # number words are digits by now
            return True
        return self._sure and (word in self._vague or word in self._singular)


@cache
def _reader(language: str, sure: bool) -> _Reader:
    return _Reader(language, sure)


def _with_spans(
    matches: Iterable[re.Match[str]], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[re.Match[str], tuple[int, int] | None]]:
    """Yield each match with the one of ``spans`` that it overlaps, or None. Both are in order."""
    at = 0
    for match in matches:
        while at < len(spans) and spans[at][1] <= match.start():
            at += 1
        yield match, spans[at] if at < len(spans) and spans[at][0] < match.end() else None


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) in ``text`` of each match of ``pattern``, which is looked for as if there were no vowel marks."""
    if not _VOWEL_MARKS.search(text):
        yield from (match.span() for match in pattern.finditer(text))
        return
    kept = [at for at in range(len(text)) if not _VOWEL_MARKS.match(text, at)]
    for match in pattern.finditer(_plain(text)):
        yield kept[match.start()], kept[match.end() - 1] + 1


def _plain(text: str) -> str:
    """Return ``text`` in lower case without Arabic vowel marks."""
    return _VOWEL_MARKS.sub("", text.lower())


def _digit(letter: str) -> str:
    """Return a digit of any script as 0 to 9, and any other letter as it is."""
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
