"""What every reader makes segments with: sentences, titles, sections."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from narrate.errors import Place
from narrate.model import Cue, Figure, Kind, Point, Segment, Sentence, Token, Tokens
from narrate.script.marked_text import Flow, Mark
from narrate.script.sentences import split_sentences, tokenise
from narrate.script.slugs import Slugs


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence before it has an id; ``is_heading`` where it stands like a heading in text that marks none."""

    text: str
    paragraph: int
    place: Place | None
    pause_after_ms: int | None = None
    tokens: Sequence[Token] = ()
    cues: tuple[Cue, ...] = ()
    voice: str = ""
    language: str = ""
    is_heading: bool = False


class SegmentMaker:
    """Makes the segments of one script, with ids that are unique in it.

    A sentence's id is its segment's and a hash of its own text, so that it survives edits
    of everything around it.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._slugs = Slugs(taken)

    def make(
        self,
        kind: Kind,
        spoken: Iterable[Spoken],
        *,
        heading: str | None,
        section: str | None = None,
        points: tuple[Point, ...] = (),
        figures: tuple[Figure, ...] = (),
        place: Place | None = None,
        drafted: bool = False,
    ) -> Segment:
        spoken = tuple(spoken)
        id_ = self._slugs.take(heading or _first_words(spoken))
        return Segment(id_, kind, heading, section, _sentences(id_, spoken), points, figures, place, drafted)

    def announce(self, kind: Kind, text: str, place: Place | None, section: str | None = None) -> Segment:
        """A title or section segment: its heading is what it says."""
        return self.make(kind, [Spoken(text, 0, place)], heading=text, section=section, place=place)


def speak_flow(flow: Flow, language: str, paragraph: int, voice: str = "") -> list[Spoken]:
    """The sentences of a paragraph, each token with its place and its marks.

    A sentence never ends inside a mark.
    """
    found: list[Spoken] = []
    marks = _Marks(flow.marks)
    for start, end in _bounds(flow, language):
        text = flow.text[start:end]
        tokens = [replace(token, place=flow.place(start + token.start)) for token in tokenise(text)]
        starts = [token.start for token in tokens]
        cues = []
        for mark in marks.between(start, end):
            covered = _covered(tokens, starts, mark.start - start, mark.end - start)
            if not covered:
                continue
            if mark.kind == "cue":
                cues.append(Cue(mark.value, mark.label, covered[0], mark.place))
            else:
                _apply(mark, tokens, covered, start)
        languages = {token.language for token in tokens}
        whole = languages.pop() if len(languages) == 1 else ""
        found.append(Spoken(text, paragraph, flow.place(start), None, Tokens(text, tokens), tuple(cues), voice, whole))
    return found


class _Marks:
    """Marks in the order in which they close, looked through once from the first to the last."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._coming = sorted(enumerate(marks), key=lambda each: (each[1].start, each[0]), reverse=True)
        self._open: list[tuple[int, Mark]] = []

    def between(self, after: int, before: int) -> list[Mark]:
        """Those that begin before ``before`` and end after ``after``, neither of which may fall from call to call."""
        while self._coming and self._coming[-1][1].start < before:
            self._open.append(self._coming.pop())
        self._open = sorted((each for each in self._open if each[1].end > after), key=lambda each: each[0])
        return [mark for _, mark in self._open]


def _covered(tokens: list[Token], starts: list[int], start: int, end: int) -> list[int]:
    """The indexes of the tokens, which begin at ``starts``, that stand between two offsets of their sentence."""
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


def _apply(mark: Mark, tokens: list[Token], covered: list[int], start: int) -> None:
    first, last = tokens[covered[0]], tokens[covered[-1]]
    if mark.kind == "lang":
        for index in covered:
            tokens[index] = replace(tokens[index], language=mark.value)
    elif mark.kind == "say":
        at = max(0, mark.start - start - first.start)
        before = first.text[:at]
        if before[-1:].isalnum() and not first.text[at : at + 1].isalnum():
            before += " "  # a mark on punctuation is said after the word, not within it
        after = last.text[max(0, mark.end - start - last.start) :]
        tokens[covered[0]] = replace(first, alias=before + mark.value + after)
        for index in covered[1:]:
            tokens[index] = replace(tokens[index], alias="")


def _first_words(spoken: tuple[Spoken, ...]) -> str:
    return " ".join(spoken[0].text.split()[:6]) if spoken else ""


def _sentences(segment_id: str, spoken: tuple[Spoken, ...]) -> tuple[Sentence, ...]:
    made: list[Sentence] = []
    times: Counter[str] = Counter()
    for one in spoken:
        digest = hashlib.blake2b(one.text.encode(), digest_size=4).hexdigest()
        times[digest] += 1
        id_ = f"{segment_id}.{digest}" + (f"-{times[digest]}" if times[digest] > 1 else "")
        tokens = one.tokens or tokenise(one.text)
        made.append(
            Sentence(
                id_, one.text, tokens, one.paragraph, one.pause_after_ms, one.place, one.cues, one.voice, one.language
            )
        )
    return tuple(made)
