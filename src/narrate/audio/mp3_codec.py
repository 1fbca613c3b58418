"""Writes and reads MP3: 44.1 kHz mono at a constant 64 kb/s with an Info header, which old players read too.

A track is encoded once. The file of a whole edition is joined from the frames of its tracks, so it needs no second
encoding and has the same samples. That works for two reasons. Every track lasts a multiple of ``grid.TRACK_MS``, which
is a whole number of frames. And every track begins and ends in digital silence, where frames overlap.
docs/formats/mp3.md has the figures.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from narrate.audio import mastering
from narrate.audio.chapters import Chapter, for_container
from narrate.audio.clips import Pcm
from narrate.audio.cutting import cut_in_pauses
from narrate.audio.grid import samples
from narrate.audio.mastering import Encoder, Spread

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer, OutputContainer
    from av.packet import Packet

RATE = mastering.RATE
BIT_RATE = 64_000
_DELAY = 1105  # samples of delay of LAME and a decoder together
_TICK = Fraction(1, RATE)
_PART_FRAMES = 300  # about 8 s, the least length of a part that is encoded separately
FRAME = 1152  # samples a frame, MPEG-1 Layer III
_FRAMES = 64  # decoded at a time
# LAME's levels 2 to 5 shape the noise. At this bit rate that takes longer and is less faithful for speech (signal to
# noise ratio 22 dB instead of 27).
_OPTIONS = {"compression_level": "7"}
# ID3 2.3, because ffmpeg writes a wrong size for chapters of more than 127 bytes in 2.4, and readers lose them.
_CONTAINER = {"id3v2_version": "3"}
_LAME_SCALE = 0.95  # LAME multiplies its input by this at low bit rates; _encode() compensates for it


def encode(pieces: Iterable[Pcm], count: int, spread: Spread = map) -> bytes:
    """Return the MP3 file of a sound that comes as ``pieces`` with ``count`` samples in all, at ``RATE``.

    The sound is cut in its pauses. ``spread`` is ``map`` or a function like it that encodes several parts at a time.
    The encoded parts are joined like tracks. The same samples always give the same bytes.
    """
    lengths: list[int] = []

    def parts() -> Iterator[Pcm]:
        for part in cut_in_pauses(pieces, count, FRAME, _PART_FRAMES):
            lengths.append(len(part))
            yield part

    files = iter(spread(_encode, parts()))
    first, second = next(files), next(files, None)
    if second is None:
        return first
    joined = io.BytesIO()
    with _writer(joined) as (container, stream):
        numbered = enumerate(chain((first, second), files))
        _mux(container, stream, ((io.BytesIO(file), lengths[number] // FRAME) for number, file in numbered))
    return joined.getvalue()


def _encode(pcm: Pcm) -> bytes:
    import av

    file = io.BytesIO()
    with _writer(file) as (container, stream):
        for start in range(0, len(pcm), RATE):
            part = np.clip(np.rint(pcm[start : start + RATE] / _LAME_SCALE), -32768, 32767).astype(np.int16)
            frame = av.AudioFrame.from_ndarray(part[None, :], format="s16p", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


@contextmanager
def _writer(target: io.BytesIO | str) -> Iterator[tuple[OutputContainer, AudioStream]]:
    import av

    with av.open(target, "w", format="mp3", options=dict(_CONTAINER)) as container:
        stream = container.add_stream("libmp3lame", rate=RATE, layout="mono", options=dict(_OPTIONS))
        stream.bit_rate = BIT_RATE
        yield container, stream


MP3 = Encoder("libmp3lame 64k q7 unscaled pieces ID3v2.3", ".mp3", encode)


def join(
    target: Path, tracks: Iterable[tuple[Path, int]], chapters: Iterable[Chapter], tags: Mapping[str, str]
) -> None:
    """Join ``tracks`` to one MP3 file ``target`` with chapters and ID3 tags. Each track is (file, duration in ms).

    Raises ValueError for a track whose duration is not a whole number of frames.
    """
    with _writer(str(target)) as (container, stream):
        container.metadata.update(tags)
        container.set_chapters(for_container(chapters))
        _mux(container, stream, ((str(track), _frames(duration_ms)) for track, duration_ms in tracks))


def _frames(duration_ms: int) -> int:
    count, rest = divmod(samples(duration_ms, RATE), FRAME)
    if rest:
        raise ValueError(f"a track of {duration_ms} ms is not a whole number of MP3 frames")
    return count


def _mux(container: OutputContainer, stream: AudioStream, files: Iterable[tuple[io.BytesIO | str, int]]) -> None:
    """Write the frames of MP3 files one after the other. ``files`` are (file, number of frames in its sound).

    Each file has one more frame than its sound, because the encoder's delay pushes the last samples into it. This frame
    is kept only from the last file. The information on how many samples to skip is kept only at the start and at the
    end.
    """
    import av

    position, spare = 0, None
    for file, count in files:
        first, *packets, spare = _packets(file, count + 1)
        _place(first if position == 0 else av.Packet(bytes(first)), position, container, stream)
        for number, packet in enumerate(packets, position + 1):
            _place(packet, number, container, stream)
        position += count
    if spare is not None:
        _place(spare, position, container, stream)


def _packets(file: io.BytesIO | str, count: int) -> list[Packet[Any]]:
    import av

    with av.open(file, "r") as container:
        packets = [packet for packet in container.demux(audio=0) if packet.size]
    if len(packets) != count:
        raise ValueError(f"a track has {len(packets)} MP3 frames, not {count}")
    return packets


def _place(packet: Packet[Any], position: int, container: OutputContainer, stream: AudioStream) -> None:
    packet.stream = stream
    packet.time_base = _TICK
    packet.pts = packet.dts = position * FRAME - _DELAY
    packet.duration = FRAME
    container.mux(packet)


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
