"""Every planted fault is found by the check that is there for it."""

import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from narrate import build
from narrate.audio.chapters import Chapter
from narrate.audio.loudness import SHORTEST_MS
from narrate.audio.mp3_codec import RATE, decode, join
from narrate.cli import main
from narrate.errors import UsageError
from narrate.manifest import NAME, Manifest, load_manifest
from narrate.store import Store
from narrate.verifying import verify
from tests.audio.making import to_mp3
from tests.fake_engine import FakeEngine
from tests.planting import faults, in_deck, in_part, reading_only, sign, swap
from tests.tables import few_quick
from tests.writing import THREE_SLIDES, write


@pytest.fixture
def edition(built, tmp_path) -> Path:
    """A copy to plant faults in."""
    shutil.copytree(built.output, tmp_path / "out")
    return tmp_path / "out/heart/en"


@pytest.fixture
def store_of(built) -> Store:
    return Store(built.output.parent / "store")


def second_track(folder: Path) -> Path:
    return sorted((folder / "tracks").iterdir())[1]


def change_sound(path: Path, change) -> None:
    pcm = decode(path.read_bytes())
    path.write_bytes(to_mp3(change(pcm.copy())))


def shift(folder: Path) -> None:
    change_sound(second_track(folder), lambda pcm: np.roll(pcm, RATE // 10))


def cut_a_word(folder: Path) -> None:
    document = json.loads((folder / "timeline.json").read_text())
    segment = document["segments"][1]
    _, start, end = segment["sentences"][0]["words"][3]
    bounds = [(ms - segment["start_ms"]) * RATE // 1000 for ms in (start, end)]

    def silence(pcm):
        pcm[bounds[0] : bounds[1]] = 0
        return pcm

    change_sound(second_track(folder), silence)


def quiet(folder: Path) -> None:
    change_sound(second_track(folder), lambda pcm: (pcm * 0.7).astype(np.int16))


def short_track(folder: Path) -> Path:
    document = json.loads((folder / "timeline.json").read_text())
    return folder / next(s["track"] for s in document["segments"] if s["end_ms"] - s["start_ms"] < SHORTEST_MS)


def quiet_short(folder: Path) -> None:
    change_sound(short_track(folder), lambda pcm: (pcm * 0.8).astype(np.int16))


def silent_short(folder: Path) -> None:
    change_sound(short_track(folder), np.zeros_like)


def loud(folder: Path) -> None:
    change_sound(second_track(folder), lambda pcm: np.clip(pcm * 3.0, -32768, 32767).astype(np.int16))


def truncate(folder: Path) -> None:
    path = second_track(folder)
    path.write_bytes(path.read_bytes()[:-5000])


def truncate_whole(folder: Path) -> None:
    path = folder / "heart.mp3"
    path.write_bytes(path.read_bytes()[:-20_000])


def lose_a_chapter(folder: Path) -> None:
    document = json.loads((folder / "timeline.json").read_text())
    segments = document["segments"]
    chapters = [Chapter(s["heading"], s["start_ms"], s["end_ms"]) for s in segments if s is not segments[1]]
    pieces = [(folder / s["track"], s["end_ms"] - s["start_ms"]) for s in segments]
    join(folder / "heart.mp3", pieces, chapters, {})


def move_a_caption(name: str):
    def plant(folder: Path) -> None:
        path = folder / name
        text = path.read_text()
        start = re.findall(r"\n(\d\d:\d\d:\d\d[.,]\d{3}) -->", text)[2]
        moved = start[:-3] + f"{(int(start[-3:]) + 40) % 1000:03d}"
        path.write_text(text.replace(f"\n{start} -->", f"\n{moved} -->"))

    return plant


def lose_a_caption(folder: Path) -> None:
    path = folder / "heart.vtt"
    blocks = path.read_text().split("\n\n")
    path.write_text("\n\n".join(blocks[:2] + blocks[3:]))


def replace(part: str, pattern: bytes, by: bytes):
    return in_part(part, pattern.decode(), by.decode())


def lose_text(name: str):
    def plant(folder: Path) -> None:
        path = folder / name
        text = path.read_text()
        assert "Your heart beats faster" in text
        path.write_text(text.replace("Your heart beats faster", "Your heart beats"))

    return plant


def lose_a_file(folder: Path) -> None:
    (folder / "heart.mp3").rename(folder / "elsewhere.mp3")


def move_a_word(folder: Path) -> None:
    path = folder / "timeline.json"
    document = json.loads(path.read_text())
    document["segments"][1]["sentences"][0]["words"][2][1] -= 500
    path.write_text(json.dumps(document))


def sound_of_the_next_slide_for_powerpoint(parts: dict[str, bytes]) -> None:
    name = "ppt/slides/_rels/slide2.xml.rels"
    relations = parts[name].decode().split("<")
    media = next(n for n, line in enumerate(relations) if 'relationships/media"' in line)
    relations[media] = relations[media].replace("media2.mp3", "media3.mp3")
    parts[name] = "<".join(relations).encode()


SLIDE = "ppt/slides/slide2.xml"
FAULTS = {
    "a track shifted by 100 ms": (shift, "mp3 tracks onset of clips"),
    "a word cut from a track": (cut_a_word, "mp3 tracks words heard"),
    "a quiet track": (quiet, "mp3 tracks loudness"),
    "a quiet track of less than 3 s": (quiet_short, "mp3 tracks level of short tracks"),
    "a silent track of less than 3 s": (silent_short, "mp3 tracks level of short tracks"),
    "a loud track": (loud, "mp3 tracks true peak"),
    "a truncated track": (truncate, "mp3 tracks length"),
    "a truncated whole": (truncate_whole, "mp3 whole length"),
    "a chapter missing": (lose_a_chapter, "mp3 whole chapters"),
    "a caption moved": (move_a_caption("heart.vtt"), "vtt captions start on a word"),
    "a caption moved, SubRip": (move_a_caption("heart.srt"), "srt captions start on a word"),
    "a caption missing": (lose_a_caption, "vtt words in captions"),
    "the notes of another slide": (
        swap("ppt/notesSlides/notesSlide2.xml", "ppt/notesSlides/notesSlide3.xml"),
        "pptx notes",
    ),
    "the sound of another slide": (swap("ppt/media/media2.mp3", "ppt/media/media3.mp3"), "pptx sounds"),
    "another sound where PowerPoint looks for it": (in_deck(sound_of_the_next_slide_for_powerpoint), "pptx sounds"),
    "the captions of another slide": (swap("ppt/media/track2.vtt", "ppt/media/track3.vtt"), "pptx captions inside"),
    "a slide that goes too early": (replace(SLIDE, rb'advTm="\d+"', b'advTm="900"'), "pptx advance"),
    "a wrong title": (replace(SLIDE, b"What it is", b"What"), "pptx titles"),
    "words without a language": (replace(SLIDE, b'<a:rPr lang="en-US"', b"<a:rPr"), "pptx accessibility"),
    "a sound without a description": (replace(SLIDE, rb'descr="[^"]+"', b'descr=""'), "pptx accessibility"),
    "a dangling timing": (replace(SLIDE, rb'spid="\d+"', b'spid="99"'), "pptx references"),
    "a word lost from the text": (lose_text("heart.txt"), "txt sentences"),
    "a word lost from the page": (lose_text("index.html"), "html sentences"),
    "a file gone": (lose_a_file, "html links"),
    "a word moved in the timeline": (move_a_word, "timeline agrees with itself"),
}


def test_what_is_sound_is_found_sound(edition, store_of):
    assert faults(edition, store_of) == {}


@pytest.mark.parametrize("fault", few_quick(FAULTS))
def test_a_planted_fault_is_found(edition, store_of, fault):
    plant, check = FAULTS[fault]
    plant(edition)
    format_name = check.split()[0]
    sign(edition, *(() if format_name == "timeline" else (format_name,)))  # all of them read the timeline
    found = faults(edition, store_of)
    assert check in found, found
    assert all(line and "\n" not in line for lines in found.values() for line in lines)


def test_any_change_of_a_file_is_found_by_its_hash(edition, store_of):
    (edition / "heart.txt").write_text((edition / "heart.txt").read_text() + "\n")
    assert faults(edition, store_of)["manifest files as written"] == (
        "heart.txt was changed after it was written; build the edition again",
    )


def test_rubbish_is_a_finding_and_no_crash(edition, store_of):
    for name in ("heart.pptx", "heart.mp3", "heart.vtt", "index.html"):
        (edition / name).write_bytes(b"\x00rubbish")
    sign(edition)
    assert {found.split()[0] for found in faults(edition, store_of)} == {"pptx", "mp3", "vtt", "html"}


def test_rubbish_for_a_timeline_is_a_finding_and_no_crash(edition, store_of):
    (edition / "timeline.json").write_bytes(b"\x00rubbish")
    sign(edition)
    assert set(faults(edition, store_of)) == {"timeline can be read"}


@pytest.mark.slow
def test_clips_that_the_store_has_lost_are_said_in_a_line_whose_cure_helps(tmp_path):
    script = write(tmp_path / "script/heart/en.md", THREE_SLIDES)
    folder, store = tmp_path / "out/heart/en", Store(tmp_path / "store")

    def built() -> None:
        build([script], tmp_path / "out", voice="espeak", store=store.folder, to=["mp3"])

    built()
    shutil.rmtree(store.folder)
    built()  # up to date: nothing is spoken for it
    lost = faults(folder, store)
    heard = {"mp3 tracks onset of clips", "mp3 tracks level of short tracks", "mp3 whole onset of clips"}
    assert set(lost) == {*heard, "timeline times of words"}
    for (fault,) in lost.values():
        assert f"delete {folder} and build again" in fault
    assert lost["mp3 whole onset of clips"][0].startswith("6 of 6 clips are not in the store, first 'A short test")
    shutil.rmtree(folder)
    built()
    assert faults(folder, store) == {}


def test_tracks_that_are_all_short_are_held_to_the_meter_that_levelled_them(tmp_path):
    script = write(tmp_path / "script/heart/en.md", "---\ntitle: Rest\n---\n\n## Sit down\n\nBreathe.\n")
    store = Store(tmp_path / "store")
    build([script], tmp_path / "out", voice=FakeEngine(), store=store.folder, to=["mp3"])
    folder = tmp_path / "out/heart/en"
    assert faults(folder, store) == {}
    quiet_short(folder)
    sign(folder)
    found = set(faults(folder, store))
    assert found == {
        "mp3 tracks as encoded",
        "mp3 tracks level of short tracks",
        "mp3 tracks sound of the clips alone",
        "mp3 whole same sound as tracks",
    }


def test_the_command_line(edition, store_of, monkeypatch, capsys):
    monkeypatch.setenv("NARRATE_STORE", str(store_of.folder))
    assert main(["verify", "--jobs", "1", str(edition.parent.parent)]) == 0
    assert "FAULT" not in capsys.readouterr().out
    lose_text("heart.txt")(edition)
    with reading_only("txt"):
        assert main(["verify", "--jobs", "1", str(edition.parent.parent)]) == 1
        assert "FAULT txt sentences: 1 fault; 5 sentences (at least 6)" in capsys.readouterr().out
        assert main(["verify", "--jobs", "1", str(edition.parent.parent), "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["ok"] is False
    assert {f["check"] for e in document["editions"] for f in e["findings"] if f["faults"]} == {
        "files as written",
        "sentences",
    }
    assert main(["verify", str(edition / "tracks")]) == 2
    assert "nothing was built here" in capsys.readouterr().err


def test_nothing_built(tmp_path, store):
    with pytest.raises(UsageError, match="nothing was built here"):
        list(verify(tmp_path, store))


def test_a_manifest_survives_the_round_trip(edition):
    manifest = load_manifest(edition)
    assert isinstance(manifest, Manifest)
    assert manifest.to_json() == (edition / NAME).read_text()
