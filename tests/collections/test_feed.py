"""A podcast feed in each language: what podcast players read in it, and when it is written."""

import dataclasses
import datetime
import json
import shutil
from pathlib import Path
from urllib.parse import unquote

import podcastparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from narrate.collections.artwork import artwork_name, paint_artwork
from narrate.collections.episodes import Episode, Feed
from narrate.collections.feed import COLLECTION
from narrate.collections.feed_checks import expected_feed
from narrate.collections.feed_document import feed_xml
from narrate.errors import InputError, OutsideError, UsageError
from narrate.manifest import NAME as MANIFEST
from narrate.manifest import load_manifest
from tests.collections.conftest import ENGLISH, SITE, build, scripts
from tests.writing import write

pytestmark = pytest.mark.slow  # builds whole editions


@pytest.fixture
def output(made, tmp_path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "output"))


PODCAST = "{https://podcastindex.org/namespace/1.0}"


def read(output: Path, language: str) -> dict:
    """The feed as gPodder reads it."""
    address = f"{SITE}/{language}/feed.xml"
    with (output / language / "feed.xml").open("rb") as file:
        return podcastparser.parse(address, file)


def at(output: Path, url: str) -> Path:
    """The file in the output that a web address of the feed means."""
    assert url.startswith(f"{SITE}/")
    return output / unquote(url.removeprefix(f"{SITE}/"))


def test_a_podcast_player_finds_every_edition_with_its_sound_and_time(made):
    feed = read(made, "en")
    assert (feed["title"], feed["link"], feed["itunes_author"]) == ("Health & Care", f"{SITE}/", "Health & Care")
    assert (feed["language"], feed["type"], feed["explicit"]) == ("en", "serial", False)
    first, second = sorted(feed["episodes"], key=lambda episode: episode["number"])
    assert first["title"] == "A short test of the heart"
    assert second["title"] == "A short test of the heart, with the pictures described"
    for episode, folder in ((first, "heart/en"), (second, "heart/en/described")):
        manifest = load_manifest(made / folder)
        assert episode["total_time"] == -(-manifest.duration_ms // 1000)
        assert datetime.datetime.fromtimestamp(episode["published"], datetime.UTC).date().isoformat() == "2026-03-01"
        (sound,) = episode["enclosures"]
        path = at(made, sound["url"])
        assert (path.parent, sound["file_size"]) == (made / folder, path.stat().st_size)
        assert sound["mime_type"] == "audio/mpeg"
    assert first["guid"] != second["guid"]


@pytest.mark.parametrize(("language", "folder"), [("en", "heart/en"), ("es", "heart/es"), ("ar", "قلب/ar")])
def test_chapters_transcripts_and_picture_are_there(made, language, folder):
    feed = read(made, language)
    with Image.open(at(made, feed["cover_url"])) as picture:
        assert (picture.size, picture.mode, picture.format) == ((1500, 1500), "RGB", "PNG")
    stem = folder.partition("/")[0]
    root = etree.parse(made / language / "feed.xml")
    item = root.find("channel/item")
    transcripts = item.findall(f"{PODCAST}transcript")
    kinds = [(at(made, one.get("url")).name, one.get("type")) for one in transcripts]
    assert kinds == [
        (f"{stem}.vtt", "text/vtt"), (f"{stem}.srt", "application/x-subrip"), (f"{stem}.txt", "text/plain"),
        ("index.html", "text/html"),
    ]  # fmt: skip
    assert all(at(made, one.get("url")).is_file() for one in transcripts)
    chapters = json.loads(at(made, item.find(f"{PODCAST}chapters").get("url")).read_text())
    segments = json.loads((made / folder / "timeline.json").read_text())["segments"]
    assert chapters == {
        "version": "1.2.0",
        "chapters": [{"startTime": one["start_ms"] / 1000, "title": one["heading"]} for one in segments],
    }


def test_a_title_with_signs_of_xml_stays_as_it_is_and_no_date_is_invented(made):
    episodes = read(made, "ar")["episodes"]
    titles = {episode["title"] for episode in episodes}
    assert titles == {"اختبار القلب & الصدر", "اختبار القلب & الصدر، مع وصف الصور"}
    assert all(episode["published"] == 0 for episode in episodes)


def test_the_same_editions_give_the_same_bytes_and_are_not_written_again(output):
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in output.rglob("*") if path.is_file()}
    COLLECTION.write(output)
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before}


