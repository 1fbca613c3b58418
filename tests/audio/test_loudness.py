import numpy as np
import pytest

from narrate.audio.limiter import CEILING_DBTP
from narrate.audio.loudness import TARGET_LUFS, level, measure
from narrate.audio.mp3_codec import decode
from narrate.audio.weighting import WeightedPowers
from tests.audio.making import to_mp3

RATE = 44_100


def speech_like(seconds: float, peak: float, seed: int = 0, crest: float = 1.0) -> np.ndarray:
    """Noise in syllables with gaps; a higher crest makes rarer, sharper peaks."""
    random = np.random.default_rng(seed)
    count = int(seconds * RATE)
    syllables = np.clip(np.sin(2 * np.pi * 3 * np.arange(count) / RATE), 0, 1) ** (2 * crest)
    smooth = np.convolve(random.standard_normal(count), np.hanning(20), mode="same")
    signal = smooth * syllables
    return (signal / np.abs(signal).max() * peak * 32767).astype(np.int16)


@pytest.mark.parametrize(("peak", "crest"), [(0.9, 1), (0.05, 1), (0.3, 2), (0.9, 3)])
def test_levelled_and_decoded_it_is_as_loud_as_wanted(peak, crest):
    levelled, _ = level(speech_like(5, peak, crest=crest), RATE)
    decoded = decode(to_mp3(levelled))
    found = measure(decoded, RATE)
    import pyloudnorm  # loads scipy, which every process would wait for

    witness = pyloudnorm.Meter(RATE).integrated_loudness(decoded / 32768)
    assert found.lufs == pytest.approx(TARGET_LUFS, abs=0.5)
    assert witness == pytest.approx(TARGET_LUFS, abs=0.5)
    assert found.peak_dbtp <= CEILING_DBTP


def test_the_ceiling_holds_even_where_the_loudness_cannot_be_reached():
    levelled, _ = level(speech_like(5, 0.9, crest=40), RATE)
    assert measure(decode(to_mp3(levelled)), RATE).peak_dbtp <= CEILING_DBTP


def test_what_is_too_short_to_measure_takes_the_gain_it_is_given():
    quiet = speech_like(1, 0.01)
    levelled, found = level(quiet, RATE, gain_db=6.0)
    assert (found.gain_db, found.lufs) == (6.0, None)
    assert np.abs(levelled).max() == pytest.approx(np.abs(quiet).max() * 10**0.3, rel=0.01)


def test_silence_stays_silence():
    levelled, found = level(np.zeros(RATE * 4, np.int16), RATE)
    assert not levelled.any()
    assert found.gain_db == 0.0


@pytest.mark.parametrize(("peak", "crest"), [(0.9, 1), (0.05, 1), (0.3, 2), (0.9, 3), (0.9, 40)])
def test_what_is_told_of_a_levelled_sound_is_what_a_meter_says_and_its_gain_gives_the_same_samples(peak, crest):
    pcm = speech_like(5, peak, crest=crest)
    levelled, found = level(pcm, RATE)
    metered = measure(levelled, RATE)
    assert found.lufs == pytest.approx(metered.lufs, abs=0.2)
    assert found.peak_dbtp == pytest.approx(metered.peak_dbtp, abs=0.3)
    again, _ = level(pcm, RATE, found.gain_db)
    assert np.array_equal(again, levelled)


@pytest.mark.parametrize("crest", [1, 2, 3, 40])
def test_sound_is_weighted_again_only_if_the_limiter_takes_very_much(monkeypatch, crest):
    weighted = []
    monkeypatch.setattr("narrate.audio.loudness.WeightedPowers", lambda *a: weighted.append(a) or WeightedPowers(*a))
    levelled, found = level(speech_like(8, 0.3, crest=crest), RATE)
    assert (len(weighted) == 1) == (crest < 40)
    assert measure(levelled, RATE).lufs == pytest.approx(found.lufs, abs=0.05)
    if crest < 40:
        assert found.lufs == pytest.approx(TARGET_LUFS, abs=0.05)
