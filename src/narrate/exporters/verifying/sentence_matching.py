"""Checks that a text holds the sentences of an edition, in order, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.exporters.paragraphs import joiner
from narrate.exporters.verifying.edition_record import Record, RecordSegment
from narrate.typeset.bidi import without_controls

_NUMBERED = re.compile(r" \(\d+/\d+\)$")


def spaced(text: str) -> str:
    """``text`` with single spaces for white space, and without the marks that control its direction."""
    return " ".join(without_controls(text).split())


def without_space(text: str) -> str:
    """``text`` without white space, and without the marks that control its direction."""
    return "".join(without_controls(text).split())


def same_words(shown: str, said: str) -> bool:
    """Whether ``shown`` is the text ``said``, perhaps divided into lines.

    A line may end within a word, since not all scripts use spaces.
    """
    lines = [re.escape(spaced(line)) for line in shown.split("\n") if line.strip()]
    return re.fullmatch(" ?".join(lines), spaced(said)) is not None


def holds_words(said: str, shown: str) -> bool:
    """Whether ``said`` contains ``shown``, which may be divided into lines."""
    if spaced(shown) in spaced(said):
        return True
    lines = [re.escape(spaced(line)) for line in shown.split("\n") if line.strip()]
    return re.search(" ?".join(lines), spaced(said)) is not None


def plain_heading(segment: RecordSegment) -> str:
    """Return a slide's heading without its "(1/2)", the number of a heading that is used more than once."""
    return _NUMBERED.sub("", segment.heading)


def is_untitled(segment: RecordSegment) -> bool:
    """Whether a slide has no heading of its own, and is named by the first sentence that it shows."""
    return bool(segment.shown) and plain_heading(segment) == segment.shown[0].text


def spoken_text(segment: RecordSegment, language: str) -> str:
    """All sentences of a slide, joined."""
    return joiner(language).join(sentence.text for sentence in segment.sentences)


def shown_text(segment: RecordSegment, language: str) -> str:
    """The sentences of a slide that are shown, joined."""
    return joiner(language).join(sentence.text for sentence in segment.shown)


@dataclass(slots=True)
class _Reader:
    """Reads through ``text``. ``at`` is the offset of what comes next; ``apart`` is whether spaces separate sentences."""

    text: str
    apart: bool
    at: int = 0

    def takes(self, words: str) -> bool:
        """Move past ``words`` if they come next and nothing is joined to them. Return whether that was so."""
        if not words or not self.text.startswith(words, self.at):
            return False
        end = self.at + len(words)
        if self.apart and end < len(self.text) and self.text[end] != " ":
            return False
        self.at = end + (self.text[end : end + 1] == " ")
        return True

    def finds(self, words: str) -> str | None:
        """Move past the next occurrence of ``words``. Return the text before it, or None if there is none."""
        start = self.text.find(words, self.at)
        if start < 0:
            return None
        before, self.at = self.text[self.at : start], start
        return before if self.takes(words) else None


def missing_sentences(record: Record, text: str, *, shown_only: bool = False) -> tuple[str, ...]:
    """Return a line of text for each sentence of the edition that ``text`` does not hold in its place.

    Other text between sentences is ignored. With ``shown_only``, sentences that are only spoken may be missing.
    """
    reader = _Reader(spaced(text), bool(joiner(record.manifest.language)))
    return tuple(
        f"{'out of order, or run together' if spaced(sentence.text) in reader.text else 'not there'}: {sentence.text!r}"
        for sentence in record.sentences
        if (sentence.shown or not shown_only) and reader.finds(spaced(sentence.text)) is None
    )


def between_sentences(record: Record, text: str, headed: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong before, between and after the sentences of ``text``.

    Segments of the kinds ``headed`` must have a heading before their sentences, unless these announce the slide. No
    other text is allowed.
    """
    reader = _Reader(spaced(text), bool(joiner(record.manifest.language)))
    for segment in record.segments:
        heading = spaced(plain_heading(segment)) if segment.kind in headed and not segment.is_announced else ""
        first = spaced(spoken_text(segment, record.manifest.language))
        # the heading of an untitled slide is its first sentence, which may stand there only once
        needs_none = not heading or (
            is_untitled(segment) and not reader.text.startswith(f"{heading} {first}", reader.at)
        )
        if not needs_none and not reader.takes(heading):
            yield f"the heading {heading!r} is not before what its slide says"
        for sentence in segment.sentences:
            words = spaced(sentence.text)
            if not reader.takes(words) and (before := reader.finds(words)):
                yield f"{before.strip()[:60]!r} stands before {words[:40]!r}, and nobody says it"
    if rest := reader.text[reader.at :].strip():
        yield f"{rest[:60]!r} stands at the end, and nobody says it"
