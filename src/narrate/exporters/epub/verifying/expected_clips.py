"""The clips that a slide must have: one for each sentence, or for each of its words. They come from ``timeline.json``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.exporters.epub.format import SKIPPABLE, sentence_id, word_id
from narrate.exporters.verifying.edition_record import RecordSegment, RecordSentence
from narrate.typeset.bidi import without_controls


@dataclass(frozen=True, slots=True)
class ExpectedClip:
    """A clip of the words ``text``. Times are in ms from the start of the track. ``type`` is its ``epub:type``."""

    id: str
    text: str
    type: str
    begin_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class ExpectedSentence:
    """The ``whole`` clip of a sentence, and the clips of its ``words``, which are none if it is marked as a whole."""

    whole: ExpectedClip
    words: tuple[ExpectedClip, ...]

    @property
    def clips(self) -> tuple[ExpectedClip, ...]:
        """The clips that are played."""
        return self.words or (self.whole,)


def expected_clips(number: int, segment: RecordSegment, *, by_words: bool) -> Iterator[ExpectedSentence]:
    """Yield the clips of each sentence of ``segment``, slide ``number``. Together they are the whole track."""
    begins = [0, *(sentence.start_ms - segment.start_ms for sentence in segment.sentences[1:])]
    ends = [*begins[1:], segment.end_ms - segment.start_ms]
    for index, (sentence, begin_ms, end_ms) in enumerate(zip(segment.sentences, begins, ends, strict=True), 1):
        type_ = SKIPPABLE.get(sentence.purpose, "")
        whole = ExpectedClip(sentence_id(number, index), sentence.text, type_, begin_ms, end_ms)
        words = tuple(_words(whole, sentence, segment.start_ms)) if by_words and sentence.words else ()
        yield ExpectedSentence(whole, words if len(words) > 1 else ())


def _words(whole: ExpectedClip, sentence: RecordSentence, from_ms: int) -> Iterator[ExpectedClip]:
    """Yield the clips of the words. Words that do not begin later than the one before them belong to its clip."""
    runs: list[list[int]] = []  # the indices of the words of each clip
    for index, (_, start_ms, _) in enumerate(sentence.words):
        later = not runs or sentence.words[runs[-1][0]][1] < start_ms < sentence.end_ms
        if later:
            runs.append([index])
        else:
            runs[-1].append(index)
    places = _places(sentence)
    begins = [whole.begin_ms, *(sentence.words[run[0]][1] - from_ms for run in runs[1:]), whole.end_ms]
    text = without_controls(sentence.text)
    for at, run in enumerate(runs):
        start, end = places[run[0]][0], places[run[-1]][1]
        yield ExpectedClip(word_id(whole.id, at + 1), text[start:end], whole.type, begins[at], begins[at + 1])


def _places(sentence: RecordSentence) -> Sequence[tuple[int, int]]:
    """Return where each word stands in the text without marks of direction.

    Raises ValueError if the words are not the text; the checks of ``timeline.json`` say so too.
    """
    pattern = r"\s*".join(f"({re.escape(without_controls(word))})" for word, _, _ in sentence.words)
    found = re.fullmatch(rf"\s*{pattern}\s*", without_controls(sentence.text))
    if found is None:
        raise ValueError(f"the words of {sentence.id} in timeline.json are not its text")
    return [found.span(number) for number in range(1, len(sentence.words) + 1)]
