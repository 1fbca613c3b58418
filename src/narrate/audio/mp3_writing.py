"""Writes MP3 files frame by frame: an ID3 tag, an Info header, and frames that are encoded already.

The bytes are those that ffmpeg's muxer writes, except the samples to skip and the header's checksum. ffmpeg states the
first only of what it has encoded itself, and takes the second as for stereo. A test compares the two.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

FRAME = 1152  # samples a frame, MPEG-1 Layer III
LEAST_FRAME = 208  # bytes of a frame of 64 kb/s at 44.1 kHz without padding
ENCODER_DELAY = 576  # samples
_INFO_HEADER = b"\xff\xfb\x50\xc0" + bytes(17) + b"Info\x00\x00\x00\x0f"  # frames, bytes, table and quality follow
_UNSTATED = bytes(4) + b"Lavf" + bytes(17)  # quality 0, the writer, and no replay gain
_BAGS = 400  # more places than this are not noted for the table for seeking
_LANE = 128  # bytes of which the checksum is found one after the other, for many such lanes at a time


class Mp3Writer:
    """Writes an MP3 file of ``count`` frames to ``file``: first the ID3 tag ``tag``, and the Info header at the end.

    The frames are mono, of 64 kb/s at 44.1 kHz.
    """

    def __init__(self, file: BinaryIO, tag: bytes, count: int) -> None:
        self._file, self._header_at, self._count = file, len(tag), count
        self._written, self._size, self._crc = 0, LEAST_FRAME, 0
        self._step = 1  # frames from one place that is noted to the next
        while count >= _BAGS * self._step:
            self._step *= 2
        self._places: list[int] = []
        file.write(tag + bytes(LEAST_FRAME))

    def add(self, frames: bytes, sizes: list[int]) -> None:
        """Add ``frames``, which stand one after the other and have these ``sizes``."""
        self._file.write(frames)
        ends = list(accumulate(sizes, initial=self._size))
        self._places += ends[self._step - self._written % self._step :: self._step]
        self._written += len(sizes)
        self._size = ends[-1]
        self._crc = crc16(frames, self._crc)

    def close(self, padding: int) -> None:
        """Write the Info header. ``padding`` is the number of samples that players skip at the end.

        Raises ValueError if there are more or fewer frames than there should be.
        """
        if self._written != self._count:
            raise ValueError(f"{self._written} MP3 frames instead of {self._count}")
        size = self._size.to_bytes(4, "big")
        skipped = (ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
        header = _INFO_HEADER + self._count.to_bytes(4, "big") + size + self._table() + _UNSTATED + skipped
        header += bytes(4) + size + self._crc.to_bytes(2, "big")
        header += crc16(header).to_bytes(2, "big")
        self._file.seek(self._header_at)
        self._file.write(header.ljust(LEAST_FRAME, b"\0"))

    def _table(self) -> bytes:
        """Return the table for seeking: for each hundredth of the frames its place in the file, of 256."""
        places = self._places
        shares = (
            [256 * places[hundredth * len(places) // 100] // self._size for hundredth in range(100)] if places else []
        )
        return bytes([0, *(min(share, 255) for share in shares[1:])]).ljust(100, b"\0")


def sizes_of(frames: bytes) -> list[int]:
    """Return the sizes of the frames in ``frames``, which holds nothing else.

    The second lowest bit of a frame's third byte says whether the frame has one byte more.
    """
    sizes, at, end = [], 2, len(frames)
    while at < end:
        size = LEAST_FRAME + (frames[at] >> 1 & 1)
        sizes.append(size)
        at += size
    return sizes


def crc16(content: bytes, crc: int = 0) -> int:
    """Return the CRC-16 with the polynomial 0x8005, bits reversed, as LAME's Info header has it.

    ``content`` is preceded by something whose CRC is ``crc``. It has at least two bytes.
    """
    padded = bytearray(-len(content) % _LANE) + content  # zeros in front change nothing
    start = len(padded) - len(content)
    padded[start] ^= crc & 0xFF
    padded[start + 1] ^= crc >> 8
    words = np.frombuffer(padded, "<u2").reshape(-1, _LANE // 2)
    one, lane = _crc_tables()
    sums = np.zeros(len(words), np.uint16)
    for column in np.ascontiguousarray(words.T):
        sums = one[sums ^ column]
    found = 0
    for value in sums.tolist():
        found = lane[found] ^ value
    return found


@cache
def _crc_tables() -> tuple[npt.NDArray[np.uint16], list[int]]:
    """Return what becomes of each CRC by two zero bytes, and by ``_LANE`` zero bytes."""
    one = np.arange(1 << 16, dtype=np.uint16)
    for _ in range(16):
        one = one >> np.uint16(1) ^ np.uint16(0xA001) * (one & np.uint16(1))
    many, count = one, 2
    while count < _LANE:
        many, count = many[many], 2 * count
    return one, many.tolist()
