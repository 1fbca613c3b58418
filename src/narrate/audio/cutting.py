"""Cuts sound in its pauses, so that the parts can be encoded separately and then joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
    held: list[Pcm] = []  # frames since the last cut
    last = quiet = 0
    for number, samples in enumerate(_frames_of(pieces, frame)):
        held.append(samples)
        quiet = 0 if samples.any() else quiet + 1
        cut = number + 1 - _PAUSE // 2
        if quiet < _PAUSE or cut - last < least or cut >= whole - least // 2 or rest:
            continue
        yield _joined(held[: cut - last])
        held, last = held[cut - last :], cut
    yield _joined(held)


def _frames_of(pieces: Iterable[Pcm], frame: int) -> Iterator[Pcm]:
    """Yield the samples of ``pieces`` in arrays of ``frame`` samples. The last array may be shorter."""
    left = np.zeros(0, np.int16)
    for piece in pieces:
        joined = np.concatenate([left, piece]) if len(left) else piece
        end = len(joined) - len(joined) % frame
        yield from joined[:end].reshape(-1, frame)
        left = joined[end:]
    if len(left):
        yield left


def _joined(frames: Sequence[Pcm]) -> Pcm:
    out = silence(sum(map(len, frames)))
    return np.concatenate(frames, out=out) if frames else out
