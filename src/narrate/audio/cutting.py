"""Sound that comes in pieces, cut anew in its pauses, so that its parts can be encoded each for itself and joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from narrate.audio.clips import Pcm, silence

_PAUSE = 6  # frames of silence, in the middle of which is cut


def cut_in_pauses(pieces: Iterable[Pcm], count: int, frame: int, least: int) -> Iterator[Pcm]:
    """A sound of ``count`` samples in parts of whole frames, each of ``least`` frames or more, but the last of half as many.

    ``frame`` is the length of one in samples. Where a part meets the next, there are three frames of silence on both
    sides for frames to overlap in. A sound that is not a whole number of frames is not cut.
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
    """The samples of ``pieces``, ``frame`` at a time; the last may be fewer."""
    left = np.zeros(0, np.int16)
    for piece in pieces:
        some = np.concatenate([left, piece]) if len(left) else piece
        end = len(some) - len(some) % frame
        yield from some[:end].reshape(-1, frame)
        left = some[end:]
    if len(left):
        yield left


def _joined(frames: Sequence[Pcm]) -> Pcm:
    out = silence(sum(map(len, frames)))
    return np.concatenate(frames, out=out) if frames else out
