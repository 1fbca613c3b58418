"""Writes an M4B file: an audiobook in an MP4 container (ISO/IEC 14496-12), frame by frame, in little memory.

The file has the same bytes as one by ffmpeg's muxer. That muxer keeps 66 bytes in memory for each frame, 56 MB for ten
hours, so narrate uses it only to verify the file (``aac.mux``).
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from narrate.audio.aac import BIT_RATE, FRAME, RATE, frames_of, split
from narrate.audio.chapters import Chapter

_FTYP = b"M4B " + bytes.fromhex("00000200") + b"M4B iso2mp41"
_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_CONFIGURATION = bytes.fromhex("130856e500")  # AAC-LC, 24 kHz, mono, and no spectral band replication
_CHUNK = 1 << 20  # bytes; every chunk is shorter
_MOST_IN_CHPL, _LONGEST_TITLE = 255, 255
_SOUND, _TEXT = 1, 3  # numbers of tracks; ffmpeg gives 2 to the cover, which then becomes a tag
_ENCODING = bytes.fromhex("0000000c") + b"encd" + bytes.fromhex("00000100")  # UTF-8
ITUNES = {
    "title": "\xa9nam", "artist": "\xa9ART", "album": "\xa9alb", "date": "\xa9day", "genre": "\xa9gen",
    "description": "desc",
}  # fmt: skip
"""The boxes of tags, in the order of the file. The boxes ``stik`` and ``covr`` follow them."""


Parts = list[bytes]
"""The content of a box in parts, which are not joined, because the table of frames is large."""


def write_m4b(
    target: Path,
    tracks: Sequence[tuple[Path, int]],
    chapters: Sequence[Chapter],
    tags: Mapping[str, str],
    cover: bytes,
    language: str,
) -> None:
    """Join ``tracks`` to the M4B file ``target``.

    - ``tracks``: (file, duration in ms) of each track. The files hold AAC as ``aac.encode`` makes it.
    - ``tags``: the tags by the names of ``ITUNES``; empty tags are left out.
    - ``cover``: a PNG file.
    - ``language``: the language of the sound as a code of ISO 639-2.

    The last frame of each track but the final one is left out, because the next track overlaps it. Raises ValueError
    if the duration of a track is not a whole number of frames, or if its file has another number of frames.
    """
    sizes = array("I")
    for path, duration_ms in tracks:
        frames = split(path.read_bytes())
        if len(frames) - 1 != frames_of(duration_ms):
            raise ValueError(f"a track has {len(frames) - 1} AAC frames, not {frames_of(duration_ms)}")
        del sizes[-1:]
        sizes.extend(map(len, frames))
    texts = _text_samples(chapters)
    duration_ms = sum(ms for _, ms in tracks)

    def head(at: int) -> Parts:
        """Return all before the samples, which begin at the byte ``at``: first texts, then sound."""
        moov = _box(
            "moov",
            _box("mvhd", _movie_header(duration_ms)),
            _sound_track(sizes, duration_ms, language, at + sum(map(len, texts))),
            _text_track(texts, chapters, duration_ms, at),
            _box("udta", _meta(tags, cover), _chpl(chapters)),
        )
        size = sum(sizes) + sum(map(len, texts)) + 8
        return _flat(_box("ftyp", _FTYP), moov, _box("free"), struct.pack(">I", size) + b"mdat")

    with target.open("wb") as file:
        file.writelines(head(sum(map(len, head(0)))))
        file.writelines(texts)
        for number, (path, _) in enumerate(tracks, 1):
            frames = split(path.read_bytes())
            file.writelines(frames if number == len(tracks) else frames[:-1])


def _movie_header(duration_ms: int) -> bytes:
    rate_and_volume = bytes.fromhex("00010000 0100 0000 00000000 00000000")
    numbers = struct.pack(">5I", 0, 0, 0, 1000, duration_ms)
    return numbers + rate_and_volume + _MATRIX + bytes(24) + struct.pack(">I", _TEXT + 1)


def _text_samples(chapters: Iterable[Chapter]) -> list[bytes]:
    """Return the samples of the chapter track, which stand before the sound."""
    titles = [chapter.title.encode() for chapter in chapters]
    return [struct.pack(">H", len(title)) + title + _ENCODING for title in titles]


def _flat(*contents: bytes | Parts) -> Parts:
    return [part for content in contents for part in ([content] if isinstance(content, bytes) else content)]


def _box(kind: str, *contents: bytes | Parts) -> Parts:
    parts = _flat(*contents)
    return [struct.pack(">I", sum(map(len, parts)) + 8) + kind.encode("latin-1"), *parts]


def _track(number: int, duration_ms: int, head: bytes, start: int, reference: Parts, media: Parts) -> Parts:
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


def _media(head: bytes, handler: bytes, kind: bytes, name: bytes, own: Parts, table: Parts) -> Parts:
    """Return the box ``mdia``. ``own`` is the header that only media of this kind have."""
    data = _box("dinf", _box("dref", struct.pack(">II", 0, 1), _box("url ", struct.pack(">I", 1))))
    return _box(
        "mdia",
        _box("mdhd", head),
        _box("hdlr", bytes(4), handler, kind, bytes(12), name + b"\0"),
        _box("minf", own, data, _box("stbl", table)),
    )


def _sound_track(sizes: Sequence[int], duration_ms: int, language: str, at: int) -> Parts:
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
    table = _flat(
        _box("stsd", struct.pack(">II", 0, 1), entry),
        _box("stts", struct.pack(">4I", 0, 1, count, FRAME)),
        _sample_tables(chunks, sizes, offsets),
        _box("sgpd", bytes.fromhex("01000000"), b"roll", struct.pack(">IIh", 2, 1, -1)),
        _box("sbgp", bytes(4), b"roll", struct.pack(">III", 1, count, 1)),
    )
    head = struct.pack(">5IHH", 0, 0, 0, RATE, length, letters, 0)
    media = _media(head, bytes(4), b"soun", b"SoundHandler", _box("smhd", bytes(8)), table)
    reference = _box("tref", _box("chap", struct.pack(">I", _TEXT)))
    return _track(_SOUND, duration_ms, struct.pack(">I", 3), FRAME, reference, media)


def _text_track(texts: Sequence[bytes], chapters: Sequence[Chapter], duration_ms: int, at: int) -> Parts:
    sizes = [len(text) for text in texts]
    average = sum(sizes) * 8 * 1000 // max(1, duration_ms)
    font = _box("ftab", bytes.fromhex("0001 0001 00"))
    style = struct.pack(">IHHI", 0, 0, 1, 1) + bytes(18) + struct.pack(">HHI", 1, 0, 0)
    rates = _box("btrt", struct.pack(">3I", 0, average, average)) if average else []
    entry = _box("text", style, font, rates)
    durations = [(ms, len(list(run))) for ms, run in groupby(one.end_ms - one.start_ms for one in chapters)]
    table = _flat(
        _box("stsd", struct.pack(">II", 0, 1), entry),
        _box("stts", struct.pack(">II", 0, len(durations)), *(struct.pack(">II", n, ms) for ms, n in durations)),
        _sample_tables([len(texts)], sizes, [at]),
    )
    own = _box(
        "gmhd",
        _box("gmin", struct.pack(">IHHHHHH", 0, 0x40, 0x8000, 0x8000, 0x8000, 0, 0)),
        _box("text", bytes.fromhex("0001"), bytes(14), bytes.fromhex("0001"), bytes(14), b"\x40", bytes(3)),
    )
    head = struct.pack(">5IHH", 0, 0, 0, 1000, duration_ms, 0, 0)
    media = _media(head, bytes(4), b"text", b"SubtitleHandler", own, table)
    return _track(_TEXT, duration_ms, struct.pack(">I", 2), 0, [], media)


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


def _sample_tables(chunks: Sequence[int], sizes: Sequence[int], offsets: Sequence[int]) -> Parts:
    changes = [(n, size) for n, size in enumerate(chunks, 1) if n == 1 or size != chunks[n - 2]]
    same = sizes[0] if len(set(sizes)) == 1 else 0
    return _flat(
        _box("stsc", struct.pack(">II", 0, len(changes)), *(struct.pack(">3I", n, size, 1) for n, size in changes)),
        _box("stsz", struct.pack(">3I", 0, same, len(sizes)), b"" if same else _big_endian(sizes)),
        _box("stco", struct.pack(f">2I{len(offsets)}I", 0, len(offsets), *offsets)),
    )


def _big_endian(numbers: Iterable[int]) -> bytes:
    table = array("I", numbers)
    if sys.byteorder == "little":
        table.byteswap()
    return table.tobytes()


def _meta(tags: Mapping[str, str], cover: bytes) -> Parts:
    def data(kind: int, content: bytes) -> Parts:
        return _box("data", struct.pack(">II", kind, 0), content)

    entries = [_box(kind, data(1, tags[name].encode())) for name, kind in ITUNES.items() if tags.get(name)]
    entries += [_box("stik", data(0x15, b"\x02")), _box("covr", data(14, cover))]
    handler = _box("hdlr", bytes(8), b"mdirappl", bytes(9))
    return _box("meta", bytes(4), handler, _box("ilst", *entries))


def _chpl(chapters: Sequence[Chapter]) -> Parts:
    """Return the list of chapters that players other than Apple's read. It holds at most the first 255."""
    listed = chapters[:_MOST_IN_CHPL]
    entries = []
    for chapter in listed:
        title = chapter.title.encode()[:_LONGEST_TITLE]
        entries.append(struct.pack(">QB", chapter.start_ms * 10_000, len(title)) + title)
    return _box("chpl", bytes.fromhex("01000000"), bytes(4), bytes([len(listed)]), *entries)
