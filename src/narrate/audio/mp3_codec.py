"""Writes and reads MP3: 44.1 kHz mono at a constant 64 kb/s with an Info header, which old players read too.

A track is encoded once. The file of a whole edition is joined from the frames of its tracks, so it needs no second
encoding and has the same samples. That works for two reasons. Every track lasts a multiple of ``grid.TRACK_MS``, which
is a whole number of frames. And every track begins and ends in digital silence, where frames overlap.
docs/formats/mp3.md has the figures.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from narrate.audio import mastering
from narrate.audio.chapters import Chapter
from narrate.audio.clips import Pcm
from narrate.audio.cutting import cut_in_pauses
from narrate.audio.grid import samples
from narrate.audio.id3_writing import id3_tag
from narrate.audio.mastering import Encoder, Spread
from narrate.audio.mp3_writing import ENCODER_DELAY, FRAME, LEAST_FRAME, Mp3Writer, sizes_of

if TYPE_CHECKING:
    from av.container import InputContainer

RATE = mastering.RATE
BIT_RATE = 64_000
_PART_FRAMES = 300  # about 8 s, the least length of a part that is encoded separately
_FRAMES = 64  # decoded at a time
# LAME's levels 2 to 5 shape the noise. At this bit rate that takes longer and is less faithful for speech (signal to
# noise ratio 22 dB instead of 27).
_QUALITY = 7
_LAME_SCALE = 0.95  # LAME multiplies its input by this at low bit rates; _encode() compensates for it


def encode(pieces: Iterable[Pcm], count: int, spread: Spread = map) -> bytes:
    """Return the MP3 file of a sound that comes as ``pieces`` with ``count`` samples in all, at ``RATE``.

    The sound is cut in its pauses. ``spread`` is ``map`` or a function like it that encodes several parts at a time.
    The encoded parts are joined like tracks. The same samples always give the same bytes.
    """
    parts = list(spread(_encode, cut_in_pauses(pieces, count, FRAME, _PART_FRAMES)))
    sizes = [sizes_of(part) for part in parts]
    written = sum(map(len, sizes)) - len(parts) + 1
    file = io.BytesIO()
    writer = Mp3Writer(file, id3_tag({}), written)
    _add_all(writer, zip(parts, sizes, strict=True))
    writer.close(written * FRAME - ENCODER_DELAY - count)
    return file.getvalue()


def _encode(pcm: Pcm) -> bytes:
    """Return the frames of ``pcm``, one after the other: one more than the sound has, and no Info header."""
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_bit_rate(BIT_RATE // 1000)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(_QUALITY)
    encoder.silence()  # it prints nothing
    parts = []
    for start in range(0, len(pcm), RATE):
        part = np.divide(pcm[start : start + RATE], np.float32(_LAME_SCALE), dtype=np.float32)
        np.clip(np.rint(part, out=part), -32768, 32767, out=part)
        parts.append(bytes(encoder.encode(part.astype(np.int16).tobytes())))
    return b"".join([*parts, bytes(encoder.flush())])


MP3 = Encoder("lameenc 64k q7 unscaled pieces ID3v2.3", ".mp3", encode)


def join(
    target: Path, tracks: Sequence[tuple[Path, int]], chapters: Iterable[Chapter], tags: Mapping[str, str]
) -> None:
    """Join ``tracks`` to one MP3 file ``target`` with chapters and ID3 tags. Each track is (file, duration in ms).

    ``tags`` are as for ``id3_tag``. Raises ValueError for a track whose duration is not a whole number of frames.
    """
    counts = [_frames_in(duration_ms) for _, duration_ms in tracks]
    with target.open("wb") as file:
        writer = Mp3Writer(file, id3_tag(tags, chapters), sum(counts) + bool(counts))
        _add_all(writer, (_read(path, count) for (path, _), count in zip(tracks, counts, strict=True)))
        writer.close(FRAME - ENCODER_DELAY if counts else 0)


def _frames_in(duration_ms: int) -> int:
    count, rest = divmod(samples(duration_ms, RATE), FRAME)
    if rest:
        raise ValueError(f"a track of {duration_ms} ms is not a whole number of MP3 frames")
    return count


def _read(track: Path, count: int) -> tuple[bytes, list[int]]:
    """Return the frames of a track without its Info header, and their sizes.

    Raises ValueError if they are not ``count`` frames and one more.
    """
    content = track.read_bytes()
    frames = content[tag_size(content) + LEAST_FRAME :]
    sizes = sizes_of(frames)
    if len(sizes) != count + 1:
        raise ValueError(f"a track has {len(sizes)} MP3 frames, not {count + 1}")
    return frames, sizes


def _add_all(writer: Mp3Writer, sounds: Iterable[tuple[bytes, list[int]]]) -> None:
    """Add the frames of all ``sounds``, each of which is (frames, their sizes).

    Each sound has one more frame than it is long, because the encoder's delay pushes the last samples into it. This
    frame is kept only from the last sound.
    """
    spare, spare_size = b"", 0
    for frames, sizes in sounds:
        spare_size = sizes[-1]
        end = len(frames) - spare_size
        writer.add(frames[:end], sizes[:-1])
        spare = frames[end:]
    if spare:
        writer.add(spare, [spare_size])


def tag_size(content: bytes) -> int:
    """Return the size in bytes of the ID3 tag at the start of ``content``; 0 if there is none.

    The tag states it with seven bits in each byte.
    """
    if content[:3] != b"ID3":
        return 0
    size = 0
    for byte in content[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def decode_spans(path: Path, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, Pcm, float]]:
    """Decode spans of an MP3 file in one pass, with only one span in memory.

    ``spans`` are (start in ms, end in ms), with rising starts and rising ends. Yields (start in ms, samples, ms decoded
    so far) for each span. With the last span, the third value is the duration of the whole file.
    """
    import av

    with av.open(str(path), "r") as container:
        frames = _decoded(container)
        held, first, count = np.zeros(0, np.int16), 0, 0
        for number, (start_ms, end_ms) in enumerate(spans):
            start, end = start_ms * RATE // 1000, end_ms * RATE // 1000
            parts = [held]
            for frame in frames:
                parts.append(frame)
                count += len(frame)
                if count >= end and number + 1 < len(spans):
                    break
            held = np.concatenate(parts)
            held, first = held[max(0, start - first) :], max(start, first)
            yield start_ms, held[: end - start], count * 1000 / RATE


def _to_pcm(signal: npt.NDArray[Any]) -> Pcm:
    if signal.dtype != np.int16:
        signal = np.clip(np.rint(signal * 32767), -32768, 32767)
    pcm: Pcm = signal.astype(np.int16, copy=False)
    return pcm


def decode(mp3: bytes) -> Pcm:
    """Return the samples of an MP3 file, without the delay and the padding that the encoder added."""
    import av

    with av.open(io.BytesIO(mp3), "r") as container:
        return np.concatenate([np.zeros(0, np.int16), *_decoded(container)])


def _decoded(container: InputContainer) -> Iterator[Pcm]:
    """Yield the samples, ``_FRAMES`` frames at a time.

    Converting frames one by one takes longer than decoding them.
    """
    frames = container.decode(audio=0)
    while decoded := [frame.to_ndarray()[0] for frame in islice(frames, _FRAMES)]:
        yield _to_pcm(np.concatenate(decoded))
