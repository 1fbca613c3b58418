"""Whether a text says what the edition says: its sentences, in order, and nothing that nobody says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.exporters.paragraphs import joiner
from narrate.exporters.verifying.edition_record import Heard, Record
from narrate.typeset.bidi import without_controls

_NUMBERED = re.compile(r" \(\d+/\d+\)$")


def spaced(text: str) -> str:
    """``text`` with one space where white space is, without the marks that keep right-to-left text in order."""
    return " ".join(without_controls(text).split())


def without_space(text: str) -> str:
    """As ``spaced``, without any white space."""
    return "".join(without_controls(text).split())


def same_words(shown: str, said: str) -> bool:
    """Whether ``shown`` is ``said``, cut into lines: a line may end within a word, where words are not written apart."""
    lines = [re.escape(spaced(line)) for line in shown.split("\n") if line.strip()]
    return re.fullmatch(" ?".join(lines), spaced(said)) is not None


def holds_words(said: str, shown: str) -> bool:
    """Whether ``shown``, cut into lines, is a part of ``said``."""
    if spaced(shown) in spaced(said):
        return True
    lines = [re.escape(spaced(line)) for line in shown.split("\n") if line.strip()]
    return re.search(" ?".join(lines), spaced(said)) is not None


def plain_heading(segment: Heard) -> str:
    """A slide's heading without the number of those that stand more than once."""
    return _NUMBERED.sub("", segment.heading)


def is_untitled(segment: Heard) -> bool:
    """Whether a slide has no heading, so that it is known by its first sentence that is shown."""
    return bool(segment.shown) and plain_heading(segment) == segment.shown[0].text


def told(segment: Heard, language: str) -> str:
    """All that a slide says, as it stands in a text."""
    return joiner(language).join(sentence.text for sentence in segment.sentences)


def shown_text(segment: Heard, language: str) -> str:
    """What is shown of all that a slide says, as it stands on a page."""
    return joiner(language).join(sentence.text for sentence in segment.shown)


@dataclass(slots=True)
class _Reader:
    """Goes through a text. ``apart`` is whether sentences stand apart in its language."""

    text: str
    apart: bool
    at: int = 0

    def takes(self, words: str) -> bool:
        """Go past ``words`` where they stand here and nothing else is joined to them."""
        if not words or not self.text.startswith(words, self.at):
            return False
        end = self.at + len(words)
        if self.apart and end < len(self.text) and self.text[end] != " ":
            return False
        self.at = end + (self.text[end : end + 1] == " ")
        return True

    def finds(self, words: str) -> str | None:
        """Go past ``words`` further on; what stands before them."""
        found = self.text.find(words, self.at)
        if found < 0:
            return None
        before, self.at = self.text[self.at : found], found
        return before if self.takes(words) else None


def missing_sentences(record: Record, text: str, *, shown_only: bool = False) -> tuple[str, ...]:
    """The sentences that ``text`` does not hold, in order, each with its words apart; what stands between does not count.

    With ``shown_only`` those that are spoken only may be missing.
    """
    reader = _Reader(spaced(text), bool(joiner(record.manifest.language)))
    return tuple(
        f"not there, out of order, or run together: {sentence.text!r}"
        for sentence in record.sentences
        if (sentence.shown or not shown_only) and reader.finds(spaced(sentence.text)) is None
    )


def between_sentences(record: Record, text: str, headed: Sequence[str]) -> Iterator[str]:
    """What is wrong before, between and after the sentences of ``text``: a heading before those of the kinds ``headed``, else nothing."""
    reader = _Reader(spaced(text), bool(joiner(record.manifest.language)))
    for segment in record.segments:
        heading = spaced(plain_heading(segment)) if segment.kind in headed else ""
        first = spaced(told(segment, record.manifest.language))
        there = not heading or (is_untitled(segment) and not reader.text.startswith(f"{heading} {first}", reader.at))
        if not there and not reader.takes(heading):
            yield f"the heading {heading!r} is not before what its slide says"
        for sentence in segment.sentences:
            words = spaced(sentence.text)
            if not reader.takes(words) and (before := reader.finds(words)):
                yield f"{before.strip()[:60]!r} stands before {words[:40]!r}, and nobody says it"
    if rest := reader.text[reader.at :].strip():
        yield f"{rest[:60]!r} stands at the end, and nobody says it"
