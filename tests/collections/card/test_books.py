"""The DAISY books on a card for a Victor Reader: the zip files of the editions, unpacked."""

import shutil
import zipfile
from pathlib import Path

import pytest

from narrate.collections.card import COLLECTION
from narrate.errors import OutsideError
from tests.collections.card.conftest import build, findings, means, scripts
from tests.collections.card.test_planted_card import sign
from tests.writing import write

pytestmark = pytest.mark.slow  # builds whole editions

BOOKS = "card/en/$VRDTB"
HEART = f"{BOOKS}/01 Your heart - what does a test show"
KNEE = f"{BOOKS}/02 A new knee"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory) -> Path:
    base = tmp_path_factory.mktemp("shelf")
    build(scripts(base / "script"), base / "output", to=("daisy", "card"), language="en")
    return base / "output"


@pytest.fixture
def output(shelf, tmp_path) -> Path:
    return Path(shutil.copytree(shelf, tmp_path / "output"))


def test_each_topic_has_its_described_book_where_a_victor_reader_looks(shelf):
    assert [path.name for path in sorted((shelf / BOOKS).iterdir())] == [Path(HEART).name, Path(KNEE).name]
    with zipfile.ZipFile(shelf / "heart/en/described/heart.described.daisy.zip") as book:
        assert sorted(book.namelist()) == sorted(path.name for path in (shelf / HEART).iterdir())
        for name in book.namelist():
            assert book.read(name) == (shelf / HEART / name).read_bytes()
    assert (shelf / HEART / "ncc.html").is_file()
    assert len(list((shelf / "card/en/02 A new knee").iterdir())) == 2


def test_such_a_card_has_no_faults_and_is_not_written_twice(shelf):
    before = {path: path.stat().st_mtime_ns for path in (shelf / "card").rglob("*")}
    COLLECTION.write(shelf, means(shelf))
    after_program = {path: path.stat().st_mtime_ns for path in (shelf / "card").rglob("*")}
    COLLECTION.write(shelf, means(shelf))
    assert {path: path.stat().st_mtime_ns for path in (shelf / "card").rglob("*")} == after_program
    assert before.keys() == after_program.keys()
    assert findings(shelf, shelf.parent / "store") == {}


def test_without_the_book_of_an_edition_the_card_has_none_and_the_shelf_goes(output, tmp_path):
    build(scripts(tmp_path / "script"), output, to=("mp3",), language="en", editions=("described", "standard"))
    assert not (output / BOOKS).exists()
    assert (output / "card/en/02 A new knee").is_dir()


@pytest.mark.parametrize("how", ["gone", "no zip", "leads out", "cut off", "twice"])
def test_a_damaged_book_is_one_line_and_nothing_is_half_written(output, how):
    book = output / "knee/en/described/knee.described.daisy.zip"
    content = book.read_bytes()
    book.unlink()
    if how == "no zip":
        book.write_bytes(b"no zip")
    elif how == "cut off":
        book.write_bytes(content[:5000])
    elif how in ("leads out", "twice"):
        with zipfile.ZipFile(book, "w") as packed:
            packed.writestr("../ncc.html" if how == "leads out" else "NCC.html", "x")
            packed.writestr("ncc.html", "x")
    shutil.rmtree(output / "card")
    with pytest.raises(
        OutsideError, match=r"knee\.described\.daisy\.zip (is gone|cannot be unpacked).*build the edition again"
    ):
        COLLECTION.write(output, means(output))
    assert not (output / "card").exists()
    assert not list(output.glob(".partial*"))


FAULTS = {
    "a file of a book changed": lambda output: write(output / KNEE / "ncc.html", "x"),
    "a file of a book gone": lambda output: (output / KNEE / "ncc.html").unlink(),
    "a file too many in a book": lambda output: write(output / KNEE / "more.mp3", "x"),
    "a book gone": lambda output: shutil.rmtree(output / KNEE),
    "a book too many": lambda output: shutil.copytree(output / KNEE, output / BOOKS / "03 More"),
    "a book with another name": lambda output: (output / KNEE).rename(output / BOOKS / "02 A new hip"),
    "books exchanged": lambda output: [
        (output / one).rename(output / other)
        for one, other in ((KNEE, f"{BOOKS}/x"), (HEART, KNEE), (f"{BOOKS}/x", HEART))
    ],
    "a file beside the books": lambda output: write(output / BOOKS / "x.txt", "x"),
    "the shelf gone": lambda output: shutil.rmtree(output / BOOKS),
    "the zip file gone": lambda output: (output / "knee/en/described/knee.described.daisy.zip").unlink(),
    "the zip file damaged": lambda output: write(output / "knee/en/described/knee.described.daisy.zip", "x"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_book_is_found_although_the_record_agrees(fault, shelf, output):
    FAULTS[fault](output)
    sign(output)
    assert "books" in findings(output, shelf.parent / "store", again=False)


@pytest.mark.parametrize("name", ["more/a.mp3", "02 A new knee/more/a.mp3", f"{Path(KNEE).parent.name}/a/b/c.mp3"])
def test_a_folder_that_no_topic_has_is_found_although_the_record_agrees(name, shelf, output):
    write(output / "card/en" / name, "x")
    sign(output)
    assert "tracks" in findings(output, shelf.parent / "store", again=False)
