"""Checks the described edition: each added sentence is in its place, and the rest is what the standard edition says."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise, zip_longest

from narrate.exporters.paragraphs import joiner
from narrate.exporters.verifying.edition_record import Finding, Record, RecordSegment, RecordSentence
from narrate.exporters.verifying.sentence_matching import plain_heading, without_space
from narrate.languages import language_data
from narrate.manifest import Manifest
from narrate.model import Purpose

ABOUT = "timeline about"
"""The key, in the manifest, of the digest that says which figure or point each sentence is about."""
_ORDER = (Purpose.SLIDE_NUMBER, Purpose.HEADING, Purpose.NARRATION, Purpose.FIGURE, Purpose.POINT, Purpose.WORDS)
_WITH_SUBJECT = (Purpose.FIGURE, Purpose.POINT)
_ENDS = ".!?。।؟！？"


def about_digest(sentences: Iterable[tuple[str, int]]) -> str:
    """Return the SHA-256 of which figures and points the sentences are about; empty if none is about any.

    ``sentences`` are (id, index of a figure or point, or -1).
    """
    lines = [f"{id_} {about}" for id_, about in sentences if about >= 0]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""


def check_added(record: Record) -> Iterator[Finding]:
    """Check the sentences that say what is seen. An edition without such sentences has no finding."""
    added = sum(sentence.purpose != Purpose.NARRATION for sentence in record.sentences)
    is_about = about_digest((sentence.id, sentence.about) for sentence in record.sentences)
    if not added and is_about == record.manifest.described.get(ABOUT, ""):
        return
    total = len(record.segments)
    faults = [
        fault for number, one in enumerate(record.segments, 1) for fault in _added_faults(record, one, number, total)
    ]
    if is_about != record.manifest.described.get(ABOUT, ""):
        faults.append("a sentence is about another figure or point than was written")
    yield Finding("timeline", "sentences about what is seen", len(faults), 0, "faults", tuple(faults))


def _added_faults(record: Record, segment: RecordSegment, number: int, total: int) -> Iterator[str]:
    """Yield what is wrong with the sentences that were added to ``segment``, slide ``number`` of ``total``."""
    yield from _order_faults(segment)
    yield from _announcement_faults(segment, number, total, record.manifest.language)
    for sentence in segment.sentences:
        if (sentence.about >= 0) != (sentence.purpose in _WITH_SUBJECT):
            yield f"{sentence.id} should be about a figure or point and is not, or the reverse"
        if sentence.shown and sentence.purpose != Purpose.NARRATION:
            yield f"{sentence.id} is only for listeners, so it must not be shown"
    yield from _repeated(segment, record.manifest.language)


def _repeated(segment: RecordSegment, language: str) -> Iterator[str]:
    """Yield added sentences that are said twice. Only in a description or a point may the writer repeat a sentence."""
    opening = language_data(language).phrases["picture"].partition("{")[0]
    said = Counter(
        (one.purpose, one.about, one.text)
        for one in segment.sentences
        if one.purpose not in (Purpose.NARRATION, *_WITH_SUBJECT)
    )
    said.update(
        (one.purpose, one.about, opening)
        for one in segment.sentences
        if one.purpose == Purpose.FIGURE and one.text.startswith(opening)
    )
    for (_, _, text), count in said.items():
        if count > 1:
            yield f"{text[:40]!r} is said {count} times in {segment.id}"


def _order_faults(segment: RecordSegment) -> Iterator[str]:
    """Yield a line of text if the sentences of ``segment`` are in another order than narrate writes them."""
    ranks = [_ORDER.index(Purpose(sentence.purpose)) for sentence in segment.sentences]
    if ranks != sorted(ranks):
        yield f"{segment.id} has sentences in another order than narrate writes them"
    for purpose in _WITH_SUBJECT:
        subjects = [sentence.about for sentence in segment.sentences if sentence.purpose == purpose]
        if subjects != sorted(subjects):
            yield f"{segment.id} has the sentences about its {purpose}s in the wrong order"


def _announcement_faults(segment: RecordSegment, number: int, total: int, language: str) -> Iterator[str]:
    """Yield a line of text if the number or the heading of a slide is announced wrongly."""
    announced = language_data(language).phrases["announce_slide"].format(number=number, total=total)
    if _plain(_texts(segment, Purpose.SLIDE_NUMBER, language)) != _plain(announced):
        yield f"{segment.id} does not begin with its number"
    heading = _plain(_texts(segment, Purpose.HEADING, language))
    if heading and heading not in (_plain(segment.heading), _plain(plain_heading(segment))):
        yield f"{segment.id} announces a heading that is not its own"


def _texts(segment: RecordSegment, purpose: Purpose, language: str) -> str:
    return joiner(language).join(sentence.text for sentence in segment.sentences if sentence.purpose == purpose)


def _plain(text: str) -> str:
    """``text`` without white space, and without the sign that ends its sentence."""
    return without_space(text).rstrip(_ENDS)


def check_beside_standard(described: Record, standard: Record) -> Iterator[Finding]:
    """Check that ``described`` without its added sentences has the words and the times of the edition ``standard``."""
    if described.manifest.inputs != standard.manifest.inputs:
        note = "not compared with the standard edition, which was made from another version of the script; build both"
        yield Finding("timeline", "says what the standard edition says", note=note)
        return
    lost = tuple(_word_faults(described, standard))
    total = len(standard.sentences)
    yield Finding(
        "timeline", "says what the standard edition says", max(0, total - len(lost)), total, "sentences", lost
    )
    if lost:
        return
    if not _are_spoken_alike(described.manifest, standard.manifest):
        note = "not compared with the standard edition, which has another voice or is of another version; build both"
        yield Finding("timeline", "takes as long as the standard edition", note=note)
        return
    pairs = zip(described.segments, standard.segments, strict=True)
    moved = tuple(fault for pair in pairs for fault in _time_faults(*pair))
    yield Finding("timeline", "takes as long as the standard edition", len(moved), 0, "faults", moved)


_DECIDES_SOUND = ("program ", "packages", "voice")
"""How the names of decisions begin that may change the sound (``decisions.py``). Formats and settings of slides do not."""


def _are_spoken_alike(one: Manifest, other: Manifest) -> bool:
    """Whether both editions have the same voice, and were made by the same program as far as both use the same parts."""
    shared = {name for name in one.decided_by.keys() & other.decided_by.keys() if name.startswith(_DECIDES_SOUND)}
    if not shared:
        return (one.voice, one.program) == (other.voice, other.program)
    return one.voice == other.voice and all(one.decided_by[name] == other.decided_by[name] for name in shared)


def _narration(segment: RecordSegment) -> list[RecordSentence]:
    return [sentence for sentence in segment.sentences if sentence.purpose == Purpose.NARRATION]


def _word_faults(described: Record, standard: Record) -> Iterator[str]:
    """Yield each place where the narration of ``described`` has other words than ``standard``."""
    for number, (one, other) in enumerate(zip_longest(described.segments, standard.segments), 1):
        if one is None or other is None or (one.id, one.kind, one.heading) != (other.id, other.kind, other.heading):
            yield f"slide {number} is not the slide of the standard edition"
            continue
        for said, wanted in zip_longest(_narration(one), other.sentences):
            if said is None:
                yield f"slide {number} does not say {wanted.text[:40]!r}, as the standard edition does"
            elif wanted is None:
                yield f"slide {number} says {said.text[:40]!r}, which the standard edition does not say there"
            elif (said.id, said.text, said.shown) != (wanted.id, wanted.text, wanted.shown):
                yield f"slide {number} says {said.text[:40]!r} where the standard edition says {wanted.text[:40]!r}"


def _time_faults(described: RecordSegment, standard: RecordSegment) -> Iterator[str]:
    """Yield where narration, or a pause within it, does not last as long as in the standard edition."""
    pairs = list(zip(_narration(described), standard.sentences, strict=True))
    for said, wanted in pairs:
        if _times(said) != _times(wanted):
            yield f"{said.text[:40]!r} or one of its words lasts longer or shorter than in the standard edition"
    for (said, wanted), (next_said, next_wanted) in pairwise(pairs):
        if next_said.start_ms - said.end_ms != next_wanted.start_ms - wanted.end_ms:
            yield f"the pause after {said.text[:40]!r} lasts longer or shorter than in the standard edition"


def _times(sentence: RecordSentence) -> list[int]:
    """Return the end of ``sentence`` and the times of its words, in ms from its start."""
    times = [sentence.end_ms, *(time for _, *word in sentence.words for time in word)]
    return [time - sentence.start_ms for time in times]
