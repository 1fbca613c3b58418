"""Where a sound begins and ends: what is softer at its edges is silence."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_QUIET = 104  # of 32768: −50 dBFS


def sounding(pcm: npt.NDArray[np.int16]) -> tuple[int, int] | None:
    """The first sample that is heard and the one after the last; None where nothing is."""
    loud = np.flatnonzero(np.abs(pcm.astype(np.int32)) > _QUIET)
    return (int(loud[0]), int(loud[-1]) + 1) if len(loud) else None
