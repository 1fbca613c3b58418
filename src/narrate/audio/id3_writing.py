"""Writes the ID3 2.3 tag of an MP3 file, with the same bytes as ffmpeg. ``id3_tags.py`` reads it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from narrate.audio.chapters import Chapter

_PADDING = bytes(10)
_NAMES = {"title": "TIT2", "language": "TLAN", "artist": "TPE1"}


def id3_tag(tags: Mapping[str, str], chapters: Iterable[Chapter] = ()) -> bytes:
    """Return the ID3 tag for ``tags``, in their order, and ``chapters``. It also names ffmpeg as the encoder.

    The tags are ``title``, ``language`` (ISO 639-2), ``artist`` and ``date`` (as in 2026-03-01). Raises KeyError for any
    other tag.
    """
    body = b"".join([*_texts(tags), _text("TSSE", _encoder()), *_chapters(list(chapters))]) + _PADDING
    size = len(body)
    return b"ID3\x03\x00\x00" + bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0)) + body


def _texts(tags: Mapping[str, str]) -> Iterator[bytes]:
    for name, value in tags.items():
        if name == "date":
            date = datetime.date.fromisoformat(value)
            yield _text("TYER", f"{date:%Y}")
            yield _text("TDAT", f"{date:%d%m}")
        else:
            yield _text(_NAMES[name], value)


def _chapters(chapters: list[Chapter]) -> Iterator[bytes]:
    """Yield the table of contents, whose number of chapters has a single byte, and the chapters."""
    if not chapters:
        return
    names = [b"ch%d\0" % number for number in range(len(chapters))]
    yield _frame("CTOC", b"toc\0\x03" + bytes([len(chapters) % 256]) + b"".join(names))
    for name, chapter in zip(names, chapters, strict=True):
        times = chapter.start_ms.to_bytes(4, "big") + chapter.end_ms.to_bytes(4, "big")
        yield _frame("CHAP", name + times + b"\xff" * 8 + _text("TIT2", chapter.title))


def _text(name: str, text: str) -> bytes:
    if text.isascii():
        return _frame(name, b"\0" + text.encode() + b"\0")
    return _frame(name, b"\1\xff\xfe" + text.encode("utf-16-le") + b"\0\0")


def _frame(name: str, content: bytes) -> bytes:
    return name.encode() + len(content).to_bytes(4, "big") + b"\0\0" + content


@cache
def _encoder() -> str:
    """Return the name by which ffmpeg's muxer calls itself."""
    import av

    return "Lavf" + ".".join(map(str, av.library_versions["libavformat"]))
