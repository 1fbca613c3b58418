"""Playlists of the films in each language."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import narrate
from narrate.collections.playlist import COLLECTION, playlists
from narrate.manifest import find_editions
from tests.fake_engine import FakeEngine
from tests.writing import THREE_SLIDES, TRANSLATED, write

pytestmark = pytest.mark.slow  # builds whole editions


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two topics in English and one in Spanish, with films."""
    base = tmp_path_factory.mktemp("playlist")
    paths = [
        write(base / "script/heart/en.md", THREE_SLIDES),
        write(base / "script/heart/es.md", TRANSLATED["es"]),
        write(base / "script/arm/en.md", THREE_SLIDES.replace("title: A short test of the heart", "title: Your arm")),
    ]
    narrate.build(
        paths,
        base / "output",
        voice=FakeEngine(),
        store=base / "store",
        to=["playlist", "mp4+720p"],
        editions=["standard"],
    )
    return base / "output"


@pytest.fixture
def output(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "output"))


def findings(output: Path) -> list[str]:
    return [fault for _, found in COLLECTION.verify(output, painted=True) for one in found for fault in one.faults]


def test_films_stand_in_the_order_of_their_titles_and_can_be_found_from_the_playlist(made):
    lines = (made / "en.m3u8").read_text(encoding="utf-8").split("\n")
    assert lines[0] == "#EXTM3U"
    assert [line.partition(",")[2] for line in lines if line.startswith("#EXTINF")] == [
        "A short test of the heart",
        "Your arm",
    ]
    paths = [line for line in lines if line and not line.startswith("#")]
    assert paths == ["heart/en/heart.mp4", "arm/en/arm.mp4"]
    assert all((made / path).is_file() for path in paths)
    assert findings(made) == []


def test_a_language_has_its_own_playlist(made):
    assert list(playlists(made)) == ["en.m3u8", "es.m3u8"]
    assert "#PLAYLIST:Todos los temas" in (made / "es.m3u8").read_text(encoding="utf-8")


def test_a_playlist_without_films_is_removed_and_other_files_stay(output):
    (output / "own.m3u8").write_text("#EXTM3U\nmine.mp4\n")
    shutil.rmtree(output / "heart/es")
    COLLECTION.write(output)
    assert sorted(path.name for path in output.glob("*.m3u8")) == ["en.m3u8", "own.m3u8"]
    assert len(list(find_editions(output))) == 2


Plant = Callable[[Path], object]
FAULTS: dict[str, Plant] = {
    "a film missing": lambda path: path.write_text("\n".join(path.read_text().split("\n")[:-3]) + "\n"),
    "another film": lambda path: path.write_text(path.read_text().replace("arm/en/arm.mp4", "heart/es/heart.mp4")),
    "another length": lambda path: path.write_text(path.read_text().replace("#EXTINF:", "#EXTINF:1")),
    "another order": lambda path: path.write_text(path.read_text().replace("arm", "x").replace("heart", "arm")),
    "a film of the web": lambda path: path.write_text(path.read_text() + "https://example.org/x.mp4\n"),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(output, fault):
    FAULTS[fault](output / "en.m3u8")
    (line,) = findings(output)
    assert line.startswith("en.m3u8")


def test_a_link_in_its_place_is_not_followed(output, tmp_path):
    (output / "en.m3u8").unlink()
    (output / "en.m3u8").symlink_to(tmp_path / "elsewhere.m3u8")
    with pytest.raises(narrate.NarrateError, match="is in the way of the playlist"):
        COLLECTION.write(output)
    assert not (tmp_path / "elsewhere.m3u8").exists()


def test_a_playlist_of_somebody_else_is_not_overwritten(output):
    (output / "es.m3u8").write_text("#EXTM3U\nmine.mp4\n")
    with pytest.raises(narrate.NarrateError, match=r"es\.m3u8 was not written by narrate"):
        COLLECTION.write(output)
    assert (output / "es.m3u8").read_text() == "#EXTM3U\nmine.mp4\n"
