"""Where a sound begins and ends: what is softer at its edges is silence."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_QUIET = 104  # of 32768: −50 dBFS


def sounding(pcm: npt.NDArray[np.int16]) -> tuple[int, int] | None:
    """The first sample that is heard and the one after the last; None where nothing is."""
    loud = (pcm > _QUIET) | (pcm < -_QUIET)
    return (int(loud.argmax()), len(loud) - int(loud[::-1].argmax())) if loud.any() else None
