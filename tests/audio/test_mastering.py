"""What is mixed and levelled once is what every encoder gets."""

import io
from dataclasses import replace

import numpy as np
import pytest
import soundfile

from narrate.audio import mastering, mixing, mp3_codec, tracks
from narrate.audio.clips import SUFFIX, to_flac
from narrate.audio.grid import TRACK_MS
from narrate.audio.limiter import CEILING_DBTP
from narrate.audio.loudness import SHORTEST_MS
from narrate.audio.mastering import RATE, Encoder
from narrate.audio.tracks import encode_tracks
from narrate.model import Clip, Kind, PackedWords, Segment, Sentence, Sound, Timeline, Timing, Track, Utterance, Voice
from narrate.store import Store

OWN_RATE = 22_050


def hum(ms: int, pitch: float, peak: float) -> np.ndarray:
    time = np.arange(ms * OWN_RATE // 1000) / OWN_RATE
    return (peak * 32767 * np.sin(2 * np.pi * pitch * time) * np.sin(np.pi * 2 * time) ** 2).astype(np.int16)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def track(store: Store, number: int, start_ms: int, seconds: list[float]) -> Track:
    """A track whose clips last so long, a second apart; the louder its clips, the later it comes."""
    clips, at = [], start_ms + 200
    for place, length in enumerate(seconds):
        pcm = hum(round(length * 1000), 150 + 40 * place, 0.2 + 0.2 * number)
        key = f"{number}{place}" * 4
        store.keep(key, SUFFIX, to_flac(pcm, OWN_RATE), {})
        sentence = Sentence(f"{number}-{place}", "Breathe in.", ())
        sound = Sound(key, OWN_RATE, len(pcm))
        clips.append(Clip(Utterance(sentence, sound, PackedWords([]), Timing.EXACT, round(length * 1000)), at))
        at += round(length * 1000) + 1000
    duration = -(-(at - start_ms) // TRACK_MS) * TRACK_MS
    return Track(Segment(f"s{number}", Kind.NARRATION, None, None, ()), tuple(clips), start_ms, duration)


@pytest.fixture
def timeline(store):
    made: list[Track] = []
    for number, seconds in enumerate([[3.0, 2.0], [1.0], [9.0, 8.0]]):
        made.append(track(store, number, made[-1].end_ms if made else 0, seconds))
    assert [one.duration_ms < SHORTEST_MS for one in made] == [False, True, False]
    return Timeline(None, "standard", Voice("fake", "hum", "en"), tuple(made))  # type: ignore[arg-type]


def in_flac(pieces, count, spread) -> bytes:
    """A toy encoder, which takes the sound piece by piece."""
    file = io.BytesIO()
    with soundfile.SoundFile(file, "w", RATE, 1, format="FLAC", subtype="PCM_16") as writer:
        for piece in pieces:
            writer.write(piece)
    return file.getvalue()


FLAC = Encoder("toy flac", ".flac", in_flac)


@pytest.fixture
def counted(monkeypatch):
    """How often each piece of work was done."""
    counts = dict.fromkeys(("mix", "meter"), 0)

    def count(module, name, what):
        real = getattr(module, name)

        def counting(*args, **options):
            counts[what] += 1
            return real(*args, **options)

        monkeypatch.setattr(module, name, counting)

    count(mixing, "mix", "mix")
    count(mastering.loudness, "_meter", "meter")
    return counts


def eavesdropped(heard: dict[bytes, np.ndarray]) -> Encoder:
    """The MP3 encoder, with what it got by what it made."""

    def encode(pieces, count, spread):
        taken = list(pieces)
        content = mp3_codec.MP3.encode(taken, count, spread)
        heard[content] = np.concatenate(taken)
        return content

    return replace(mp3_codec.MP3, encode=encode)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 4])
def test_two_encoders_get_the_same_samples_of_a_track_that_is_mixed_once(timeline, store, counted, jobs):
    heard: dict[bytes, np.ndarray] = {}
    made = encode_tracks(timeline, store, jobs, encoders=[eavesdropped(heard), FLAC])
    assert counted["mix"] == len(timeline.tracks)
    assert counted["meter"] <= 2 * (len(timeline.tracks) - 1)  # once, and once more where the limiter took loudness
    for as_mp3, as_flac in zip(made[".mp3"], made[".flac"], strict=True):
        samples, rate = soundfile.read(as_flac.path, dtype="int16")
        assert rate == RATE
        assert len(samples) == as_flac.track.duration_ms * RATE // 1000
        assert np.array_equal(samples, heard[as_mp3.path.read_bytes()])


@pytest.mark.slow
def test_an_encoder_that_comes_later_gets_the_same_samples_and_nothing_is_metered_again(timeline, store, counted):
    heard: dict[bytes, np.ndarray] = {}
    first = encode_tracks(timeline, store, 2, encoders=[eavesdropped(heard)])[".mp3"]
    metered = counted["meter"]
    steps: list[int] = []
    later = encode_tracks(timeline, store, 2, lambda: steps.append(1), [FLAC])[".flac"]
    assert counted == {"mix": 2 * len(timeline.tracks), "meter": metered}
    encode_tracks(timeline, store, 2, lambda: steps.append(1), [mp3_codec.MP3, FLAC])
    assert counted == {"mix": 2 * len(timeline.tracks), "meter": metered}  # nothing was missing
    assert len(steps) == 2 * len(timeline.tracks)
    for as_mp3, as_flac in zip(first, later, strict=True):
        assert np.array_equal(soundfile.read(as_flac.path, dtype="int16")[0], heard[as_mp3.path.read_bytes()])
        facts = store.find(as_mp3.key, ".mp3").facts
        assert facts == store.find(as_flac.key, ".flac").facts
        assert (facts["lufs"] is None) == (as_mp3.track.duration_ms < SHORTEST_MS)
        assert facts["peak_dbtp"] <= CEILING_DBTP


def test_every_encoder_has_a_name_and_a_suffix_of_its_own():
    assert (
        len({one.name for one in tracks.ENCODERS})
        == len({one.suffix for one in tracks.ENCODERS})
        == len(tracks.ENCODERS)
    )
