"""Finds the silence at the edges of a sound."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_QUIET = 104  # of 32768: −50 dBFS


def sounding(pcm: npt.NDArray[np.int16]) -> tuple[int, int] | None:
    """Return (index of the first audible sample, index after the last); None if the sound is silent."""
    loud = (pcm > _QUIET) | (pcm < -_QUIET)
    return (int(loud.argmax()), len(loud) - int(loud[::-1].argmax())) if loud.any() else None
