"""Checks that the pictures of a deck carry no more than what is seen: no place of a camera, no author, no comment."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_SEGMENTS = frozenset({0xC0, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xE0})
"""The segments of a JPEG that hold the picture: frames, tables, scans, and the JFIF header (0xE0)."""


def media_faults(deck: zipfile.ZipFile) -> Iterator[str]:
    """Yield what the pictures that narrate put into ``deck`` carry besides the picture, each fault as a line."""
    for name in sorted(deck.namelist()):
        if name.startswith(("ppt/media/image", "ppt/media/narration")):
            read = _png_faults if name.endswith(".png") else _jpeg_faults
            yield from (f"{name}: {fault}" for fault in dict.fromkeys(read(deck.read(name))))


def _png_faults(content: bytes) -> Iterator[str]:
    if not content.startswith(_PNG):
        yield "it is not a PNG"
        return
    at = len(_PNG)
    while at + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        at += 12 + length
        if kind not in _CHUNKS:
            yield f"it holds {kind.decode('latin-1')!r}, which is not part of the picture"
        if kind == b"IEND":
            break
    if at != len(content):
        yield "it is cut, or bytes follow its end"


def _jpeg_faults(content: bytes) -> Iterator[str]:
    if not content.startswith(b"\xff\xd8"):
        yield "it is not a JPEG"
        return
    at = 2
    while content[at : at + 1] == b"\xff" and at + 4 <= len(content):
        kind, length = struct.unpack_from(">xBH", content, at)
        if kind == 0xD9:
            break
        if kind not in _SEGMENTS or (kind == 0xE0 and content[at + 4 : at + 9] != b"JFIF\0"):
            yield f"it holds a segment {kind:02X}, which is not part of the picture"
        at += 2 + length
        if kind == 0xDA:
            at = _scan_end(content, at)
    if content[at:] != b"\xff\xd9":
        yield "it is cut, or bytes follow its end"


def _scan_end(content: bytes, at: int) -> int:
    """Return where the next segment starts after the compressed pixels, which start at ``at``."""
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2
    return len(content)
