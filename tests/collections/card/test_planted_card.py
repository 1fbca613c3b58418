"""Faults in a card: whatever is added, lost, altered or out of order is found, even if the record agrees with it."""

import dataclasses
import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from narrate.audio.mp3_structure import structure
from narrate.collections.card.id3 import id3_tag, without_tag
from narrate.manifest import NAME as MANIFEST
from narrate.manifest import load_manifest
from tests.collections.card.conftest import findings
from tests.collections.card.test_card import NAMES
from tests.planting import lent
from tests.writing import write

CARD, RECORD = "card/en", "card/en.json"
HEART, KNEE = NAMES[1], NAMES[5]
FIRST, SECOND, THIRD = NAMES[2:5]
LIST = NAMES[0]


def sign(output: Path) -> None:
    """Make the record agree with what lies on the card: no fault may be found by a hash alone."""
    record = json.loads((output / RECORD).read_text())
    files = [path for path in (output / CARD).rglob("*") if path.is_file()]
    record["files"] = {
        path.relative_to(output / CARD).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }
    (output / RECORD).write_text(json.dumps(record))


def in_record(change):
    def plant(output: Path) -> None:
        record = json.loads((output / RECORD).read_text())
        change(record)
        (output / RECORD).write_text(json.dumps(record))

    return plant


def exchange(one: str, other: str):
    def plant(output: Path) -> None:
        card = output / CARD
        (card / one).rename(card / "x")
        (card / other).rename(card / one)
        (card / "x").rename(card / other)

    return plant


def rename(name: str, other: str):
    return lambda output: (output / CARD / name).rename(output / CARD / other)


def copy(name: str, other: str):
    return lambda output: shutil.copyfile(output / CARD / name, output / CARD / other)


def remove(name: str):
    def plant(output: Path) -> None:
        path = output / CARD / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return plant


def tagged(name: str, *texts: tuple[str, str]):
    def plant(output: Path) -> None:
        path = output / CARD / name
        path.write_bytes(id3_tag(texts) + without_tag(path.read_bytes()))

    return plant


def altered(name: str, change):
    """Change the bytes of a file after its tag."""

    def plant(output: Path) -> None:
        path = output / CARD / name
        content = path.read_bytes()
        tag = len(structure(content).tag)
        path.write_bytes(content[:tag] + change(content[tag:]))

    return plant


def of_another(name: str, source: str):
    """Give a file the sound of another one, under its own tag."""

    def plant(output: Path) -> None:
        path, other = output / CARD / name, output / CARD / source
        path.write_bytes(structure(path.read_bytes()).tag + without_tag(other.read_bytes()))

    return plant


def without_a_frame(sound: bytes) -> bytes:
    return sound[:4000] + sound[4209:]


def standard_sound(output: Path) -> None:
    """The track of the standard edition, in which the picture is not described."""
    path = output / CARD / SECOND
    source = next((output / "heart/en/tracks").glob("02-*"))
    path.write_bytes(structure(path.read_bytes()).tag + without_tag(source.read_bytes()))


def older(output: Path) -> None:
    """The edition is built again with another sound, and the card is not."""
    folder = output / "knee/en/described"
    track = next((folder / "tracks").glob("02-*"))
    track.write_bytes(next((output / "heart/en/tracks").glob("02-*")).read_bytes())


def retitled(output: Path) -> None:
    for folder in (output / "knee/en", output / "knee/en/described"):
        manifest = dataclasses.replace(load_manifest(folder), title="An old knee")
        (folder / MANIFEST).write_text(manifest.to_json())


def exchange_pieces(record: dict) -> None:
    pieces = record["pieces"]
    pieces[2][1], pieces[4][1] = pieces[4][1], pieces[2][1]


def exchange_words(record: dict) -> None:
    pieces = record["pieces"]
    pieces[2], pieces[4] = pieces[4], pieces[2]


def another_number(record: dict) -> None:
    record["pieces"][1][1] = record["pieces"][3][1]


