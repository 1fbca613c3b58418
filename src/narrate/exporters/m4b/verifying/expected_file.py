"""Makes the boxes that an M4B file of narrate must have, as ffmpeg 7 and 8 write them, without ffmpeg.

The file that was written must have the same, byte for byte. So nothing can be added to it or hidden in it, and players
cannot be led to other sound, other times or other chapters.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from narrate.audio.aac import BIT_RATE, FRAME, RATE
from narrate.audio.chapters import Chapter

FTYP = b"M4B " + bytes.fromhex("00000200") + b"M4B iso2mp41"
_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_CONFIGURATION = bytes.fromhex("130856e500")  # AAC-LC, 24 kHz, mono, and no spectral band replication
_CHUNK = 1 << 20  # bytes: a chunk is shorter
_MOST_IN_CHPL, _LONGEST_TITLE = 255, 255
_SOUND, _TEXT = 1, 3  # numbers of tracks; 2 is that of the cover, which becomes a tag
_ENCODING = bytes.fromhex("0000000c") + b"encd" + bytes.fromhex("00000100")  # UTF-8
ITUNES = {
    "title": "\xa9nam", "artist": "\xa9ART", "album": "\xa9alb", "date": "\xa9day", "genre": "\xa9gen",
    "description": "desc",
}  # fmt: skip
"""The boxes of tags, in the order of the file. They are followed by ``stik`` and ``covr``."""


def expected_moov(
    sizes: Sequence[int],
    duration_ms: int,
    chapters: Sequence[Chapter],
    tags: Mapping[str, str],
    cover: bytes,
    language: str,
) -> bytes:
    """Return the content of the box ``moov``.

    - ``sizes``: the number of bytes of each frame of sound, with the first, which is the encoder's delay.
    - ``tags``: by the names of ``ITUNES``; empty ones are left out.
    - ``cover``: a PNG file.
    - ``language``: that of the sound, by its code of ISO 639-2.
    """
    texts = text_samples(chapters)

    def moov(at: int) -> bytes:
        """Return the content of the box for a file whose samples begin at the byte ``at``: first texts, then sound."""
        head = struct.pack(">5I", 0, 0, 0, 1000, duration_ms) + bytes.fromhex("00010000 0100 0000 00000000 00000000")
        return b"".join([
            _box("mvhd", head, _MATRIX, bytes(24), struct.pack(">I", _TEXT + 1)),
            _sound_track(sizes, duration_ms, language, at + sum(map(len, texts))),
            _text_track(texts, chapters, duration_ms, at),
            _box("udta", _meta(tags, cover), _chpl(chapters)),
        ])  # fmt: skip

    return moov(len(_box("ftyp", FTYP) + _box("moov", moov(0)) + _box("free") + _box("mdat")))


def text_samples(chapters: Iterable[Chapter]) -> list[bytes]:
    """Return the samples of the chapter track, which stand before the sound."""
    titles = [chapter.title.encode() for chapter in chapters]
    return [struct.pack(">H", len(title)) + title + _ENCODING for title in titles]


def _box(kind: str, *contents: bytes) -> bytes:
    content = b"".join(contents)
    return struct.pack(">I", len(content) + 8) + kind.encode("latin-1") + content


def _track(number: int, duration_ms: int, head: bytes, start: int, reference: bytes, media: bytes) -> bytes:
    """Return the box of a track that is played from its sample ``start`` on. ``head`` are its flags."""
    kind = struct.pack(">IHHHH", 0, 0, 1, 0x100, 0) if number == _SOUND else bytes(12)
    numbers = struct.pack(">5I", 0, 0, number, 0, duration_ms)
    return _box(
        "trak",
        _box("tkhd", head, numbers, bytes(4), kind, _MATRIX, bytes(8)),
        _box("edts", _box("elst", struct.pack(">5I", 0, 1, duration_ms, start, 0x10000))),
        reference,
        media,
    )


def _media(head: bytes, handler: bytes, kind: bytes, name: bytes, own: bytes, table: bytes) -> bytes:
    """Return the box ``mdia``. ``own`` is the header that only media of this kind have."""
    data = _box("dinf", _box("dref", struct.pack(">II", 0, 1), _box("url ", struct.pack(">I", 1))))
    return _box(
        "mdia",
        _box("mdhd", head),
        _box("hdlr", bytes(4), handler, kind, bytes(12), name + b"\0"),
        _box("minf", own, data, _box("stbl", table)),
    )


def _sound_track(sizes: Sequence[int], duration_ms: int, language: str, at: int) -> bytes:
    count, length = len(sizes), len(sizes) * FRAME
    letters = 0
    for letter in language:
        letters = letters << 5 | ord(letter) - 0x60
    average = sum(sizes) * 8 * RATE // max(1, length)
    rates = struct.pack(">II", max(average, BIT_RATE), average)
    decoder = _descriptor(4, bytes.fromhex("4015000000") + rates + _descriptor(5, _CONFIGURATION))
    stream = _descriptor(3, struct.pack(">HB", _SOUND, 0) + decoder + _descriptor(6, b"\x02"))
    entry = _box(
        "mp4a",
        struct.pack(">IHHQHHHHHH", 0, 0, 1, 0, 1, 16, 0, 0, RATE, 0),
        _box("esds", bytes(4), stream),
        _box("btrt", bytes(4), rates),
    )
    chunks = _chunks(sizes)
    offsets = []
    first = 0
    for size in chunks:
        offsets.append(at)
        at += sum(sizes[first : first + size])
        first += size
    table = b"".join([
        _box("stsd", struct.pack(">II", 0, 1), entry),
        _box("stts", struct.pack(">4I", 0, 1, count, FRAME)),
        _sample_tables(chunks, sizes, offsets),
        _box("sgpd", bytes.fromhex("01000000"), b"roll", struct.pack(">IIh", 2, 1, -1)),
        _box("sbgp", bytes(4), b"roll", struct.pack(">III", 1, count, 1)),
    ])  # fmt: skip
    head = struct.pack(">5IHH", 0, 0, 0, RATE, length, letters, 0)
    media = _media(head, bytes(4), b"soun", b"SoundHandler", _box("smhd", bytes(8)), table)
    reference = _box("tref", _box("chap", struct.pack(">I", _TEXT)))
    return _track(_SOUND, duration_ms, struct.pack(">I", 3), FRAME, reference, media)


def _text_track(texts: Sequence[bytes], chapters: Sequence[Chapter], duration_ms: int, at: int) -> bytes:
    sizes = [len(text) for text in texts]
    average = sum(sizes) * 8 * 1000 // max(1, duration_ms)
    font = _box("ftab", bytes.fromhex("0001 0001 00"))
    style = struct.pack(">IHHI", 0, 0, 1, 1) + bytes(18) + struct.pack(">HHI", 1, 0, 0)
    entry = _box("text", style, font, _box("btrt", struct.pack(">3I", 0, average, average)))
    durations = [(ms, len(list(run))) for ms, run in groupby(one.end_ms - one.start_ms for one in chapters)]
    table = b"".join([
        _box("stsd", struct.pack(">II", 0, 1), entry),
        _box("stts", struct.pack(">II", 0, len(durations)), *(struct.pack(">II", n, ms) for ms, n in durations)),
        _sample_tables([len(texts)], sizes, [at]),
    ])  # fmt: skip
    own = _box(
        "gmhd",
        _box("gmin", struct.pack(">IHHHHHH", 0, 0x40, 0x8000, 0x8000, 0x8000, 0, 0)),
        _box("text", bytes.fromhex("0001"), bytes(14), bytes.fromhex("0001"), bytes(14), b"\x40", bytes(3)),
    )
    head = struct.pack(">5IHH", 0, 0, 0, 1000, duration_ms, 0, 0)
    media = _media(head, bytes(4), b"text", b"SubtitleHandler", own, table)
    return _track(_TEXT, duration_ms, struct.pack(">I", 2), 0, b"", media)


def _descriptor(tag: int, content: bytes) -> bytes:
    """Return a descriptor of MPEG-4 Systems, whose length always takes four bytes."""
    return bytes([tag, 0x80, 0x80, 0x80, len(content)]) + content


def _chunks(sizes: Sequence[int]) -> list[int]:
    """Return how many frames each chunk holds."""
    chunks, room = [0], _CHUNK
    for size in sizes:
        if chunks[-1] and size >= room:
            chunks.append(0)
            room = _CHUNK
        chunks[-1] += 1
        room -= size
    return chunks


def _sample_tables(chunks: Sequence[int], sizes: Sequence[int], offsets: Sequence[int]) -> bytes:
    changes = [(n, size) for n, size in enumerate(chunks, 1) if n == 1 or size != chunks[n - 2]]
    same = sizes[0] if len(set(sizes)) == 1 else 0
    return b"".join([
        _box("stsc", struct.pack(">II", 0, len(changes)), *(struct.pack(">3I", n, size, 1) for n, size in changes)),
        _box("stsz", struct.pack(f">3I{0 if same else len(sizes)}I", 0, same, len(sizes), *(() if same else sizes))),
        _box("stco", struct.pack(f">2I{len(offsets)}I", 0, len(offsets), *offsets)),
    ])  # fmt: skip


def _meta(tags: Mapping[str, str], cover: bytes) -> bytes:
    def data(kind: int, content: bytes) -> bytes:
        return _box("data", struct.pack(">II", kind, 0), content)

    entries = [_box(kind, data(1, tags[name].encode())) for name, kind in ITUNES.items() if tags.get(name)]
    entries += [_box("stik", data(0x15, b"\x02")), _box("covr", data(14, cover))]
    handler = _box("hdlr", bytes(8), b"mdirappl", bytes(9))
    return _box("meta", bytes(4), handler, _box("ilst", *entries))


def _chpl(chapters: Sequence[Chapter]) -> bytes:
    """Return the list of chapters that players other than Apple's read. It holds at most the first 255."""
    listed = chapters[:_MOST_IN_CHPL]
    entries = []
    for chapter in listed:
        title = chapter.title.encode()[:_LONGEST_TITLE]
        entries.append(struct.pack(">QB", chapter.start_ms * 10_000, len(title)) + title)
    return _box("chpl", bytes.fromhex("01000000"), bytes(4), bytes([len(listed)]), *entries)
