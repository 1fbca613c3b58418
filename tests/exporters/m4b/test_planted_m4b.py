"""Faults in an audiobook: whatever is added, lost, moved or altered is found."""

import shutil
import struct
from pathlib import Path

import numpy as np
import pytest

from narrate.audio import aac
from narrate.audio.mixing import resample
from narrate.exporters.m4b.verifying.boxes import read_mp4
from narrate.manifest import load_manifest
from narrate.store import Store
from tests.audio.test_aac import COVER
from tests.planting import faults, in_json, sign

NAME = "back.m4b"


def over(change):
    def plant(folder: Path) -> None:
        content = (folder / NAME).read_bytes()
        changed = change(content)
        assert changed != content
        (folder / NAME).write_bytes(changed)

    return plant


def bytes_of(old: bytes, new: bytes, count: int = 1):
    return over(lambda content: content.replace(old, new, count))


def in_box(kind: bytes, at: int, by: bytes, number: int = 0):
    """Change bytes of a box's content: of the box ``number`` of its kind, or from the end if that is negative."""

    def change(content: bytes) -> bytes:
        starts = [at for at in range(len(content)) if content.startswith(kind, at)][:3]
        start = starts[number] + 4 + at
        return content[:start] + by + content[start + len(by) :]

    return over(change)


def grown(content: bytes, at: int, added: bytes, parents: list[int]) -> bytes:
    """Insert ``added``, and make the boxes that begin at ``parents`` longer."""
    data = bytearray(content)
    for parent in parents:
        size = struct.unpack(">I", data[parent : parent + 4])[0]
        data[parent : parent + 4] = struct.pack(">I", size + len(added))
    return bytes(data[:at] + added + data[at:])


def with_box(path: list[bytes], added: bytes):
    """Put a box at the end of the box at ``path``."""

    def change(content: bytes) -> bytes:
        at, parents = 0, []
        end = len(content)
        for kind in path:
            while content[at + 4 : at + 8] != kind:
                at += struct.unpack(">I", content[at : at + 4])[0]
            parents.append(at)
            end = at + struct.unpack(">I", content[at : at + 4])[0]
            at += 12 if kind == b"meta" else 8
        return grown(content, end, added, parents)

    return over(change)


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def in_sound(change):
    """Change the frames of the sound; their sizes must stay."""

    def changed(content: bytes) -> bytes:
        at = content.index(b"stsz") + 12
        (count,) = struct.unpack(">I", content[at : at + 4])
        sizes = struct.unpack(f">{count}I", content[at + 4 : at + 4 + 4 * count])
        start = len(content) - sum(sizes)
        frames = []
        for size in sizes:
            frames.append(content[start : start + size])
            start += size
        before = list(frames)
        change(frames)
        assert [len(frame) for frame in frames] == list(sizes)
        assert frames != before
        return content[: len(content) - sum(sizes)] + b"".join(frames)

    return over(changed)


def joined_again(folder: Path, *, tracks=None, cover: bytes = b"", language: str = "eng", **tags: str) -> None:
    """Join the tracks of the store again, with another cover, other tags or changed tracks."""
    path = folder / NAME
    with path.open("rb") as file:
        parts = read_mp4(file, path.stat().st_size)
    from narrate.audio.chapters import Chapter
    from narrate.exporters.m4b.verifying.tags import cover_of, tags_of
    from narrate.exporters.verifying.edition_record import load_record

    manifest = load_manifest(folder)
    store = Store(folder.parents[2] / "store")
    record = load_record(folder, manifest, store)
    files = [store.path(key, ".aac") for key in manifest.other_tracks[".aac"]]
    durations = [segment.end_ms - segment.start_ms for segment in record.segments]
    pieces = list(zip(files, durations, strict=True))
    if tracks is not None:
        pieces = tracks(folder, pieces)
    chapters = [Chapter(segment.heading, segment.start_ms, segment.end_ms) for segment in record.segments]
    given = {**tags_of(parts), "media_type": "2", **tags}
    given = {name: text for name, text in given.items() if text}
    files = [aac.split(file.read_bytes()) for file, _ in pieces]
    frames = [frame for file in files[:-1] for frame in file[:-1]] + files[-1]
    aac.mux(path, frames, chapters, given, cover or cover_of(parts), language)


