"""Splits segments that are too full for one slide into several, before anything is spoken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from narrate.errors import InputError, Place, Problem, Severity
from narrate.model import Cue, Kind, Link, Point, Script, Segment, Sentence, Theme, Token
from narrate.slides.layout import Drafter, largest_size, row_of, style_of, title_of
from narrate.slides.missing_characters import check_characters
from narrate.slides.point_times import first_sentences
from narrate.slides.table_times import first_of_rows
from narrate.slides.tables import most_rows
from narrate.slides.theme import themed
from narrate.slides.unfinished_slide import Style
from narrate.store.memo import NO_MEMO, Memo

_LINE = 40  # letters; parts of a cut sentence are taken to be at least a line long
_LONGEST_NAME = 80  # letters of a heading in a message
_LONGEST_MS = 888 * 60_000  # the duration whose words are the widest, for a deck of unknown length
_WHY = {
    Kind.TITLE: "the title, its subtitle or the publisher's name is too long for the title slide",
    Kind.SECTION: "the heading is too long for a section's slide",
    Kind.CLOSING: "the address is too long for the closing slide",
}
_CLAUSE = re.compile(r"[,;:—–،؛、，；]$")


def paginate(script: Script, theme: Theme, memo: Memo = NO_MEMO) -> Script:
    """Return ``script`` with every segment split so that each part fits on one slide.

    The parts of a split segment have the ids ``<id>``, ``<id>.2``, ``<id>.3`` …. Words and points
    keep their order. A sentence that is too long for a slide is cut, at the end of a clause if
    there is one. ``memo`` recalls what is already known about the figures.

    Raises InputError if something cannot be made to fit, or if no font has one of the characters.
    """
    script = themed(script, theme)
    style = style_of(script, theme, memo)
    pager = _Pager(script, style)
    pager.problems += check_characters(script, style.setter.face)
    cut = replace(script, segments=tuple(part for segment in script.segments for part in pager.parts(segment)))
    if not pager.problems:
        pager.look_over(cut, style if cut.segments == script.segments else style_of(cut, theme, memo))
    if pager.problems:
        raise InputError(*pager.problems)
    return cut


class _Pager:
    """Splits the segments of one script. ``problems`` collects what does not fit."""

    def __init__(self, script: Script, style: Style) -> None:
        self._script = script
        self._style = style
        self._taken = {segment.id for segment in script.segments}
        self._shown = Counter(segment.heading for segment in script.segments)
        self._shown += Counter(
            s.text for segment in script.segments if not segment.heading for s in segment.shown_sentences
        )
        self.problems: list[Problem] = []

    def parts(self, segment: Segment) -> Sequence[Segment]:
        """Return the parts of ``segment``, one per slide. Sentences that are only spoken do not affect the split."""
        shown = replace(segment, sentences=segment.shown_sentences)
        if not row_of(segment) or not shown.sentences:
            return [segment]
        cut = _with_unshown(segment, self._by_points(shown) if segment.points else self._by_sentences(shown))
        return [
            part if number == 1 else replace(part, id=self._id(part.id, number)) for number, part in enumerate(cut, 1)
        ]

    def look_over(self, script: Script, style: Style) -> None:
        """Lay out every slide of the split script and report those that still overflow."""
        drafter = Drafter(script, style, _LONGEST_MS)
        for number, segment in enumerate(script.segments):
            if not drafter.draft(number).fits:
                self._too_full(
                    segment, _WHY.get(segment.kind, "its heading or the words under its figures are too long")
                )

    def _id(self, id_: str, number: int) -> str:
        wanted, again = f"{id_}.{number}", 2
        while wanted in self._taken:
            wanted, again = f"{id_}.{number}-{again}", again + 1
        self._taken.add(wanted)
        return wanted

    def _size(self, segment: Segment, number: int = 1) -> int | None:
        """Return the largest font size at which ``segment``, one of ``number`` parts, fits; None if there is none.

        Repeated titles are numbered, so room is kept for that.
        """
        title = title_of(segment)
        slides = self._shown[title] + number - 1
        if slides > 1:
            widest = "8" * len(str(slides))
            title = f"{title} ({widest}/{widest})"
        return largest_size(self._script, segment, title, self._style)

    # -- sentences ------------------------------------------------------------------------

    def _by_sentences(self, segment: Segment) -> Sequence[Segment]:
        """Split ``segment`` into as few parts as its sentences need. Reports a problem if it cannot be split."""
        segment = replace(segment, sentences=_named(self._short_enough(segment)))
        count = len(segment.sentences)
        for number in range(-(-count // self._style.measures.most_sentences), count + 1):
            parts = [replace(segment, sentences=group) for group in _even(segment.sentences, number)]
            if all(self._fits_text(part, number) for part in parts):
                return parts
        if word := next(self._endless_words(segment), None):
            self._too_full(segment, f"the word {word.text[:30]!r} … is longer than a slide holds", word.place)
        else:
            self._too_full(segment, "its heading leaves no room for words")
        return [segment]

    def _endless_words(self, segment: Segment) -> Iterator[Token]:
        """Yield words that were cut off as sentences of their own and still fit on no slide, whatever its heading."""
        heading = segment.heading and segment.heading[:1]
        for sentence in segment.sentences:
            alone = replace(segment, heading=heading, sentences=(sentence,))
            if len(sentence.tokens) == 1 and self._size(alone) is None:
                yield sentence.tokens[0]

    def _fits_text(self, segment: Segment, number: int) -> bool:
        """Whether ``segment``, one of ``number`` parts, fits at the size meant for it. One sentence may be smaller."""
        size = self._size(segment, number)
        target = self._style.measures.text[0 if segment.heading is None else 1]
        return size is not None and (size >= target or len(segment.sentences) == 1)

    def _short_enough(self, segment: Segment) -> Iterator[Sentence]:
        """Yield the sentences of ``segment``. Those that fit on no slide are cut."""
        todo = list(segment.sentences)
        # the largest possible number of slides
        many = len(todo) + sum(len(sentence.text) for sentence in todo) // _LINE
        while todo:
            sentence = todo.pop(0)
            alone = replace(segment, sentences=(sentence,))
            if len(sentence.tokens) < 2 or self._size(alone, many) is not None:
                yield sentence
            else:
                todo[:0] = cut_sentence(sentence)

    # -- points ---------------------------------------------------------------------------

    def _by_points(self, segment: Segment) -> Sequence[Segment]:
        """Split ``segment`` into as few parts as its points need. Reports a problem if it cannot be split."""
        count = len(segment.points)
        fewest = 1 if segment.table is None else -(-count // most_rows(self._style))
        for number in range(fewest, count + 1):
            points = _even_points(segment, number)
            whole = segment
            while len(whole.sentences) < number and (longer := _cut_longest(whole)) is not None:
                whole = longer
            if len(whole.sentences) < number:
                break
            whole = replace(whole, sentences=_named(whole.sentences))
            parts = [
                replace(segment, points=group, sentences=spoken)
                for group, spoken in zip(points, self._with_points(whole, points), strict=True)
            ]
            if all(self._size(part, number) is not None for part in parts):
                return parts
        if segment.table is not None:
            self._too_full(
                segment, "a row of its table is too high for a slide, or a word too wide", segment.table.place
            )
        else:
            self._too_full(segment, "its points are too long for a slide, or too many for what is said")
        return [segment]

    def _with_points(self, segment: Segment, groups: Sequence[tuple[Point, ...]]) -> list[tuple[Sentence, ...]]:
        """Return one or more sentences for each group of points, from the one that speaks its first point on."""
        find = first_sentences if segment.table is None else first_of_rows
        starts = find(segment, self._script.language)
        count, number = len(segment.sentences), len(groups)
        bounds, passed = [0], 0
        for group in groups[:-1]:
            passed += len(group)
            index = len(bounds)
            start = starts[passed]
            wanted = start if start is not None else count * index // number
            bounds.append(min(max(wanted, bounds[-1] + 1), count - (number - index)))
        return [segment.sentences[start:end] for start, end in pairwise([*bounds, count])]

    def _too_full(self, segment: Segment, why: str, place: Place | None = None) -> None:
        place = place or segment.place or self._script.place
        hint = "shorten it, or give each idea a heading and a sentence of its own"
        heading = segment.heading or segment.id
        name = heading if len(heading) <= _LONGEST_NAME else f"{heading[:_LONGEST_NAME]}…"
        self.problems.append(Problem(place, Severity.ERROR, "too-full", f"the slide {name!r}: {why}", hint))


def cut_sentence(sentence: Sentence) -> tuple[Sentence, Sentence]:
    """Cut ``sentence`` in two. Both halves keep its id.

    The cut is after the clause that ends nearest the middle or, if no clause ends near it, between words.
    """
    tokens = sentence.tokens
    middle = len(sentence.text) / 2
    places = range(1, len(tokens))
    joints = [n for n in places if not tokens[n - 1].text[-1].isdigit()] or list(places)  # keep a dose together
    clauses = [n for n in joints if _CLAUSE.search(tokens[n - 1].text)]
    inner = [n for n in clauses if 0.25 < tokens[n].start / max(1, len(sentence.text)) < 0.75]
    cut = min(inner or joints, key=lambda n: abs(tokens[n].start - middle))
    offset = tokens[cut].start
    first = replace(
        sentence, text=sentence.text[:offset].rstrip(), tokens=tokens[:cut], pause_after_ms=0,
        cues=tuple(cue for cue in sentence.cues if cue.token < cut),
        links=_links_between(sentence, 0, offset),
    )  # fmt: skip
    second = replace(
        sentence, text=sentence.text[offset:],
        tokens=tuple(_moved(token, offset) for token in tokens[cut:]),
        cues=tuple(Cue(cue.part, cue.label, cue.token - cut, cue.place) for cue in sentence.cues if cue.token >= cut),
        links=_links_between(sentence, offset, len(sentence.text)),
    )  # fmt: skip
    return first, second


def _links_between(sentence: Sentence, start: int, end: int) -> tuple[Link, ...]:
    """Return the links on the part of ``sentence`` from offset ``start`` to ``end``, with offsets in that part."""
    length = len(sentence.text[start:end].rstrip())
    return tuple(
        replace(one, start=max(0, one.start - start), end=min(one.end - start, length))
        for one in sentence.links
        if one.start < end and one.end > start
    )


def _named(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Return ``sentences`` with unique ids: the parts of a cut sentence get ``+2``, ``+3`` … from the second on."""
    seen: Counter[str] = Counter()
    named = []
    for sentence in sentences:
        seen[sentence.id] += 1
        number = seen[sentence.id]
        named.append(sentence if number == 1 else replace(sentence, id=f"{sentence.id}+{number}"))
    return tuple(named)


