"""Writes and reads MP3: 44.1 kHz mono at a constant 64 kb/s with an Info header, which old players read too.

A track is encoded once. The file of a whole edition is joined from the frames of its tracks, so it needs no second
encoding and has the same samples. That works for two reasons. Every track lasts a multiple of ``grid.TRACK_MS``, which
is a whole number of frames. And every track begins and ends in digital silence, where frames overlap.
docs/formats/mp3.md has the figures.
"""

from __future__ import annotations

import io
import mmap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from itertools import islice
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

RATE = mastering.RATE
BIT_RATE = 64_000
_ENCODER_DELAY = 576  # samples
_DELAY = _ENCODER_DELAY + 529  # with that of a decoder
_TICK = Fraction(1, RATE)
_PART_FRAMES = 300  # about 8 s, the least length of a part that is encoded separately
FRAME = 1152  # samples a frame, MPEG-1 Layer III
LEAST_FRAME = 144 * BIT_RATE // RATE  # bytes of a frame without padding
_SKIPPED_AT, _CRC_AT = 162, 175  # bytes from the start of the Info header: the samples to skip, and its CRC
_FRAMES = 64  # decoded at a time
# LAME's levels 2 to 5 shape the noise. At this bit rate that takes longer and is less faithful for speech (signal to
# noise ratio 22 dB instead of 27).
_QUALITY = 7
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

    joined = io.BytesIO()
    with _writer(joined) as (container, stream):
        written = _mux(container, stream, map(_frames_of, spread(_encode, parts())))
    content = bytearray(joined.getvalue())
    _skip(content, written * FRAME - _ENCODER_DELAY - sum(lengths))
    return bytes(content)


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
        part = np.clip(np.rint(pcm[start : start + RATE] / _LAME_SCALE), -32768, 32767).astype(np.int16)
        parts.append(bytes(encoder.encode(part.tobytes())))
    return b"".join([*parts, bytes(encoder.flush())])


def _frames_of(sound: bytes) -> list[bytes]:
    """Return the frames of ``sound``, which holds nothing else. The second lowest bit of the third byte pads a frame."""
    frames, at = [], 0
    while at < len(sound):
        size = LEAST_FRAME + (sound[at + 2] >> 1 & 1)
        frames.append(sound[at : at + size])
        at += size
    return frames


@contextmanager
def _writer(target: io.BytesIO | str) -> Iterator[tuple[OutputContainer, AudioStream]]:
    import av

    with av.open(target, "w", format="mp3", options=dict(_CONTAINER)) as container:
        stream = container.add_stream("libmp3lame", rate=RATE, layout="mono")
        stream.bit_rate = BIT_RATE
        yield container, stream


MP3 = Encoder("lameenc 64k q7 unscaled pieces ID3v2.3", ".mp3", encode)


def join(
    target: Path, tracks: Iterable[tuple[Path, int]], chapters: Iterable[Chapter], tags: Mapping[str, str]
) -> None:
    """Join ``tracks`` to one MP3 file ``target`` with chapters and ID3 tags. Each track is (file, duration in ms).

    Raises ValueError for a track whose duration is not a whole number of frames.
    """
    with _writer(str(target)) as (container, stream):
        container.metadata.update(tags)
        container.set_chapters(for_container(chapters))
        written = _mux(container, stream, (_frames_of_file(track, duration_ms) for track, duration_ms in tracks))
    padding = FRAME - _ENCODER_DELAY if written else 0
    with target.open("r+b") as file, mmap.mmap(file.fileno(), 0) as content:
        _skip(content, padding)


def _frames_of_file(track: Path, duration_ms: int) -> list[bytes]:
    """Return the frames of a track, without its Info header. Raises ValueError if they are not as many as they must be."""
    count, rest = divmod(samples(duration_ms, RATE), FRAME)
    if rest:
        raise ValueError(f"a track of {duration_ms} ms is not a whole number of MP3 frames")
    content = track.read_bytes()
    frames = _frames_of(content[tag_size(content) + LEAST_FRAME :])
    if len(frames) != count + 1:
        raise ValueError(f"a track has {len(frames)} MP3 frames, not {count + 1}")
    return frames


def _mux(container: OutputContainer, stream: AudioStream, sounds: Iterable[list[bytes]]) -> int:
    """Write the frames of ``sounds`` one after the other, and return how many were written.

    Each sound has one more frame than it is long, because the encoder's delay pushes the last samples into it. This
    frame is kept only from the last sound.
    """
    position, spare = 0, b""
    for frames in sounds:
        for number, frame in enumerate(frames[:-1], position):
            _place(frame, number, container, stream)
        position, spare = position + len(frames) - 1, frames[-1]
    if spare:
        _place(spare, position, container, stream)
        position += 1
    return position


def _place(frame: bytes, position: int, container: OutputContainer, stream: AudioStream) -> None:
    import av

    packet = av.Packet(frame)
    packet.stream = stream
    packet.time_base = _TICK
    packet.pts = packet.dts = position * FRAME - _DELAY
    packet.duration = FRAME
    container.mux(packet)


def _skip(content: bytearray | mmap.mmap, padding: int) -> None:
    """State in the Info header how many samples players skip: the encoder's delay, and ``padding`` at the end.

    ffmpeg states that only of what it has encoded itself. The header ends with a CRC-16 of all before it.
    """
    start = tag_size(bytes(content[:10]))
    content[start + _SKIPPED_AT : start + _SKIPPED_AT + 3] = (_ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
    content[start + _CRC_AT : start + _CRC_AT + 2] = _crc16(bytes(content[start : start + _CRC_AT])).to_bytes(2, "big")


def _crc16(content: bytes) -> int:
    """Return the CRC-16 of ``content`` with the polynomial 0x8005, bits reversed, as LAME's Info header has it."""
    crc = 0
    for byte in content:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


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
