"""Recordings that people bring: any file that ffmpeg reads, as mono 16 bit at a rate with a grid."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np

from narrate.audio.clips import Pcm
from narrate.audio.grid import RATES
from narrate.errors import InputError, Place, Problem, Severity

_HINT = "give a WAV, FLAC, MP3 or M4A file that plays in another program"


def grid_rate(rate: int) -> int:
    """The lowest rate with a 20 ms grid that loses nothing of ``rate`` Hz, or else the highest."""
    return next((one for one in RATES if one >= rate), RATES[-1])


def decode_pieces(path: Path) -> Iterator[tuple[int, Pcm]]:
    """(rate, samples) of the sound in ``path``, about a second at a time; channels are mixed to one.

    Raises InputError where there is no sound in it, or where it is damaged.
    """
    import av

    try:
        with av.open(str(path), "r") as container:
            if not container.streams.audio:
                raise InputError(
                    Problem(Place(str(path)), Severity.ERROR, "recording", "there is no sound in it", _HINT)
                )
            stream = container.streams.audio[0]
            rate = grid_rate(stream.rate)
            resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
            held: list[Pcm] = []
            for frame in chain(container.decode(stream), [None]):
                if frame is not None:
                    frame.pts = None  # gaps in time stamps are no gaps in the sound
                held += [part.to_ndarray()[0] for part in resampler.resample(frame)]
                if frame is None or sum(map(len, held)) >= rate:
                    if held:
                        yield rate, np.concatenate(held)
                    held = []
    except (av.FFmpegError, OSError) as error:
        reason = error.strerror or str(error)
        raise InputError(
            Problem(Place(str(path)), Severity.ERROR, "recording", f"it cannot be decoded: {reason}", _HINT)
        ) from None
