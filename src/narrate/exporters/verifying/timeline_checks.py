"""Checks that ``timeline.json`` agrees with itself, with the manifest, and with the word times of the voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from narrate.exporters.verifying.edition_record import Finding, Record, RecordSentence
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN
from narrate.exporters.verifying.sentence_matching import without_space
from narrate.exporters.verifying.text_differences import text_difference
from narrate.exporters.verifying.timeline_form import form_faults
from narrate.model import Kind

_CLIP = ".flac"


def check_timeline(record: Record) -> Iterator[Finding]:
    """Check that the timeline of ``record`` is consistent, and compare it with the manifest and the store."""
    manifest = record.manifest
    faults = tuple(_faults(record))
    yield Finding("timeline", "agrees with itself", record.duration_ms, manifest.duration_ms, "ms", faults)
    formed = tuple(form_faults(record))
    yield Finding("timeline", "as narrate makes it", len(formed), 0, "faults", formed)
    worst, moved, recorded = _moved(record)
    differing = (*_differences(record), *_who_differs(record, recorded))
    yield Finding("timeline", "agrees with the manifest", len(differing), 0, "differences", differing)
    yield Finding("timeline", "times of words", worst, 0, "ms off", tuple(moved))


def _faults(record: Record) -> Iterator[str]:
    """Yield what is wrong in the timeline: times out of order, and sentences not as long as their clips."""
    at = 0
    for number, segment in enumerate(record.segments, 1):
        if segment.start_ms != at:
            yield f"{segment.id} starts at {segment.start_ms} ms, not at {at}"
        if segment.kind not in set(Kind):
            yield f"{segment.id} is of the kind {segment.kind!r}, which narrate does not know"
        if not segment.heading.strip() or not segment.sentences:
            yield f"{segment.id} has no {'sentence' if segment.heading.strip() else 'heading'}"
        if segment.track != (track := f"tracks/{number:02d}-{segment.id}.mp3"):
            yield f"{segment.id} has the track {segment.track!r}, not {track!r}"
        at, inside = segment.end_ms, segment.start_ms
        for sentence in segment.sentences:
            if not inside <= sentence.start_ms <= sentence.end_ms <= segment.end_ms:
                times = f"is said from {sentence.start_ms} to {sentence.end_ms} ms"
                yield f"{sentence.id} {times}, not between {inside} and {segment.end_ms} ms, where its turn is"
            inside = sentence.end_ms
            yield from _sentence_faults(record, sentence)
    if not at == record.duration_ms == record.manifest.duration_ms:
        lasts = f"the timeline lasts {record.duration_ms} ms and the manifest says {record.manifest.duration_ms}"
        yield f"the last slide ends at {at} ms, {lasts}"
    yield from _doubled_or_lost(record)


def _doubled_or_lost(record: Record) -> Iterator[str]:
    """Yield segments and sentences that occur more than once, and clips whose sentence is missing."""
    for ids in ([segment.id for segment in record.segments], [sentence.id for sentence in record.sentences]):
        yield from (f"the id {id_} stands {count} times" for id_, count in Counter(ids).items() if count > 1)
    if lost := set(record.manifest.clips) - {sentence.id for sentence in record.sentences}:
        yield f"{len(lost)} sentences of the manifest are missing, such as {min(lost)}"


def _sentence_faults(record: Record, sentence: RecordSentence) -> Iterator[str]:
    """Yield what is wrong with a sentence.

    It must be as long as its clip; its words must be in order and make up its text.
    """
    _, rate, samples = record.manifest.clips.get(sentence.id, ("", 1, -1))
    lasts_ms = sentence.end_ms - sentence.start_ms
    if samples < 0:
        yield f"{sentence.id} has no clip in the manifest"
    elif samples * 1000 != lasts_ms * rate:
        yield f"{sentence.id} lasts {lasts_ms} ms, and its clip {samples * 1000 / rate:g} ms"
    times = [sentence.start_ms, *(time for _, *word in sentence.words for time in word), sentence.end_ms]
    if times != sorted(times):
        yield f"the words of {sentence.id} are out of order"
    if without_space("".join(text for text, _, _ in sentence.words)) != without_space(sentence.text):
        words = " ".join(text for text, _, _ in sentence.words)
        yield f"the words of {sentence.id} are not its text: {text_difference(words, sentence.text)}"


def _differences(record: Record) -> Iterator[str]:
    """Yield facts about the edition that differ between the timeline and the manifest."""
    manifest = record.manifest
    for name, value in record.head.items():
        if value != getattr(manifest, name):
            yield f"the {name} is {value!r}, and {getattr(manifest, name)!r} in the manifest"
    if not len(record.segments) == manifest.slides == len(manifest.tracks):
        in_manifest = f"{manifest.slides} with {len(manifest.tracks)} tracks in the manifest"
        yield f"there are {len(record.segments)} slides, and {in_manifest}"
    timing = Counter(sentence.timing for sentence in record.sentences)
    if timing != manifest.timing:
        yield f"the words' times are {dict(timing)}, and {dict(manifest.timing)} in the manifest"


def _who_differs(record: Record, recorded: int | None) -> Iterator[str]:
    """Yield a line of text if the manifest does not say how many sentences a person has recorded.

    ``recorded`` is how many the store says, None if it has lost some.
    """
    said = record.manifest.recorded
    if recorded is None and said > len(record.sentences):
        yield f"the manifest says that a person recorded {said} of {len(record.sentences)} sentences"
    elif recorded is not None and recorded != said:
        yield f"a person recorded {recorded} sentences, and the manifest says {said}; {BUILD_AGAIN}"


def _moved(record: Record) -> tuple[int, list[str], int | None]:
    """Compare the times of words with the times that the voice gave.

    Return (greatest difference in ms, a line of text for each sentence with a difference, how many sentences a person
    has recorded). The last is None if the store has lost sentences.
    """
    worst, faults, lost, recorded = 0, [], [], 0
    for sentence in record.sentences:
        entry = record.store.find(record.manifest.clips.get(sentence.id, ("", 0, 0))[0], _CLIP)
        if entry is None:
            lost.append(sentence.text)
            continue
        recorded += entry.facts.get("recorded") is True
        off = _off(sentence, entry.facts.get("words", []))
        worst = max(worst, off)
        where = f"the words of {sentence.text[:40]!r}"
        if off:
            faults.append(f"{where} are up to {off} ms from where the voice said them")
        if sentence.timing != (timing := entry.facts.get("timing")):
            faults.append(f"the times of {where} are called {sentence.timing!r}, and the voice's are {timing!r}")
    if lost:
        faults.append(f"{len(lost)} clips are not in the store, first {lost[0][:40]!r}; {record.cure}")
    return worst, faults, None if lost else recorded


def _off(sentence: RecordSentence, spoken: list[tuple[int, int, int]]) -> int:
    """The greatest difference of a word's times in ms; the length of the sentence if the number of words differs.

    ``spoken`` are the words as the voice gave them, relative to the start of the sentence.
    """
    if len(spoken) != len(sentence.words):
        return sentence.end_ms - sentence.start_ms
    pairs = zip(sentence.words, spoken, strict=True)
    begin = sentence.start_ms
    return max(
        (
            abs(start - begin - spoken_start) + abs(end - begin - spoken_end)
            for (_, start, end), (_, spoken_start, spoken_end) in pairs
        ),
        default=0,
    )
