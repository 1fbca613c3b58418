"""``timeline.json``, read back: whether it agrees with itself, with the manifest, and with what the voice told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from narrate.exporters.verifying.edition_record import Finding, Record, Said
from narrate.exporters.verifying.sentence_matching import without_space
from narrate.model import Kind

_CLIP = ".flac"


def check_timeline(record: Record) -> Iterator[Finding]:
    """Compare the record with itself, its manifest and the store."""
    manifest = record.manifest
    faults = tuple(_faults(record))
    yield Finding("timeline", "agrees with itself", record.duration_ms, manifest.duration_ms, "ms", faults)
    differing = tuple(_differences(record))
    yield Finding("timeline", "agrees with the manifest", len(differing), 0, "differences", differing)
    worst, moved = _moved(record)
    yield Finding("timeline", "times of words", worst, 0, "ms off", tuple(moved))


def _faults(record: Record) -> Iterator[str]:
    """Where times do not follow one another, or a sentence lasts longer or shorter than its clip."""
    at = 0
    for number, segment in enumerate(record.segments, 1):
        if segment.start_ms != at:
            yield f"{segment.id} starts at {segment.start_ms} ms, not at {at}"
        if segment.kind not in set(Kind) or not segment.heading.strip() or not segment.sentences:
            yield f"{segment.id} has no known kind, no heading or no sentence"
        if segment.track != f"tracks/{number:02d}-{segment.id}.mp3":
            yield f"{segment.id} has the track {segment.track!r}"
        at, inside = segment.end_ms, segment.start_ms
        for said in segment.sentences:
            if not inside <= said.start_ms <= said.end_ms <= segment.end_ms:
                yield f"{said.id} does not lie after what comes before it, within {segment.id}"
            inside = said.end_ms
            yield from _sentence_faults(record, said)
    if not at == record.duration_ms == record.manifest.duration_ms:
        yield f"the segments end at {at} ms, the timeline at {record.duration_ms}"
    yield from _doubled_or_lost(record)


def _doubled_or_lost(record: Record) -> Iterator[str]:
    """Segments and sentences that stand more than once, and sentences with a clip that do not stand there."""
    for ids in ([segment.id for segment in record.segments], [said.id for said in record.sentences]):
        yield from (f"{id_} stands {count} times" for id_, count in Counter(ids).items() if count > 1)
    if lost := set(record.manifest.clips) - {said.id for said in record.sentences}:
        yield f"{len(lost)} sentences are not there, such as {min(lost)}"


def _sentence_faults(record: Record, said: Said) -> Iterator[str]:
    """Where a sentence does not last as long as its clip, or its words are not its text, one after the other."""
    _, rate, samples = record.manifest.clips.get(said.id, ("", 1, -1))
    if samples * 1000 != (said.end_ms - said.start_ms) * rate:
        yield f"{said.id} does not last as long as its clip"
    times = [said.start_ms, *(time for _, *word in said.words for time in word), said.end_ms]
    if times != sorted(times):
        yield f"the words of {said.id} are out of order"
    if without_space("".join(text for text, _, _ in said.words)) != without_space(said.text):
        yield f"the words of {said.id} are not its text"


def _differences(record: Record) -> Iterator[str]:
    """What the timeline and the manifest say otherwise of the same edition."""
    manifest = record.manifest
    for name, said in record.head.items():
        if said != getattr(manifest, name):
            yield f"the {name} is {said!r}, and {getattr(manifest, name)!r} in the manifest"
    if not len(record.segments) == manifest.slides == len(manifest.tracks):
        yield f"there are {len(record.segments)} slides, and {manifest.slides} with {len(manifest.tracks)} tracks in the manifest"
    timing = Counter(said.timing for said in record.sentences)
    if manifest.timing and timing != manifest.timing:
        yield f"the words' times are {dict(timing)}, and {dict(manifest.timing)} in the manifest"


def _moved(record: Record) -> tuple[int, list[str]]:
    """By how much words stand elsewhere than where the voice said them, at most, and a line for each such sentence."""
    worst, faults, lost = 0, [], []
    for said in record.sentences:
        entry = record.store.find(record.manifest.clips.get(said.id, ("", 0, 0))[0], _CLIP)
        if entry is None:
            lost.append(said.text)
            continue
        off = _off(said, entry.facts.get("words", []))
        worst = max(worst, off)
        if off or said.timing != entry.facts.get("timing"):
            where = f"the words of {said.text[:40]!r}"
            faults.append(f"{where} are {off} ms from where the voice said them, or not {said.timing}")
    if lost:
        faults.append(f"{len(lost)} clips are not in the store, first {lost[0][:40]!r}; {record.cure}")
    return worst, faults


def _off(said: Said, spoken: list[tuple[int, int, int]]) -> int:
    """The most that a word of ``said`` is off; all of it where the words are others."""
    if len(spoken) != len(said.words):
        return said.end_ms - said.start_ms
    pairs = zip(said.words, spoken, strict=True)
    return max((abs(a - said.start_ms - c) + abs(b - said.start_ms - d) for (_, a, b), (_, c, d) in pairs), default=0)