def _with_unshown(segment: Segment, parts: Sequence[Segment]) -> Sequence[Segment]:
    """Return ``parts`` with the sentences of ``segment`` that are only spoken put back in their places."""
    whole = {sentence.id for sentence in segment.sentences}
    pieces = [sentence.id for part in parts for sentence in part.sentences]
    last = {id_ if id_ in whole else id_.rpartition("+")[0]: id_ for id_ in pieces}  # sentence id -> its last piece
    after: dict[str, list[Sentence]] = {}
    before = ""
    for sentence in segment.sentences:
        if sentence.shown:
            before = last[sentence.id]
        else:
            after.setdefault(before, []).append(sentence)
    spoken = [
        [sentence for piece in part.sentences for sentence in (piece, *after.get(piece.id, ()))] for part in parts
    ]
    spoken[0][:0] = after.get("", ())
    return [replace(part, sentences=tuple(sentences)) for part, sentences in zip(parts, spoken, strict=True)]


def _moved(token: Token, offset: int) -> Token:
    return replace(token, start=token.start - offset)


def _cut_longest(segment: Segment) -> Segment | None:
    """Return ``segment`` with its longest sentence cut in two, or None if that sentence is a single word."""
    index = max(range(len(segment.sentences)), key=lambda n: len(segment.sentences[n].tokens))
    if len(segment.sentences[index].tokens) < 2:
        return None
    sentences = list(segment.sentences)
    sentences[index : index + 1] = cut_sentence(sentences[index])
    return replace(segment, sentences=tuple(sentences))


