"""What others think of our books: epubcheck and Ace by DAISY find no fault, and find those that are planted."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.exporters.epub.conftest import write_book
from tests.validators import ace, epubcheck

pytestmark = pytest.mark.slow


def judged(book: Path, folder: Path) -> tuple[list[str], list[str]]:
    """What epubcheck and Ace find wrong with ``book``. Each takes several seconds, so they run beside each other."""
    with ThreadPoolExecutor(2) as threads:
        first, second = threads.submit(epubcheck, book, folder), threads.submit(ace, book, folder)
        return first.result(), second.result()


@pytest.mark.parametrize("which", [("en", "described"), ("ar", "standard")], ids="-".join)
def test_neither_has_anything_to_say(books, which, tmp_path):
    assert judged(books[which].path, tmp_path) == ([], [])


def test_both_find_a_fault(books, tmp_path):
    parts = books["es", "standard"].parts()
    name = "EPUB/text/0002.xhtml"
    before = parts[name]
    parts[name] = before.replace(b' alt="Una columna vista de lado"', b"").replace(b'id="s2-1"', b'id="s2-9"')
    assert parts[name].count(b"s2-1") < before.count(b"s2-1")
    path = tmp_path / "faulty.epub"
    write_book(path, parts)
    dangling, without_text = judged(path, tmp_path)
    assert any("RSC-012" in message for message in dangling)
    assert any("image-alt" in message for message in without_text)
