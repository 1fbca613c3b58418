"""A book is written part by part: a long one needs hardly more memory than a short one."""

from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace

import pytest

import narrate
from narrate.exporters.edition import Edition
from narrate.exporters.epub.book import Book
from narrate.slides import Slides, make_theme, paginate, style_of
from tests.exporters.test_document import timeline_of
from tests.memory import peak_of
from tests.tools.scale import script_of
from tests.writing import write

TRACK_BYTES = 110_000


def growth(folder: Path, hours: float) -> tuple[int, int]:
    """The bytes by which this process grows while it writes a book, and the size of the book."""
    script = narrate.read(write(folder / "script/guide/en.md", script_of(hours)))
    theme = make_theme(script.theme, "")
    script = paginate(script, theme)
    timeline = timeline_of(script)
    for name, size in (("track.mp3", TRACK_BYTES), ("cover.png", 60_000)):
        (folder / name).write_bytes(bytes(size))
    tracks: Future = Future()
    tracks.set_result({".mp3": tuple(SimpleNamespace(path=folder / "track.mp3") for _ in timeline.tracks)})
    edition = Edition(
        timeline=timeline,
        deck=Slides(script, style_of(script, theme)).deck(),
        paint=lambda wanted: [SimpleNamespace(path=folder / "cover.png") for _ in wanted],
        draw=None,
        encoding=tracks,
        date=None,
        exporters=(),
    )
    book = folder / "guide.epub"
    return peak_of(lambda: Book(edition, book).write()), book.stat().st_size


@pytest.mark.slow
def test_a_long_book_is_not_kept_in_memory(tmp_path):
    growth(tmp_path / "warm", 0.05)
    grown, size = growth(tmp_path / "long", 2)
    assert size > 350 * TRACK_BYTES
    assert grown < size / 6
