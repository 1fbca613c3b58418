"""Takes an MP4 file apart into its boxes (ISO/IEC 14496-12)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

_MOST_MOOV = 256_000_000  # bytes
_MOST_BOXES = 10_000
_HEADER = 8  # bytes of the size and the kind of a box
_PARENTS = frozenset(
    f"moov/{path}"
    for path in (
        "trak", "trak/edts", "trak/tref", "trak/mdia", "trak/mdia/minf", "trak/mdia/minf/dinf", "trak/mdia/minf/gmhd",
        "trak/mdia/minf/stbl", "udta", "udta/meta", "udta/meta/ilst",
    )
) | {"moov"}  # fmt: skip
_BEFORE_CHILDREN = {"moov/udta/meta": 4}  # bytes: version and flags


@dataclass(frozen=True, slots=True)
class Mp4File:
    """The parts of an MP4 file.

    - ``order``: the kinds of the boxes at the top, such as ``moov``.
    - ``boxes``: (path, content) of each box within ``moov`` that holds no other boxes, such as ``moov/trak/tkhd``.
    - ``data_at``, ``data_size``: where the content of ``mdat`` begins in the file, and its length in bytes.
    - ``head``: the content of the boxes at the top other than ``moov`` and ``mdat``.
    """

    order: tuple[str, ...]
    boxes: tuple[tuple[str, bytes], ...]
    data_at: int
    data_size: int
    head: Mapping[str, bytes]

    def all(self, path: str) -> list[bytes]:
        """The content of every box at ``path``."""
        return [content for at, content in self.boxes if at == path]


def read_mp4(file: BinaryIO, size: int) -> Mp4File:
    """Return the parts of an MP4 file of ``size`` bytes. Raises ValueError if its boxes do not fit into each other."""
    order: list[str] = []
    head: dict[str, bytes] = {}
    boxes: tuple[tuple[str, bytes], ...] = ()
    at = data_at = data_size = 0
    while at < size:
        file.seek(at)
        length, kind = _header(file.read(_HEADER), size - at)
        order.append(kind)
        if kind == "mdat":
            data_at, data_size = at + _HEADER, length - _HEADER
        elif length > _MOST_MOOV or len(order) > _MOST_BOXES:
            raise ValueError("it has more or larger boxes than narrate writes")
        elif kind == "moov":
            boxes = tuple(leaves(file.read(length - _HEADER), "moov"))
        else:
            head[kind] = file.read(length - _HEADER)
        at += length
    return Mp4File(tuple(order), boxes, data_at, data_size, head)


def leaves(content: bytes, path: str) -> Iterator[tuple[str, bytes]]:
    """Yield (path, content) of each box in ``content`` that holds no other boxes, in order.

    ``path`` is that of the box whose content this is. Raises ValueError if boxes do not fit into it.
    """
    at = count = 0
    while at < len(content):
        length, kind = _header(content[at : at + _HEADER], len(content) - at)
        inner, below = content[at + _HEADER : at + length], f"{path}/{kind}"
        count += 1
        if count > _MOST_BOXES:
            raise ValueError(f"{path} holds more boxes than narrate writes")
        if below in _PARENTS:
            skipped = _BEFORE_CHILDREN.get(below, 0)
            yield below, inner[:skipped]
            yield from leaves(inner[skipped:], below)
        else:
            yield below, inner
        at += length


def _header(header: bytes, most: int) -> tuple[int, str]:
    """Return (size, kind) of the box that begins with ``header`` and may take ``most`` bytes."""
    length, kind = int.from_bytes(header[:4], "big"), header[4:].decode("latin-1")
    if len(header) < _HEADER or not _HEADER <= length <= most:
        raise ValueError(f"a box {kind!r} is {length} bytes long, where {most} are left")
    return length, kind
