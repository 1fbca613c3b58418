import numpy as np
import pytest

from narrate.audio import limiter
from narrate.audio.limiter import BLOCK
from narrate.audio.loudness import measure
from narrate.audio.weighting import _GROUP, _PIECE, _ROWS, SILENCE_LUFS, WeightedPowers, _filters, _high_pass, _shelf
from tests.audio.test_loudness import RATE, speech_like

RATES = [8_000, 16_000, 22_050, 24_000, 44_100, 48_000]


def plain_lufs(pcm: np.ndarray, rate: int) -> float:
    """The loudness by the plain formulas of BS.1770, sample by sample."""
    signal = (pcm / 32768).tolist()
    for b0, b1, b2, a1, a2 in (_shelf(rate), _high_pass(rate)):
        x1 = x2 = y1 = y2 = 0.0
        for at, x in enumerate(signal):
            y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            x2, x1, y2, y1 = x1, x, y1, y
            signal[at] = y
    squares, hop = np.array(signal) ** 2, rate // 10
    windows = np.array([squares[at : at + 4 * hop].mean() for at in range(0, len(squares) - 4 * hop + 1, hop)])
    levels = -0.691 + 10 * np.log10(np.maximum(windows, 1e-12))
    loud = windows[levels >= SILENCE_LUFS]
    gate = -0.691 + 10 * np.log10(loud.mean()) - 10
    return -0.691 + 10 * np.log10(windows[levels >= max(gate, SILENCE_LUFS)].mean())


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("crest", [1, 3, 12])
def test_the_loudness_is_that_of_the_plain_formulas(rate, crest):
    pcm = speech_like(2, 0.4, seed=rate + crest, crest=crest)
    assert WeightedPowers(pcm, rate, BLOCK).lufs() == pytest.approx(plain_lufs(pcm, rate), abs=0.01)


@pytest.mark.parametrize("seconds", [3.0, 4.87, 12.0])
@pytest.mark.parametrize("peak", [0.02, 0.3, 0.95])
def test_the_loudness_is_what_ffmpeg_measures(seconds, peak):
    pcm = speech_like(seconds, peak, seed=int(seconds), crest=2)
    pcm[: len(pcm) // 3] //= 40  # below the gate
    assert WeightedPowers(pcm, RATE, BLOCK).lufs() == pytest.approx(measure(pcm, RATE).lufs, abs=0.03)


def test_the_coefficients_are_those_of_the_standard():
    assert _shelf(48_000) == pytest.approx(
        (1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585), abs=1e-9
    )
    assert _high_pass(48_000) == pytest.approx((1, -2, 1, -1.99004745483398, 0.99007225036621), abs=1e-9)


@pytest.mark.parametrize("tone_hz", [30, 60, 100, 997, 5000, 12_000])
def test_a_tone_is_as_loud_as_ffmpeg_says(tone_hz):
    pcm = (12_000 * np.sin(2 * np.pi * tone_hz * np.arange(4 * RATE) / RATE)).astype(np.int16)
    assert WeightedPowers(pcm, RATE, BLOCK).lufs() == pytest.approx(measure(pcm, RATE).lufs, abs=0.03)


@pytest.mark.parametrize("seed", range(5))
def test_the_loudness_with_factors_is_that_of_the_sound_turned_down_by_them(seed):
    pcm = speech_like(6, 0.9, seed)
    chance = np.random.default_rng(seed)
    count = -(-len(pcm) // BLOCK)
    gains = np.interp(
        np.arange(count),
        np.arange(0, count + 40, 40),
        chance.uniform(0.5, 1, (count + 79) // 40)[: len(range(0, count + 40, 40))],
    )
    turned = (pcm * np.repeat(gains, BLOCK)[: len(pcm)]).astype(np.int16)
    found = WeightedPowers(pcm, RATE, BLOCK).lufs(-3.0, gains)
    assert found == pytest.approx(WeightedPowers(turned, RATE, BLOCK).lufs() - 3.0, abs=0.03)


@pytest.mark.parametrize("length", [0, 1, 43, 17_639, 17_640, RATE])
def test_silence_and_what_is_shorter_than_a_window_have_no_loudness(length):
    assert WeightedPowers(np.zeros(length, np.int16), RATE, BLOCK).lufs() == SILENCE_LUFS
    if length < 17_640:
        assert WeightedPowers(np.full(length, 9000, np.int16), RATE, BLOCK).lufs() == SILENCE_LUFS


def test_products_are_too_small_for_blas_to_divide_among_threads():
    """So the bits do not depend on the number of threads. OpenBLAS divides products of more than 2 ** 18 steps."""
    filters = _filters(RATE, BLOCK)
    products = [
        (_GROUP, filters.block),
        (_GROUP, filters.from_state),
        (_ROWS, filters.group),
        (_PIECE, filters.from_group),
    ]
    assert all(rows * matrix.size <= 1 << 18 for rows, matrix in products)
    assert limiter._ROWS * limiter._interpolation()[0].size <= 1 << 18