TITLE = (("TIT2", "What it is"), ("TPE1", "Health for all"), ("TALB", "Your heart: what does a test show?"))
FAULTS = {
    "a track lost": (remove(SECOND), "tracks"),
    "a track twice": (copy(SECOND, f"{HEART}/04 What it is.mp3"), "tracks"),
    "two tracks exchanged": (exchange(SECOND, THIRD), "tracks"),
    "a track with another number": (rename(SECOND, f"{HEART}/04 What it is.mp3"), "tracks"),
    "a track with another name": (rename(SECOND, f"{HEART}/02 What it was.mp3"), "tracks"),
    "a track that players do not know": (rename(SECOND, f"{HEART}/02 What it is.mp2"), "tracks"),
    "the sound of another track": (of_another(SECOND, THIRD), "tracks"),
    "the sound of the standard edition": (standard_sound, "tracks"),
    "a frame lost": (altered(SECOND, without_a_frame), "tracks"),
    "a bit turned": (altered(SECOND, lambda sound: sound[:5000] + bytes([sound[5000] ^ 1]) + sound[5001:]), "tracks"),
    "another header for seeking": (altered(SECOND, lambda sound: sound[:60] + bytes([sound[60] ^ 1]) + sound[61:]), "tracks"),
    "something after the sound": (altered(SECOND, lambda sound: sound + b"TAG" + bytes(125)), "tracks"),
    "another title in a tag": (tagged(SECOND, ("TIT2", "Take two pills"), *TITLE[1:], ("TRCK", "2/3"), ("TLAN", "eng")), "tracks"),
    "another number in a tag": (tagged(SECOND, *TITLE, ("TRCK", "3/3"), ("TLAN", "eng")), "tracks"),
    "another language in a tag": (tagged(SECOND, *TITLE, ("TRCK", "2/3"), ("TLAN", "spa")), "tracks"),
    "no tag": (lambda output: (output / CARD / SECOND).write_bytes(without_tag((output / CARD / SECOND).read_bytes())), "tracks"),
    "a comment in a tag": (tagged(SECOND, *TITLE, ("TRCK", "2/3"), ("TLAN", "eng"), ("TCOM", "me")), "tracks"),
    "an empty file": (lambda output: (output / CARD / SECOND).write_bytes(b""), "tracks"),
    "a topic lost": (remove(HEART), "tracks"),
    "two topics exchanged": (exchange(HEART, KNEE), "tracks"),
    "a topic with another number": (rename(KNEE, "03 A new knee"), "tracks"),
    "a topic with another name": (rename(KNEE, "02 A new hip"), "tracks"),
    "an edition that was built since": (older, "tracks"),
    "a topic that is gone": (lambda output: shutil.rmtree(output / "knee"), "tracks"),
    "a title that was changed since": (retitled, "tracks"),
    "a sign that FAT32 forbids": (rename(SECOND, f"{HEART}/02 What it is?.mp3"), "names"),
    "a colon": (rename(KNEE, "02 A new: knee"), "names"),
    "a point at the end": (rename(KNEE, "02 A new knee."), "names"),
    "a space at the end": (rename(SECOND, f"{HEART}/02 What it is .mp3"), "names"),
    "a name of 100 letters": (rename(SECOND, f"{HEART}/02 What it is{' ' * 86}x.mp3"), "names"),
    "an invisible sign": (rename(SECOND, f"{HEART}/02 What\u200f it is.mp3"), "names"),
    "a reserved name": (rename(SECOND, f"{HEART}/con.mp3"), "names"),
    "a name twice but for capitals": (copy(LIST, "00 CONTENTS.mp3"), "names"),
    "the list is gone": (remove(LIST), "list"),
    "another list beside it": (copy(LIST, "00 A.mp3"), "list"),
    "the list has another title": (tagged(LIST, ("TIT2", "Take two pills"), ("TLAN", "eng")), "list"),
    "the list is no list": (of_another(LIST, SECOND), "sound of the list"),
    "a frame of the list lost": (altered(LIST, without_a_frame), "sound of the list"),
    "the list says another number": (in_record(lambda one: one["pieces"][0].__setitem__(0, "Topics on this card: 3.")), "words of the list"),
    "the list lacks a topic": (in_record(lambda one: one["pieces"].pop()), "words of the list"),
    "the list has another order": (in_record(exchange_words), "words of the list"),
    "the list says a title twice": (in_record(lambda one: one["pieces"].append(one["pieces"][-1])), "words of the list"),
    "the titles have each other's sound": (in_record(exchange_pieces), "sound of the list"),
    "a number has the sound of another": (in_record(another_number), "sound of the list"),
    "the record is gone": (lambda output: (output / RECORD).unlink(), "record"),
    "the record is no JSON": (lambda output: write(output / RECORD, "{"), "record"),
    "the record has a field too many": (in_record(lambda one: one.__setitem__("x", 1)), "record"),
    "the record leads out of the card": (in_record(lambda one: one["files"].__setitem__("../x", "0" * 64)), "record"),
    "an edition without a timeline": (lambda output: (output / "knee/en/described/timeline.json").unlink(), "editions"),
    "a language that is gone": (lambda output: [shutil.rmtree(output / name) for name in ("heart", "knee")], "editions"),
}  # fmt: skip
UNSIGNED = {
    "a file too many": (lambda output: write(output / CARD / "autorun.inf", "x"), "files"),
    "a file too many beside the tracks": (lambda output: write(output / CARD / KNEE / "cover.jpg", "x"), "files"),
    "an empty folder": (lambda output: (output / CARD / "03 More").mkdir(), "files"),
    "a folder in a folder": (lambda output: (output / CARD / KNEE / "more").mkdir(), "files"),
    "a hidden file": (lambda output: write(output / CARD / ".hidden", "x"), "files"),
    "a changed file": (lambda output: write(output / CARD / THIRD, "x"), "files"),
    "a link in the place of a track": (
        lambda output: ((output / CARD / THIRD).unlink(), (output / CARD / THIRD).symlink_to(output / "index.html")),
        "files",
    ),
}


@pytest.fixture(scope="module")
def english(made, tmp_path_factory) -> Path:
    """The output without what the faults leave alone, which would be read again for each of them."""
    output = tmp_path_factory.mktemp("english") / "output"
    left_out = shutil.ignore_patterns("ar*", "es*", "قلب", "corazón", "*.html", "heart*.mp3", "knee*.mp3")
    return Path(shutil.copytree(made, output, ignore=left_out))


@pytest.fixture
def output(english) -> Iterator[Path]:
    with lent(english) as folder:
        yield folder


def test_without_a_fault_none_is_found(made, output):
    sign(output)
    assert findings(output, made.parent / "store") == {}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_although_the_record_agrees(fault, made, output):
    plant, check = FAULTS[fault]
    plant(output)
    if check not in ("record", "editions"):
        sign(output)
    found = findings(output, made.parent / "store", again=check == "sound of the list")
    assert check in found, found
    assert all("\n" not in line and len(line) < 900 for lines in found.values() for line in lines)


@pytest.mark.parametrize("fault", UNSIGNED)
def test_what_the_record_does_not_know_is_found(fault, made, output):
    plant, check = UNSIGNED[fault]
    plant(output)
    assert check in findings(output, made.parent / "store", again=False)
