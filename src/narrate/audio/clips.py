"""Spoken clips (one sentence each) as they are kept in the store.

They are FLAC, mono, 16 bit, at the speech engine's own sampling rate.
"""

from __future__ import annotations

import io
import mmap
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from narrate.errors import OutsideError
from narrate.model import Sound
from narrate.store import Entry, Store

SUFFIX = ".flac"
Pcm = npt.NDArray[np.int16]


def silence(count: int) -> Pcm:
    """Return ``count`` samples of silence, in memory that goes back to the system when the array is dropped.

    Use it for arrays as long as a track. With several threads, malloc would not return their memory to the system.
    """
    # private, since pages that processes could share take twice as long to get
    return np.frombuffer(mmap.mmap(-1, max(1, 2 * count), mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS), np.int16, count)


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


class RecentClips:
    """Keeps the samples of the clips that were spoken or read last, so that they need not be read from the disk.

    ``most`` is the number of bytes that are kept at most. Several threads may use it.
    """

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._clips: OrderedDict[tuple[Path, str], Pcm] = OrderedDict()
        self._lock = Lock()

    def get(self, store: Store, sound: Sound) -> Pcm | None:
        """Return the samples of ``sound``, which nobody may change; None if they are not kept."""
        with self._lock:
            pcm = self._clips.get((store.folder, sound.key))
            if pcm is not None:
                self._clips.move_to_end((store.folder, sound.key))
            return pcm

    def add(self, store: Store, key: str, pcm: Pcm) -> None:
        """Keep a copy of ``pcm``, the samples of the clip that ``store`` has under ``key``."""
        own = silence(len(pcm))
        own[:] = pcm
        own.flags.writeable = False
        with self._lock:
            earlier = self._clips.pop((store.folder, key), None)
            self._size += own.nbytes - (earlier.nbytes if earlier is not None else 0)
            self._clips[store.folder, key] = own
            while self._size > self._most:
                self._size -= self._clips.popitem(last=False)[1].nbytes


_RECENT = RecentClips(8_000_000)  # about three minutes of espeak-ng


def keep(store: Store, key: str, pcm: Pcm, rate: int, facts: Mapping[str, Any]) -> Entry:
    """Store the spoken clip ``pcm`` (``rate`` Hz) and ``facts`` about it under ``key``, and return the entry.

    Raises OutsideError if it cannot be written.
    """
    entry = store.keep(key, SUFFIX, to_flac(pcm, rate), facts)
    if not store.is_shared:  # elsewhere another machine may have been first, and then its sound is used
        _RECENT.add(store, key, pcm)
    return entry


def recall(store: Store, sound: Sound) -> Pcm:
    """Return the samples of ``sound``, which nobody may change. They come from memory if they were spoken just now.

    Raises OutsideError as ``load`` does.
    """
    pcm = _RECENT.get(store, sound)
    if pcm is None:
        pcm = load(store, sound)
        _RECENT.add(store, sound.key, pcm)
    return pcm


def load(store: Store, sound: Sound) -> Pcm:
    """Read the samples of ``sound``. Raises OutsideError if its clip is no longer in the store, or is damaged."""
    import soundfile

    entry = store.find(sound.key, SUFFIX)
    if entry is None:
        raise OutsideError(f"{store.folder}: a spoken clip was removed or damaged while it was needed; build again")
    pcm: Pcm
    pcm, rate = soundfile.read(str(entry.path), dtype="int16")
    if rate != sound.rate or len(pcm) != sound.samples:
        raise OutsideError(f"{entry.path}: not the sound that was stored there; remove it and build again")
    return pcm
