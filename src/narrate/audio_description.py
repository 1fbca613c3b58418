"""The described edition: a script with sentences for people who cannot see its slides.

Audio description is W3C's name for sentences that say what is seen. They are not shown themselves, so every edition has
the same slides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from narrate.errors import InputError, Place, Problem, Severity
from narrate.exporters.alternative_text import part_names
from narrate.exporters.document_making import is_continuation
from narrate.languages import as_sentence, colon, comma, english_name, foreign_phrases, language_data
from narrate.model import Deck, Figure, Kind, Point, Purpose, Script, Segment, Sentence, Slide
from narrate.script.sentences import split_sentences, tokenise
from narrate.slides.said_words import SaidWords
from narrate.slides.title_and_closing import minutes_shown


@dataclass(frozen=True, slots=True)
class _Group:
    """Sentences that are added together, with a longer pause around them. The other fields are those of ``Sentence``."""

    texts: tuple[str, ...]
    purpose: Purpose
    about: int = -1
    place: Place | None = None


def add_descriptions(script: Script, deck: Deck, duration_ms: int = 0, voice: str = "") -> Script:
    """Return ``script``, which has been divided into the slides of ``deck``, with the sentences of the described edition.

    The sentences of a slide are in the order of ``DocumentSlide.sentences``. What a sentence already says is not said
    again. ``duration_ms`` is the duration of the edition, which the title slide shows and one sentence says. If it is not
    known yet, call ``with_duration`` later.

    The added sentences have no pronunciation yet. ``voice`` speaks them, as in ``Sentence``. If a person has recorded
    the script, it must be ``auto`` and not empty, because the recording lacks these sentences.

    Raises InputError if narrate has no phrases for this in the language of the script.
    """
    if foreign_phrases(script.language):
        raise InputError(no_phrases(script))
    describer = _Describer(script, deck, duration_ms)
    segments = tuple(
        _with_groups(segment, *describer.groups(number), script.language, voice)
        for number, segment in enumerate(script.segments)
    )
    return replace(script, segments=segments)


def with_duration(described: Script, script: Script, deck: Deck, duration_ms: int, voice: str = "") -> Script:
    """Return ``described``, which ``add_descriptions`` made of ``script``, with ``duration_ms`` as its duration.

    Only the title slide is made again.
    """
    describer, segments = _Describer(script, deck, duration_ms), list(described.segments)
    for number, segment in enumerate(script.segments):
        if segment.kind is Kind.TITLE:
            segments[number] = _with_groups(segment, *describer.groups(number), script.language, voice)
    return replace(described, segments=tuple(segments))


def no_phrases(script: Script) -> Problem:
    """Return the error that narrate has no phrases for a described edition in the language of ``script``."""
    language = f"{english_name(script.language)} ({script.language})"
    message = f"a described edition in {language} is not possible: narrate lacks phrases such as 'Picture' in it"
    hint = "build the standard edition only, with --edition standard"
    return Problem(script.language_place or script.place, Severity.ERROR, "no-phrases", message, hint)


class _Describer:
    """Finds what must be added to each slide. Ask for the slides in order."""

    def __init__(self, script: Script, deck: Deck, duration_ms: int) -> None:
        self._script, self._deck, self._language = script, deck, script.language
        self._duration_ms = duration_ms
        self._phrases = language_data(script.language).phrases
        self._ids = {segment.id for segment in script.segments}
        self._sections = [n for n, segment in enumerate(script.segments) if segment.kind is Kind.SECTION]
        # What the slides under the current heading have said, described and named:
        self._said = SaidWords((), script.language, sure=True)
        self._described: set[int] = set()  # figures, by index
        self._named: set[str] = set()  # parts of figures

    def groups(self, number: int) -> tuple[list[_Group], list[_Group]]:
        """Return (sentences before, sentences after) the narration of the slide with the index ``number``."""
        segment = self._script.segments[number]
        announced = self._phrases["announce_slide"].format(number=number + 1, total=len(self._script.segments))
        before = [_Group((announced,), Purpose.SLIDE_NUMBER, place=segment.place)]
        if not is_continuation(segment, self._ids):
            self._said = SaidWords(self._sentences(number), self._language, sure=True)
            self._described, self._named = set(), set()
            if segment.heading and self._sentence(segment.heading) != self._sentence(segment.sentences[0].text):
                before.append(_Group((segment.heading,), Purpose.HEADING, place=segment.place))
        after = [*self._figures(number, segment), *self._points(segment)]
        words = tuple(self._words(number, segment))
        return before, [*after, _Group(words, Purpose.WORDS, place=segment.place)] if words else after

    def _sentences(self, first: int) -> Iterable[str]:
        """Return the sentences under the heading whose first slide has the index ``first``.

        If a sentence was cut for want of room, its pieces have the ids ``id``, ``id+2`` and so on; they are joined.
        """
        texts: dict[str, str] = {}
        for number in range(first, len(self._script.segments)):
            segment = self._script.segments[number]
            if number > first and not is_continuation(segment, self._ids):
                break
            for sentence in segment.sentences:
                id_ = sentence.id.partition("+")[0]
                texts[id_] = f"{texts.get(id_, '')} {sentence.text}"
        return texts.values()

    def _figures(self, number: int, segment: Segment) -> Iterator[_Group]:
        # Only a part that the narration names has a label. No other slide need be laid out for this.
        labelled = any(sentence.cues for sentence in segment.sentences)
        slide = self._deck.slides[number] if segment.figures and labelled else None
        for index, figure in enumerate(segment.figures):
            texts = tuple(self._about(index, figure, slide, compared=len(segment.figures) > 1))
            if texts:
                yield _Group(texts, Purpose.FIGURE, index, figure.place)

    def _about(self, index: int, figure: Figure, slide: Slide | None, *, compared: bool) -> Iterator[str]:
        """Yield the texts that describe the figure with this index. A figure is described on its first slide only."""
        name = figure.name if compared else ""
        description = figure.description or figure.alt
        shown = [text for text in (name, description) if text and index not in self._described]
        self._described.add(index)
        if not description:
            yield from (text for text in shown if not self._said.say(text))
            return
        texts = list(dict.fromkeys(self._sentence(text) for text in shown))
        if names := self._unsaid_names(index, slide):
            texts.append(self._sentence(f"{self._phrases['labels']}: {comma(self._language).join(names)}"))
        if texts:
            yield self._phrases["picture"].format(description=texts[0])
            yield from texts[1:]
            yield self._phrases["picture_end"]

    def _unsaid_names(self, index: int, slide: Slide | None) -> list[str]:
        """Return the names of the labelled parts of a figure that no sentence says, each once for all slides."""
        if slide is None:
            return []
        box = [number for number, box in enumerate(slide.boxes) if box.figure is not None][index]
        names = [name for name in part_names(slide, box) if name not in self._named and not self._said.say(name)]
        self._named.update(names)
        return names

    def _points(self, segment: Segment) -> Iterator[_Group]:
        if segment.table is not None:
            return  # its rows are always said
        for index, point in enumerate(segment.points):
            if not self._said.say(point.text):
                yield _Group((self._numbered(point),), Purpose.POINT, index, point.place or segment.place)

    def _numbered(self, point: Point) -> str:
        """Return the words of a point after its number, if it has one. Voices read "1." as a rank in some languages."""
        return point.text if point.number is None else f"{point.number}{colon(self._language)}{point.text}"

    def _words(self, number: int, segment: Segment) -> Iterator[str]:
        """Yield the words that narrate and the settings of the script put on the slide."""
        phrases = self._phrases
        if segment.kind is Kind.TITLE:
            yield from (
                text for text in (self._script.publisher, self._script.subtitle) if text not in ("", segment.heading)
            )
            yield phrases["length_said"].format(minutes=minutes_shown(self._duration_ms))
        elif segment.kind is Kind.SECTION:
            yield phrases["part_of"].format(number=self._sections.index(number) + 1, total=len(self._sections))
        elif segment.kind is Kind.CLOSING:
            yield from (phrases["scan_description"], phrases["scan"], phrases["or_ask"])

    def _sentence(self, text: str) -> str:
        return as_sentence(text, self._language)


def _with_groups(
    segment: Segment, before: Sequence[_Group], after: Sequence[_Group], language: str, voice: str
) -> Segment:
    """Return ``segment`` with sentences of ``voice`` before and after its own. Paragraphs are numbered anew."""
    own = segment.sentences
    if after and not own[-1].pause_after_ms and own[-1].pause_after_ms is not None:
        own = (*own[:-1], replace(own[-1], pause_after_ms=None))  # its last sentence continues on the next slide
    taken = {sentence.id for sentence in own}
    paragraphs = [list(_sentences(group, segment.id, taken, language, voice)) for group in before]
    paragraphs += [list(group) for _, group in groupby(own, lambda sentence: sentence.paragraph)]
    paragraphs += [list(_sentences(group, segment.id, taken, language, voice)) for group in after]
    numbered = (
        replace(sentence, paragraph=number) for number, paragraph in enumerate(paragraphs) for sentence in paragraph
    )
    return replace(segment, sentences=tuple(numbered))


def _sentences(group: _Group, segment_id: str, taken: set[str], language: str, voice: str) -> Iterator[Sentence]:
    """Yield the sentences of ``group``. Their ids, which are added to ``taken``, hold a hash of the text."""
    for text in group.texts:
        for sentence in split_sentences(as_sentence(text, language), language):
            digest = hashlib.blake2b(sentence.encode(), digest_size=4).hexdigest()
            wanted = id_ = f"{segment_id}.{group.purpose}.{digest}"
            times = 1
            while id_ in taken:
                times += 1
                id_ = f"{wanted}-{times}"
            taken.add(id_)
            yield Sentence(
                id_, sentence, tokenise(sentence), place=group.place, voice=voice,
                shown=False, purpose=group.purpose, about=group.about,
            )  # fmt: skip
