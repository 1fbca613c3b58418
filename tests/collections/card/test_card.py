"""A card for a player: what lies on it, and when it is written."""

import errno
import json
import shutil
from pathlib import Path

import pytest

from narrate.audio.id3_tags import read_id3_tag
from narrate.audio.mp3_codec import decode
from narrate.audio.mp3_structure import structure
from narrate.collections.card import COLLECTION, writing
from narrate.errors import InputError, OutsideError
from narrate.manifest import load_manifest
from narrate.store import Store
from tests.collections.card.conftest import HEART, KNEE, build, findings, means, scripts
from tests.fake_engine import FakeEngine
from tests.tables import each
from tests.writing import write

pytestmark = pytest.mark.slow  # builds whole editions

NAMES = [
    "00 Contents.mp3",
    "01 Your heart - what does a test show",
    "01 Your heart - what does a test show/01 Your heart - what does a test show.mp3",
    "01 Your heart - what does a test show/02 What it is.mp3",
    "01 Your heart - what does a test show/03 Before - 'what you eat'.mp3",
    "02 A new knee",
    "02 A new knee/01 A new knee.mp3",
    "02 A new knee/02 At home.mp3",
]


@pytest.fixture
def output(made, tmp_path) -> Path:
    shutil.copytree(made.parent / "store", tmp_path / "store")
    return Path(shutil.copytree(made, tmp_path / "output"))


def names(card: Path) -> list[str]:
    return sorted(path.relative_to(card).as_posix() for path in card.rglob("*"))


def content(output: Path) -> dict[Path, tuple[bytes, int]]:
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (output / "card").rglob("*.*")}


def test_a_card_has_a_folder_for_each_topic_and_a_track_for_each_slide_in_order(made):
    assert names(made / "card/en") == NAMES
    assert names(made / "card/es")[:2] == ["00 Índice.mp3", "01 ¿Qué es una prueba del corazón"]
    assert names(made / "card/ar")[1] == "01 اختبار القلب"
    assert sorted(path.name for path in (made / "card").iterdir()) == [
        "ar",
        "ar.json",
        "en",
        "en.json",
        "es",
        "es.json",
    ]


def test_tracks_are_those_of_the_described_edition_with_tags_that_players_read(made):
    folder = made / "card/en" / NAMES[1]
    for number, path in enumerate(sorted(folder.iterdir()), 1):
        (source,) = (made / "heart/en/described/tracks").glob(f"0{number}-*")
        here, there = structure(path.read_bytes()), structure(source.read_bytes())
        assert here.frames == there.frames
        assert path.read_bytes()[len(here.tag) :] == source.read_bytes()[len(there.tag) :]
        texts = dict(read_id3_tag(here.tag).texts)
        assert texts["TALB"] == "Your heart: what does a test show?"
        assert (texts["TPE1"], texts["TRCK"], texts["TLAN"]) == ("Health for all", f"{number}/3", "eng")
    assert texts["TIT2"] == 'Before: "what you eat"'


def test_the_list_says_all_topics_and_the_titles_are_the_sounds_of_the_editions(made):
    pieces = json.loads((made / "card/en.json").read_text())["pieces"]
    assert [text for text, _ in pieces] == [
        "Topics on this card: 2.",
        "Topic 1:", "Your heart: what does a test show?",
        "Topic 2:", "A new knee",
    ]  # fmt: skip
    manifest = load_manifest(made / "heart/en/described")
    assert pieces[2][1] in [key for key, _, _ in manifest.clips.values()]
    sound = decode((made / "card/en/00 Contents.mp3").read_bytes())
    clips = [Store(made.parent / "store").find(key, ".flac").facts for _, key in pieces]
    assert len(sound) / 44100 > sum(facts["samples"] / facts["rate"] for facts in clips)


def test_a_sound_card_has_no_faults(made):
    assert findings(made, made.parent / "store") == {}


def test_a_build_with_nothing_to_do_writes_and_speaks_nothing(output):
    COLLECTION.write(output, means(output))
    before, spoken = content(output), FakeEngine()
    report = COLLECTION.write(output, means(output))
    assert content(output) == before
    assert spoken.spoken == []
    assert [written.path for written in report] == [output / "card" / language for language in ("ar", "en", "es")]
    assert report[1].notes == ("2 topics, 6 files, 0.3 MB: fits on a card or stick of 128 MB",)


