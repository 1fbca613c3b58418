"""What comes in pieces is cut in the same places, whatever the pieces."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from narrate.audio.cutting import cut_in_pauses

FRAME, LEAST = 8, 20


def places(pcm: np.ndarray) -> list[int]:
    """Where a whole sound is cut, found with all of it in view."""
    whole, rest = divmod(len(pcm), FRAME)
    if rest:
        return []
    loud = pcm.reshape(whole, FRAME).any(axis=1)
    found, last = [], 0
    for frame in range(LEAST, whole - LEAST // 2):
        if frame - last >= LEAST and not loud[frame - 3 : frame + 3].any():
            found.append(frame * FRAME)
            last = frame
    return found


RUNS = st.lists(st.tuples(st.integers(0, 30 * FRAME), st.integers(0, 9 * FRAME)), max_size=12)


@given(RUNS, st.lists(st.integers(1, 40 * FRAME), max_size=20), st.booleans())
def test_the_parts_are_those_that_the_whole_is_cut_into(runs, lengths, even):
    pcm = np.concatenate(
        [np.zeros(0, np.int16), *(np.r_[[1] * loud, [0] * quiet].astype(np.int16) for loud, quiet in runs)]
    )
    if even:
        pcm = pcm[: len(pcm) - len(pcm) % FRAME]
    bounds = [0, *(at for at in np.cumsum(lengths, dtype=int) if at < len(pcm)), len(pcm)]
    parts = list(cut_in_pauses((pcm[a:b] for a, b in pairwise(bounds)), len(pcm), FRAME, LEAST))
    assert np.array_equal(np.concatenate(parts), pcm)
    assert [int(at) for at in np.cumsum([len(part) for part in parts])[:-1]] == places(pcm)