def test_a_build_without_the_word_feed_keeps_the_feeds_that_are_there_up_to_date(output):
    folder = scripts(output.parent / "script")
    write(folder / "heart/en.md", ENGLISH.replace("A short test", "Another test"))
    report = build(folder, output, to=["mp3"], language="en")
    assert tuple(one.path for one in report.collections) == tuple(
        output / language / "feed.xml" for language in ("ar", "en", "es")
    )
    assert "Another test of the heart" in [episode["title"] for episode in read(output, "en")["episodes"]]


def test_nothing_is_written_that_nobody_asked_for(tmp_path):
    report = build(scripts(tmp_path / "script", ""), tmp_path / "output", to=["mp3"], language="es")
    assert report.collections == ()
    assert not list((tmp_path / "output").rglob("feed*"))


def test_an_edition_that_is_gone_leaves_the_feed_and_an_empty_feed_goes(output):
    shutil.rmtree(output / "heart/en/described")
    shutil.rmtree(output / "heart/es")
    write(output / "es/feed/of-a-person.txt", "mine")
    COLLECTION.write(output)
    assert len(read(output, "en")["episodes"]) == 1
    assert [path.name for path in (output / "en/feed").glob("*.json")] == ["heart.chapters.json"]
    assert [path.name for path in (output / "es").rglob("*")] == ["feed", "of-a-person.txt"]


def test_a_feed_of_somebody_else_is_left_alone(output):
    theirs = write(output / "fr/feed.xml", "<rss/>")
    COLLECTION.write(output)
    assert theirs.read_text() == "<rss/>"


SETTINGS = {
    "no settings": "",
    "no address": "organisation: Health\n",
    "an address with a question": "address: https://example.org/?page=1\n",
    "an address of a place in a page": "address: https://example.org/#guides\n",
    "another key": "# address: https://example.org\n",
}


@pytest.mark.parametrize("settings", SETTINGS)
def test_without_an_address_a_line_says_what_to_write_before_anything_is_spoken(tmp_path, settings):
    with pytest.raises(InputError) as error:
        build(scripts(tmp_path / "script", SETTINGS[settings]), tmp_path / "output")
    (problem,) = error.value.problems
    assert (problem.code, Path(problem.place.file)) == ("feed-address", tmp_path / "script/narrate.yaml")
    assert "write `address: https://" in problem.hint
    assert not (tmp_path / "output").exists()


def test_an_edition_that_was_built_without_an_address_is_named(output):
    folder = output / "heart/es"
    manifest = dataclasses.replace(load_manifest(folder), site="")
    (folder / MANIFEST).write_text(manifest.to_json())
    with pytest.raises(InputError, match=r"heart/es: error feed-address: .*build this edition again"):
        COLLECTION.write(output)


def test_editions_with_different_addresses_are_no_feed(output):
    folder = output / "heart/en/described"
    manifest = dataclasses.replace(load_manifest(folder), site="https://example.com")
    (folder / MANIFEST).write_text(manifest.to_json())
    with pytest.raises(InputError, match=r"https://example\.com, another for|for https://example\.org"):
        COLLECTION.write(output)


def test_an_address_of_one_edition_is_its_link(output):
    folder = output / "heart/es"
    manifest = dataclasses.replace(load_manifest(folder), address="https://example.com/corazón")
    (folder / MANIFEST).write_text(manifest.to_json())
    COLLECTION.write(output)
    assert read(output, "es")["episodes"][0]["link"] == "https://example.com/coraz%C3%B3n"


