"""Takes an MP3 file apart into its tag, its Info header and its frames, if it is built as ``mp3_codec`` builds files.

No decoder is used here, because decoders pass over what they do not know.
"""

from __future__ import annotations

from dataclasses import dataclass

from narrate.audio.mp3_codec import tag_size
from narrate.audio.mp3_writing import FRAME, LEAST_FRAME

_SPREAD = 5  # of 256: how far an entry of the table for seeking may be from its share of the file
_PADDED = 0x02
# The header of a frame without its padding bit: MPEG-1 Layer III without checksum, 64 kb/s, 44.1 kHz, mono, original.
_HEADER, _INFO_HEADER = b"\xff\xfb\x50\xc4", b"\xff\xfb\x50\xc0"
_SIDE = 17  # bytes of side information in a mono frame
_AT = 4 + _SIDE  # where "Info" stands in its frame
_FIELDS = b"\x00\x00\x00\x0f"  # frames, bytes, table and quality follow
_TABLE, _AFTER_TABLE = _AT + 16, _AT + 116
# Quality 0, "Lavf" for the encoder, and no replay gain, for ffmpeg states none of them.
_UNSTATED = bytes(4) + b"Lavf" + bytes(17)
_SKIPPED = b"\x24\x02\x40"  # samples to skip: 576 at the start and 576 at the end
_END = _AFTER_TABLE + len(_UNSTATED) + len(_SKIPPED) + 4  # of what is compared, before the length and two checksums


@dataclass(frozen=True, slots=True)
class Mp3Structure:
    """The parts of an MP3 file.

    - ``tag``: the ID3 tag at the start, empty if there is none.
    - ``frames``: the frames of sound, without the Info header.
    - ``faults``: the ways in which the file differs from those that ``mp3_codec`` writes, each as a line of text. If
      frames cannot be read, those before them are in ``frames``.
    """

    tag: bytes
    frames: tuple[bytes, ...]
    faults: tuple[str, ...]

    @property
    def samples(self) -> int:
        """The number of samples that a decoder returns: the encoder's delay takes one frame."""
        return max(0, len(self.frames) - 1) * FRAME


def structure(content: bytes) -> Mp3Structure:
    """Return the parts of the MP3 file ``content``."""
    start = tag_size(content)
    tag, sound = content[:start], content[start:]
    if sound[_AT : _AT + 4] != b"Info":
        return Mp3Structure(tag, (), ("it has no Info header, without which players add a delay",))
    frames, faults = _frames(sound[LEAST_FRAME:])
    return Mp3Structure(tag, frames, (*_info_faults(sound[:LEAST_FRAME], len(frames), len(sound)), *faults))


def _frames(sound: bytes) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    """Return (frames, faults) of ``sound``, which begins with the frame after the Info header."""
    frames: list[bytes] = []
    at = 0
    while at < len(sound):
        header = sound[at : at + 4]
        if len(header) < 4 or header[0] != 0xFF or header[1] & 0xFE != 0xFA:
            return tuple(frames), (_no_frame(sound[at:], len(frames)),)
        if (header[2] ^ _HEADER[2]) & ~_PADDED & 0xFF:
            return tuple(frames), ("some frames are not of 44.1 kHz and 64 kb/s",)
        if header[1] != _HEADER[1] or header[3] != _HEADER[3]:
            return tuple(frames), (f"frame {len(frames) + 1} is not mono, or not marked as narrate marks it",)
        size = LEAST_FRAME + bool(header[2] & _PADDED)
        if at + size > len(sound):
            return tuple(frames), (f"frame {len(frames) + 1}, the last, is cut off",)
        frames.append(sound[at : at + size])
        at += size
    return tuple(frames), ()


def _no_frame(rest: bytes, before: int) -> str:
    """Say that ``rest``, which follows ``before`` frames, is no frame of sound."""
    names = {b"TAG": "an ID3v1 tag", b"APE": "an APE tag", b"LYR": "a tag with lyrics", b"ID3": "another ID3 tag"}
    what = names.get(rest[:3], "something that is no frame of MPEG-1 Layer III")
    return f"{what} of {len(rest)} bytes follows frame {before}"


def _info_faults(info: bytes, count: int, size: int) -> list[str]:
    """Return what is wrong with the frame ``info``, the Info header of ``count`` frames and ``size`` bytes in all."""
    numbers = [int.from_bytes(info[at : at + 4], "big") for at in (_AT + 8, _AT + 12)]
    faults = []
    if numbers != [count, size]:
        told = f"{numbers[0]} frames and {numbers[1]} bytes"
        faults.append(f"its Info header tells of {told}, and there are {count} frames and {size} bytes")
    table = info[_TABLE:_AFTER_TABLE]
    spread = _SPREAD + 512 / max(1, count)  # an entry names a whole frame
    if any(abs(entry - number * 256 / 100) > spread for number, entry in enumerate(table)):
        faults.append("its Info header leads players that seek to another place")
    begins = _INFO_HEADER + bytes(_SIDE) + b"Info" + _FIELDS
    ends = _UNSTATED + _SKIPPED + bytes(4)
    checksums = 8  # the length of the music, and two checksums that no player reads
    if not info.startswith(begins) or info[_AFTER_TABLE:_END] != ends or any(info[_END + checksums :]):
        faults.append("its Info header states something else than narrate writes, such as another delay")
    return faults
