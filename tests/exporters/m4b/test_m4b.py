import json

import pytest

import narrate
from narrate.manifest import load_manifest
from narrate.store import Store
from tests.audio.making import read_chapters, read_tags
from tests.fake_engine import FakeEngine
from tests.planting import faults
from tests.writing import THREE_SLIDES, write

pytestmark = pytest.mark.slow  # builds whole editions


@pytest.mark.parametrize("language", ["en", "ar"])
def test_chapters_and_tags_are_those_of_the_script(audiobooks, language):
    folder = audiobooks.output / "back" / language
    document = json.loads((folder / "timeline.json").read_text())
    wanted = [(segment["heading"], segment["start_ms"], segment["end_ms"]) for segment in document["segments"]]
    chapters = read_chapters(folder / "back.m4b")
    assert [(chapter.title, chapter.start_ms, chapter.end_ms) for chapter in chapters] == wanted
    tags = read_tags(folder / "back.m4b")
    assert (tags["title"], tags["date"], tags["genre"]) == (document["title"], "2026-03-01", "Audiobook")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_audiobook_has_no_faults(audiobooks, language):
    assert faults(audiobooks.output / "back" / language, Store(audiobooks.store)) == {}


LONG_HEADINGS = {
    "en": "Your heart and your lungs " * 14,
    "es": "Su corazón y sus pulmones después de la operación " * 6,
    "ru": "Ваше сердце и ваши лёгкие " * 8,
    "el": "Η καρδιά και οι πνεύμονες " * 8,
    "de": "Ihr Herz und Ihre Lunge nach einer Operation über den Fuß " * 5,
}


@pytest.mark.parametrize("language", LONG_HEADINGS)
def test_a_heading_of_more_than_255_bytes_is_no_fault(tmp_path, language):
    """The list ``chpl`` holds its first 255 bytes, which may end within a letter; the chapter track has all of it."""
    heading = LONG_HEADINGS[language].strip()
    write(tmp_path / f"script/heart/{language}.md", f"---\ntitle: A\nlang: {language}\n---\n## {heading}\n\nA B C.\n")
    store = tmp_path / "store"
    narrate.build(tmp_path / "script", tmp_path / "output", voice=FakeEngine(), store=store, to=["m4b"])
    folder = tmp_path / "output/heart" / language
    assert heading in {chapter.title for chapter in read_chapters(folder / "heart.m4b")}
    assert faults(folder, Store(store)) == {}


def test_the_store_keeps_the_tracks_that_an_audiobook_is_joined_from(audiobooks):
    manifest = load_manifest(audiobooks.output / "back/en")
    (suffix, keys), *others = manifest.other_tracks.items()
    assert suffix == ".aac"
    assert others == []
    assert len(keys) == manifest.slides
    assert set(keys) <= set(manifest.keys())
    assert all(Store(audiobooks.store).find(key, ".aac") for key in keys)


def test_nothing_is_encoded_as_aac_that_no_format_needs(rich):
    assert load_manifest(rich.output / "back/en").other_tracks == {}
    assert not list(rich.store.rglob("*.aac"))


def test_the_same_script_gives_the_same_bytes_with_any_number_of_jobs(tmp_path):
    path = write(tmp_path / "script/heart/en.md", THREE_SLIDES)
    made = []
    for jobs in (1, 3):
        folder = tmp_path / f"{jobs}"
        narrate.build(path, folder, voice=FakeEngine(), store=folder / "store", to=["m4b"], jobs=jobs)
        made.append((folder / "heart/en/heart.m4b").read_bytes())
    assert made[0] == made[1]
