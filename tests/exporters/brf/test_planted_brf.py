"""Faults in braille books of three languages: whatever is lost, added or changed is found."""

import dataclasses
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import narrate
from narrate.exporters.brf import liblouis as program
from narrate.exporters.brf.verifying import check_book
from narrate.exporters.verifying.edition_record import Record, load_record
from narrate.manifest import NAME, load_manifest
from narrate.store import Store
from tests.fake_engine import FakeEngine
from tests.fixtures import FIGURE
from tests.tables import each
from tests.writing import write

pytestmark = pytest.mark.slow  # runs liblouis

SCRIPT = """---
title: {0}
lang: {language}
subtitle: {1}
---

# {2}

## {3}

![{4}](a.svg "{5}")

- {6}
- {7}

{8} {9}

{10}

## {11}

{12} {13}

# {14}

## {15}

{16}
"""
WORDS = {
    "en": (
        "Your heart at rest", "What the test shows", "Before the test", "What you take", "A heart, cut open",
        "The heart has four rooms.", "A card", "Two shoes", "Take 2.5 mg twice a day, not 25 mg.",
        "Do not stop any medicine.", "Call 555-1234 if you have a fever.", "On the day",
        "Do not eat for six hours.", "You may drink 200 mL of water.", "After the test", "At home",
        "Rest for 24 hours, and do not drive.",
    ),
    "es": (
        "Su corazón en reposo", "Lo que muestra la prueba", "Antes de la prueba", "Lo que toma", "Un corazón abierto",
        "El corazón tiene cuatro cavidades.", "Una tarjeta", "Dos zapatos", "Tome 2,5 mg dos veces al día, no 25 mg.",
        "No deje ninguna medicina.", "Llame al 555-1234 si tiene fiebre.", "El día de la prueba",
        "No coma nada durante seis horas.", "Puede beber 200 mL de agua.", "Después de la prueba", "En casa",
        "Descanse 24 horas y no conduzca.",
    ),
    "ar": (
        "قلبك أثناء الراحة", "ما يبينه الفحص", "قبل الفحص", "ما تتناوله", "قلب مقطوع", "للقلب أربع حجرات.", "بطاقة",
        "حذاءان", "خذ 2.5 ملغ مرتين في اليوم، وليس 25 ملغ.", "لا توقف أي دواء.", "اتصل بالرقم 555-1234 عند الحمى.",
        "في يوم الفحص", "لا تأكل لمدة ست ساعات.", "يمكنك شرب 200 مل من الماء.", "بعد الفحص", "في البيت",
        "استرح 24 ساعة ولا تقد السيارة.",
    ),
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Book:
    record: Record
    text: str


@pytest.fixture(scope="module")
def books(liblouis, tmp_path_factory) -> dict[str, Book]:
    base = tmp_path_factory.mktemp("books")
    paths = []
    for language, words in WORDS.items():
        write(base / "script/heart/a.svg", FIGURE)
        paths.append(write(base / f"script/heart/{language}.md", SCRIPT.format(*words, language=language)))
    report = narrate.build(paths, base / "out", voice=FakeEngine(), store=base / "store", to=["brf"])
    return {made.manifest.language: _book(made.folder, base / "store") for made in report.made}


def _book(folder: Path, store: Path) -> Book:
    manifest = load_manifest(folder)
    assert manifest is not None
    record = load_record(folder, manifest, Store(store))
    return Book(record, (folder / f"{record.name}.brf").read_bytes().decode())


def _faults(book: Book, text: str, folder: Path) -> dict[str, tuple[str, ...]]:
    """What is found wrong if ``text`` stands in the file of ``book``, by the names of the checks."""
    (folder / f"{book.record.name}.brf").write_bytes(text.encode("latin-1"))
    record = dataclasses.replace(book.record, folder=folder)
    return {finding.check: finding.faults for finding in check_book(record) if not finding.ok}


def test_nothing_is_found_in_what_was_written(books, tmp_path):
    assert sorted(books) == ["ar", "en", "es"]
    for book in books.values():
        assert _faults(book, book.text, tmp_path) == {}
        assert book.text.isascii()
        assert len(book.text.split("\f")) > 3


def _sub(pattern: str, by: str) -> Callable[[str], str]:
    def plant(text: str) -> str:
        changed = re.sub(pattern, by, text, count=1)
        assert changed != text, pattern
        return changed

    return plant


def _lines(change: Callable[[list[str]], list[str]]) -> Callable[[str], str]:
    return lambda text: "\r\n".join(change(text.split("\r\n")))


def _without_page(number: int) -> Callable[[str], str]:
    def plant(text: str) -> str:
        pages = text.split("\f")
        return "\f".join(pages[: number - 1] + pages[number:])

    return plant


def _swapped(text: str) -> str:
    pages = text.split("\f")
    pages[2], pages[3] = pages[3], pages[2]
    return "\f".join(pages)


FORM, NUMBERS, CONTENTS, SLIDES = "cells, lines and pages", "page numbers", "contents", "slides"
WORDS_CHECK, OTHERS, AGAIN = "words and numbers", "title page, pictures and lists", "translated again"


@each(
    "language, plant, check",
    [
        # a dose
        ("en", _sub("#B4E", "#BE"), WORDS_CHECK),
        ("en", _sub("#B4E", "#B4F"), WORDS_CHECK),
        ("en", _sub("#BJJ", "#BJ"), WORDS_CHECK),
        ("es", _sub("#B1#E", "#B#E"), WORDS_CHECK),
        ("es", _sub("#BD H", "#BE H"), WORDS_CHECK),
        ("ar", _sub("#B4E", "#B4D"), WORDS_CHECK),
        ("ar", _sub("#BJJ", "#BJJJ"), WORDS_CHECK),
        ("en", _sub("#EEE-#ABCD", "#EEE-#ABCE"), WORDS_CHECK),
        # a negation or a unit
        ("en", _sub(",D N EAT", ",D EAT"), WORDS_CHECK),
        ("en", _sub(",D N EAT", ",D X EAT"), AGAIN),
        ("es", _sub("NO COMA", "COMA"), AGAIN),
        ("es", _sub(r"NO(\s+)#BE", r"Y\1#BE"), AGAIN),
        ("ar", _sub("ML<4", "ML4"), AGAIN),
        # headings and lists
        ("en", _sub("----#C\r\n\r\n.*\r\n", "----#C\r\n"), WORDS_CHECK),
        ("es", _sub("    .LO QUE TOMA\r", "    .LO QUE COMA\r"), CONTENTS),
        ("es", _sub("    .LO QUE TOMA\r", "    .LO QUE TOMA YA\r"), WORDS_CHECK),
        ("es", _sub("    .LO QUE TOMA\r", "  .LO QUE TOMA\r"), SLIDES),
        ("es", _sub("\r\n.DOS ZAPATOS", ""), OTHERS),
        ("es", _sub("\r\n.DOS ZAPATOS", "\r\n.TRES ZAPATOS"), OTHERS),
        ("es", _sub("\r\n.DOS ZAPATOS", "\r\n    .DOS ZAPATOS"), SLIDES),
        # pictures
        ("es", _sub(".EL CORAZ.N TIENE", ".UN CORAZ+N TIENE"), OTHERS),
        ("es", _sub(r"      \.IMAGEN3", "  .IMAGEN3"), SLIDES),
        # pages
        ("en", _without_page(1), NUMBERS),
        ("en", _without_page(3), NUMBERS),
        ("en", _without_page(2), CONTENTS),
        ("ar", _swapped, NUMBERS),
        ("es", _sub("(\f[^\r]*)#D\r\n", r"\1#E\r\n"), NUMBERS),
        ("es", _sub('" #C\r\n', '" #D\r\n'), CONTENTS),
        ("es", _sub("\r\n[^\r]*\" #C\r\n", "\r\n"), CONTENTS),
        ("es", _sub("-#D\r\n", "-#E\r\n"), SLIDES),
        ("en", _lines(lambda lines: [*lines[:-2], *[""] * 30, *lines[-2:]]), FORM),
        ("en", _sub("\f$", ""), FORM),
        # lines and cells
        ("en", _sub("(\r\n[^\r]{30,})\r\n", r"\1 ABCDEFGHIJKLMN\r\n"), FORM),
        ("en", _sub("A", "a"), FORM),
        ("en", _sub("4\r\n", "\u00e9\r\n"), FORM),
        ("en", _sub("\r\n", "\n"), FORM),
        ("en", _sub("4\r\n", "4 \r\n"), FORM),
        # the title page
        ("es", _sub("NADIE LO HA", "MARTA LO HA"), OTHERS),
        ("es", _sub("\\.LO QUE MUESTRA", ".LO QUE OCULTA"), OTHERS),
        ("es", _sub("(\r\n +)\\.SU CORAZ", r"\1.MI CORAZ"), NUMBERS),
        # something added
        ("es", _sub("\\.NO COMA", ".NO COMA MUCHO"), WORDS_CHECK),
        ("es", _sub("\\.DESCANSE #BD", ".DESCANSE #BD #BD"), WORDS_CHECK),
    ],
)  # fmt: skip
def test_a_fault_is_found(books, tmp_path, language, plant, check):
    book = books[language]
    found = _faults(book, plant(book.text), tmp_path)
    assert check in found, found
    assert all("\n" not in fault for faults in found.values() for fault in faults)


@each(
    "language, plant",
    [
        ("en", _sub("#B4E", "#BE")),
        ("es", _sub("\\.NO COMA", ".COMA")),
        ("ar", _sub("#B4E", "#B4D")),
        ("es", _sub("\r\n.DOS ZAPATOS", "")),
        ("es", _sub("    .LO QUE TOMA\r", "    .LO QUE TOMA YA\r")),
    ],
)
def test_without_liblouis_it_is_found_all_the_same(books, tmp_path, monkeypatch, language, plant):
    monkeypatch.setattr(program.shutil, "which", lambda name: None)
    book = books[language]
    (tmp_path / "plain").mkdir()
    assert not _faults(book, book.text, tmp_path / "plain")
    assert _faults(book, plant(book.text), tmp_path)


@each("installed, why", [(None, "is not installed"), ("9.9.9", "another version of liblouis than 9.9.9")])
def test_another_liblouis_is_no_fault(books, tmp_path, monkeypatch, installed, why):
    if installed is None:
        monkeypatch.setattr(program.shutil, "which", lambda name: None)
    else:
        monkeypatch.setattr(program, "_version", lambda path: installed)
    book = books["en"]
    shutil.copy(book.record.folder / f"{book.record.name}.brf", tmp_path)
    notes = [finding.note for finding in check_book(dataclasses.replace(book.record, folder=tmp_path)) if finding.note]
    assert len(notes) == 1
    assert why in notes[0]


def test_a_file_that_is_no_book_is_a_fault(books, tmp_path):
    for content in (b"", b"\f\f\f", b"\x00" * 1000, b"A" * 100_000, b"--\r\n" * 1000):
        (tmp_path / "heart.brf").write_bytes(content)
        with pytest.raises(ValueError, match="begins a slide"):
            list(check_book(dataclasses.replace(books["en"].record, folder=tmp_path)))


def test_the_manifest_names_the_page(books):
    folder = books["en"].record.folder
    assert '"braille_page": "40x25"' in (folder / NAME).read_text(encoding="utf-8")
