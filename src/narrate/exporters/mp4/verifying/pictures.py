"""Checks what a film shows and when. Each of its pictures is compared with the painted one.

A film has one frame for each picture, so no second of it is decoded twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from narrate.exporters.mp4.format import (
    BAR_HEIGHT,
    CAPTIONS,
    NOTED,
    STEADY,
    STEADY_MS,
    TAGS,
    size_of,
    slide_place,
    view_digest,
)  # fmt: skip
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.exporters.verifying.pictures_checks import SUFFIX
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN
from narrate.model import Caption

MOST_OFF = 60.0
"""How much the mean color of a square may differ, of 255. The encoder caused at most 17, at 720p with captions at most 39; another state 130 and more."""
_SQUARE = 1 / 180  # the side of a square as a share of the height
_BLANK = 3.0  # how much the colors of an empty bar may differ

_Pixels = npt.NDArray[np.uint8]


def picture_findings(
    name: str, record: Record, path: Path, options: Sequence[str], captions: Sequence[Caption]
) -> Iterator[Finding]:
    """Compare the pictures of the film ``path`` with those that were painted, and their times with the timeline."""
    noted = _noted(record)
    keys = {view_digest(key): key for key in record.manifest.pictures}
    starts = sorted(noted)
    faults = [
        f"{_clock(segment.start_ms)}: no picture is known for {segment.heading!r}"
        for segment in record.segments
        if segment.start_ms not in noted
    ]
    found: list[int] = []
    worst = 0.0
    for time_ms, frame in _frames(path, size_of(options)):
        found.append(time_ms)
        base = max((start for start in starts if start <= time_ms), default=0)
        off, fault = _difference(record, frame, keys.get(noted.get(base, ""), ""), options)
        worst = max(worst, off)
        told = [fault, _bar_fault(frame, time_ms, captions) if CAPTIONS in options else ""]
        faults += [f"{_clock(time_ms)}: {line}" for line in told if line]
    late = tuple(_late(found, _wanted(starts, record.duration_ms, options, captions)))
    yield Finding(name, "pictures appear in time", len(late), 0, "faults", late)
    yield Finding(name, "pictures are those that were painted", round(worst, 1), MOST_OFF, "of 255", tuple(faults))


def _wanted(starts: Iterable[int], duration_ms: int, options: Sequence[str], captions: Iterable[Caption]) -> set[int]:
    """Return the times in ms at which a picture must appear. The slides change at ``starts``."""
    wanted = set(starts)
    if CAPTIONS in options:
        wanted |= {time for caption in captions for time in (caption.start_ms, caption.end_ms)}
    if STEADY in options:
        wanted |= set(range(0, duration_ms, STEADY_MS))
    return {time for time in wanted if time < duration_ms}


def _late(found: Sequence[int], wanted: set[int]) -> Iterator[str]:
    yield from (f"no picture appears at {_clock(time)}" for time in sorted(wanted - set(found)))
    yield from (f"a picture appears at {_clock(time)}, where nothing changes" for time in found if time not in wanted)


def _bar_fault(frame: _Pixels, time_ms: int, captions: Iterable[Caption]) -> str:
    """Return what is wrong with the bar for captions in ``frame``; empty if nothing is."""
    is_shown = any(caption.start_ms <= time_ms < caption.end_ms for caption in captions)
    if is_shown is not _is_blank(frame):
        return ""
    return f"{'no' if is_shown else 'a'} caption is in the picture; {BUILD_AGAIN}"


def _noted(record: Record) -> Mapping[int, str]:
    """Return the digests of what is seen by the times from which it is seen, in ms."""
    return {
        int(key.removeprefix(NOTED)): digest
        for key, digest in record.manifest.described.items()
        if key.startswith(NOTED) and key != TAGS
    }


def _clock(ms: int) -> str:
    return f"{ms // 60_000}:{ms % 60_000 / 1000:06.3f}"


def _frames(path: Path, size: tuple[int, int]) -> Iterator[tuple[int, _Pixels]]:
    """Yield (start in ms, pixels) of each frame. Raises ValueError if the film has another size."""
    import av

    with av.open(str(path)) as film:
        stream: Any = film.streams.video[0]
        if (stream.codec_context.width, stream.codec_context.height) != size:
            raise ValueError(
                f"it has {stream.codec_context.width} × {stream.codec_context.height} px, not {size[0]} × {size[1]}"
            )
        for frame in film.decode(stream):
            assert frame.pts is not None
            yield round(frame.pts * stream.time_base * 1000), frame.to_ndarray(format="rgb24")


def _difference(record: Record, frame: _Pixels, key: str, options: Sequence[str]) -> tuple[float, str]:
    """Return how much the slide in ``frame`` differs from the picture ``key``, and what is wrong in a line of text."""
    entry = record.store.find(key, SUFFIX) if key else None
    if entry is None:
        return 0.0, f"the picture cannot be compared, because the store lacks what was painted; {record.cure}"
    left, top, width, height = slide_place(size_of(options)) if CAPTIONS in options else (0, 0, *size_of(options))
    with Image.open(entry.path) as image:
        painted = image.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    shown = Image.fromarray(frame[top : top + height, left : left + width])
    off = float(np.abs(_squares(shown) - _squares(painted)).max())
    return off, f"the film shows another picture than the one that was painted; {BUILD_AGAIN}" if off > MOST_OFF else ""


def _squares(image: Image.Image) -> npt.NDArray[np.float32]:
    """Return the mean colors of squares of ``image``."""
    side = max(1, round(image.height * _SQUARE))
    return np.asarray(image.reduce(side), np.float32)


def _is_blank(frame: _Pixels) -> bool:
    bar = frame[-(len(frame) * BAR_HEIGHT // 720) + 4 :]
    return bool(float(bar.std(axis=(0, 1)).max()) < _BLANK)