def test_the_same_editions_give_the_same_bytes(output):
    before = {path: entry[0] for path, entry in content(output).items() if path.suffix == ".mp3"}
    shutil.rmtree(output / "card")
    COLLECTION.write(output, means(output))
    assert {path: entry[0] for path, entry in content(output).items() if path.suffix == ".mp3"} == before


def test_a_build_without_the_word_card_keeps_cards_up_to_date_and_speaks_only_what_is_new(output, tmp_path):
    folder, engine = scripts(tmp_path / "script"), FakeEngine()
    write(folder / "ankle/en.md", KNEE.replace("knee", "ankle"))
    build(folder, output, to=["mp3"], editions=("standard", "described"), engine=engine)
    assert [name for name in names(output / "card/en") if "/" not in name] == [
        "00 Contents.mp3", "01 A new ankle", "02 Your heart - what does a test show", "03 A new knee",
    ]  # fmt: skip
    listed = [text for text in engine.spoken if text.startswith("Topic")]
    assert listed == ["Topics on this card: 3.", "Topic 3:"]
    assert findings(output, tmp_path / "store") == {}


def test_a_topic_that_is_gone_leaves_the_card_and_an_empty_card_goes(output):
    shutil.rmtree(output / "heart")
    shutil.rmtree(output / "corazón")
    COLLECTION.write(output, means(output))
    assert names(output / "card/en") == ["00 Contents.mp3", "01 A new knee", *(
        f"01 A new knee/{name}" for name in ("01 A new knee.mp3", "02 At home.mp3")
    )]  # fmt: skip
    assert sorted(path.name for path in (output / "card").iterdir()) == ["ar", "ar.json", "en", "en.json"]


def test_what_somebody_else_put_on_the_card_is_left_and_told(output):
    theirs = write(output / "card/en/photos/holiday.txt", "mine")
    changed = output / "card/en" / NAMES[6]
    changed.write_bytes(b"mine")
    shutil.rmtree(output / "heart")
    (_, card, _) = COLLECTION.write(output, means(output))
    assert theirs.read_text() == "mine"
    assert changed.read_bytes() == b"mine"
    assert card.notes[1:] == (
        f"left {output}/card/en/02 A new knee as it is: it does not belong to the card",
        f"left {output}/card/en/photos as it is: it does not belong to the card",
    )


def test_an_old_described_edition_is_not_on_the_card(output, tmp_path):
    folder = scripts(tmp_path / "script")
    write(folder / "heart/en.md", HEART.replace("two hours", "six hours"))
    build(folder, output, to=["card", "mp3"], editions=["standard"])
    tracks = sorted((output / "card/en" / NAMES[1]).iterdir())
    source = sorted((output / "heart/en/tracks").iterdir())
    assert [structure(path.read_bytes()).frames for path in tracks] == [
        structure(path.read_bytes()).frames for path in source
    ]
    assert findings(output, tmp_path / "store") == {}


def test_card_alone_means_the_usual_formats_with_the_pictures_described(tmp_path):
    report = build(scripts(tmp_path / "script"), tmp_path / "output", language="es")
    assert {"pptx", "mp3", "html"} <= set(report.made[0].manifest.formats)
    assert [written.path for written in report.collections] == [tmp_path / "output/card/es"]
    assert (tmp_path / "output/corazón/es/described").is_dir()


TITLES = ("* * *", "||", "/ \\\\ /", "+ +", "= *")


@each("title", TITLES)
def test_a_title_that_fat_cannot_hold_is_refused_before_anything_is_spoken(title, tmp_path):
    folder = scripts(tmp_path / "script")
    write(folder / "knee/en.md", KNEE.replace("title: A new knee", f'title: "{title}"'))
    engine = FakeEngine()
    with pytest.raises(InputError, match="cannot be the name of a folder on a card") as error:
        build(folder / "knee", tmp_path / "output", engine=engine)
    (problem,) = error.value.problems
    assert (problem.code, problem.place.file) == ("card-name", str(folder / "knee/en.md"))
    assert "with a letter or a digit" in problem.hint
    assert engine.spoken == []
    assert not (tmp_path / "output").exists()


