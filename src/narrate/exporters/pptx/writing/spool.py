"""Keeps the finished parts of a deck in a file until the deck is written."""

from __future__ import annotations

import os
import zlib
from array import array
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import IO, Self

from narrate.exporters.pptx.writing.archive import Packed

_AHEAD = 32  # how many parts may wait to be compressed


class Spool:
    """Keeps content compressed, as in a zip file, in ``file``, which must be open for reading and writing.

    A thread compresses and writes the content until the spool is closed. Compressing releases Python's lock, so the
    next part can be made at the same time.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._thread = ThreadPoolExecutor(1)
        self._waiting: deque[Future[None]] = deque()
        self._count = 0
        self._kept = array("q")  # four numbers for each: position, compressed length, checksum, size

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown(cancel_futures=True)

    def put(self, content: bytes, *, stored: bool = False) -> int:
        """Keep ``content``, uncompressed if ``stored``. Return the number by which ``get`` finds it.

        Raises OSError if earlier content could not be written.
        """
        self._settle(_AHEAD)
        self._waiting.append(self._thread.submit(self._keep, content, stored))
        self._count += 1
        return self._count - 1

    def get(self, number: int) -> Packed:
        """Return the content that ``put`` kept as ``number``. Raises OSError if it could not be written."""
        self._settle(0)
        at, length, crc, size = self._kept[number * 4 : number * 4 + 4]
        self._file.seek(at)
        return Packed(self._file.read(length), crc, size)

    def _settle(self, left: int) -> None:
        """Wait until at most ``left`` pieces of content are still to be written."""
        while len(self._waiting) > left:
            self._waiting.popleft().result()

    def _keep(self, content: bytes, stored: bool) -> None:
        packed = content if stored else zlib.compress(content, wbits=-zlib.MAX_WBITS)
        self._kept.extend((self._file.seek(0, os.SEEK_END), len(packed), zlib.crc32(content), len(content)))
        self._file.write(packed)
