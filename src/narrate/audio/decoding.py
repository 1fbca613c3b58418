"""Sound that comes from elsewhere, in any format ffmpeg reads, as mono PCM on the grid."""

from __future__ import annotations

import io

import numpy as np

from narrate.audio.clips import Pcm
from narrate.audio.grid import RATES

_OTHER_RATE = 44_100  # for sound at a rate that has no grid


def decode_sound(data: bytes) -> tuple[Pcm, int]:
    """The samples in ``data``, mixed to one channel, and their rate in Hz: its own where that has a grid.

    Raises ValueError for what is no sound.
    """
    import av

    try:
        with av.open(io.BytesIO(data), "r") as container:
            if not container.streams.audio:
                raise ValueError("it holds no sound")
            stream = container.streams.audio[0]
            rate = stream.rate if stream.rate in RATES else _OTHER_RATE
            resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
            pieces = [piece for frame in container.decode(stream) for piece in resampler.resample(frame)]
            pieces += resampler.resample(None)
    except av.error.FFmpegError as error:
        raise ValueError(f"it cannot be decoded ({error.strerror})") from None
    parts = [piece.to_ndarray()[0] for piece in pieces]
    if not parts:
        raise ValueError("it holds no sound")
    pcm: Pcm = np.concatenate(parts).astype(np.int16, copy=False)
    return pcm, rate
