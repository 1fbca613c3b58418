"""Checks that a sound file has every clip at its time in the timeline, and the right loudness."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from narrate.audio.clips import Pcm
from narrate.audio.limiter import CEILING_DBTP
from narrate.audio.loudness import TARGET_LUFS, measure
from narrate.audio.mixing import resample
from narrate.audio.mp3_codec import RATE
from narrate.audio.onsets import find_onset, share_heard, word_heard
from narrate.errors import OutsideError
from narrate.exporters.verifying.edition_record import Finding, Record, RecordSegment, RecordSentence
from narrate.exporters.verifying.expected_sound import is_short
from narrate.model import Sound

ONSET_MS = 20  # how far from its time a clip may be heard
LEAST_SHARE = 0.98  # of a sentence that must be heard
# How like its clip a word must be heard. In 37 minutes of the embedded voice the least was 0.95; a word that was cut
# had 0.
LEAST_LIKENESS = 0.8
LOUDNESS_LU = 0.5  # how far a track may be from the target
PAUSE_DBFS = -60.0  # the level that no pause may exceed
_EDGE_MS = 60  # on each side of a clip: MP3 spreads a loud sound over a frame and its overlap


@dataclass(slots=True)
class SoundCheck:
    """Collects measurements and faults over several tracks.

    ``lost`` are the sentences whose clips are not in the store.
    """

    format: str
    record: Record
    late_ms: float = 0.0
    least_share: float = 1.0
    least_likeness: float = 1.0
    loudness_off: float = 0.0
    short_off: float = 0.0
    peak_dbtp: float = -120.0
    lost: list[str] = field(default_factory=list)
    pause_dbfs: float = -120.0
    faults: dict[str, list[str]] = field(
        default_factory=lambda: {
            "onset": [],
            "share": [],
            "words": [],
            "loudness": [],
            "short": [],
            "peak": [],
            "pauses": [],
        }
    )

    def listen(self, segment: RecordSegment, pcm: Pcm, start_ms: int, load: Callable[[Sound], Pcm]) -> None:
        """Find every clip of ``segment`` in ``pcm``, sound at 44.1 kHz that starts ``start_ms`` into the edition.

        ``load`` returns the samples of a clip's sound, or raises OutsideError.
        """
        by_rate: dict[int, Pcm] = {}
        for sentence in segment.sentences:
            key, rate, samples = self.record.manifest.clips[sentence.id]
            try:
                clip = load(Sound(key, rate, samples))
            except OutsideError:
                self.lost.append(sentence.text[:40])
                continue
            signal = by_rate.setdefault(rate, pcm if rate == RATE else resample(pcm, RATE, rate))
            expected = (sentence.start_ms - start_ms) * rate // 1000
            onset = find_onset(clip, signal, expected, rate)
            at = expected + round(onset.late_ms * rate / 1000)
            share = share_heard(clip, signal, at, rate)
            self.late_ms = max(self.late_ms, abs(onset.late_ms))
            self.least_share = min(self.least_share, share)
            if abs(onset.late_ms) > ONSET_MS:
                self.faults["onset"].append(f"{sentence.text[:40]!r} is heard {onset.late_ms:+.0f} ms from its time")
            if share < LEAST_SHARE:
                self.faults["share"].append(f"of {sentence.text[:40]!r} only {share:.0%} is heard")
            self._follow(sentence, clip, signal, at, rate)

    def _follow(self, sentence: RecordSentence, clip: Pcm, signal: Pcm, at: int, rate: int) -> None:
        """Find every word of a sentence in ``signal``. The clip of the sentence starts there at sample ``at``.

        This finds a short word that is missing, which hardly changes how much of the sentence is heard.
        """
        for text, *times in sentence.words:
            start, end = ((ms - sentence.start_ms) * rate // 1000 for ms in times)
            likeness = word_heard(clip, signal, at, (start, end))
            if likeness is None:
                continue
            self.least_likeness = min(self.least_likeness, likeness)
            if likeness < LEAST_LIKENESS:
                self.faults["words"].append(
                    f"{text!r} is not heard in {sentence.text[:40]!r}, {times[0]} ms from the start of the edition"
                )

    def weigh(self, segment: RecordSegment, pcm: Pcm, expected: Pcm | None) -> None:
        """Measure the loudness and the peak of the track of ``segment``, and the level of its pauses.

        ``pcm`` is the track's sound at 44.1 kHz. ``expected`` is what it should be, None if the store has lost what it
        is made from.
        """
        self._rest(segment, pcm)
        level = measure(pcm, RATE)
        self.peak_dbtp = max(self.peak_dbtp, level.peak_dbtp)
        if level.peak_dbtp > CEILING_DBTP:
            self.faults["peak"].append(f"{segment.track} peaks at {level.peak_dbtp:.1f} dBTP, above {CEILING_DBTP:g}")
        if is_short(segment):
            self._weigh_short(segment, pcm, expected)
            return
        off = level.lufs - TARGET_LUFS
        self.loudness_off = max(self.loudness_off, abs(off))
        if abs(off) > LOUDNESS_LU:
            self.faults["loudness"].append(f"{segment.track} has {level.lufs:.1f} LUFS, not {TARGET_LUFS:.0f}")

    def _rest(self, segment: RecordSegment, pcm: Pcm) -> None:
        """Measure the level of the track's pauses, where nobody speaks."""
        loud, at = np.abs(pcm.astype(np.int32)), 0
        ends = [(sentence.start_ms - _EDGE_MS, sentence.end_ms + _EDGE_MS) for sentence in segment.sentences]
        for start_ms, end_ms in [*ends, (segment.end_ms, segment.end_ms)]:
            pause = loud[at : max(at, (start_ms - segment.start_ms) * RATE // 1000)]
            level = 20 * math.log10(max(int(pause.max(initial=0)), 0.03) / 32768)
            self.pause_dbfs = max(self.pause_dbfs, level)
            if level > PAUSE_DBFS:
                where = segment.start_ms + at * 1000 // RATE
                self.faults["pauses"].append(
                    f"{segment.track} is not silent in the pause at {where} ms of the edition ({level:.0f} dBFS)"
                )
            at = (end_ms - segment.start_ms) * RATE // 1000

    def _weigh_short(self, segment: RecordSegment, pcm: Pcm, expected: Pcm | None) -> None:
        """Compare the level of a track that is too short for a loudness meter with the level of its clips.

        Power is compared instead of loudness, because BS.1770 ignores sound of less than 400 ms.
        """
        if expected is None:
            self.faults["short"] = [
                f"short tracks cannot be measured: their clips are not in the store; {self.record.cure}"
            ]
            return
        off = 10 * math.log10(max(1.0, _power(pcm)) / max(1.0, _power(expected)))
        self.short_off = max(self.short_off, abs(off))
        if abs(off) > LOUDNESS_LU:
            self.faults["short"].append(f"{segment.track} is {off:+.1f} dB from what its clips make it")

    def places(self) -> Iterator[Finding]:
        """The findings of ``listen``: where the clips and the words are heard."""
        if self.lost:
            lost = f"{len(self.lost)} of {len(self.record.sentences)} clips are not in the store"
            self.faults["onset"].append(f"{lost}, first {self.lost[0]!r}; {self.record.cure}")
        yield self._finding("onset of clips", "onset", round(self.late_ms, 2), ONSET_MS, "ms late")
        if len(self.lost) == len(self.record.sentences):
            return  # nothing was listened for
        yield self._finding(
            "sentences heard", "share", round(self.least_share, 3), LEAST_SHARE, "of a sentence", at_least=True
        )
        yield self._finding(
            "words heard", "words", round(self.least_likeness, 3), LEAST_LIKENESS, "alike", at_least=True
        )

    def levels(self) -> Iterator[Finding]:
        """The findings of ``weigh``: loudness, pauses and peaks."""
        yield self._finding("loudness", "loudness", round(self.loudness_off, 2), LOUDNESS_LU, "LU off")
        yield self._finding("level of short tracks", "short", round(self.short_off, 2), LOUDNESS_LU, "dB off")
        yield self._finding("pauses", "pauses", round(self.pause_dbfs, 1), PAUSE_DBFS, "dBFS")
        yield self._finding("true peak", "peak", round(self.peak_dbtp, 2), CEILING_DBTP, "dBTP")

    def _finding(
        self, check: str, kind: str, worst: float, limit: float, unit: str, *, at_least: bool = False
    ) -> Finding:
        return Finding(self.format, check, worst, limit, unit, tuple(self.faults[kind]), at_least=at_least)


def _power(pcm: Pcm) -> float:
    return float(np.square(pcm, dtype=np.float64).sum())