@pytest.mark.parametrize(("language", "folder"), [("en", "heart/en"), ("es", "heart/es"), ("ar", "قلب/ar")])
def test_every_link_leads_to_a_page(made, language, folder):
    """A described edition mostly has no page of its own: the one of the standard edition offers it."""
    links = {episode["link"] for episode in read(made, language)["episodes"]}
    assert {at(made, f"{link}index.html") for link in links} == {made / folder / "index.html"}
    assert (made / folder / "index.html").is_file()


def test_an_episode_without_a_page_has_no_link(output):
    for folder in (output / "heart/es", output / "heart/es/described"):
        manifest = load_manifest(folder)
        files = {name: digest for name, digest in manifest.files.items() if name != "index.html"}
        (folder / MANIFEST).write_text(dataclasses.replace(manifest, files=files).to_json())
    COLLECTION.write(output)
    assert all(not episode.get("link") for episode in read(output, "es")["episodes"])
    assert [
        finding.faults
        for _, findings in COLLECTION.verify(output, painted=False)
        for finding in findings
        if finding.faults
    ] == []


@pytest.mark.parametrize("name", ["en", "en/feed", "en/feed.xml"])
def test_nothing_is_written_through_a_link(output, tmp_path, name):
    path = output / name
    path.rename(tmp_path / "away")
    path.symlink_to(tmp_path / "away")
    with pytest.raises(OutsideError, match="is in the way of the feed; remove it and build again"):
        COLLECTION.write(output)


def test_feed_alone_means_the_usual_formats_and_others_get_what_it_refers_to(tmp_path):
    folder = scripts(tmp_path / "script")
    formats = build(folder, tmp_path / "output", to=["feed"], language="en").made[0].manifest.formats
    assert {"pptx", "mp3", "vtt", "srt", "txt", "html"} <= set(formats)
    formats = build(folder, tmp_path / "other", to=["txt", "feed"], language="en").made[0].manifest.formats
    assert {"txt", "mp3", "vtt", "html"} <= set(formats)
    assert "pptx" not in formats


def test_an_unknown_name_is_refused_with_all_that_are_known(tmp_path):
    with pytest.raises(UsageError, match=r"unknown format 'feeds' for --to; the formats are vtt, .*feed"):
        build(scripts(tmp_path / "script"), tmp_path / "output", to=["feeds"])


TEXTS = st.text("aä&<>\"' ?#%/ب心𝒙]\u00a0\u200f", min_size=1, max_size=9)
EPISODES = st.builds(
    Episode,
    topic=st.just("heart"), edition=st.just("standard"), title=TEXTS, folder=TEXTS.map(lambda text: f"{text}/en"),
    stem=TEXTS, page=st.one_of(st.just(""), TEXTS.map(lambda text: f"{text}/en")), subtitle=st.one_of(st.just(""), TEXTS), publisher=st.one_of(st.just(""), TEXTS),
    date=st.one_of(st.just(""), st.dates(datetime.date(1900, 1, 1)).map(str)),
    address=st.sampled_from(["", "https://example.org/ä?x=1&y=2#z"]), duration_ms=st.integers(0, 10**9),
    size=st.integers(0, 10**10), files=st.frozensets(st.just("index.html")), chapters=st.just(()),
)  # fmt: skip


@given(st.lists(EPISODES, min_size=1, max_size=3), st.sampled_from([SITE, "http://käse.example:80/a%20b"]))
def test_two_writers_agree_about_every_text(episodes, site):
    feed = Feed("en", site, tuple(episodes), {})
    written = feed_xml(feed, "en/feed/artwork.png").decode()
    assert written == "".join(f"{line}\n" for line in expected_feed(feed, "en/feed/artwork.png"))


@pytest.mark.parametrize(("title", "language"), [("Care", "en"), ("الرعاية", "ar"), ("x" * 400, "en"), ("病院", "ja")])
def test_the_picture_has_the_title_and_is_the_same_each_time(title, language):
    content = paint_artwork(title, language, {})
    assert content == paint_artwork(title, language, {})
    assert content != paint_artwork(f"{title}s", language, {})
    assert len(content) < 500_000
    assert artwork_name(title, language, {}) != artwork_name(title, language, {"bar": "000000"})
