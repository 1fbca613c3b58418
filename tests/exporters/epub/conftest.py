"""Books, marked by sentences and by words, of both editions in three languages, spoken by the fake engine."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import narrate
from narrate.exporters import EXPORTERS
from narrate.exporters.edition import open_exporter
from narrate.exporters.epub.verifying import check_book
from narrate.exporters.verifying.edition_record import Record, load_record
from narrate.manifest import load_manifest
from narrate.store import Store
from tests.exporters.epub.scripts import BONE, SCRIPTS
from tests.fake_engine import FakeEngine
from tests.fixtures import FIGURE
from tests.writing import write
from tests.zips import write_zip

Parts = dict[str, bytes]


@dataclass(frozen=True)
class Book:
    """A book and the record of its edition. ``content`` is that of the file as it was written."""

    record: Record
    path: Path
    content: bytes
    by_words: bool = False

    def parts(self) -> Parts:
        with zipfile.ZipFile(self.path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def text(self, name: str) -> str:
        return self.parts()[f"EPUB/{name}"].decode()

    def texts(self) -> dict[str, str]:
        """The texts of the parts, by name."""
        return {name: text.decode() for name, text in self.parts().items() if name.startswith("EPUB/text/")}

    def found(self, change: Callable[[Parts], None]) -> dict[str, tuple[str, ...]]:
        """Return what is wrong with the book when its files are changed, by the name of the check."""
        parts = self.parts()
        before = dict(parts)
        change(parts)
        assert list(parts.items()) != list(before.items())
        write_book(self.path, parts)
        return self.faults()

    def faults(self) -> dict[str, tuple[str, ...]]:
        """Return what is wrong with the file as it is. It is put right afterwards."""
        try:
            return {
                finding.check: finding.faults
                for finding in check_book(self.record, self.path, by_words=self.by_words)
                if finding.faults
            }
        except ValueError as error:  # "can be read" in narrate verify
            return {"can be read": (str(error),)}
        finally:
            self.path.write_bytes(self.content)


def write_book(path: Path, parts: Parts) -> None:
    """Write the files of a book as narrate does."""
    write_zip(path, parts, lambda name: name == "mimetype" or name.endswith((".mp3", ".png", ".jpg")))


@pytest.fixture(scope="session")
def books(all_books: dict[bool, dict[tuple[str, str], Book]]) -> dict[tuple[str, str], Book]:
    """The books that mark each sentence, by language and edition."""
    return all_books[False]


@pytest.fixture(scope="session")
def word_books(all_books: dict[bool, dict[tuple[str, str], Book]]) -> dict[tuple[str, str], Book]:
    """The books that mark each word."""
    return all_books[True]


@pytest.fixture(scope="session")
def all_books(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, dict[tuple[str, str], Book]]:
    base = tmp_path_factory.mktemp("books")
    paths = []
    for language, text in SCRIPTS.items():
        topic = base / f"script/bones-{language}"  # topics of their own: they are not translations
        for name, drawing in (("spine", FIGURE), ("sound", BONE.format(6)), ("broken", BONE.format(3))):
            write(topic / f"{name}.svg", drawing)
        paths.append(write(topic / f"{language}.md", text))
    report = narrate.build(paths, base / "out", voice=FakeEngine(), store=base / "store", to=["epub", "epub-words"])
    exported = {name: open_exporter(name).files for name in EXPORTERS}
    found: dict[bool, dict[tuple[str, str], Book]] = {False: {}, True: {}}
    for made in report.made:
        record = load_record(made.folder, load_manifest(made.folder), Store(base / "store"), exported)
        for by_words, ending in ((False, ".epub"), (True, ".words.epub")):
            path = made.folder / f"{record.name}{ending}"
            book = Book(record, path, path.read_bytes(), by_words)
            found[by_words][made.manifest.language, made.manifest.edition] = book
    assert len(found[True]) == 2 * len(SCRIPTS)
    return found
