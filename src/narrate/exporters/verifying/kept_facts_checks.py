"""Checks what ``timeline.json`` says about a kept deck: the slide of each segment, and when its clicks fall."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence

from narrate.exporters.verifying.edition_record import Finding, Record, RecordSegment
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN

KEPT = "kept slides"
"""The key in ``Manifest.described`` of the digest of all of it."""


def kept_digest(facts: Iterable[tuple[str, int, int, Sequence[int]]]) -> str:
    """Return the digest of (id of the segment, slide, ms of silence, clicks in ms) of all segments."""
    lines = [json.dumps([id_, slide, silent, list(clicks)]) for id_, slide, silent, clicks in facts]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def check_kept_facts(record: Record) -> Iterator[Finding]:
    """Yield a finding if a deck was kept, or if the timeline says so."""
    wanted = record.manifest.described.get(KEPT)
    if wanted is None and not any(segment.slide for segment in record.segments):
        return
    faults = [fault for segment in record.segments for fault in _click_faults(segment)]
    numbers = [segment.slide for segment in record.segments if segment.slide]
    if numbers != sorted(set(numbers)):
        faults.append(f"the slides of the deck are not in order; {BUILD_AGAIN}")
    found = kept_digest((one.id, one.slide, one.silent_ms, one.clicks_ms) for one in record.segments)
    if found != wanted:
        faults.append(f"the slides of the deck or their clicks are not those of the build; {BUILD_AGAIN}")
    yield Finding("timeline", "slides of the deck", len(faults), 0, "faults", tuple(faults))


def _click_faults(segment: RecordSegment) -> Iterator[str]:
    """Yield each click that is not at the start of a word or at the end of a sentence."""
    times = {start for sentence in segment.sentences for _, start, _ in sentence.words}
    times |= {sentence.end_ms for sentence in segment.sentences}
    for click_ms in segment.clicks_ms:
        if click_ms not in times:
            yield f"a click of {segment.id} falls at {click_ms} ms, where no word begins; {BUILD_AGAIN}"
