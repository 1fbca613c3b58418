"""Cuts sound in its pauses, so that the parts can be encoded separately and then joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from narrate.audio.clips import Pcm, silence

_PAUSE = 6  # frames of silence that a cut needs; it is made in their middle


def cut_in_pauses(pieces: Iterable[Pcm], count: int, frame: int, least: int) -> Iterator[Pcm]:
    """Cut a sound into parts of whole frames, and yield the parts.

    The sound comes as ``pieces`` of any length with ``count`` samples in all. ``frame`` is the number of samples in a
    frame. Each part has at least ``least`` frames, except the last, which has at least half as many. Encoded frames
    overlap, so there are three frames of silence on both sides of each cut. A sound that is not a whole number of
    frames is not cut.
    """
    whole, rest = divmod(count, frame)
    held: list[Pcm] = []  # what came since the last cut
    number = last = quiet = 0
    for some in _whole_frames(pieces, frame):
        held.append(some)
        if rest:
            continue
        for is_loud in np.asarray(some.reshape(-1, frame).any(axis=1)).tolist():
            number += 1
            quiet = 0 if is_loud else quiet + 1
            cut = number - _PAUSE // 2
            if quiet < _PAUSE or cut - last < least or cut >= whole - least // 2:
                continue
            yield _taken(held, (cut - last) * frame)
            last = cut
    yield _taken(held, sum(map(len, held)))


def _whole_frames(pieces: Iterable[Pcm], frame: int) -> Iterator[Pcm]:
    """Yield the samples of ``pieces`` in arrays of whole frames. Only the last array may have another length."""
    left = np.zeros(0, np.int16)
    for piece in pieces:
        joined = np.concatenate([left, piece]) if len(left) else piece
        end = len(joined) - len(joined) % frame
        if end:
            yield joined[:end]
        left = joined[end:]
    if len(left):
        yield left


def _taken(held: list[Pcm], count: int) -> Pcm:
    """Take the first ``count`` samples out of ``held``, and return them as one array: a view, if they stand in one."""
    parts, left = [], count
    while left > 0:
        some = held.pop(0)
        parts.append(some[:left])
        if len(some) > left:
            held.insert(0, some[left:])
        left -= len(some)
    return parts[0] if len(parts) == 1 else np.concatenate(parts, out=silence(count)) if parts else silence(0)
