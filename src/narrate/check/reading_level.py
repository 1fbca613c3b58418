"""Measures how hard a script is to understand, with a readability formula for each language.

Syllables are counted in espeak-ng's phonemes. That takes as long as all other rules together. Groups of vowels are
counted instead where even this rough count proves the script easy, or where espeak-ng is missing. A language without a
formula is judged by the length of its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from narrate.errors import OutsideError, Place, Problem, Severity
from narrate.languages import primary_language
from narrate.model import Kind, Script, Sentence
from narrate.script.sentences import count_words

FEWEST_WORDS = 60  # with fewer, a formula is meaningless
LONGEST_SENTENCE = 25  # words
LONGEST_MEAN = 18
_VOWEL = re.compile(r"^[ˈˌ]*[aeiouyɑɐɒæəɘɚɛɜɝɞɪɨɔøœɵʊʉʌɯɤʏᵻ]|̩")
_GROUP = re.compile(r"[aeiouyáéíóúàèìòùâêîôûäëïöüãõåæøœýіїєаеёиоуыэюя]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Formula:
    """A readability formula.

    ``score`` takes words per sentence, syllables per word and letters per word. ``hard`` tells whether a score is too
    hard. ``short`` is the most syllables per word by which a count of groups of vowels falls short in this language: if
    a text is easy even with that many added, its phonemes need not be counted.
    """

    name: str
    score: Callable[[float, float, float], float]
    hard: Callable[[float], bool]
    target: str
    short: float


FORMULAS: Mapping[str, Formula] = {
    # Kincaid and others 1975: the US school grade needed to follow; patients need 6 to 8
    "en": Formula(
        "Flesch-Kincaid", lambda w, s, _: 0.39 * w + 11.8 * s - 15.59, lambda x: x > 8, "grade 8 or less", 0.1
    ),
    # Szigriszt Pazos 1993, on Barrio's scale INFLESZ: 55 to 65 is what most people read
    "es": Formula("Szigriszt-Pazos", lambda w, s, _: 206.835 - 62.3 * s - w, lambda x: x < 55, "55 or more", 0.2),
    # Amstad 1978
    "de": Formula("Amstad", lambda w, s, _: 180 - w - 58.5 * s, lambda x: x < 60, "60 or more", 0.2),
    # Kandel and Moles 1958
    "fr": Formula("Kandel-Moles", lambda w, s, _: 207 - 1.015 * w - 73.6 * s, lambda x: x < 60, "60 or more", 0.1),
    # Lucisano and Piemontese 1988
    "it": Formula("Gulpease", lambda w, _, letters: 89 + 300 / w - 10 * letters, lambda x: x < 60, "60 or more", 0.0),
    # Martins and others 1996
    "pt": Formula("Martins", lambda w, s, _: 248.835 - 1.015 * w - 84.6 * s, lambda x: x < 50, "50 or more", 0.35),
    # Douma 1960
    "nl": Formula("Douma", lambda w, s, _: 206.835 - 0.93 * w - 77 * s, lambda x: x < 60, "60 or more", 0.2),
    # Oborneva 2006
    "ru": Formula("Oborneva", lambda w, s, _: 206.835 - 1.3 * w - 60.1 * s, lambda x: x < 60, "60 or more", 0.35),
}


def check_lengths(script: Script) -> Iterator[Problem]:
    """Advise on every sentence that is too long to follow by ear."""
    for sentence in _narrated(script):
        length = count_words(sentence.text)
        if length > LONGEST_SENTENCE:
            message = f"a sentence of {length} words is hard to follow by ear"
            place = sentence.place or script.place
            hint = f"split it in two; at most {LONGEST_SENTENCE} words each"
            yield Problem(place, Severity.ADVICE, "long-sentence", message, hint)


def check_level(script: Script) -> Iterator[Problem]:
    """Warn if the reading level is over the target."""
    sentences = _narrated(script)
    lengths = [count_words(sentence.text) for sentence in sentences]
    if sum(lengths) < FEWEST_WORDS:
        return
    place = Place(str(script.path), 1, 1)
    formula = FORMULAS.get(primary_language(script.language))
    mean = sum(lengths) / len(lengths)
    if formula is None:
        if mean > LONGEST_MEAN:
            message = f"sentences of {mean:.0f} words on average are hard to follow by ear"
            yield Problem(
                place,
                Severity.WARNING,
                "reading-level",
                message,
                f"write shorter sentences: {LONGEST_MEAN} words or fewer on average",
            )
        return
    texts = [sentence.text for sentence in sentences]
    if not any(map(_words, texts)):
        return
    if not formula.hard(_hardest(formula, texts)):
        return
    score, how = level(texts, script.language)
    if formula.hard(score):
        counted = f"{formula.name} {score:.1f}, with syllables counted in {how}"
        message = f"the text is hard to read: {counted}; the target is {formula.target}"
        yield Problem(place, Severity.WARNING, "reading-level", message, "use shorter sentences and everyday words")


def _narrated(script: Script) -> list[Sentence]:
    """The sentences of the slides, without those of titles, sections and the closing slide."""
    return [sentence for segment in script.segments if segment.kind is Kind.NARRATION for sentence in segment.sentences]


def level(sentences: Sequence[str], language: str) -> tuple[float, str]:
    """Return (score, how): the formula's score for ``sentences``, and in what syllables were counted.

    At least one of ``sentences`` must hold a word. Raises KeyError if the language has no formula.
    """
    formula = FORMULAS[primary_language(language)]
    counts, how = _syllables(sorted(set(_all_words(sentences))), language)
    return _score(formula, sentences, counts), how


def _hardest(formula: Formula, sentences: Sequence[str]) -> float:
    """The score with groups of vowels for syllables, plus as many syllables as that count may miss."""
    return _score(formula, sentences, _groups(set(_all_words(sentences))), formula.short)


def _score(formula: Formula, sentences: Sequence[str], counts: Mapping[str, int], more: float = 0.0) -> float:
    """The formula's score for ``sentences``.

    ``counts`` has the syllables of each word (in lower case); ``more`` is added to the mean of syllables per word.
    """
    words = _all_words(sentences)
    syllables = sum(counts[word] for word in words) / len(words) + more
    letters = sum(map(len, words)) / len(words)
    return formula.score(len(words) / len(sentences), syllables, letters)


def _all_words(sentences: Sequence[str]) -> list[str]:
    return [word.lower() for text in sentences for word in _words(text)]


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text) if len(word) < 60]


def _syllables(words: Sequence[str], language: str) -> tuple[dict[str, int], str]:
    """Return the number of syllables of each word, and what was counted: phonemes or groups of vowels."""
    from narrate.speech.espeak.engine import EspeakEngine

    engine = EspeakEngine()
    voice = engine.voice(language)
    if voice is not None:
        session = engine.session()
        try:
            spoken = session.phonemes(words, voice)
            return {word: max(1, _in_phonemes(text)) for word, text in zip(words, spoken, strict=True)}, "phonemes"
        except OutsideError:
            pass
        finally:
            session.close()
    return _groups(words), "groups of vowels"


def _groups(words: Iterable[str]) -> dict[str, int]:
    """The number of groups of vowels in each word, at least 1."""
    return {word: max(1, len(_GROUP.findall(word))) for word in words}


def _in_phonemes(text: str) -> int:
    """The number of syllables in ``text``, the phonemes of one word."""
    return sum(1 for phoneme in re.split("[_ ]+", text) if _VOWEL.search(phoneme))
