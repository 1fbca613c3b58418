"""Makes segments of sentences, titles and sections, for every reader."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from narrate.errors import Place
from narrate.model import Cue, Figure, Kind, Link, Point, Segment, Sentence, Table, Token, Tokens
from narrate.script.marked_text import Flow, TextMark
from narrate.script.sentences import split_sentences, tokenise
from narrate.script.slugs import Slugs


@dataclass(frozen=True, slots=True)
class SpokenSentence:
    """A sentence without an id yet.

    ``is_heading``: the text has no marked headings, and this sentence stands where a heading would. ``is_shown``,
    ``clicks`` and ``links`` are as in ``model.Sentence``.
    """

    text: str
    paragraph: int
    place: Place | None
    pause_after_ms: int | None = None
    tokens: Sequence[Token] = ()
    cues: tuple[Cue, ...] = ()
    voice: str = ""
    language: str = ""
    is_heading: bool = False
    is_shown: bool = True
    clicks: tuple[int, ...] = ()
    links: tuple[Link, ...] = ()


class SegmentMaker:
    """Makes the segments of one script, with unique ids. ``taken`` are ids that are already in use.

    A sentence's id combines its segment's id and a hash of its text, so edits around the sentence do not change it.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._slugs = Slugs(taken)

    def make(
        self,
        kind: Kind,
        spoken: Iterable[SpokenSentence],
        *,
        heading: str | None,
        section: str | None = None,
        points: tuple[Point, ...] = (),
        figures: tuple[Figure, ...] = (),
        place: Place | None = None,
        drafted: bool = False,
        table: Table | None = None,
    ) -> Segment:
        spoken = tuple(spoken)
        id_ = self._slugs.take(heading or _first_words(spoken))
        return Segment(
            id_, kind, heading, section, _sentences(id_, spoken), points, figures, place, drafted, table=table
        )

    def announce(self, kind: Kind, text: str, place: Place | None, section: str | None = None) -> Segment:
        """A title or section segment, which speaks its heading."""
        return self.make(kind, [SpokenSentence(text, 0, place)], heading=text, section=section, place=place)


def speak_flow(flow: Flow, language: str, paragraph: int, voice: str = "") -> list[SpokenSentence]:
    """The sentences of ``flow``, the paragraph with the number ``paragraph``. Words have their place and marks.

    A sentence never ends inside a mark.
    """
    sentences: list[SpokenSentence] = []
    marks = _Marks(flow.marks)
    for start, end in _bounds(flow, language):
        text = flow.text[start:end]
        tokens = [replace(token, place=flow.place(start + token.start)) for token in tokenise(text)]
        starts = [token.start for token in tokens]
        cues, links = [], []
        for mark in marks.between(start, end):
            if mark.kind == "link":
                links.append(Link(max(0, mark.start - start), min(mark.end - start, len(text)), mark.value))
                continue
            covered = _covered(tokens, starts, mark.start - start, mark.end - start)
            if not covered:
                continue
            if mark.kind == "cue":
                cues.append(Cue(mark.value, mark.label, covered[0], mark.place))
            else:
                _apply(mark, tokens, covered, start)
        languages = {token.language for token in tokens}
        whole = languages.pop() if len(languages) == 1 else ""
        sentences.append(
            SpokenSentence(
                text,
                paragraph,
                flow.place(start),
                None,
                Tokens(text, tokens),
                tuple(cues),
                voice,
                whole,
                links=tuple(links),
            )
        )
    return sentences


class _Marks:
    """The marks of a text, for a single pass from its start to its end."""

    def __init__(self, marks: Sequence[TextMark]) -> None:
        self._coming = sorted(enumerate(marks), key=lambda each: (each[1].start, each[0]), reverse=True)
        self._open: list[tuple[int, TextMark]] = []

    def between(self, after: int, before: int) -> list[TextMark]:
        """The marks that overlap the text from offset ``after`` to ``before``, in their given order.

        Neither offset may decrease from one call to the next.
        """
        while self._coming and self._coming[-1][1].start < before:
            self._open.append(self._coming.pop())
        self._open = sorted((each for each in self._open if each[1].end > after), key=lambda each: each[0])
        return [mark for _, mark in self._open]


def _covered(tokens: list[Token], starts: list[int], start: int, end: int) -> list[int]:
    """The indexes of ``tokens`` that lie between the offsets ``start`` and ``end`` of their sentence.

    ``starts`` are the offsets at which the tokens begin.
    """
    first = max(0, bisect_right(starts, start) - 1)
    return [
        index for index in range(first, bisect_left(starts, end)) if start < starts[index] + len(tokens[index].text)
    ]


def _bounds(flow: Flow, language: str) -> list[tuple[int, int]]:
    bounds: list[tuple[int, int]] = []
    marks = _Marks(flow.marks)
    offset = 0
    for sentence in split_sentences(flow.text, language):
        start = flow.text.index(sentence, offset)
        offset = start + len(sentence)
        if bounds and marks.between(start, bounds[-1][1]) and "\n" not in flow.text[bounds[-1][0] : offset]:
            bounds[-1] = (bounds[-1][0], offset)
            continue
        bounds.append((start, offset))
    return bounds


def _apply(mark: TextMark, tokens: list[Token], covered: list[int], start: int) -> None:
    first, last = tokens[covered[0]], tokens[covered[-1]]
    if mark.kind == "lang":
        for index in covered:
            tokens[index] = replace(tokens[index], language=mark.value)
    elif mark.kind == "say":
        offset = max(0, mark.start - start - first.start)
        before = first.text[:offset]
        if before[-1:].isalnum() and not first.text[offset : offset + 1].isalnum():
            before += " "  # what replaces punctuation is said after the word
        after = last.text[max(0, mark.end - start - last.start) :]
        tokens[covered[0]] = replace(first, alias=before + mark.value + after)
        for index in covered[1:]:
            tokens[index] = replace(tokens[index], alias="")


def _first_words(spoken: tuple[SpokenSentence, ...]) -> str:
    return " ".join(spoken[0].text.split()[:6]) if spoken else ""


def _sentences(segment_id: str, spoken: tuple[SpokenSentence, ...]) -> tuple[Sentence, ...]:
    made: list[Sentence] = []
    times: Counter[str] = Counter()
    for sentence in spoken:
        digest = hashlib.blake2b(sentence.text.encode(), digest_size=4).hexdigest()
        times[digest] += 1
        id_ = f"{segment_id}.{digest}" + (f"-{times[digest]}" if times[digest] > 1 else "")
        tokens = sentence.tokens or tokenise(sentence.text)
        made.append(
            Sentence(
                id_,
                sentence.text,
                tokens,
                sentence.paragraph,
                sentence.pause_after_ms,
                sentence.place,
                sentence.cues,
                sentence.voice,
                sentence.language,
                shown=sentence.is_shown,
                clicks=sentence.clicks,
                links=sentence.links,
            )
        )
    return tuple(made)
