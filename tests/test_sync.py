"""Everything that sounds, against the timeline: the real voice, the real files."""

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import narrate
from narrate.audio import clips
from narrate.audio.mixing import resample
from narrate.audio.mp3_codec import RATE, decode
from narrate.audio.onsets import find_onset
from narrate.model import ThemeWish, Timeline
from narrate.slides import make_theme, paginate
from narrate.speech import Speaker, choose_voice, say_script, speak_script, voice_for
from narrate.store import Store
from narrate.timeline import build_timeline
from tests.conftest import SAMPLE
from tests.exporters.pptx.changed_decks import audit
from tests.script.raw_material.test_transcript import BROKEN_LINES
from tests.writing import write

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Edition:
    folder: Path
    timeline: Timeline
    store: Store


@pytest.fixture(scope="module", params=["sample en", "sample es", "transcript"])
def edition(request, tmp_path_factory, shared_store) -> Edition:
    base = tmp_path_factory.mktemp("sync")
    if request.param == "transcript":
        path, language = write(base / "cataract.txt", BROKEN_LINES), "en"
    else:
        path, language = SAMPLE / f"vertebroplasty-kyphoplasty/{request.param[-2:]}.md", ""
    made = narrate.build([path], base / "out", language=language, store=shared_store, editions=["standard"]).made[0]
    store = Store(shared_store)
    script = paginate(narrate.read(path, language), make_theme(ThemeWish()))
    engine, voice = choose_voice(script, "")
    script = say_script(script, voice.engine)
    speaker = Speaker(engine, voice, script.rate or 150, store)
    utterances = speak_script(script, speaker, voice_for(script))
    return Edition(made.folder, build_timeline(script, utterances, voice), store)


def onsets(edition: Edition, track_start_ms: int, clips_of, pcm):
    """How late each clip is in ``pcm``, in ms, and how alike."""
    found, by_rate = [], {}
    for clip in clips_of:
        sound = clip.utterance.sound
        if sound.rate not in by_rate:
            by_rate[sound.rate] = resample(pcm, RATE, sound.rate)
        expected = (clip.start_ms - track_start_ms) * sound.rate // 1000
        found.append(find_onset(clips.load(edition.store, sound), by_rate[sound.rate], expected, sound.rate))
    return found


def check(found):
    assert found
    assert max(abs(one.late_ms) for one in found) <= 20
    assert min(one.likeness for one in found) > 0.9


def test_every_clip_lies_in_the_whole_where_the_timeline_says(edition):
    (whole,) = edition.folder.glob("*.mp3")
    pcm = decode(whole.read_bytes())
    assert abs(len(pcm) * 1000 / RATE - edition.timeline.duration_ms) <= 1
    check(onsets(edition, 0, [c for t in edition.timeline.tracks for c in t.clips], pcm))


def test_every_clip_lies_in_its_track_and_in_the_decks_media(edition):
    files = sorted((edition.folder / "tracks").iterdir())
    (deck,) = edition.folder.glob("*.pptx")
    with zipfile.ZipFile(deck) as archive:
        for number, (track, file) in enumerate(zip(edition.timeline.tracks, files, strict=True), 1):
            pcm = decode(file.read_bytes())
            assert abs(len(pcm) * 1000 / RATE - track.duration_ms) <= 1
            check(onsets(edition, track.start_ms, track.clips, pcm))
            assert archive.read(f"ppt/media/media{number}.mp3") == file.read_bytes()


def test_the_deck_is_valid(edition):
    (deck,) = edition.folder.glob("*.pptx")
    assert audit(deck) == []


def test_every_caption_starts_on_a_word(edition):
    import webvtt

    document = json.loads((edition.folder / "timeline.json").read_text())
    starts = {start for g in document["segments"] for s in g["sentences"] for _, start, _ in s["words"]}
    (captions,) = edition.folder.glob("*.vtt")
    for caption in webvtt.read(str(captions)):
        hours, minutes, seconds = caption.start.split(":")
        assert round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000) in starts


def test_no_word_is_lost(edition):
    document = json.loads((edition.folder / "timeline.json").read_text())
    spoken = [s["text"] for g in document["segments"] for s in g["sentences"]]
    written = [s.text for g in edition.timeline.script.segments for s in g.sentences]
    assert spoken == written
    (text,) = edition.folder.glob("*.txt")
    flat = " ".join(text.read_text().split())
    assert all(one in flat for one in spoken)
