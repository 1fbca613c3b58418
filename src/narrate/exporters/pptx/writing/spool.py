"""Keeps the finished parts of a deck in a file until the deck is written."""

from __future__ import annotations

import hashlib
import os
import zlib
from array import array
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import IO, Self

from narrate.exporters.pptx.writing.archive import Packed
from narrate.store.memo import NO_MEMO, FactKind, Found, Memo

DEFLATED = FactKind("deflated", 1)
_AHEAD = 32  # how many parts may wait to be compressed


class Spool:
    """Keeps content compressed, as in a zip file, in ``file``, which must be open for reading and writing.

    ``memo`` remembers the compressed form of content that other decks have too.

    A thread compresses and writes the content until the spool is closed. Compressing releases Python's lock, so the
    next part can be made at the same time.
    """

    def __init__(self, file: IO[bytes], memo: Memo = NO_MEMO) -> None:
        self._file, self._memo = file, memo
        self._thread = ThreadPoolExecutor(1)
        self._waiting: deque[Future[None]] = deque()
        self._count = 0
        self._kept = array("q")  # four numbers for each: position, compressed length, checksum, size

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown(cancel_futures=True)

    def put(self, content: bytes, *, stored: bool = False, shared: bool = False) -> int:
        """Keep ``content``, uncompressed if ``stored``. Return the number by which ``get`` finds it.

        With ``shared``, other decks are likely to have the same content, so that its compressed form is remembered.
        Raises OSError if earlier content could not be written.
        """
        self._settle(_AHEAD)
        self._waiting.append(self._thread.submit(self._keep, content, self._packing(stored=stored, shared=shared)))
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

    def _packing(self, *, stored: bool, shared: bool) -> Callable[[bytes], bytes]:
        if stored:
            return bytes
        return self._recalled if shared else _deflated

    def _recalled(self, content: bytes) -> bytes:
        of = {"zlib": zlib.ZLIB_RUNTIME_VERSION, "content": hashlib.sha256(content).hexdigest()}
        return self._memo.recall(DEFLATED, of, lambda: Found(_deflated(content))).content

    def _keep(self, content: bytes, pack: Callable[[bytes], bytes]) -> None:
        packed = pack(content)
        self._kept.extend((self._file.seek(0, os.SEEK_END), len(packed), zlib.crc32(content), len(content)))
        self._file.write(packed)


def _deflated(content: bytes) -> bytes:
    return zlib.compress(content, wbits=-zlib.MAX_WBITS)
