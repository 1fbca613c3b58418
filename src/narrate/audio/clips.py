"""Spoken clips (one sentence each) as they are kept in the store.

They are FLAC, mono, 16 bit, at the speech engine's own sampling rate.
"""

from __future__ import annotations

import io
import mmap

import numpy as np
import numpy.typing as npt

from narrate.errors import OutsideError
from narrate.model import Sound
from narrate.store import Store

SUFFIX = ".flac"
Pcm = npt.NDArray[np.int16]


def silence(count: int) -> Pcm:
    """Return ``count`` samples of silence, in memory that goes back to the system when the array is dropped.

    Use it for arrays as long as a track. With several threads, malloc would not return their memory to the system.
    """
    return np.frombuffer(mmap.mmap(-1, max(1, 2 * count)), np.int16, count)


def to_flac(pcm: Pcm, rate: int) -> bytes:
    """Return ``pcm`` as a FLAC file. ``rate`` is in Hz.

    FLAC is lossless, half the size of WAV, and has checksums that reveal damage.
    """
    import soundfile

    buffer = io.BytesIO()
    soundfile.write(buffer, pcm, rate, format="FLAC", subtype="PCM_16")
    return buffer.getvalue()


def to_wav(pcm: Pcm, rate: int) -> bytes:
    """Return ``pcm`` as a WAV file, which every player reads. ``rate`` is in Hz."""
    import soundfile

    buffer = io.BytesIO()
    soundfile.write(buffer, pcm, rate, format="WAV", subtype="PCM_16")
    return buffer.getvalue()


def load(store: Store, sound: Sound) -> Pcm:
    """Return the samples of ``sound``. Raises OutsideError if its clip is no longer in the store, or is damaged."""
    import soundfile

    entry = store.find(sound.key, SUFFIX)
    if entry is None:
        raise OutsideError(f"{store.folder}: a spoken clip was removed or damaged while it was needed; build again")
    pcm: Pcm
    pcm, rate = soundfile.read(str(entry.path), dtype="int16")
    if rate != sound.rate or len(pcm) != sound.samples:
        raise OutsideError(f"{entry.path}: not the sound that was stored there; remove it and build again")
    return pcm
