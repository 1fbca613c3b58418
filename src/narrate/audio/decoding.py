"""Decodes sound from outside, in any format that ffmpeg reads, to mono 16 bit PCM."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from narrate.audio.clips import Pcm
from narrate.audio.grid import RATES
from narrate.errors import InputError, Place, Problem, Severity
from narrate.sources.regular_files import UnfitFileError, open_regular

if TYPE_CHECKING:
    from av.container import InputContainer

MAX_BYTES = 4_000_000_000  # of a file
MAX_HOURS = 12
_OTHER_RATE = 44_100  # Hz, for sound whose rate is not in RATES
_HINT = "give a WAV, FLAC, MP3 or M4A file that plays in another program"


def decode_sound(data: bytes) -> tuple[Pcm, int]:
    """Return (samples mixed to one channel, rate in Hz) of the sound in ``data``.

    The rate is the sound's own if it is in ``grid.RATES``, otherwise 44.1 kHz. Raises ValueError if there is no sound.
    """
    pieces = list(_pieces(io.BytesIO(data)))
    return np.concatenate([pcm for _, pcm in pieces]), pieces[0][0]


def decode_file(path: Path) -> Iterator[tuple[int, Pcm]]:
    """Yield (rate in Hz, samples) of the sound in the file ``path``, about a second at a time.

    The samples are mixed to one channel, and the rate is as for ``decode_sound``. Raises InputError if the file has no
    sound or is damaged.
    """
    try:
        with open_regular(path, MAX_BYTES) as file:
            yield from _pieces(file)
    except (ValueError, OSError) as error:
        message = error.reason if isinstance(error, UnfitFileError) else str(error)
        raise InputError(Problem(Place(str(path)), Severity.ERROR, "recording", message, _HINT)) from None


def _pieces(source: BinaryIO) -> Iterator[tuple[int, Pcm]]:
    import av

    try:
        # a playlist in the file may not open others
        with av.open(source, "r", options={"protocol_whitelist": "none"}) as container:
            yield from _resampled(container)
    except av.error.FFmpegError as error:
        raise ValueError(f"it cannot be decoded ({error.strerror})") from None


def _resampled(container: InputContainer) -> Iterator[tuple[int, Pcm]]:
    import av

    if not container.streams.audio:
        raise ValueError("it holds no sound")
    stream = container.streams.audio[0]
    rate = stream.rate if stream.rate in RATES else _OTHER_RATE
    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
    held: list[Pcm] = []
    empty = True
    samples = 0
    for frame in chain(container.decode(stream), [None]):
        if frame is not None:
            frame.pts = None  # a gap in the time stamps must not become a gap in the sound
        held += [part.to_ndarray()[0] for part in resampler.resample(frame)]
        if held and (frame is None or sum(map(len, held)) >= rate):
            samples += sum(map(len, held))
            if samples > MAX_HOURS * 3600 * rate:
                raise ValueError(f"it lasts more than {MAX_HOURS} hours")
            yield rate, np.concatenate(held).astype(np.int16, copy=False)
            held, empty = [], False
    if empty:
        raise ValueError("it holds no sound")
