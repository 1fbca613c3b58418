"""Checks what a timeline of narrate always has: ids made from the text, the 20 ms grid, pauses, the order of kinds."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator

from narrate.audio.grid import GRID_MS, TRACK_MS
from narrate.exporters.verifying.edition_record import Record, RecordSegment, RecordSentence
from narrate.exporters.verifying.sentence_matching import without_space
from narrate.model import Kind, Purpose

LEAD_MS = 200  # the silence at the start of a track
LEAST_END_MS = 500  # the least silence at the end of a track
_ID = re.compile(r"(?P<segment>.+)\.(?P<digest>[0-9a-f]{8})(?:-[1-9]\d*)?(?P<part>\+[1-9]\d*)?")
_CONTINUED = re.compile(r"\.[1-9]\d*$")  # the end of a segment's id whose slide continues another


def form_faults(record: Record) -> Iterator[str]:
    """Yield what in the timeline of ``record`` is not as narrate makes it."""
    headings = Counter(segment.heading for segment in record.segments)
    yield from (f"the heading {heading!r} stands {count} times" for heading, count in headings.items() if count > 1)
    yield from _order_faults([segment.kind for segment in record.segments])
    cut = {(match["segment"], match["digest"]) for match in map(_matched, record.sentences) if match and match["part"]}
    for segment in record.segments:
        yield from _time_faults(segment)
        for sentence in segment.sentences:
            yield from _id_faults(segment, sentence, cut)
            yield from _word_faults(sentence)


def _order_faults(kinds: list[str]) -> Iterator[str]:
    """Yield a line of text if a title stands after other kinds of slides, or other kinds after the closing slide."""
    rank = {Kind.TITLE: 0, Kind.CLOSING: 2}
    ranks = [rank.get(Kind(kind), 1) for kind in kinds if kind in set(Kind)]
    if ranks != sorted(ranks):
        yield "a title is not at the start, or a closing slide not at the end"


def _time_faults(segment: RecordSegment) -> Iterator[str]:
    """Yield what is wrong with the lengths and pauses of ``segment``."""
    if (segment.end_ms - segment.start_ms) % TRACK_MS:
        yield f"{segment.id} lasts {segment.end_ms - segment.start_ms} ms, which is no multiple of {TRACK_MS} ms"
    if not segment.sentences:
        return
    if segment.sentences[0].start_ms - segment.start_ms != LEAD_MS:
        lead_ms = segment.sentences[0].start_ms - segment.start_ms
        yield f"{segment.id} begins with {lead_ms} ms of silence, not {LEAD_MS}"
    if segment.end_ms - segment.sentences[-1].end_ms < LEAST_END_MS:
        rest_ms = segment.end_ms - segment.sentences[-1].end_ms
        yield f"{segment.id} ends with {rest_ms} ms of silence, which is less than {LEAST_END_MS}"
    for sentence in segment.sentences:
        if (sentence.start_ms - segment.start_ms) % GRID_MS:
            yield f"{sentence.id} does not start at a multiple of {GRID_MS} ms"


def _matched(sentence: RecordSentence) -> re.Match[str] | None:
    return _ID.fullmatch(sentence.id)


def _id_faults(segment: RecordSegment, sentence: RecordSentence, cut: set[tuple[str, str]]) -> Iterator[str]:
    """Yield a line of text if the id of ``sentence`` is not made of that of its segment and a hash of its text.

    ``cut`` are the (segment, digest) of sentences that were cut in parts. Their digest is that of the whole.
    """
    match = _matched(sentence)
    if sentence.purpose == Purpose.NARRATION:
        owners = [segment.id, _CONTINUED.sub("", segment.id)]
    else:  # it is added when the slides are known, so it is in the segment of its own slide
        owners = [f"{segment.id}.{sentence.purpose}"]
    if match is None or match["segment"] not in owners:
        yield f"{sentence.id} is not the id of a sentence in {segment.id}"
        return
    digest = hashlib.blake2b(sentence.text.encode(), digest_size=4).hexdigest()
    if match["digest"] != digest and (match["segment"], match["digest"]) not in cut:
        yield f"{sentence.text[:40]!r} is not the text from which the id {sentence.id} was made"


def _word_faults(sentence: RecordSentence) -> Iterator[str]:
    """Yield a line of text if the words of ``sentence`` are not its text, but for the white space between them."""
    at = 0
    for word, _, _ in sentence.words:
        start = sentence.text.find(word, at)
        if not word.strip() or start < 0 or without_space(sentence.text[at:start]):
            yield f"the word {word[:40]!r} of {sentence.id} is not the next one in its text"
            return
        at = start + len(word)
    if without_space(sentence.text[at:]):
        yield f"the words of {sentence.id} end before its text"
