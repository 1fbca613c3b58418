import json
from dataclasses import replace

import numpy as np
import pytest

import narrate
from narrate.audio.loudness import SHORTEST_MS, TARGET_LUFS
from narrate.audio.mp3_codec import RATE, decode
from tests.fake_engine import FakeEngine, FakeSession
from tests.writing import THREE_SLIDES, write


class Shy(FakeEngine):
    """Says the title more softly than the rest."""

    def session(self):
        return ShySession(self)


class ShySession(FakeSession):
    def speak(self, sentence, voice, rate):
        spoken = super().speak(sentence, voice, rate)
        return replace(spoken, pcm=spoken.pcm // 2) if "and why" in sentence.text else spoken


def test_every_track_of_three_seconds_is_as_loud_as_the_rest(tmp_path):
    """Also one with less than that of speech in it; pyloudnorm is the witness that is not ffmpeg's meter."""
    import pyloudnorm  # loads scipy, which every process would wait for

    text = THREE_SLIDES.replace("A short test of the heart", "How a stress test of the heart is done, and why")
    path = write(tmp_path / "heart/en.md", text)
    made = narrate.build(path, tmp_path / "out", voice=Shy(letter_ms=45), to=["mp3"], store=tmp_path / "store").made[0]
    segments = json.loads((made.folder / "timeline.json").read_text())["segments"]
    speech = [sum(s["end_ms"] - s["start_ms"] for s in segment["sentences"]) for segment in segments]
    assert speech[0] < SHORTEST_MS
    for segment in segments:
        assert segment["end_ms"] - segment["start_ms"] >= SHORTEST_MS
        pcm = decode((made.folder / segment["track"]).read_bytes()).astype(np.float64) / 32768
        assert pyloudnorm.Meter(RATE).integrated_loudness(pcm) == pytest.approx(TARGET_LUFS, abs=0.5)
