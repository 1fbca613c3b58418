"""Parts put together: what is heard stays, silence at their ends goes, pauses come."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.audio.splicing import splice


def part(rate: int, before_ms: int, heard_ms: int, after_ms: int) -> np.ndarray:
    heard = 8000 * np.sin(2 * np.pi * 300 * np.arange(heard_ms * rate // 1000) / rate)
    silence = [np.zeros(ms * rate // 1000) for ms in (before_ms, after_ms)]
    return np.concatenate([silence[0], heard, silence[1]]).astype(np.int16)


def heard(pcm: np.ndarray, rate: int) -> list[tuple[float, float]]:
    """(start, end) in ms of what is loud, gaps under 30 ms aside."""
    loud = np.flatnonzero(np.abs(pcm.astype(int)) > 300) * 1000 / rate
    breaks = [n for n, (a, b) in enumerate(pairwise(loud)) if b - a > 30]
    starts, ends = [loud[0], *(loud[n + 1] for n in breaks)], [*(loud[n] for n in breaks), loud[-1]]
    return list(zip(starts, ends, strict=True))


edge = st.integers(0, 700)


@given(st.lists(st.tuples(edge, st.integers(100, 900), edge, st.sampled_from([40, 150, 250])), min_size=1, max_size=4),
       st.sampled_from([16_000, 24_000]))  # fmt: skip
def test_parts_keep_their_length_and_get_their_pauses(parts, rate):
    spliced = splice([(part(rate, b, h, a), pause) for b, h, a, pause in parts], rate)
    found = heard(spliced, rate)
    assert len(found) == len(parts)
    for (start, end), (_, length, _, _) in zip(found, parts, strict=True):
        assert abs(end - start - length) < 12  # faded for 5 ms at each end
    for ((_, end), (start, _)), (_, _, _, pause) in zip(pairwise(found), parts, strict=False):
        assert pause - 6 <= start - end <= pause + 60  # and up to 20 ms kept on both sides
    assert found[0][0] < 40


def test_silence_alone_leaves_only_its_pause():
    spliced = splice([(np.zeros(24_000, np.int16), 250)], 24_000)
    assert not spliced.any()
    assert len(spliced) <= 24_000 * 300 // 1000


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000])
def test_every_rate(rate):
    spliced = splice([(part(rate, 300, 400, 300), 150), (part(rate, 0, 400, 0), 40)], rate)
    (first, _), (second, last) = heard(spliced, rate)
    assert first < 40
    assert 540 < second < 610
    assert abs(last - second - 400) < 12
