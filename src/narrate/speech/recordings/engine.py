"""The engine ``recordings``: ``recordings:FOLDER`` is a person who has read the script aloud."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from narrate.audio.clips import Pcm
from narrate.errors import InputError, OutsideError, Place, Problem, Severity, UsageError
from narrate.model import Script, Segment, Sentence, Timing, Voice
from narrate.speech.alignment.features import HOP_MS
from narrate.speech.alignment.following import Span
from narrate.speech.alignment.reading import Reader
from narrate.speech.alignment.warping import entered, warp
from narrate.speech.engines import Spoken
from narrate.speech.recordings.differences import chosen_takes, differences
from narrate.speech.recordings.folder import find_recordings, share_out
from narrate.speech.recordings.takes import Found, Recorded, find_takes
from narrate.speech.recordings.tape import Tape

_MADE_BY = 1  # raise it when the same recordings are cut otherwise
_BEFORE, _AFTER = 12, 20  # frames around a take that are looked at
_LEAD, _TAIL = 6, 12  # frames of quiet kept around its words
_FADE_MS = 5


@dataclass(frozen=True, slots=True)
class Take:
    """Where a sentence is used from: frames of a tape that hold it and nothing else."""

    tape: Tape
    first: int
    last: int


class RecordingsEngine:
    """Recordings of one script; ``listen`` to them before a session speaks."""

    name = "recordings"

    def __init__(self) -> None:
        self._files: tuple[Path, ...] = ()
        self._takes: dict[str, Take] = {}
        self._found: Found | None = None
        self._digest = ""
        self._lock = threading.Lock()

    def voice(self, language: str, name: str = "") -> Voice | None:
        if not name:
            raise UsageError("the voice recordings needs a folder or a file: recordings:FOLDER")
        return Voice(self.name, name, language)

    def fingerprint(self, voice: Voice) -> str:
        return f"{voice.engine} {self._digest} {_MADE_BY}"

    @property
    def files(self) -> Sequence[Path]:
        return self._files

    def listen(self, script: Script, voice: Voice, jobs: int) -> Sequence[Problem]:
        """As ``Narrator.listen``: problems in the order of the recordings."""
        with self._lock:
            parts, problems = share_out(script, find_recordings(script, voice.name))
            recorded = {segment.id for part in parts for segment in part.segments}
            problems += [
                _unrecorded(script, segment, voice)
                for segment in script.segments
                if segment.id not in recorded and _own(segment)
            ]
            tapes = []
            for part in parts:
                sentences = [sentence for segment in part.segments for sentence in _own(segment)]
                try:
                    tapes.append((Tape(part.path), sentences))
                except InputError as error:
                    problems += error.problems
            reader = Reader(script.language)
            try:
                if not reader.knows:
                    raise InputError(_unknown(script))
                self._found = find_takes(tapes, reader, jobs)
            finally:
                reader.close()
            for one in self._found.recorded:
                problems += differences(one)
                self._takes |= _takes(one)
            self._files = tuple(part.path for part in parts)
            self._digest = _digest(self._files)
        if any(problem.severity is Severity.ERROR for problem in problems):
            raise InputError(*problems)
        return problems

    def session(self) -> RecordingsSession:
        if self._found is None:
            raise UsageError("the voice recordings speaks what it was listened to; listen first")
        return RecordingsSession(self._takes, self._found)


class RecordingsSession:
    """Cuts sentences out of recordings and finds their words."""

    def __init__(self, takes: dict[str, Take], found: Found) -> None:
        self._takes, self._found = takes, found
        self._reader: Reader | None = None

    def speak(self, sentence: Sentence, voice: Voice, rate: int) -> Spoken:  # noqa: ARG002 - a person has a rate
        """``sentence`` as it was recorded, whatever the ``rate``."""
        take = self._takes.get(sentence.id)
        if take is None:
            raise OutsideError(f"the recordings do not have {sentence.text[:40]!r}")
        if self._reader is None:
            self._reader = Reader(voice.language)
        heard = take.tape.heard.part(take.first, take.last)
        reading = self._reader.read(sentence, heard.ear, self._found.rate)
        if reading is None:
            raise OutsideError(f"espeak-ng has no word for {sentence.text[:40]!r}, so it cannot be found")
        if self._found.speaker is not None:
            heard, reading = self._found.speaker.heard(heard), self._found.speaker.reading(reading)
        path = warp(heard, reading)
        spoken = np.flatnonzero(~reading.silent[path])
        first, last = max(0, int(spoken[0]) - _LEAD), min(len(path), int(spoken[-1]) + 1 + _TAIL)
        own = take.tape.rate
        pcm = _faded(take.tape.cut(take.first + first, take.first + last), own)
        starts = [(token, (at - first) * HOP_MS * own // 1000) for token, at in entered(reading, path)]
        ends = [start for _, start in starts[1:]] + [
            min(len(pcm), (int(spoken[-1]) + 1 - first) * HOP_MS * own // 1000)
        ]
        words = tuple((token, start, end) for (token, start), end in zip(starts, ends, strict=True))
        return Spoken(pcm, own, words, Timing.ALIGNED)

    def close(self) -> None:
        if self._reader is not None:
            self._reader.close()


def _own(segment: Segment) -> list[Sentence]:
    """The sentences of a slide that no other voice speaks."""
    return [sentence for sentence in segment.sentences if not sentence.voice]


def _takes(recorded: Recorded) -> dict[str, Take]:
    """The take of every sentence that is there, with the quiet around it but nothing of what is beside it."""
    spans = recorded.spans
    found = {}
    for sentence, span in chosen_takes(spans).items():
        number = spans.index(span)
        before = spans[number - 1].last if number else 0
        after = spans[number + 1].first if number + 1 < len(spans) else len(recorded.tape.heard)
        first, last = _around(span, before, after)
        found[recorded.sentences[sentence].id] = Take(recorded.tape, first, last)
    return found


def _around(span: Span, before: int, after: int) -> tuple[int, int]:
    first = max(span.first - _BEFORE, (before + span.first) // 2)
    last = min(span.last + _AFTER, (span.last + after + 1) // 2)
    return first, last


def _faded(pcm: Pcm, rate: int) -> Pcm:
    """``pcm`` that begins and ends without a click, whatever hum lies under it."""
    count = min(len(pcm) // 2, _FADE_MS * rate // 1000)
    gains = np.ones(len(pcm), np.float32)
    gains[:count] = np.arange(count) / max(1, count)
    gains[len(pcm) - count :] = gains[:count][::-1]
    faded: Pcm = np.rint(pcm * gains).astype(np.int16)
    return faded


def _unrecorded(script: Script, segment: Segment, voice: Voice) -> Problem:
    number = script.segments.index(segment) + 1
    message = f"slide {number}, {segment.id!r}, has no recording in {voice.name}"
    hint = f"record it as {number:02d}-{segment.id}.wav"
    return Problem(segment.place or Place(str(script.path)), Severity.ERROR, "unrecorded", message, hint)


def _unknown(script: Script) -> Problem:
    message = f"recordings in {script.language!r} cannot be matched with their text: espeak-ng does not speak it"
    return Problem(Place(str(script.path)), Severity.ERROR, "no-voice", message, "choose another voice with --voice")


def _digest(files: Sequence[Path]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for path in files:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "blake2b").digest())
    return digest.hexdigest()
