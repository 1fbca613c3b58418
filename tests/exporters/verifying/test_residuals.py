"""What differs from the clips is found under speech too; what MP3 adds by itself is not."""

import numpy as np
import pytest

from narrate.audio.mp3_codec import RATE, decode, encode
from narrate.exporters.verifying.residuals import differing

COUNT = 49 * 1152 * 2
TIMES = np.arange(COUNT) / RATE


def voice(seed: int) -> np.ndarray:
    """Two seconds like speech: syllables of harmonics and hisses, with silence around them."""
    random = np.random.default_rng(seed)
    sound = np.zeros(COUNT)
    for number in range(9):
        start, length = 9000 + number * 9500, int(random.integers(6000, 9000))
        time = np.arange(length) / RATE
        pitch = random.integers(90, 220)
        tone = sum(np.sin(2 * np.pi * pitch * k * time + k) / k**1.2 for k in range(1, 25))
        hiss = random.normal(0, 0.15 if number % 3 else 0.6, length)
        sound[start : start + length] += (tone + hiss) * np.hanning(length) * random.uniform(0.4, 1.0)
    return (sound / np.abs(sound).max() * 22_000).astype(np.int16)


VOICE = voice(1)


def pcm(signal) -> np.ndarray:
    return np.clip(np.rint(signal), -32768, 32767).astype(np.int16)


def mp3(signal) -> np.ndarray:
    return decode(encode([pcm(signal)], COUNT))


def silenced(at: int, ms: int):
    changed = VOICE.copy()
    changed[at : at + ms * RATE // 1000] = 0
    return changed


def tone(dbfs: float, hz: float):
    return VOICE + 32768 * 10 ** (dbfs / 20) * np.sqrt(2) * np.sin(2 * np.pi * hz * TIMES)


def noise(dbfs: float, seed: int):
    return VOICE + np.random.default_rng(seed).normal(0, 32768 * 10 ** (dbfs / 20), COUNT)


def click(at: int, size: int):
    changed = VOICE.astype(float)
    changed[at : at + 44] += size  # a millisecond: of a single sample MP3 leaves nothing
    return changed


def replaced(at: int, by: int, count: int):
    changed = VOICE.copy()
    changed[at : at + count] = VOICE[by : by + count]
    return changed


def backwards(at: int, count: int):
    changed = VOICE.copy()
    changed[at : at + count] = VOICE[at : at + count][::-1]
    return changed


def faster(share: float):
    return np.interp(np.arange(COUNT) * (1 + share), np.arange(COUNT), VOICE, right=0)


def turned_over(at: int, count: int):
    changed = VOICE.astype(float)
    changed[at : at + count] *= -1
    return changed


def faded(ms: int, *, at_end: bool):
    gains = np.ones(COUNT)
    length = ms * RATE // 1000
    first, last = np.flatnonzero(np.abs(VOICE) > 300)[[0, -1]]
    if at_end:
        gains[last - length : last] = np.linspace(1, 0, length)
    else:
        gains[first : first + length] = np.linspace(0, 1, length)
    return VOICE * gains


def echo(ms: int, db: float):
    changed, late = VOICE.astype(float), ms * RATE // 1000
    changed[late:] += VOICE[:-late] * 10 ** (db / 20)
    return changed


def clipped(share: float):
    most = np.abs(VOICE.astype(int)).max() * share
    return np.clip(VOICE, -most, most)


def dull(hz: float):
    spectrum = np.fft.rfft(VOICE)
    spectrum[np.fft.rfftfreq(COUNT, 1 / RATE) > hz] = 0
    return np.fft.irfft(spectrum, COUNT)


def moved(count: int):
    return np.roll(VOICE, count)


FAULTS = {
    "a part of a word muted": [silenced(at, 60) for at in (11_000, 21_000, 40_000, 58_500, 77_000)],
    "hum under speech": [tone(-38, hz) for hz in (50, 60, 100, 120, 250)],
    "a beep under speech": [tone(-38, hz) for hz in (440, 1000, 2000, 3000, 8000)],
    "noise": [noise(dbfs, seed) for dbfs, seed in ((-48, 1), (-45, 2), (-42, 3), (-38, 4), (-30, 5))],
    "a click": [click(at, 9000) for at in (200, 5000, 12_000, 50_000, 100_000)],
    "a word replaced": [
        replaced(at, by, 7000)
        for at, by in ((9000, 18_500), (28_000, 9000), (37_500, 66_000), (47_000, 85_000), (75_500, 28_000))
    ],
    "reversed": [
        backwards(at, count) for at, count in ((0, COUNT), (9000, 8000), (18_500, 6000), (47_000, 3000), (9000, 40_000))
    ],
    "another speed": [faster(share) for share in (0.01, -0.01, 0.002, -0.002, 0.05)],
    "polarity": [
        turned_over(at, count)
        for at, count in ((0, COUNT), (9000, 8000), (28_000, 3000), (47_000, 9500), (60_000, COUNT))
    ],
    "a fade": [
        faded(ms, at_end=end) for ms, end in ((150, False), (300, False), (100, True), (200, True), (400, True))
    ],
    "an echo": [echo(ms, db) for ms, db in ((30, -12), (60, -15), (100, -12), (200, -18), (250, -20))],
    "a second voice": [
        VOICE + voice(seed) * 10 ** (db / 20) for seed, db in ((2, -10), (3, -15), (4, -20), (5, -22), (6, -12))
    ],
    "clipped": [clipped(share) for share in (0.15, 0.2, 0.25, 0.3, 0.35)],
    "dull": [dull(hz) for hz in (800, 1200, 1600, 2000, 2500)],
    "moved": [moved(count) for count in (-2000, -100, 30, 200, 1000)],
    "another level": [VOICE * 10 ** (db / 20) for db in (-12, -6, -4, 3, 5)],
}


@pytest.mark.parametrize("number", [0, *(pytest.param(number, marks=pytest.mark.slow) for number in range(1, 5))])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault, number):
    assert differing(mp3(FAULTS[fault][number]), VOICE)


@pytest.mark.parametrize("fault", ["a click", "noise"])
def test_a_softer_fault_is_found_by_encoding_again(fault):
    softer = VOICE + 0.3 * (np.asarray(FAULTS[fault][-1], float) - VOICE)
    assert differing(mp3(softer), VOICE, exactly=True)


@pytest.mark.parametrize("seed", range(7, 12))
def test_the_noise_of_mp3_is_no_fault(seed):
    sound = voice(seed)
    assert differing(mp3(sound), sound) == []
    assert differing(mp3(sound), sound, exactly=True) == []


@pytest.mark.parametrize("seed", range(12, 17))
def test_sound_that_mp3_cannot_hold_is_no_fault(seed):
    sound = pcm(np.random.default_rng(seed).normal(0, 6000, COUNT) * np.hanning(COUNT))
    assert differing(mp3(sound), sound) == []


def test_it_is_told_where_the_sound_differs():
    (found,) = differing(mp3(silenced(40_000, 60)), VOICE)
    assert 750 < found.start_ms <= 908
    assert 966 <= found.end_ms < 1100
    assert differing(VOICE[:-1152], VOICE)[0].end_ms == COUNT * 1000 // RATE