def test_where_a_card_is_such_a_title_is_refused_before_anything_is_spoken(output, tmp_path):
    folder, engine = scripts(tmp_path / "script"), FakeEngine()
    write(folder / "hip/en.md", KNEE.replace("title: A new knee", 'title: "+ +"'))
    with pytest.raises(InputError, match="cannot be the name of a folder on a card"):
        build(folder, output, to=["mp3"], engine=engine)
    assert engine.spoken == []


def test_a_topic_called_card_is_refused(tmp_path):
    folder = scripts(tmp_path / "script")
    (folder / "knee").rename(folder / "Card")
    with pytest.raises(InputError, match="a topic cannot be called 'Card', because cards are written"):
        build(folder, tmp_path / "output")


@pytest.mark.parametrize("name", ["card", "card/en", "card/en.json", f"card/en/{NAMES[1]}", f"card/en/{NAMES[2]}"])
def test_nothing_is_written_through_a_link(output, tmp_path, name):
    shutil.rmtree(output / "knee")
    path = output / name
    path.rename(tmp_path / "away")
    path.symlink_to(tmp_path / "away")
    with pytest.raises(OutsideError, match="is in the way of the card; remove it and build again"):
        COLLECTION.write(output, means(output))


def test_a_full_disk_is_one_line_and_the_old_card_stays(output, monkeypatch):
    before = content(output)
    shutil.rmtree(output / "knee")

    def full(card, spoken, stage):
        yield from ()
        raise OSError(errno.ENOSPC, "No space left on device", str(stage))

    monkeypatch.setattr(writing, "_stage", full)
    with pytest.raises(OutsideError, match=r"cannot be written: .*space"):
        COLLECTION.write(output, means(output))
    assert content(output) == before
    assert not list(output.glob(".partial*"))


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_after_a_crash_while_files_are_moved_the_next_build_makes_the_card_whole(output, monkeypatch, steps):
    shutil.rmtree(output / "heart")
    move, moved = writing.move, []

    def crash(path, target):
        if "en" in target.parts:
            if len(moved) == steps:
                raise KeyboardInterrupt
            moved.append(target)
        move(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(writing, "move", crash)
        with pytest.raises(KeyboardInterrupt):
            COLLECTION.write(output, means(output))
    assert findings(output, output.parent / "store") != {}
    COLLECTION.write(output, means(output))
    assert findings(output, output.parent / "store") == {}


def test_a_track_that_is_gone_is_named(output):
    shutil.rmtree(output / "card")
    next((output / "knee/en/described/tracks").iterdir()).unlink()
    with pytest.raises(OutsideError, match="is gone, and the card needs it; build the edition again"):
        COLLECTION.write(output, means(output))
    assert not (output / "card/en").exists()


def test_more_than_fat_can_hold_is_refused(output, monkeypatch):
    shutil.rmtree(output / "card")
    monkeypatch.setattr("narrate.collections.card.limits.MOST_BYTES", 5_000)
    with pytest.raises(InputError, match="GiB, more than FAT32 can hold"):
        COLLECTION.write(output, means(output))
    assert not (output / "card").exists()


@pytest.mark.slow
def test_a_real_voice_speaks_the_list_in_the_language_of_the_card(tmp_path):
    import narrate

    folder = scripts(tmp_path / "script")
    narrate.build(folder, tmp_path / "output", to=["card", "txt"], voice="espeak", store=tmp_path / "store")
    assert findings(tmp_path / "output", tmp_path / "store") == {}
    for language, voice in (("ar", "espeak:ar"), ("en", "espeak:en-us"), ("es", "espeak:es")):
        record = json.loads((tmp_path / "output/card" / f"{language}.json").read_text())
        assert record["voice"] == voice
    sound = decode((tmp_path / "output/card/en/00 Contents.mp3").read_bytes())
    assert 7 < len(sound) / 44100 < 14
