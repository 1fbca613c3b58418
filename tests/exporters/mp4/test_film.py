"""A film shows and says what the timeline says, when it says it."""

from __future__ import annotations

import json

import av
import pytest

import narrate
from narrate.errors import OutsideError
from narrate.exporters.edition import open_exporter
from narrate.exporters.mp4.shots import View, repeated, with_captions
from narrate.manifest import load_manifest
from narrate.model import Caption
from narrate.store import Store
from tests.fake_engine import FakeEngine
from tests.planting import faults
from tests.writing import THREE_SLIDES, write


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_film_has_no_faults(films, language):
    assert faults(films.output / "back" / language, Store(films.store)) == {}


@pytest.mark.slow
def test_slides_and_chapters_begin_with_the_segments_and_the_film_ends_with_the_sound(films):
    folder = films.output / "back/en"
    document = json.loads((folder / "timeline.json").read_text())
    starts = [segment["start_ms"] for segment in document["segments"]]
    with av.open(str(folder / "back.mp4")) as film:
        video = film.streams.video[0]
        keys = [
            round(packet.pts * packet.time_base * 1000)
            for packet in film.demux(video)
            if packet.is_keyframe and packet.size
        ]
        assert keys == starts
        assert [one["start"] for one in film.chapters()] == starts
        assert round(video.duration * video.time_base * 1000) == document["duration_ms"] == film.duration / 1000
        assert {stream.language for stream in list(film.streams)[:3]} == {"eng"}
        assert (film.metadata["title"], film.metadata["date"]) == (document["title"], "2026-03-01")


@pytest.mark.slow
def test_a_manifest_names_the_options(films):
    assert "mp4+720p" in load_manifest(films.output / "back/en").formats


@pytest.mark.slow
@pytest.mark.parametrize("options", ["mp4+captions+steady", "mp4+720p+captions+broadcast", "mp4+4k"])
def test_each_option_is_read_back(tmp_path, options):
    path = write(tmp_path / "script/heart/en.md", THREE_SLIDES)
    made = []
    for jobs in (1, 2):
        output, store = tmp_path / f"{jobs}", tmp_path / f"store{jobs}"
        narrate.build(path, output, voice=FakeEngine(), store=store, to=[options], jobs=jobs)
        assert faults(output / "heart/en", Store(store)) == {}
        made.append((output / "heart/en/heart.mp4").read_bytes())
    assert made[0] == made[1]


@pytest.mark.slow
def test_the_described_edition_has_a_film_of_its_own(tmp_path):
    path = write(tmp_path / "script/heart/en.md", THREE_SLIDES)
    store = tmp_path / "store"
    narrate.build(
        path, tmp_path / "output", voice=FakeEngine(), store=store, to=["mp4+720p"], editions=["standard", "described"]
    )
    folder = tmp_path / "output/heart/en"
    assert (folder / "heart.mp4").is_file()
    assert faults(folder / "described", Store(store)) == {}
    assert (folder / "described/heart.described.mp4").is_file()


def test_without_the_encoder_nothing_is_built(monkeypatch, tmp_path):
    monkeypatch.setattr(av, "codecs_available", av.codecs_available - {"libx264"})
    with pytest.raises(OutsideError, match="without the encoder libx264"):
        open_exporter("mp4").made_with()
    path = write(tmp_path / "script/heart/en.md", THREE_SLIDES)
    with pytest.raises(OutsideError, match="libx264"):
        narrate.build(path, tmp_path / "output", voice=FakeEngine(), store=tmp_path / "store", to=["mp4"])
    assert not (tmp_path / "output").exists()


def test_captions_begin_and_end_between_the_states():
    seen = [View(0, 0, None), View(1000, 0, 1), View(3000, 1, 0)]
    captions = [Caption(200, 1500, "A"), Caption(1500, 2900, "B"), Caption(3000, 3500, "C")]
    assert list(with_captions(seen, captions)) == [
        View(0, 0, None),
        View(200, 0, None, 0),
        View(1000, 0, 1, 0),
        View(1500, 0, 1, 1),
        View(2900, 0, 1),
        View(3000, 1, 0, 2),
        View(3500, 1, 0),
    ]


def test_a_steady_film_has_a_picture_each_second():
    seen = [View(0, 0, None), View(1000, 0, 1), View(2500, 1, 0)]
    starts = [view.start_ms for view in repeated(seen, 4000, 1000)]
    assert starts == [0, 1000, 2000, 2500, 3000]
