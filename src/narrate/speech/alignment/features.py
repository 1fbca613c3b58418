"""What sounds are compared by: mel cepstra, a frame every 10 ms, without the speaker's own colour.

Mel-frequency cepstral coefficients after Davis and Mermelstein (1980), and their slopes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

RATE = 16_000  # Hz: everything is compared at this rate
HOP_MS = 10
HIGHEST = 7_600.0  # Hz
_HOP = RATE * HOP_MS // 1000
_WINDOW = RATE * 25 // 1000
_SIZE = 512
_BANDS, _COEFFICIENTS = 32, 13
_LOWEST = 80.0
_FLOOR = 1e3  # of a band's power: less than the last bit of 16
_PIECE = 4096  # frames worked on at a time
_SPEECH_DB, _SPEECH_SHARE = 35.0, 0.2

Rows = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Heard:
    """A sound in frames: ``rows`` to be compared, ``over_db`` how far each is over what counts as silence."""

    rows: Rows
    over_db: Rows

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def voiced(self) -> npt.NDArray[np.bool_]:
        return self.over_db > 0


def listen(pcm: npt.NDArray[np.int16], highest: float = HIGHEST) -> Heard:
    """Mono ``pcm`` at ``RATE`` as frames whose middles lie ``HOP_MS`` apart, the first at its start.

    ``highest`` (Hz) is the upper edge of what is listened to: what a recording at 8 kHz still
    has, say. Cepstra have mean 0 and deviation 1 over speech, so that neither a microphone
    nor loudness matters.
    """
    cepstra, level = _cepstra(pcm, highest)
    loud, low = np.percentile(level, 95), np.percentile(level, 3)
    over = level - max(loud - _SPEECH_DB, low + _SPEECH_SHARE * (loud - low))
    voiced = over > 0
    if not voiced.any():
        voiced[:] = True
    rows = np.hstack([_levelled(cepstra, voiced), _levelled(_slopes(cepstra), voiced)])
    return Heard((rows / np.sqrt(rows.shape[1])).astype(np.float32), over.astype(np.float32))


def _levelled(rows: Rows, voiced: npt.NDArray[np.bool_]) -> Rows:
    speech = rows[voiced]
    return np.asarray((rows - speech.mean(axis=0)) / (speech.std(axis=0) + 1e-3), np.float32)


def _slopes(rows: Rows) -> Rows:
    """How each coefficient rises over five frames."""
    wide = np.pad(rows, ((2, 2), (0, 0)), mode="edge")
    return np.asarray((2 * (wide[4:] - wide[:-4]) + wide[3:-1] - wide[1:-3]) / 10, np.float32)


def _cepstra(pcm: npt.NDArray[np.int16], highest: float) -> tuple[Rows, Rows]:
    """Cepstra and the level in dB of every frame."""
    count = len(pcm) // _HOP + 1
    padded = np.zeros((count - 1) * _HOP + _WINDOW, np.float32)
    before = _WINDOW // 2
    fits = pcm[: len(padded) - before]
    padded[before : before + len(fits)] = fits
    padded[1:] -= 0.97 * padded[:-1]
    windows = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP]
    bank, cosines, shape = _bank(highest), _cosines(), np.hanning(_WINDOW).astype(np.float32)
    rows, levels = np.empty((count, _COEFFICIENTS), np.float32), np.empty(count, np.float32)
    for first in range(0, count, _PIECE):
        power = np.square(np.abs(np.fft.rfft(windows[first : first + _PIECE] * shape, _SIZE)).astype(np.float32))
        bands = power @ bank
        rows[first : first + _PIECE] = np.log(bands + _FLOOR) @ cosines
        levels[first : first + _PIECE] = 10 * np.log10(bands.sum(axis=1) + _FLOOR)
    return rows, levels


@lru_cache(maxsize=4)
def _bank(highest: float) -> Rows:
    """Triangles that overlap by half, evenly apart on the mel scale."""
    low, high = (2595 * np.log10(1 + hertz / 700) for hertz in (_LOWEST, highest))
    edges = 700 * (10 ** (np.linspace(low, high, _BANDS + 2) / 2595) - 1)
    at = np.arange(_SIZE // 2 + 1)[:, None] * RATE / _SIZE
    rising = (at - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - at) / (edges[2:] - edges[1:-1])
    return np.maximum(0, np.minimum(rising, falling)).astype(np.float32)


@lru_cache(maxsize=1)
def _cosines() -> Rows:
    """The cosine transform (DCT-II) of a frame's bands."""
    n = np.arange(_COEFFICIENTS)
    cosines: Rows = np.cos(np.pi / _BANDS * (np.arange(_BANDS)[:, None] + 0.5) * n).astype(np.float32)
    return cosines * np.float32(np.sqrt(2 / _BANDS))
