import numpy as np
import pytest

from narrate.audio.chapters import Chapter
from narrate.audio.grid import TRACK_MS, samples
from narrate.audio.mp3_codec import RATE, decode, decode_spans, join
from tests.audio.making import read_chapters, to_mp3


def hum(seconds_of_track: int, pitch: float) -> np.ndarray:
    length = samples(TRACK_MS * seconds_of_track, RATE)
    time = np.arange(length - RATE // 5) / RATE
    signal = 9000 * np.sin(2 * np.pi * pitch * time) * (1 + np.sin(2 * np.pi * 3 * time)) / 2
    return np.pad(signal, (RATE // 10, RATE // 10)).astype(np.int16)


@pytest.fixture(scope="module")
def tracks():
    return [hum(2, 200), hum(1, 310), hum(5, 440), hum(3, 150)]


def test_length_is_exact_after_decoding(tracks):
    for track in tracks:
        assert len(decode(to_mp3(track))) == len(track)


def test_the_level_stays(tracks):
    for track in tracks:
        decoded = decode(to_mp3(track)).astype(float)
        scale = decoded @ track / (track.astype(float) @ track)
        assert scale == pytest.approx(1, abs=0.01)


@pytest.fixture
def pieces(tracks, tmp_path):
    found = []
    for number, track in enumerate(tracks):
        path = tmp_path / f"{number}.mp3"
        path.write_bytes(to_mp3(track))
        found.append((path, len(track) * 1000 // RATE))
    return found


def test_joined_frames_sound_like_the_tracks_to_the_sample(pieces, tmp_path):
    join(tmp_path / "whole.mp3", pieces, [], {})
    whole = decode((tmp_path / "whole.mp3").read_bytes())
    apart = np.concatenate([decode(path.read_bytes()) for path, _ in pieces])
    assert len(whole) == len(apart)
    assert np.abs(whole.astype(int) - apart).max() <= 1


def test_joining_is_repeatable_and_carries_tags_and_chapters(pieces, tmp_path):
    import av

    chapters = [Chapter("Čo to je", 0, 2560), Chapter("Two", 2560, 3840)]
    for name in ("a.mp3", "b.mp3"):
        join(tmp_path / name, pieces, chapters, {"title": "Título", "language": "spa"})
    content = (tmp_path / "a.mp3").read_bytes()
    assert content == (tmp_path / "b.mp3").read_bytes()
    with av.open(str(tmp_path / "a.mp3")) as container:
        assert container.metadata["title"] == "Título"
    assert read_chapters(tmp_path / "a.mp3") == chapters
    assert b"TLAN" in content[:2000]


@pytest.mark.parametrize("letter", ["a", "ñ", "क"])
def test_a_chapter_may_have_a_whole_sentence_as_its_title(pieces, tmp_path, letter):
    chapters = [Chapter(letter * length, 1280 * n, 1280 * n + 1280) for n, length in enumerate([1, 60, 148, 600, 90])]
    join(tmp_path / "whole.mp3", pieces, chapters, {"title": letter * 300})
    assert read_chapters(tmp_path / "whole.mp3") == chapters


def test_spans_are_the_parts_of_the_whole(pieces, tmp_path):
    join(tmp_path / "whole.mp3", pieces, [], {})
    whole = decode((tmp_path / "whole.mp3").read_bytes())
    spans = [(0, 1000), (500, 3000), (2900, 6000), (9000, 99_000)]
    length_ms = 0.0
    for (start, end), (at, pcm, decoded_ms) in zip(spans, decode_spans(tmp_path / "whole.mp3", spans), strict=True):
        assert at == start
        assert np.array_equal(pcm, whole[start * RATE // 1000 : end * RATE // 1000])
        length_ms = decoded_ms
    assert length_ms == len(whole) * 1000 / RATE


def test_a_track_off_the_frame_grid_is_refused(pieces, tmp_path):
    with pytest.raises(ValueError, match="whole number of MP3 frames"):
        join(tmp_path / "x.mp3", [(pieces[0][0], 2560 + 20)], [], {})
    with pytest.raises(ValueError, match="frames"):
        join(tmp_path / "x.mp3", [(pieces[0][0], 1280)], [], {})
