"""Compares a book's clips with the timeline: their times, and whether a listener may skip them."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.exporters.daisy.format import smil_file
from narrate.exporters.daisy.verifying.rules import Book
from narrate.exporters.verifying.edition_record import Finding, Record, RecordSegment

_LIMIT_MS = 20
_SKIPPED = {"narration": "", "slide-number": "pagenumber-on"}
_WITH = {"": "never", "pagenumber-on": "with page numbers", "prodnote-on": "with producer's notes"}


def check_clips(record: Record, book: Book) -> Iterator[Finding]:
    """Check that each sentence is one clip that begins at its time, and that all clips together are the whole sound.

    The first clip of a slide also holds the silence before its sentence.
    """
    worst, faults, skipping = 0, [], []
    for number, segment in enumerate(record.segments, 1):
        smil = book.smils.get(smil_file(number))
        pars = smil.pars if smil else ()
        if len(pars) != len(segment.sentences):
            faults.append(f"slide {number} has {len(segment.sentences)} sentences, but {len(pars)} of them are heard")
            continue
        begins = _begins(segment)
        for par, sentence, begin in zip(pars, segment.sentences, begins, strict=True):
            off = max((abs(clip.begin_ms - begin) for clip in par.clips), default=_LIMIT_MS + 1)
            worst = max(worst, off)
            if off > _LIMIT_MS:
                faults.append(f"{sentence.text[:40]!r} begins {off} ms away from its time in {smil_file(number)}")
            required = _SKIPPED.get(sentence.purpose, "prodnote-on")
            if par.required != required:
                found, right = (_WITH.get(one, repr(one)) for one in (par.required, required))
                skipping.append(f"{sentence.text[:40]!r} on slide {number} is skipped {found} instead of {right}")
    total = sum(smil.duration_ms for smil in book.smils.values())
    if total != record.duration_ms:
        faults.append(f"all clips together last {total} ms, but the edition {record.duration_ms} ms")
    yield Finding("daisy", "clips", worst, _LIMIT_MS, "ms", tuple(faults))
    yield Finding("daisy", "what can be skipped", len(skipping), 0, "sentences", tuple(skipping))


def _begins(segment: RecordSegment) -> list[int]:
    return [0, *(sentence.start_ms - segment.start_ms for sentence in segment.sentences[1:])]
