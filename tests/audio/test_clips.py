import numpy as np
import pytest

from narrate.audio import clips
from narrate.audio.clips import SUFFIX, RecentClips, keep, load, recall
from narrate.errors import OutsideError
from narrate.model import Sound
from narrate.store import Store


def spoken(seed: int, count: int = 4410) -> np.ndarray:
    return np.random.default_rng(seed).integers(-32768, 32767, count).astype(np.int16)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


@pytest.mark.parametrize("count", [1, 20, 441, 22_050])
def test_a_clip_is_the_same_from_memory_and_from_the_disk(store, count):
    pcm = spoken(count, count)
    keep(store, "ab" * 20, pcm, 22_050, {"words": []})
    sound = Sound("ab" * 20, 22_050, count)
    assert np.array_equal(recall(store, sound), pcm)
    assert np.array_equal(load(store, sound), pcm)


def test_what_was_just_spoken_is_not_read_from_the_disk(store, monkeypatch):
    pcm = spoken(1)
    entry = keep(store, "cd" * 20, pcm, 22_050, {})
    sound = Sound("cd" * 20, 22_050, len(pcm))
    entry.path.unlink()
    assert np.array_equal(recall(store, sound), pcm)
    with pytest.raises(OutsideError, match="removed or damaged"):
        load(store, sound)


def test_a_clip_of_another_store_is_not_known(store, tmp_path):
    pcm = spoken(2)
    keep(store, "ef" * 20, pcm, 22_050, {})
    with pytest.raises(OutsideError):
        recall(Store(tmp_path / "other"), Sound("ef" * 20, 22_050, len(pcm)))


def test_a_clip_in_memory_cannot_be_changed(store):
    pcm = spoken(3)
    keep(store, "aa" * 20, pcm, 22_050, {})
    found = recall(store, Sound("aa" * 20, 22_050, len(pcm)))
    with pytest.raises(ValueError, match="read-only"):
        found[0] = 1
    pcm[0] = 1  # one's own array stays as it was


@pytest.mark.parametrize("most", [0, 100, 8_820, 100_000])
def test_memory_is_bounded_and_the_last_clips_are_kept(store, most):
    recent, sounds = RecentClips(most), [Sound(str(number), 22_050, 1000 + number) for number in range(300)]
    for number, sound in enumerate(sounds):
        recent.add(store, sound.key, spoken(number, sound.samples))
        if number % 3 == 0:
            recent.add(store, sound.key, spoken(number, sound.samples))
    found = [recent.get(store, sound) for sound in sounds]
    held = [len(pcm) * 2 for pcm in found if pcm is not None]
    assert sum(held) <= most
    assert sum(held) > most - 3000 or not most
    assert [pcm is not None for pcm in found] == [False] * (300 - len(held)) + [True] * len(held)


def test_clips_read_once_are_not_read_again(store, monkeypatch):
    pcm = spoken(4)
    store.keep("bb" * 20, SUFFIX, clips.to_flac(pcm, 22_050), {})
    sound = Sound("bb" * 20, 22_050, len(pcm))
    recall(store, sound)
    monkeypatch.setattr(clips, "load", None)
    assert np.array_equal(recall(store, sound), pcm)
