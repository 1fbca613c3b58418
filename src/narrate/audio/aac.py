"""Writes and reads AAC: 24 kHz mono, AAC-LC, of constant quality (about 48 kb/s for speech).

As with MP3, a track is encoded once, and the sound of a whole edition is joined from the frames of its tracks. At
24 kHz, ``grid.TRACK_MS`` is exactly 30 frames, and every track begins and ends in digital silence, where frames
overlap. 24 kHz is the rate of the best voices. docs/formats/m4b.md has the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from narrate.audio import mastering
from narrate.audio.chapters import Chapter, for_container
from narrate.audio.clips import Pcm
from narrate.audio.cutting import cut_in_pauses
from narrate.audio.loudness import TARGET_LUFS
from narrate.audio.mastering import Encoder, Spread
from narrate.audio.mixing import resample

if TYPE_CHECKING:
    from av.container import OutputContainer

RATE = 24_000
BIT_RATE = 48_000  # for the encoder's model of hearing; the quality is constant, and speech takes about as many bits
FRAME = 1024  # samples in a frame; the encoder's delay is as long
CONFIGURATION = bytes.fromhex("1308")
"""The AudioSpecificConfig (ISO/IEC 14496-3) of the sound: AAC-LC, 24 kHz, mono."""
_HEADER = 7  # bytes of an ADTS header without a checksum
_ADTS = bytes.fromhex("fff1584000") + b"\x1f\xfc"  # the header of a frame without its length
_PART_FRAMES = 200  # about 8 s, the least length of a part that is encoded separately
TICK = Fraction(1, RATE)
BROADCAST_LUFS = -23.0  # EBU R 128, with true peaks of at most -1 dBTP
_FOR_BROADCAST = 10 ** ((BROADCAST_LUFS - TARGET_LUFS) / 20)
# Quality 150 instead of a bit rate: the encoder need not try several times. Noise substitution and noise shaping are
# off, because with them speech is less faithful. ``bitexact`` leaves the encoder's version out of the sound.
ENCODING = {
    "aac_coder": "fast", "aac_tns": "0", "aac_pns": "0", "global_quality": "150", "flags": "+bitexact+qscale",
}  # fmt: skip


def encode(pieces: Iterable[Pcm], count: int, spread: Spread = map) -> bytes:
    """Return the AAC frames (ADTS) of a sound that comes as ``pieces`` with ``count`` samples in all, at 44.1 kHz.

    The sound is cut in its pauses. ``spread`` is ``map`` or a function like it that encodes several parts at a time.
    The encoded parts are joined like tracks. The same samples always give the same bytes.
    """
    whole = resample(np.concatenate([np.zeros(0, np.int16), *pieces])[:count], mastering.RATE, RATE)
    frames: list[bytes] = []
    for part in spread(_encode, cut_in_pauses([whole], len(whole), FRAME, _PART_FRAMES)):
        frames[-1:] = split(part)  # the last frame of the part before holds silence only
    return b"".join(map(_with_header, frames))


def _encode(pcm: Pcm) -> bytes:
    import av

    context = av.codec.CodecContext.create("aac", "w")
    context.sample_rate, context.layout, context.format, context.time_base = RATE, "mono", "fltp", TICK
    context.options, context.bit_rate = dict(ENCODING), BIT_RATE
    packets = []
    for start in range(0, len(pcm), 20 * FRAME):
        part = pcm[None, start : start + 20 * FRAME] * np.float32(1 / 32768)
        frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, TICK
        packets += context.encode(frame)
    packets += context.encode(None)
    return b"".join(_with_header(bytes(packet)) for packet in packets)


def _with_header(frame: bytes) -> bytes:
    """Return ``frame`` with an ADTS header, which says how long it is."""
    length = len(frame) + _HEADER
    header = bytearray(_ADTS)
    header[3] |= length >> 11
    header[4] = length >> 3 & 0xFF
    header[5] |= length << 5 & 0xE0
    return bytes(header) + frame


def _encode_for_broadcast(pieces: Iterable[Pcm], count: int, spread: Spread = map) -> bytes:
    """Encode the sound at the loudness of broadcasts (EBU R 128) instead of ``TARGET_LUFS``.

    It is turned down by the difference. So the true peaks stay 6 dB below what the recommendation allows.
    """
    return encode((np.rint(piece * _FOR_BROADCAST).astype(np.int16) for piece in pieces), count, spread)


def turned_up(pcm: Pcm) -> Pcm:
    """Return a sound that was encoded for broadcast as loud as it was before."""
    out: Pcm = np.clip(np.rint(pcm / _FOR_BROADCAST), -32768, 32767).astype(np.int16)
    return out


AAC = Encoder("aac fast 24k mono q150 pieces ADTS", ".aac", encode)
AAC_FOR_BROADCAST = Encoder(f"{AAC.name} {BROADCAST_LUFS} LUFS", ".broadcastaac", _encode_for_broadcast)


def split(adts: bytes) -> list[bytes]:
    """Return the frames of a file that ``encode`` made, without headers. Raises ValueError for anything else."""
    frames, at = [], 0
    while at < len(adts):
        header = adts[at : at + _HEADER]
        length = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5 if len(header) == _HEADER else 0
        if length <= _HEADER or at + length > len(adts) or header[:3] != _ADTS[:3]:
            raise ValueError(f"no AAC frame at byte {at}")
        frames.append(adts[at + _HEADER : at + length])
        at += length
    return frames


def frames_of(duration_ms: int) -> int:
    """Return how many frames a sound of ``duration_ms`` takes, without the one that the encoder's delay adds.

    Raises ValueError if that is not a whole number.
    """
    count, rest = divmod(duration_ms * RATE, 1000 * FRAME)
    if rest:
        raise ValueError(f"a track of {duration_ms} ms is not a whole number of AAC frames")
    return count


def decode(frames: Sequence[bytes]) -> Pcm:
    """Return the samples of consecutive ``frames`` at 24 kHz. They last one frame less, the encoder's delay.

    Raises ValueError if they cannot be decoded.
    """
    import av

    context: Any = av.codec.CodecContext.create("aac", "r")
    context.extradata = CONFIGURATION
    try:
        decoded = [frame.to_ndarray()[0] for packet in frames for frame in context.decode(av.Packet(packet))]
    except av.error.FFmpegError as error:
        raise ValueError(f"a frame of AAC cannot be decoded ({error.strerror})") from None
    signal = np.concatenate([np.zeros(0, np.float32), *decoded[1:]])
    pcm: Pcm = np.clip(np.rint(signal * 32768), -32768, 32767).astype(np.int16)
    return pcm


def mux(
    target: Path,
    frames: Iterable[bytes],
    chapters: Iterable[Chapter],
    tags: Mapping[str, str],
    cover: bytes,
    language: str,
) -> None:
    """Write the M4B file ``target`` with ffmpeg's muxer, to compare it with what ``m4b_file.write_m4b`` wrote.

    - ``frames``: all frames of sound, including the first, which is the encoder's delay.
    - ``tags``: the tags by ffmpeg's names.
    - ``cover``: a PNG file.
    - ``language``: the language of the sound as a code of ISO 639-2.
    """
    with _writer(target, chapters, tags, cover, language) as (container, place):
        for number, frame in enumerate(frames):
            container.mux(place(frame, number))


@contextmanager
def _writer(
    target: Path, chapters: Iterable[Chapter], tags: Mapping[str, str], cover: bytes, language: str
) -> Iterator[tuple[OutputContainer, Any]]:
    """Open an M4B file. Yield the container, and a function that makes a packet from a frame and its number."""
    import av
    from av.stream import Disposition

    options = {"movflags": "+faststart", "brand": "M4B ", "fflags": "+bitexact"}  # bitexact leaves out the program
    with av.open(str(target), "w", format="mp4", options=options) as container:
        sound = container.add_stream("aac", rate=RATE, layout="mono")
        sound.codec_context.options, sound.bit_rate = dict(ENCODING), BIT_RATE
        sound.metadata["language"] = language
        picture: Any = container.add_stream("png", rate=1)
        picture.width = picture.height = 16  # of the encoder, which is not used
        picture.pix_fmt, picture.disposition = "rgb24", Disposition.attached_pic
        container.metadata.update(tags)
        container.set_chapters(for_container(chapters))

        def place(frame: bytes, number: int) -> av.Packet[Any]:
            packet: av.Packet[Any] = av.Packet(frame)
            packet.stream, packet.time_base, packet.duration = sound, TICK, FRAME
            packet.pts = packet.dts = (number - 1) * FRAME
            packet.is_keyframe = True
            return packet

        page: av.Packet[Any] = av.Packet(cover)
        page.stream, page.time_base, page.is_keyframe = picture, TICK, True
        page.pts = page.dts = 0
        container.mux(page)
        yield container, place