def again(**how):
    return lambda folder: joined_again(folder, **how)


def sounding(change, number: int = 2):
    """Change the sound of a track, and encode it again."""

    def tracks(folder: Path, pieces):
        path, ms = pieces[number]
        pcm = resample(aac.decode(aac.split(path.read_bytes())), aac.RATE, 44_100)
        changed = folder.parent / "changed.aac"
        changed.write_bytes(aac.encode([change(pcm.copy())], len(pcm)))
        pieces[number] = (changed, ms)
        return pieces

    return again(tracks=tracks)


def muted(pcm):
    loud = int(np.abs(pcm.astype(int)).argmax())
    pcm[loud - 1300 : loud + 1300] = 0
    return pcm


def hum(pcm):
    return (pcm + 577 * np.sin(np.arange(len(pcm)) * 0.0142)).astype(np.int16)


def swapped(frames: list[bytes]) -> None:
    """Exchange two frames of the same size."""
    sizes: dict[int, int] = {}
    for number, frame in enumerate(frames):
        other = sizes.setdefault(len(frame), number)
        if frames[other] != frame and number - other > 5:
            frames[other], frames[number] = frame, frames[other]
            return


def exchanged(folder: Path, pieces):
    """Play two slides of the same length in the other order."""
    lengths = [ms for _, ms in pieces]
    number, other = next(
        (a, b) for a in range(len(lengths)) for b in range(a + 1, len(lengths)) if lengths[a] == lengths[b]
    )
    pieces[number], pieces[other] = pieces[other], pieces[number]
    return pieces


ALIKE = "m4b sound of the clips alone"
FAULTS = {
    "a chapter renamed": (in_box(b"chpl", 18, b"X"), "m4b chapters"),
    "a chapter moved": (in_box(b"chpl", 9 + 9 + len("Your back, step by step") + 7, b"\x01"), "m4b chapters"),
    "a chapter renamed in the track": (
        over(
            lambda content: (
                content[: content.rindex(b"What your")] + b"Not" + content[content.rindex(b"What your") + 3 :]
            )
        ),
        "m4b chapters",
    ),
    "a chapter moved in the track": (in_box(b"stts", 8 + 4, b"\x00\x00\x06\x00", 1), "m4b boxes"),
    "a chapter lost": (in_box(b"chpl", 8, b"\x03"), "m4b boxes"),
    "another title": (again(title="Your hip"), "m4b tags"),
    "another album": (again(album="Your hip"), "m4b tags"),
    "another artist": (again(artist="Somebody"), "m4b tags"),
    "another date": (bytes_of(b"2026-03-01", b"2025-03-01"), "m4b tags"),
    "a date that is none": (bytes_of(b"2026-03-01", b"2026-13-01"), "m4b tags"),
    "no date": (again(date=""), "m4b tags"),
    "a description": (again(description="Take two pills."), "m4b tags"),
    "a comment": (again(comment="Patient 4711"), "m4b tags"),
    "lyrics": (again(lyrics="Take two pills."), "m4b tags"),
    "another genre": (again(genre="Music"), "m4b tags"),
    "music instead of an audiobook": (again(media_type="1"), "m4b boxes"),
    "another language": (again(language="fra"), "m4b boxes"),
    "another cover": (again(cover=COVER), "m4b cover"),
    "a changed cover": (bytes_of(b"IDAT", b"IDAX"), "m4b cover"),
    "the start cut off": (in_box(b"elst", 12, struct.pack(">I", 48_000)), "m4b boxes"),
    "the end cut off": (in_box(b"elst", 8, struct.pack(">I", 1000)), "m4b boxes"),
    "a date of making": (in_box(b"mvhd", 4, b"\xe0\0\0\0"), "m4b boxes"),
    "another speed": (in_box(b"mvhd", 20, b"\0\2\0\0"), "m4b boxes"),
    "a softer track": (in_box(b"tkhd", 36, b"\0\x20"), "m4b boxes"),
    "a track that is off": (in_box(b"tkhd", 3, b"\2"), "m4b boxes"),
    "another rate": (in_box(b"mdhd", 12, struct.pack(">I", 12_000)), "m4b boxes"),
    "sound from elsewhere in the file": (in_box(b"stco", 8, struct.pack(">I", 100)), "m4b boxes"),
    "longer frames": (in_box(b"stts", 12, struct.pack(">I", 2048)), "m4b boxes"),
    "another brand": (bytes_of(b"ftypM4B ", b"ftypM4A "), "m4b boxes"),
    "a word in a reserved place": (in_box(b"smhd", 4, b"Take"), "m4b boxes"),
    "a box at the end": (over(lambda content: content + box(b"uuid", b"Patient 4711")), "m4b boxes"),
    "a text in the free space": (
        over(lambda content: content.replace(b"\0\0\0\x08free", box(b"free", b"Take two pills."), 1)),
        "m4b boxes",
    ),
    "a second track": (with_box([b"moov"], box(b"trak", b"")), "m4b boxes"),
    "a tag of one's own": (
        with_box([b"moov", b"udta", b"meta", b"ilst"], box(b"----", box(b"data", bytes(8) + b"Patient"))),
        "m4b tags",
    ),
    "data after the sound": (with_box([b"mdat"], b"Patient 4711"), "m4b boxes"),
    "a file cut off": (over(lambda content: content[:-100]), "m4b can be read"),
    "no file of sound at all": (over(lambda content: b"Hello"), "m4b can be read"),
    "a table that promises more": (in_box(b"stsz", 12, b"\x7f\xff\xff\xff"), "m4b can be read"),
    "two frames exchanged": (in_sound(swapped), "m4b as encoded"),
    "two slides exchanged": (again(tracks=exchanged), ALIKE),
    "a word muted": (sounding(muted), ALIKE),
    "a hum under speech": (sounding(hum), ALIKE),
    "a slide upside down": (sounding(lambda pcm: -pcm), ALIKE),
    "a slide encoded again": (sounding(lambda pcm: pcm), "m4b as encoded"),
    "a fade": (sounding(lambda pcm: (pcm * np.linspace(1, 0.2, len(pcm))).astype(np.int16)), ALIKE),
    "a boundary moved in the timeline": (
        in_json(lambda d: d["segments"][3].update(start_ms=d["segments"][3]["start_ms"] + 1280)),
        "m4b chapters",
    ),
    "a wrong total in the timeline": (in_json(lambda d: d.update(duration_ms=d["duration_ms"] + 1280)), "m4b length"),
}
FAST = {check: fault for fault, (_, check) in reversed(FAULTS.items())}.values()


