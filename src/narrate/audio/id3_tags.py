"""Reads the ID3 2.3 tag of an MP3 file strictly: what ffmpeg writes for ``mp3_codec``, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from narrate.audio.chapters import Chapter

_VERSION = b"ID3\x03\x00\x00"
_PADDING = bytes(10)  # at the end of each tag
_NO_OFFSETS = b"\xff" * 8  # a chapter has times, and no offsets in bytes
_ORDERED_AT_TOP = 3  # the flags of a table of contents


@dataclass(frozen=True, slots=True)
class Id3Tag:
    """The content of a tag.

    - ``texts``: (id, text) of each text frame, such as ("TIT2", "Your back"), in the order of the file.
    - ``chapters``: the chapters in the order of the file.
    """

    texts: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]


def read_id3_tag(tag: bytes) -> Id3Tag:
    """Return the content of ``tag``. Raises ValueError if it holds anything that ``mp3_codec`` does not write."""
    if tag[:6] != _VERSION:
        raise ValueError("it has no ID3 tag of version 2.3" if tag[:3] != b"ID3" else "its ID3 tag is not plain 2.3")
    body = tag[10:]
    if any(byte & 0x80 for byte in tag[6:10]) or not body.endswith(_PADDING):
        raise ValueError("its ID3 tag has another size than it states, or does not end in ten empty bytes")
    texts: list[tuple[str, str]] = []
    chapters: list[Chapter] = []
    contents: list[bytes] = []
    for id_, value in _id3_frames(body.removesuffix(_PADDING)):
        if id_ == "CTOC":
            contents.append(value)
        elif id_ == "CHAP":
            chapters.append(_chapter(value, len(chapters)))
        elif id_[0] == "T" and id_ != "TXXX" and not chapters and not contents:
            texts.append((id_, _text(value)))
        else:
            raise ValueError(f"its ID3 tag holds a frame {id_!r}, which narrate does not write there")
    if contents != ([_contents(len(chapters))] if chapters else []):
        raise ValueError("the table of contents in its ID3 tag does not list its chapters in order")
    return Id3Tag(tuple(texts), tuple(chapters))


def _id3_frames(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield (id, value) of each frame in ``body``. Raises ValueError if it is not made of frames without flags."""
    at = 0
    while at < len(body):
        head = body[at : at + 10]
        size = int.from_bytes(head[4:8], "big")
        name = head[:4].decode("latin-1")
        if len(head) < 10 or not (name.isascii() and name.isalnum()) or at + 10 + size > len(body):
            raise ValueError(f"its ID3 tag cannot be read at byte {at + 10}")
        if head[8:] != b"\0\0":
            raise ValueError(f"the frame {name!r} in its ID3 tag is compressed, encrypted or marked")
        yield name, body[at + 10 : at + 10 + size]
        at += 10 + size


def _text(value: bytes) -> str:
    """Return the text of a text frame. Raises ValueError if it is not encoded as ffmpeg encodes it."""
    text = ""
    with suppress(UnicodeDecodeError):
        text = value[3:-2].decode("utf-16-le") if value[:1] == b"\1" else value[1:-1].decode("ascii")
    if "\0" in text or value != _encoded(text):
        raise ValueError(f"a text in its ID3 tag is not encoded as narrate does: {value[:40]!r}")
    return text


def _encoded(text: str) -> bytes:
    if text.isascii():
        return b"\0" + text.encode() + b"\0"
    return b"\1\xff\xfe" + text.encode("utf-16-le") + b"\0\0"


def _chapter(value: bytes, number: int) -> Chapter:
    """Return the chapter in ``value``, the one with the index ``number``. Raises ValueError if it is another."""
    name = b"ch%d\0" % number
    start, end, offsets = value[len(name) :][:4], value[len(name) + 4 :][:4], value[len(name) + 8 :][:8]
    inner = list(_id3_frames(value[len(name) + 16 :]))
    if not value.startswith(name) or offsets != _NO_OFFSETS or [id_ for id_, _ in inner] != ["TIT2"]:
        raise ValueError(f"chapter {number + 1} in its ID3 tag holds something else than times and a title")
    return Chapter(_text(inner[0][1]), int.from_bytes(start, "big"), int.from_bytes(end, "big"))


def _contents(count: int) -> bytes:
    """Return the table of contents of ``count`` chapters. Its byte for their number holds 255 at most."""
    return b"toc\0" + bytes([_ORDERED_AT_TOP, count % 256]) + b"".join(b"ch%d\0" % number for number in range(count))
