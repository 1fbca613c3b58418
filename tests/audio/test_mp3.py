import numpy as np
import pytest

from narrate.audio.grid import TRACK_MS, samples
from narrate.audio.mp3 import RATE, Chapter, decode, encode, join


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
        assert len(decode(encode(track))) == len(track)


def test_the_level_stays(tracks):
    for track in tracks:
        decoded = decode(encode(track)).astype(float)
        scale = decoded @ track / (track.astype(float) @ track)
        assert scale == pytest.approx(1, abs=0.01)


def test_joined_frames_sound_like_the_tracks_to_the_sample(tracks):
    files = [encode(track) for track in tracks]
    whole = decode(join([(f, len(t) * 1000 // RATE) for f, t in zip(files, tracks, strict=True)], [], {}))
    apart = np.concatenate([decode(file) for file in files])
    assert len(whole) == len(apart)
    assert np.abs(whole.astype(int) - apart).max() <= 1


def test_joining_is_repeatable_and_carries_tags_and_chapters(tracks):
    import io

    import av

    pieces = [(encode(track), len(track) * 1000 // RATE) for track in tracks]
    chapters = [Chapter("Čo to je", 0, 2560), Chapter("Two", 2560, 3840)]
    first, second = (join(pieces, chapters, {"title": "Título", "language": "spa"}) for _ in range(2))
    assert first == second
    with av.open(io.BytesIO(first)) as container:
        assert container.metadata["title"] == "Título"
        found = [(c["metadata"]["title"], c["start"], c["end"]) for c in container.chapters()]
    assert found == [("Čo to je", 0, 2560), ("Two", 2560, 3840)]
    assert b"TLAN" in first[:2000]


def test_a_track_off_the_frame_grid_is_refused(tracks):
    with pytest.raises(ValueError, match="whole number of MP3 frames"):
        join([(encode(tracks[0]), 2560 + 20)], [], {})
    with pytest.raises(ValueError, match="frames"):
        join([(encode(tracks[0]), 1280)], [], {})
