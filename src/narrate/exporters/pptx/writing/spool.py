"""Where the finished parts of a deck lie until it is written."""

from __future__ import annotations

import os
import zlib
from array import array
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import IO, Self

from narrate.exporters.pptx.writing.archive import Packed

_AHEAD = 32  # parts that may wait for being deflated


class Spool:
    """Finished bytes out of memory, as a zip file holds them, in a file open for reading and writing.

    Another thread deflates and writes, until the spool is left: it leaves Python's lock to the one that makes the
    next part.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._thread = ThreadPoolExecutor(1)
        self._waiting: deque[Future[None]] = deque()
        self._count = 0
        self._kept = array("q")  # of each: where it lies, its packed length, checksum and size

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown(cancel_futures=True)

    def put(self, content: bytes, *, stored: bool = False) -> int:
        """Keep ``content``, deflated or ``stored`` as it is: the number by which ``get`` gives it back.

        Raises OSError where an earlier one found no room.
        """
        self._settle(_AHEAD)
        self._waiting.append(self._thread.submit(self._keep, content, stored))
        self._count += 1
        return self._count - 1

    def get(self, number: int) -> Packed:
        """What was kept as ``number``. Raises OSError where it found no room."""
        self._settle(0)
        at, length, crc, size = self._kept[number * 4 : number * 4 + 4]
        self._file.seek(at)
        return Packed(self._file.read(length), crc, size)

    def _settle(self, left: int) -> None:
        while len(self._waiting) > left:
            self._waiting.popleft().result()

    def _keep(self, content: bytes, stored: bool) -> None:
        packed = content if stored else zlib.compress(content, wbits=-zlib.MAX_WBITS)
        self._kept.extend((self._file.seek(0, os.SEEK_END), len(packed), zlib.crc32(content), len(content)))
        self._file.write(packed)
