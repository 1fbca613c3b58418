"""Reads a DAISY book back, and compares it with the timeline.

Each file is written a second time, without the code that wrote it, and must be the same byte for byte. The book must
also keep the rules of the format, which are checked as in a book by any other program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from narrate.exporters.daisy.format import BOOK_META, digest, slide_key, smil_file, sound_of
from narrate.exporters.daisy.verifying.book_file import BookFile, name_faults
from narrate.exporters.daisy.verifying.clip_checks import check_clips
from narrate.exporters.daisy.verifying.expected_files import ExpectedFiles
from narrate.exporters.daisy.verifying.expected_text import ExpectedSlide
from narrate.exporters.daisy.verifying.found_text import found_slides
from narrate.exporters.daisy.verifying.ncc_rules import metas
from narrate.exporters.daisy.verifying.rules import Book, rule_faults
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.exporters.verifying.markup_differences import differences
from narrate.model import Kind

_MOST_TOLD = 20  # faults of one check that are reported


def check_book(record: Record) -> Iterator[Finding]:
    """Compare the DAISY book with the record of the edition. Raises ValueError or OSError if it cannot be read."""
    numbers = range(1, len(record.segments) + 1)
    smils, sounds = [smil_file(number) for number in numbers], [sound_of(number) for number in numbers]
    wanted = ["default.css", *smils, "content.html", "master.smil", *sounds, "ncc.html"]
    with BookFile(record.folder / f"{record.name}.daisy.zip") as file:
        faults = [*name_faults(file.names, wanted), *file.layout_faults()]
        yield _finding("files", faults)
        found = set(file.names)
        there = [name for name in wanted if name in found]
        unlike = [
            f"{name} is not the track {segment.track}"
            for name, segment in zip(sounds, record.segments, strict=True)
            if name in found and not file.is_same(name, record.folder / segment.track)
        ]
        yield Finding("daisy", "sound", len(sounds) - len(unlike), len(sounds), "tracks", tuple(unlike))
        texts = {name: file.content(name) for name in there if not name.endswith(".mp3")}
        book = Book(texts, {name: file.size(name) for name in file.names})
    yield _finding("rules of DAISY 2.02", list(rule_faults(book)))
    yield from check_clips(record, book)
    yield from _compared(record, book)


def _finding(check: str, faults: list[str]) -> Finding:
    told = tuple(faults[:_MOST_TOLD])
    return Finding("daisy", check, len(faults), 0, "faults", told)


def _compared(record: Record, book: Book) -> Iterator[Finding]:
    """Compare the texts of ``book`` with those that should have been written."""
    blocks = found_slides(book.content, record.manifest.language)
    slides = []
    for number, (segment, level) in enumerate(zip(record.segments, _levels(record), strict=True), 1):
        of_slide = blocks[number - 1] if number <= len(blocks) else []
        total = len(record.segments)
        slides.append(ExpectedSlide(segment, number, total, level, record.manifest.language, of_slide))
    expected = ExpectedFiles(record)
    lines = [line for slide in slides for line in slide.lines()]
    yield _finding("text", list(_unlike(book, "content.html", expected.content(lines))))
    times = list(_unlike(book, "master.smil", expected.master()))
    for number, segment in enumerate(record.segments, 1):
        times += _unlike(book, smil_file(number), expected.times(number, segment))
    yield _finding("times", times)
    publisher, date = (next(iter(metas(book.ncc, name)), "") for name in ("dc:publisher", "dc:date"))
    others = sum(size for name, size in book.sizes.items() if name != "ncc.html")
    navigation = [
        *_unlike(book, "ncc.html", expected.navigation(slides, publisher, date, others)),
        *_unlike(book, "default.css", expected.style()),
    ]
    yield _finding("navigation", navigation)
    found = {slide_key(number): digest(block.line for block in of_slide) for number, of_slide in enumerate(blocks, 1)}
    found[BOOK_META] = digest([publisher, date])
    yield _finding("words that nobody says", list(_altered(found, record.manifest.described)))


def _levels(record: Record) -> Iterator[int]:
    """Yield the level of the heading of each slide: slides stand below the section that they belong to."""
    in_section = False
    for segment in record.segments:
        in_section = in_section or segment.kind == Kind.SECTION
        yield 2 if in_section and segment.kind == Kind.NARRATION else 1


def _unlike(book: Book, name: str, expected: str) -> Iterator[str]:
    """Yield the first difference of the file ``name`` from ``expected``, whose lines end with LF."""
    content, wanted = book.texts.get(name, b""), expected.replace("\n", "\r\n").encode()
    if content != wanted:
        shown = differences(content.decode("utf-8", "replace"), wanted.decode())
        yield from (f"{name}: {difference}" for difference in shown)


def _altered(found: Mapping[str, str], written: Mapping[str, str]) -> Iterator[str]:
    """Yield the slides whose blocks or unspoken words do not have the digests in the manifest."""
    keys = {key for key in written if key == BOOK_META or key.startswith(slide_key(0)[:-1])}
    for key in sorted(keys | found.keys(), key=lambda key: (len(key), key)):
        if found.get(key) == written.get(key):
            continue
        if key == BOOK_META:
            yield "the publisher or the date is not the one that was written"
        else:
            yield f"slide {key.split()[-1]} has other words of pictures, points or blocks of text than were written"
