"""Writes ID3 tags of version 2.3, the newest that old players read. ``audio/id3_tags.py`` reads them back."""

from __future__ import annotations

from collections.abc import Iterable

_PADDING = bytes(10)


def id3_tag(texts: Iterable[tuple[str, str]]) -> bytes:
    """Return a tag with text frames: (id, text), such as ("TIT2", "Your back")."""
    frames = b"".join(_frame(id_, _encoded(text)) for id_, text in texts) + _PADDING
    size = bytes(len(frames) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + frames


def without_tag(content: bytes) -> bytes:
    """Return the MP3 file ``content`` without the ID3 tag at its start."""
    if not content.startswith(b"ID3"):
        return content
    size = 0
    for byte in content[6:10]:
        size = size << 7 | byte
    return content[10 + size :]


def _frame(id_: str, value: bytes) -> bytes:
    return id_.encode() + len(value).to_bytes(4, "big") + bytes(2) + value


def _encoded(text: str) -> bytes:
    """Return ``text`` as a frame holds it: in ASCII if possible, else in UTF-16, which all readers of 2.3 know."""
    if text.isascii():
        return b"\0" + text.encode() + b"\0"
    return b"\1" + b"\xff\xfe" + text.encode("utf-16-le") + b"\0\0"
