"""Writes the zip file of a DAISY book. What grows with the book is first written to temporary files."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from narrate.exporters.daisy import format as names
from narrate.exporters.daisy.writing.blocks import blocks_of
from narrate.exporters.daisy.writing.markup import escaped, html_head, meta, page, smil_head
from narrate.exporters.daisy.writing.slides import BookSlide
from narrate.exporters.document import Document
from narrate.exporters.document_making import document_of
from narrate.exporters.edition import Edition
from narrate.exporters.zip_entries import undated_entry

_PIECE = 1 << 16


def book_slides(document: Document, total: int) -> Iterator[BookSlide]:
    """Yield the ``total`` slides of ``document``, one at a time."""
    for part in document.parts:
        for slide in part.slides:
            level = 1 if slide.number == 1 else max(1, part.level - 1)
            blocks = tuple(blocks_of(slide, part, document, total))
            yield BookSlide(slide, blocks, document.language, level)


def write_book(edition: Edition, path: Path) -> None:
    """Write the book of ``edition`` to ``path``. Raises OSError if the disk refuses."""
    document = document_of(edition.timeline, edition.deck)
    with ExitStack() as stack:
        archive = stack.enter_context(zipfile.ZipFile(path, "w", allowZip64=False))
        files = [stack.enter_context(TemporaryFile(dir=path.parent)) for _ in range(3)]
        _Writer(edition, document, archive, *files).write()


@dataclass(slots=True)
class _Counts:
    """The counts in the NCC: the ``bytes`` of the other files, and its own ``entries``, of which some are ``notes``."""

    bytes: int = 0
    files: int = 0
    entries: int = 0
    notes: int = 0
    depth: int = 1


class _Writer:
    """Writes the book into ``archive``. ``text``, ``times`` and ``navigation`` are empty files for what is written last."""

    def __init__(
        self,
        edition: Edition,
        document: Document,
        archive: zipfile.ZipFile,
        text: IO[bytes],
        times: IO[bytes],
        navigation: IO[bytes],
    ) -> None:
        self._edition, self._document, self._archive = edition, document, archive
        self._text, self._times, self._navigation = text, times, navigation
        self._counts = _Counts()
        script = edition.timeline.script
        self._title = meta("dc:title", script.title)
        self._identifier = meta(
            "dc:identifier", names.identifier(script.topic, script.language, edition.timeline.edition)
        )
        self._format = meta("dc:format", names.SPECIFICATION)
        self._generator = meta("ncc:generator", "narrate")

    def write(self) -> None:
        right_to_left = self._document.direction == "rtl"
        self._put(names.STYLE, names.style(right_to_left=right_to_left).replace("\n", "\r\n").encode())
        for slide in book_slides(self._document, len(self._edition.timeline.tracks)):
            self._slide(slide)
        end = page(["</body>", "</html>"])
        language, title = self._document.language, self._document.title
        head = page(html_head(language, title, [self._title], self._document.direction))
        self._put_file(names.CONTENT, head, self._text, end)
        self._put_file(names.MASTER, page(self._master_head()), self._times, page(["</body>", "</smil>"]))
        for number, track in enumerate(self._edition.tracks, 1):
            with track.path.open("rb") as sound:
                self._copy(names.sound_of(number), sound)
        self._navigation.seek(0)
        body = self._navigation.read().decode()
        head = page(html_head(language, title, self._metadata()))
        self._put(names.NCC, names.kilobytes(self._counts.bytes, head + body + end).encode())

    def _slide(self, slide: BookSlide) -> None:
        number, times = slide.slide.number, slide.slide
        self._text.write(page(slide.text_lines()).encode())
        entries = list(slide.navigation_lines())
        self._navigation.write(page(entries).encode())
        self._counts.entries += len(entries)
        self._counts.notes += len(slide.notes)
        self._counts.depth = max(self._counts.depth, slide.level)
        head = smil_head(
            [
                self._format,
                self._identifier,
                self._title,
                meta("title", times.title),
                self._generator,
                meta("ncc:totalElapsedTime", names.clock(times.start_ms)),
                meta("ncc:timeInThisSmil", names.clock(times.end_ms - times.start_ms)),
            ]
        )
        self._put(names.smil_file(number), page([*head, *slide.time_lines(), "</body>", "</smil>"]).encode())
        line = f'<ref title="{escaped(times.title)}" src="{names.smil_file(number)}" id="m{number:05d}" />'
        self._times.write(page([line]).encode())

    def _master_head(self) -> list[str]:
        total = meta("ncc:timeInThisSmil", names.clock(self._document.duration_ms))
        return smil_head([self._format, self._identifier, self._title, self._generator, total])

    def _metadata(self) -> list[str]:
        document, counts, timeline = self._document, self._counts, self._edition.timeline
        publisher = document.publisher or names.UNKNOWN
        date = self._edition.date.isoformat() if self._edition.date else names.NO_DATE
        slides = str(len(timeline.tracks))
        narrator = names.narrator(str(timeline.voice))
        return [
            self._title,
            meta("dc:creator", publisher),
            meta("dc:date", date, "yyyy-mm-dd" if self._edition.date else "yyyy"),
            self._format,
            self._identifier,
            meta("dc:language", document.language, "ISO 639"),
            meta("dc:publisher", publisher),
            meta("ncc:charset", "utf-8"),
            meta("ncc:depth", str(counts.depth)),
            meta("ncc:files", str(counts.files + 1)),
            self._generator,
            meta("ncc:kByteSize", names.SIZE),
            meta("ncc:maxPageNormal", slides),
            meta("ncc:multimediaType", "audioFullText"),
            *([meta("ncc:narrator", narrator)] if narrator else []),
            meta("ncc:pageFront", "0"),
            meta("ncc:pageNormal", slides),
            meta("ncc:pageSpecial", "0"),
            meta("ncc:prodNotes", str(counts.notes)),
            meta("ncc:setInfo", "1 of 1"),
            meta("ncc:tocItems", str(counts.entries)),
            meta("ncc:totalTime", names.clock(document.duration_ms), "hh:mm:ss"),
        ]

    def _put(self, name: str, content: bytes) -> None:
        self._archive.writestr(undated_entry(name, stored=True), content)
        self._count(len(content))

    def _put_file(self, name: str, head: str, body: IO[bytes], end: str) -> None:
        with self._archive.open(undated_entry(name, stored=True), "w") as target:
            target.write(head.encode())
            body.seek(0)
            shutil.copyfileobj(body, target, _PIECE)
            target.write(end.encode())
        self._count(self._archive.getinfo(name).file_size)

    def _copy(self, name: str, content: IO[bytes]) -> None:
        with self._archive.open(undated_entry(name, stored=True), "w") as target:
            shutil.copyfileobj(content, target, _PIECE)
        self._count(self._archive.getinfo(name).file_size)

    def _count(self, size: int) -> None:
        self._counts.bytes += size
        self._counts.files += 1
