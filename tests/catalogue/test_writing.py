"""Which files of the catalogue are written, left alone and removed."""

import shutil
import time
from pathlib import Path

import pytest

from narrate.catalogue import catalogue_files, pages, write_catalogue
from narrate.errors import OutsideError
from narrate.file_stamps import SETTLED_NS
from narrate.output_index import OutputIndex
from narrate.store import Store
from tests.catalogue.editions import content_of, put
from tests.tables import each
from tests.writing import write


def stamps(output: Path) -> dict[str, tuple[int, int]]:
    return {name: ((output / name).stat().st_mtime_ns, (output / name).stat().st_ino) for name in content_of(output)}


def changed(output: Path, before: dict[str, tuple[int, int]]) -> set[str]:
    return {name for name, stamp in stamps(output).items() if before.get(name) != stamp}


def index(output: Path, store: Path) -> OutputIndex:
    store.mkdir(exist_ok=True)
    return OutputIndex(output, Store(store))


@pytest.fixture
def output(tmp_path: Path) -> Path:
    for topic in ("heart", "knee"):
        for language in ("en", "es"):
            put(tmp_path / "out", topic, language, f"{topic} {language}", described=topic == "heart")
    write_catalogue(tmp_path / "out")
    return tmp_path / "out"


def test_every_topic_and_every_language_has_its_files(output):
    assert set(content_of(output)) == {
        "index.html", "languages/en.html", "languages/es.html", "heart/index.html", "heart/languages.json",
        "knee/index.html", "knee/languages.json",
    }  # fmt: skip
    assert set(catalogue_files(output)) == set(content_of(output)) - {"index.html"}


def test_only_what_differs_is_written(output):
    before = stamps(output)
    assert write_catalogue(output) == output / "index.html"
    assert changed(output, before) == set()
    put(output, "heart", "es", "El corazón", described=True)
    write_catalogue(output)
    assert changed(output, before) == {"languages/es.html", "heart/index.html", "heart/languages.json"}
    before = stamps(output)
    put(output, "knee", "en", "knee en", duration_ms=900_000)
    write_catalogue(output)
    assert changed(output, before) == {"languages/en.html", "knee/index.html"}


def test_what_is_gone_is_removed(output):
    write(output / "languages/notes.txt", "my own")
    shutil.rmtree(output / "knee/en")
    shutil.rmtree(output / "knee/es")
    write_catalogue(output)
    assert not (output / "knee").exists()
    shutil.rmtree(output / "heart/es")
    write_catalogue(output)
    assert set(content_of(output)) == {"index.html", "heart/index.html", "heart/languages.json", "languages/notes.txt"}
    shutil.rmtree(output / "heart/en")
    write_catalogue(output)
    assert set(content_of(output)) == {"index.html", "languages/notes.txt"}


def test_a_page_that_narrate_did_not_write_stays(output):
    write(output / "about/index.html", "<title>About us</title>")
    write(output / "about/languages.json", "[]")
    write(output / "languages/own.html", "<title>About us</title>")
    before = content_of(output)
    write_catalogue(output)
    assert content_of(output) == before


def test_a_topic_may_be_called_as_the_folder_of_the_lists(output):
    put(output, "languages", "en", "Which languages we speak")
    put(output, "languages", "es", "Qué idiomas hablamos")
    write_catalogue(output)
    names = set(content_of(output))
    assert {"languages/index.html", "languages/en.html", "languages/languages.json"} <= names
    shutil.rmtree(output / "languages/en")
    shutil.rmtree(output / "languages/es")
    write_catalogue(output)
    assert set(content_of(output)) == names - {"languages/index.html", "languages/languages.json"}


def test_an_output_without_editions_has_an_empty_list(tmp_path):
    content = write_catalogue(tmp_path).read_text(encoding="utf-8")
    assert ("<a " not in content, set(content_of(tmp_path))) == (True, {"index.html"})


@each("name", ["index.html", "languages/es.html", "knee/index.html", "knee/languages.json"])
@pytest.mark.parametrize("is_indexed", [True, False])
def test_a_build_mends_what_somebody_changed(output, tmp_path, name, is_indexed):
    def again() -> None:
        known = index(output, tmp_path / "store") if is_indexed else None
        write_catalogue(output, index=known)
        if known is not None:
            known.save()

    expected = content_of(output)
    time.sleep(1.2 * SETTLED_NS / 1e9)
    again()
    again()
    for spoil in (
        lambda: write(output / name, expected[name].replace("e", "a")),
        lambda: write(output / name, ""),
        (output / name).unlink,
    ):
        spoil()
        again()
        assert content_of(output) == expected
    (output / name).unlink()
    (output / name).symlink_to(write(tmp_path / "elsewhere", expected[name]))
    again()
    assert content_of(output) == expected
    assert not (output / name).is_symlink()


def test_what_the_index_knows_is_neither_made_nor_read(output, tmp_path, monkeypatch):
    time.sleep(1.2 * SETTLED_NS / 1e9)
    made: list[object] = []

    def again() -> int:
        made.clear()
        known = index(output, tmp_path / "store")
        write_catalogue(output, index=known)
        known.save()
        return len(made)

    monkeypatch.setattr(pages, "render", lambda content, render=pages.render: made.append(content) or render(content))
    before, count = stamps(output), len(content_of(output))
    assert (again(), again()) == (count, 0)
    monkeypatch.setattr("narrate.catalogue.writing.whole_digest", lambda: "another program")
    assert (again(), again()) == (count, 0)
    assert changed(output, before) == set()


def test_a_disk_that_refuses_is_told(output, monkeypatch):
    put(output, "heart", "es", "El corazón")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device", str(output))

    before = content_of(output)
    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(OutsideError, match="No space"):
        write_catalogue(output)
    assert content_of(output) == before
