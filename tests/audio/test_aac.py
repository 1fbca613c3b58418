import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.audio import aac
from narrate.audio.chapters import Chapter
from narrate.audio.grid import TRACK_MS, samples
from narrate.audio.m4b_file import write_m4b
from narrate.audio.mastering import RATE
from narrate.audio.mixing import resample
from tests.audio.making import read_chapters, read_tags

COVER = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100"
    "18dd8db00000000049454e44ae426082"
)


def hum(tracks: int, pitch: float) -> np.ndarray:
    """A hum of ``tracks`` times 1280 ms, with silence of 200 ms on both sides."""
    length = samples(TRACK_MS * tracks, RATE)
    time = np.arange(length - 2 * (RATE // 5)) / RATE
    signal = 9000 * np.sin(2 * np.pi * pitch * time) * (1 + np.sin(2 * np.pi * 3 * time)) / 2
    return np.pad(signal, (RATE // 5, RATE // 5)).astype(np.int16)


def syllables(tracks: int) -> np.ndarray:
    """Hums with pauses of 400 ms."""
    return np.concatenate([hum(1, 150 + 40 * number) for number in range(tracks)])


def encoded(pcm: np.ndarray, spread=map) -> list[bytes]:
    return aac.split(aac.encode([pcm[: RATE // 2], pcm[RATE // 2 :]], len(pcm), spread))


@pytest.fixture(scope="module")
def tracks() -> list[np.ndarray]:
    return [hum(2, 200), hum(1, 310), syllables(12), hum(3, 150)]


def test_length_is_exact_and_the_sound_stays(tracks):
    for track in tracks:
        before = resample(track, RATE, aac.RATE).astype(float)
        after = aac.decode(encoded(track)).astype(float)
        assert len(after) == len(before)
        assert 10 * np.log10((before**2).sum() / ((after - before) ** 2).sum()) > 25


def test_parts_that_are_encoded_apart_are_one_sound(tracks):
    taken: list[int] = []

    def spread(function, parts):
        return map(function, [taken.append(len(part)) or part for part in parts])

    frames = encoded(tracks[2], spread)
    assert len(taken) == 2
    assert frames == encoded(tracks[2])
    assert len(frames) == len(tracks[2]) * aac.RATE // RATE // aac.FRAME + 1


def test_joined_frames_sound_like_the_tracks_to_the_sample(tracks):
    files = [encoded(track) for track in tracks]
    joined = [frame for file in files[:-1] for frame in file[:-1]] + files[-1]
    assert np.array_equal(aac.decode(joined), np.concatenate([aac.decode(file) for file in files]))


@pytest.fixture
def pieces(tracks, tmp_path):
    found = []
    for number, track in enumerate(tracks):
        path = tmp_path / f"{number}.aac"
        path.write_bytes(aac.encode([track], len(track)))
        found.append((path, len(track) * 1000 // RATE))
    return found


def test_joining_is_repeatable_and_carries_chapters_tags_and_cover(pieces, tmp_path):
    total = sum(ms for _, ms in pieces)
    chapters = [Chapter("Čo to je", 0, 2560), Chapter("كيف", 2560, total)]
    for name in ("a.m4b", "b.m4b"):
        write_m4b(tmp_path / name, pieces, chapters, {"title": "Título"}, COVER, "spa")
    content = (tmp_path / "a.m4b").read_bytes()
    assert content == (tmp_path / "b.m4b").read_bytes()
    assert read_chapters(tmp_path / "a.m4b") == chapters
    tags = read_tags(tmp_path / "a.m4b")
    assert (tags["title"], tags["media_type"], tags["major_brand"]) == ("Título", "2", "M4B ")
    assert "encoder" not in tags
    assert "creation_time" not in tags
    with av.open(str(tmp_path / "a.m4b")) as container:
        (picture,) = [packet for packet in container.demux(video=0) if packet.size]
        assert bytes(picture) == COVER
        assert container.streams.audio[0].metadata["language"] == "spa"
    with av.open(str(tmp_path / "a.m4b")) as container:  # ffmpeg obeys the edit list
        assert sum(frame.samples for frame in container.decode(audio=0)) == total * aac.RATE // 1000


def test_a_track_of_another_length_is_refused(pieces, tmp_path):
    with pytest.raises(ValueError, match="has 60 AAC frames, not 30"):
        write_m4b(tmp_path / "a.m4b", [(pieces[0][0], 1280)], [], {}, COVER, "eng")
    with pytest.raises(ValueError, match="1000 ms"):
        aac.frames_of(1000)


@pytest.mark.parametrize(
    ("titles", "tags", "language"),
    [
        (["Start"], {}, "eng"),
        (["Start", "Ärzte " * 60, "كيف", ""], {"title": "x" * 300, "artist": "A & B", "description": "d"}, "ara"),
        ([f"Slide {number}" for number in range(300)], {"title": "T", "album": "T", "date": "2026-03-01"}, "und"),
        (["1", "2"], {"genre": "Audiobook"}, "fil"),
    ],
)
def test_the_file_is_what_ffmpeg_writes_to_the_byte(pieces, tmp_path, titles, tags, language):
    """Also with more than 255 chapters, long titles, and frames that fill several chunks."""
    times = 10 if len(titles) == 2 else 1
    tracks = pieces * times
    total = sum(ms for _, ms in tracks)
    ends = [total * number // len(titles) for number in range(1, len(titles) + 1)]
    chapters = [Chapter(title, start, end) for title, start, end in zip(titles, [0, *ends], ends, strict=False)]
    write_m4b(tmp_path / "ours.m4b", tracks, chapters, tags, COVER, language)
    files = [aac.split(path.read_bytes()) for path, _ in tracks]
    frames = [frame for file in files[:-1] for frame in file[:-1]] + files[-1]
    aac.mux(tmp_path / "ffmpeg.m4b", frames, chapters, {**tags, "media_type": "2"}, COVER, language)
    assert (tmp_path / "ours.m4b").read_bytes() == (tmp_path / "ffmpeg.m4b").read_bytes()


@given(st.binary(max_size=200))
def test_what_is_no_aac_is_refused(content: bytes):
    try:
        frames = aac.split(content)
    except ValueError:
        return
    assert not content or sum(map(len, frames)) + 7 * len(frames) == len(content)


def test_noise_is_refused_by_the_decoder():
    with pytest.raises(ValueError, match="cannot be decoded"):
        aac.decode([bytes(range(256))] * 3)
