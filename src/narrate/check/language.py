"""Finds paragraphs that are not in the script's language.

Such a paragraph was left untranslated, or the script was given the wrong language. ``languages/recognising.py``
recognises languages. Words that the writer marked with a language are ignored. A paragraph of a few words is not judged
by itself; if all paragraphs are that short, the script is judged as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from narrate.errors import Place, Problem, Severity
from narrate.languages import english_name, is_tag
from narrate.languages.recognising import Recogniser, length_of
from narrate.languages.scripts import script_name
from narrate.model import Kind, Script, Segment, Sentence

_MOST_LETTERS = 6000  # examined in a script of short paragraphs


@dataclass(frozen=True, slots=True)
class _Block:
    """A text that is judged by itself: a paragraph, the points of a slide, or a figure's description.

    Words that the writer marked with a language are left out.
    """

    text: str
    place: Place
    name: str = "this paragraph is"


def check_language(script: Script) -> Iterator[Problem]:
    """Report each paragraph that is not in the script's language; a single error instead if most are not."""
    recogniser = Recogniser(script.language)
    blocks = [block for segment in script.segments for block in _blocks(script, segment)]
    counts: Counter[str] = Counter()
    foreign: list[tuple[_Block, str]] = []
    for block in blocks:
        language = recogniser.other_language(block.text)
        if language is None:
            continue
        counts[language] += length_of(block.text)
        if language:
            foreign.append((block, language))
    if not counts:
        start = "\n".join(block.text for block in blocks)[:_MOST_LETTERS]
        if language := recogniser.other_language(start):
            counts[language] += 1
    wrong = counts.total() - counts[""]
    if wrong * 2 > counts.total():
        del counts[""]
        yield _most_is(script, counts.most_common(1)[0][0])
        return
    for block, language in foreign:
        name, tag = _named(language)
        message = f"{block.name} in {name}, in a script in {english_name(script.language)}"
        hint = f"translate it, or mark its words: [words](lang:{tag})"
        yield Problem(block.place, Severity.WARNING, "wrong-language", message, hint)


def _most_is(script: Script, language: str) -> Problem:
    """The error that most of the script is in ``language`` (a code)."""
    name, tag = _named(language)
    message = f"most of the script is in {name}, and it is read as {english_name(script.language)}"
    hints = [f"write lang: {tag}"] if script.language_place is not None else []
    if is_tag(script.path.stem):
        hints.append(f"name the file {tag}{script.path.suffix}")
    hint = " and ".join(hints) or f"give --language {tag}"
    place = script.language_place or Place(str(script.path), 1, 1)
    return Problem(place, Severity.ERROR, "wrong-language", message, f"translate it, or {hint}")


def _named(language: str) -> tuple[str, str]:
    """Return (English name, tag to write) of ``language``, a language code.

    Where only the letters were recognised, ``language`` is a script code such as ``Thai``, and the tag is the word TAG.
    """
    if language[:1].isupper():
        return f"{script_name(language)} letters", "TAG"
    if language.startswith("zh-"):
        return f"Chinese ({'traditional' if language == 'zh-Hant' else 'simplified'} letters)", language
    return (english_name(language), language) if language else ("another language", "TAG")


def _blocks(script: Script, segment: Segment) -> Iterator[_Block]:
    """The texts of a slide, each of which is judged by itself."""
    if segment.kind is Kind.CLOSING:
        return  # narrate wrote these words
    here = segment.place or script.place
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in segment.sentences:
        if not sentence.language:
            paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    for sentences in paragraphs.values():
        text = " ".join(_unmarked(sentence) for sentence in sentences)
        yield _Block(text, sentences[0].place or here)
    if segment.points:
        text = "\n".join(point.text for point in segment.points)
        yield _Block(text, segment.points[0].place or here, "these points are")
    for figure in segment.figures:
        yield _Block(figure.alt, figure.place or here, "the description of this figure is")
        yield _Block(figure.description, figure.place or here, "the longer description of this figure is")


def _unmarked(sentence: Sentence) -> str:
    """The words of ``sentence`` that are in the script's own language."""
    marked = [token for token in sentence.tokens if token.language]
    if not marked:
        return sentence.text
    text = list(sentence.text)
    for token in marked:
        text[token.start : token.start + len(token.text)] = " " * len(token.text)
    return "".join(text)
