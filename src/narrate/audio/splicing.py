"""Joins the separate sounds of the parts of one sentence, as if it were spoken in one breath."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np

from narrate.audio.clips import Pcm

_QUIET_DBFS = -50.0
_STEP_MS = 5
_KEPT_MS = 20  # silence kept around the sound, so that no consonant is cut
_FADE_MS = 5  # fade at a cut, so that it does not click


def splice(parts: Sequence[tuple[Pcm, int]], rate: int) -> Pcm:
    """Join ``parts`` at ``rate`` Hz. Each part is (samples, length in ms of the pause after it).

    Silence at the start and end of each part is dropped, except 20 ms.
    """
    with warnings.catch_warnings():
        # pydub warns on import where it finds no ffmpeg, which is not needed here
        warnings.simplefilter("ignore", RuntimeWarning)
        warnings.simplefilter("ignore", DeprecationWarning)  # audioop, which leaves Python in 3.13
        from pydub import AudioSegment
        from pydub.silence import detect_leading_silence

    whole = AudioSegment.empty().set_frame_rate(rate).set_sample_width(2).set_channels(1)
    for pcm, pause_ms in parts:
        sound = AudioSegment(pcm.astype("<i2").tobytes(), sample_width=2, frame_rate=rate, channels=1)
        before = detect_leading_silence(sound, _QUIET_DBFS, _STEP_MS)
        after = detect_leading_silence(sound.reverse(), _QUIET_DBFS, _STEP_MS)
        start, end = max(0, before - _KEPT_MS), min(len(sound), len(sound) - after + _KEPT_MS)
        kept = sound[start:end].fade_in(_FADE_MS).fade_out(_FADE_MS)
        whole = whole + kept + AudioSegment.silent(pause_ms, rate)
    spliced: Pcm = np.frombuffer(whole.raw_data, "<i2").astype(np.int16)
    return spliced
