"""People's recordings, here spoken by other voices: found, cut, timed; and what differs is told in its place."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import narrate
from narrate.audio.mixing import resample
from narrate.errors import InputError, Severity
from narrate.model import Timing
from narrate.speech.recordings.engine import RecordingsEngine
from tests.speech.recordings.reciting import noisy, recite, save, sentence, sentences, spoken_by_espeak
from tests.speech.sample_sentences import SAMPLE_SENTENCES
from tests.writing import write

pytestmark = pytest.mark.slow

TEXT = SAMPLE_SENTENCES["en"]
SCRIPT = "---\ntitle: Before you begin\nlang: en\n---\n\n" + "\n".join(
    f"## {heading}\n\n" + "\n".join(TEXT[first : first + count]) + "\n"
    for heading, first, count in (("Before", 0, 3), ("During", 3, 2), ("After", 5, 3))
)


@pytest.fixture
def script(tmp_path: Path):
    """The eight sentences of the narration, on three slides, without a title slide that speaks."""
    read = narrate.read(write(tmp_path / "script/visit/en.md", SCRIPT))
    return replace(read, segments=tuple(one for one in read.segments if one.kind == "narration"))


def listen(script, name: str = "takes"):
    """(engine, problems) of recordings beside the script; errors and all."""
    engine = RecordingsEngine()
    try:
        return engine, list(engine.listen(script, engine.voice("en", name), 1))
    except InputError as error:
        return engine, list(error.problems)


def errors_ms(script, engine, recital) -> list[float]:
    """How far from where it is said each word is found, by the place of its cut in the recording."""
    session = engine.session()
    found = []
    for one in sentences(script):
        spoken = session.speak(one, engine.voice("en", "takes"), 150)
        assert spoken.timing is Timing.ALIGNED
        pcm = resample(spoken.pcm, spoken.rate, 8000).astype(float)
        whole = resample(recital.pcm, recital.rate, 8000).astype(float)
        size = 1 << (len(whole) + len(pcm)).bit_length()
        match = np.fft.irfft(np.fft.rfft(whole, size) * np.conj(np.fft.rfft(pcm, size)), size)[: len(whole)]
        cut_at = int(match.argmax()) / 8000
        known = recital.words(one, -1)
        found += [
            (cut_at + start / spoken.rate - known[token]) * 1000 for token, start, _ in spoken.words if token in known
        ]
    session.close()
    return found


@pytest.mark.parametrize(
    ("name", "rate", "channels", "snr"),
    [
        ("all.wav", 22_050, 1, None),
        ("all.wav", 8_000, 1, None),
        ("all.mp3", 44_100, 2, None),
        ("all.m4a", 48_000, 2, None),
        ("all.flac", 16_000, 1, None),
        ("all.wav", 11_025, 2, None),
        ("all.mp3", 24_000, 1, 20),
    ],
)
def test_words_are_found_in_any_kind_of_file(script, name, rate, channels, snr):
    recital = recite(sentences(script), spoken_by_espeak())
    recital = recital if snr is None else noisy(recital, snr)
    save(recital, script.path.parent / "takes" / name, rate, channels)
    engine, problems = listen(script)
    assert problems == []
    errors = np.abs(errors_ms(script, engine, recital))
    assert len(errors) > 80
    assert np.median(errors) <= 30
    assert np.percentile(errors, 90) <= 75


@pytest.mark.parametrize("snr", [None, 20])
@pytest.mark.parametrize(
    ("order", "code", "at", "severity"),
    [
        ((0, 1, 2, 4, 5, 6, 7), "unsaid", 4, "error"),  # told where the next one begins
        ((0, 1, 2, 2, 3, 4, 5, 6, 7), "said-twice", 2, "warning"),
        ((0, 1, 3, 2, 4, 5, 6, 7), "out-of-order", 3, "warning"),
        ((0, 1, 2, 3, 4, 9, 5, 6, 7), "extra-speech", 9, "warning"),
        ((0, 1, 2, 3, 9, 5, 6, 7), "misread", 9, "error"),
    ],
)
def test_what_differs_is_told_in_its_place(script, order, code, at, severity, snr):
    others = {9: sentence("Please bring a list of all the tablets that you take at home.")}
    known = dict(enumerate(sentences(script))) | others
    recital = recite([known[number] for number in order], spoken_by_espeak())
    save(recital if snr is None else noisy(recital, snr), script.path.parent / "takes/all.wav")
    _, problems = listen(script)
    assert [(problem.code, problem.severity) for problem in problems] == [(code, severity)]
    place = problems[0].place
    assert place.file.endswith("takes/all.wav")
    assert abs(place.at_ms / 1000 - recital.begins(known[at])) <= 0.5
    assert re.match(rf".*takes/all\.wav at 0:\d\d\.\d: {severity} {code}: ", str(problems[0]))


def test_a_word_that_sounds_like_another_is_told(script):
    """Two days of rest are not ten: nobody else would notice before a patient does."""
    known = sentences(script)
    read = sentence(known[6].text.replace("a bath for two days", "a shower for two days"))
    said = [*known[:6], read, *known[7:]]
    recital = recite(said, spoken_by_espeak())
    save(recital, script.path.parent / "takes/all.wav")
    _, problems = listen(script)
    assert [(one.code, one.severity) for one in problems] == [("misread-word", "warning")]
    assert "'bath'" in problems[0].message
    assert abs(problems[0].place.at_ms / 1000 - recital.words(read)[9]) <= 0.5


def test_many_differences_at_once(script):
    known = sentences(script)
    recital = recite([known[n] for n in (1, 0, 2, 2, 4, 5, 7)], spoken_by_espeak())
    save(recital, script.path.parent / "takes/all.wav")
    _, problems = listen(script)
    assert sorted(problem.code for problem in problems) == ["out-of-order", "said-twice", "unsaid", "unsaid"]


def test_recordings_of_slides_are_found_by_number_or_id(script):
    own = [list(segment.sentences) for segment in script.segments]
    folder = script.path.parent / "takes"
    for name, part in (("1.wav", own[0]), ("during.mp3", own[1]), ("03-after.flac", own[2])):
        save(recite(part, spoken_by_espeak()), folder / name)
    engine, problems = listen(script)
    assert problems == []
    assert [path.name for path in engine.files] == ["1.wav", "during.mp3", "03-after.flac"]
    (folder / "during.mp3").unlink()
    _, problems = listen(script)
    assert [(one.code, one.severity) for one in problems] == [("unrecorded", Severity.ERROR)]
    assert "02-during.wav" in problems[0].hint


def test_what_is_said_on_two_slides_is_a_take_of_each_and_known_by_its_sound(script):
    """The file's name or place does not matter to what is kept of it."""
    first, second = script.segments[:2]
    again = replace(second.sentences[0], id="again", text=first.sentences[0].text, tokens=first.sentences[0].tokens)
    twice = replace(script, segments=(first, replace(second, sentences=(again, second.sentences[1]))))
    folder = script.path.parent / "takes"
    for segment, rate in zip(twice.segments, (135, 150), strict=True):
        save(recite(list(segment.sentences), spoken_by_espeak(rate=rate)), folder / f"{segment.id}.wav")
    engine, problems = listen(twice)
    assert problems == []
    known = [engine.take(one) for one in sentences(twice)]
    assert len(set(known)) == len(known) == 5
    (folder / f"{second.id}.wav").rename(folder / "02.wav")
    engine, _ = listen(twice)
    assert [engine.take(one) for one in sentences(twice)] == known


def test_files_that_are_no_slides_or_no_sound_are_told(script):
    folder = script.path.parent / "takes"
    save(recite(list(script.segments[0].sentences), spoken_by_espeak()), folder / "before.wav")
    (folder / "during.wav").write_bytes(b"RIFF, or so it says")
    save(recite(list(script.segments[2].sentences), spoken_by_espeak()), folder / "afterwards.wav")
    write(folder / "notes.txt", "third take is best")
    _, problems = listen(script)
    assert {(Path(one.place.file).name, one.code) for one in problems} == {
        ("notes.txt", "recording"),
        ("afterwards.wav", "recording"),
        ("during.wav", "recording"),
        ("en.md", "unrecorded"),
    }


def test_recordings_of_something_else_are_refused(script):
    other = recite([sentence(text) for text in SAMPLE_SENTENCES["es"]], spoken_by_espeak("roa/es"))
    save(other, script.path.parent / "takes/all.wav")
    _, problems = listen(script)
    assert sum(one.severity is Severity.ERROR for one in problems) >= 7