@pytest.mark.parametrize(
    "fault", [fault if fault in FAST else pytest.param(fault, marks=pytest.mark.slow) for fault in FAULTS]
)
def test_a_planted_fault_is_found(audiobooks, tmp_path, fault):
    plant, check = FAULTS[fault]
    folder = tmp_path / "out/back/en"
    shutil.copytree(audiobooks.output / "back/en", folder)
    (tmp_path / "store").symlink_to(audiobooks.store)
    plant(folder)
    sign(folder, "m4b")
    found = faults(folder, Store(audiobooks.store))
    assert check in found, found


@pytest.mark.parametrize("change", [muted, hum])
def test_a_store_that_holds_the_same_fault_does_not_hide_it(audiobooks, tmp_path, change):
    folder, store = tmp_path / "out/back/en", Store(tmp_path / "store")
    shutil.copytree(audiobooks.output / "back/en", folder)
    shutil.copytree(audiobooks.store, store.folder)
    key = load_manifest(folder).other_tracks[".aac"][2]
    entry = store.find(key, ".aac")
    pcm = resample(aac.decode(aac.split(entry.path.read_bytes())), aac.RATE, 44_100)
    store.keep(key, ".aac", aac.encode([change(pcm)], len(pcm)), entry.facts)
    joined_again(folder)
    sign(folder, "m4b")
    found = faults(folder, store)
    assert ALIKE in found
    assert "m4b as encoded" not in found


def test_without_the_tracks_in_the_store_the_sound_is_still_compared(audiobooks, tmp_path):
    folder, store = tmp_path / "out/back/en", Store(tmp_path / "store")
    shutil.copytree(audiobooks.output / "back/en", folder)
    shutil.copytree(audiobooks.store, store.folder)
    sign(folder, "m4b")
    for path in store.folder.rglob("*.aac"):
        path.unlink()
    assert not {check for check in faults(folder, store) if "sound of the clips" in check}
