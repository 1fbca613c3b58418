"""The engine ``recordings``: the voice ``recordings:FOLDER`` is a person who has read the script aloud."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from narrate.audio.clips import Pcm
from narrate.errors import InputError, OutsideError, Problem, Severity, UsageError
from narrate.model import Script, Segment, Sentence, Timing, Voice
from narrate.speech.alignment.features import HOP_MS
from narrate.speech.alignment.reading import PhonemeReader
from narrate.speech.alignment.row_file import ScratchFile
from narrate.speech.engines import Spoken
from narrate.speech.recordings.decoded_recording import DecodedRecording
from narrate.speech.recordings.differences import differences
from narrate.speech.recordings.folder import RecordingFile, find_recordings, share_out
from narrate.speech.recordings.numbers import misread_numbers
from narrate.speech.recordings.placing import PlacedSentence
from narrate.speech.recordings.takes import find_takes

_MADE_BY = 2  # raise it when the same recordings give other cuts
_FADE_MS = 5


class RecordingsEngine:
    """Recordings of one script. Call ``listen`` before a session speaks."""

    name = "recordings"

    def __init__(self) -> None:
        self._files: tuple[Path, ...] = ()
        self._takes: dict[str, tuple[DecodedRecording, PlacedSentence]] = {}
        self._lock = threading.Lock()

    def voice(self, language: str, name: str = "") -> Voice | None:
        if not name:
            raise UsageError("the voice recordings needs a folder or a file: recordings:FOLDER")
        return Voice(self.name, name, language)

    def fingerprint(self, voice: Voice) -> str:
        return f"{voice.engine} {_MADE_BY}"

    def take(self, sentence: Sentence) -> str:
        """Return a digest of the cut and its word times, as ``Narrator.take``.

        It does not depend on the rest of the file. So when one slide is recorded again, the other slides keep their
        sound. An exception is a sentence that is now cut at other times, because the speaker's voice is learnt from all
        recordings together.
        """
        if sentence.id not in self._takes:
            return ""  # speaking it will raise an error
        recording, place = self._takes[sentence.id]
        digest = hashlib.blake2b(recording.cut(place.first, place.last).tobytes(), digest_size=16).hexdigest()
        words = [(token, start - place.first, stop - place.first) for token, start, stop, _ in place.words]
        return f"{digest} {recording.rate} {words}"

    @property
    def files(self) -> Sequence[Path]:
        return self._files

    def listen(self, script: Script, voice: Voice, jobs: int) -> Sequence[Problem]:
        """Find the sentences of ``script`` as ``Narrator.listen`` does. Problems are in the order of the recordings."""
        with self._lock:
            parts, problems = share_out(script, find_recordings(script, voice.name))
            problems += _missing(script, parts, voice)
            scratch = ScratchFile()
            recordings = _open(parts, scratch, problems)
            reader = PhonemeReader(script.language)
            try:
                if not reader.knows:
                    raise InputError(_unknown(script))
                recorded = find_takes(recordings, reader, jobs, scratch)
                for takes in recorded:
                    problems += differences(takes, [*misread_numbers(takes, reader, script.language)])
            finally:
                reader.close()
            for takes in recorded:
                self._takes |= {
                    takes.sentences[number].id: (takes.recording, place) for number, place in takes.places.items()
                }
            self._files = tuple(part.path for part in parts)
        if any(problem.severity is Severity.ERROR for problem in problems):
            raise InputError(*problems)
        return problems

    def session(self) -> RecordingsSession:
        return RecordingsSession(self._takes)


class RecordingsSession:
    """Cuts sentences out of the recordings in which ``RecordingsEngine.listen`` has found them."""

    def __init__(self, takes: Mapping[str, tuple[DecodedRecording, PlacedSentence]]) -> None:
        self._takes = takes

    def speak(self, sentence: Sentence, voice: Voice, rate: int) -> Spoken:  # noqa: ARG002 - its rate is fixed
        """Return ``sentence`` as it was recorded, whatever the ``rate``."""
        if sentence.id not in self._takes:
            raise OutsideError(f"the recordings in {voice.name} do not have {sentence.text[:40]!r}")
        recording, place = self._takes[sentence.id]
        pcm = _faded(recording.cut(place.first, place.last), recording.rate)

        def sample(frame: int) -> int:
            return min(len(pcm), (frame - place.first) * HOP_MS * recording.rate // 1000)

        words = tuple((token, sample(first), sample(last)) for token, first, last, _ in place.words)
        return Spoken(pcm, recording.rate, words, Timing.ALIGNED)

    def close(self) -> None:
        """Do nothing, since nothing was started."""


def _own(segment: Segment) -> list[Sentence]:
    """Return the sentences of a slide that no other voice speaks."""
    return [sentence for sentence in segment.sentences if not sentence.voice]


def _faded(pcm: Pcm, rate: int) -> Pcm:
    """Return ``pcm`` faded in and out, so that background hum makes no click at the cuts."""
    count = min(len(pcm) // 2, _FADE_MS * rate // 1000)
    gains = np.ones(len(pcm), np.float32)
    gains[:count] = np.arange(count) / max(1, count)
    gains[len(pcm) - count :] = gains[:count][::-1]
    faded: Pcm = np.rint(pcm * gains).astype(np.int16)
    return faded


def _missing(script: Script, parts: Sequence[RecordingFile], voice: Voice) -> list[Problem]:
    """Return a problem for each segment that has no recording."""
    recorded = {segment.id for part in parts for segment in part.segments}
    return [
        _unrecorded(script, segment, voice)
        for segment in script.segments
        if segment.id not in recorded and _own(segment)
    ]


def _open(
    parts: Sequence[RecordingFile], scratch: ScratchFile, problems: list[Problem]
) -> list[tuple[DecodedRecording, Sequence[Sentence]]]:
    """Return each recording with its sentences, decoded into ``scratch``. Failures are appended to ``problems``."""
    recordings: list[tuple[DecodedRecording, Sequence[Sentence]]] = []
    for part in parts:
        sentences = [sentence for segment in part.segments for sentence in _own(segment)]
        try:
            recordings.append((DecodedRecording(part.path, scratch), sentences))
        except InputError as error:
            problems += error.problems
    return recordings


def _unrecorded(script: Script, segment: Segment, voice: Voice) -> Problem:
    number = script.segments.index(segment) + 1
    message = f"slide {number}, {segment.id!r}, has no recording in {voice.name}"
    hint = f"record it as {number:02d}-{segment.id}.wav"
    return Problem(segment.place or script.place, Severity.ERROR, "unrecorded", message, hint)


def _unknown(script: Script) -> Problem:
    message = f"recordings in {script.language!r} cannot be matched with their text: espeak-ng does not speak it"
    return Problem(script.place, Severity.ERROR, "no-voice", message, "choose another voice with --voice")