def _even(sentences: tuple[Sentence, ...], number: int) -> list[tuple[Sentence, ...]]:
    """Divide ``sentences`` into ``number`` groups so that the longest group is as short as possible."""
    lengths = [len(sentence.text) for sentence in sentences]
    low, high = max(lengths), sum(lengths)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if len(_filled(lengths, middle, number)) <= number else (middle + 1, high)
    bounds = _filled(lengths, low, number)
    return [sentences[start:end] for start, end in bounds]


def _filled(lengths: Sequence[int], room: int, number: int) -> list[tuple[int, int]]:
    """Divide ``lengths`` into groups (start, end) filled up to ``room``, but into at least ``number`` if possible."""
    bounds: list[tuple[int, int]] = []
    start = used = 0
    for index, length in enumerate(lengths):
        left = len(lengths) - index
        if index > start and (used + length > room or left <= number - 1 - len(bounds)):
            bounds.append((start, index))
            start, used = index, 0
        used += length
    return [*bounds, (start, len(lengths))]


def _even_points(segment: Segment, number: int) -> list[tuple[Point, ...]]:
    count = len(segment.points)
    bounds = [count * index // number for index in range(number + 1)]
    return [segment.points[start:end] for start, end in pairwise(bounds)]


def split_headings(whole: Script, paginated: Script) -> tuple[tuple[str, int], ...]:
    """Return (heading, number of slides) for the headings of ``whole`` that need several slides in ``paginated``."""
    parts: Counter[str] = Counter()
    first = {segment.id: segment for segment in whole.segments}
    current = ""
    for segment in paginated.segments:
        # only the first part of a divided segment keeps its id
        current = segment.id if segment.id in first else current
        parts[current] += 1
    return tuple(
        (first[id_].heading or first[id_].sentences[0].text[:40], count) for id_, count in parts.items() if count > 1
    )
