"""Rows in a file: what was appended is what is read, however it was interleaved."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.speech.alignment.reading import Reading
from narrate.speech.alignment.reading_file import ReadingFile, sample_of_speech
from narrate.speech.alignment.row_file import RowFile, ScratchFile

_HEARS = """
import resource, sys
import numpy as np
from narrate.speech.alignment.features import RATE, ear_for, listen_long
from narrate.speech.alignment.row_file import ScratchFile
random = np.random.default_rng(1)
second = random.normal(0, 2000, RATE) * np.sin(np.linspace(0, 9, RATE))
heard = listen_long((second.astype(np.int16) for _ in range(int(sys.argv[1]))), ear_for(RATE), ScratchFile())
print(len(heard), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9)), max_size=12), st.integers(-2, 40), st.integers(-2, 40))
def test_slices_and_selections_are_those_of_an_array(appended, first, last):
    scratch = ScratchFile()
    filed = (RowFile(scratch, np.float32, 3), RowFile(scratch, np.int16))
    wanted = ([np.empty((0, 3), np.float32)], [np.empty(0, np.int16)])
    count = 0
    for which, length in appended:
        rows = np.arange(count, count + length * (1 if which else 3))
        count += len(rows)
        rows = rows.astype(np.int16) if which else rows.reshape(-1, 3).astype(np.float32)
        filed[which].append(rows)
        wanted[which].append(rows)
    for own, arrays in zip(filed, wanted, strict=True):
        whole = np.concatenate(arrays)
        assert len(own) == len(whole)
        np.testing.assert_array_equal(own.read(first, last), whole[max(0, first) : max(0, last)])
        numbers = np.arange(0, len(whole), 2)
        np.testing.assert_array_equal(own.select(numbers), whole[numbers])


@given(st.lists(st.lists(st.booleans(), min_size=1, max_size=8), min_size=1, max_size=8), st.integers(1, 9))
def test_a_shelf_gives_back_its_readings_and_some_of_their_words(silences, most):
    random = np.random.default_rng(2)
    readings = [Reading(random.random((len(one), 4), np.float32), np.where(one, -1, 7)) for one in silences]
    shelf = ReadingFile(readings, ScratchFile())
    row = shelf.row(0, len(readings))
    np.testing.assert_array_equal(row.rows, np.concatenate([one.rows for one in readings]))
    np.testing.assert_array_equal(row.tokens, np.concatenate([one.tokens for one in readings]))
    for one, kept in zip(readings, shelf, strict=True):
        np.testing.assert_array_equal(one.rows, kept.rows)
    speech = row.rows[row.tokens >= 0]
    step = max(1, shelf.spoken // most)
    np.testing.assert_array_equal(sample_of_speech(shelf, shelf.spoken, most), speech[::step])


@pytest.mark.slow
def test_a_long_sound_is_heard_in_the_memory_of_a_short_one():
    def peak_mb(seconds: int) -> float:
        run = subprocess.run(
            [sys.executable, "-c", _HEARS, str(seconds)], capture_output=True, text=True, check=True
        )  # fmt: skip
        frames, peak = map(int, run.stdout.split())
        assert abs(frames - 100 * seconds) < 3
        return peak / 1024

    assert peak_mb(1800) - peak_mb(300) < 10  # all that is heard would be 25 MB more
