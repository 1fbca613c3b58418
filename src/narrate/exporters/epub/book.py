"""Writes a book into its zip file, part by part. Only the list of its files is kept in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from narrate.editions import DESCRIBED, shown_title
from narrate.exporters.document import direction_of
from narrate.exporters.document_making import document_of
from narrate.exporters.edition import Edition
from narrate.exporters.epub.archive import Archive
from narrate.exporters.epub.contents import File
from narrate.exporters.epub.format import (
    ACTIVE_CLASS,
    COVER_IMAGE,
    COVER_PAGE,
    FOLDER,
    NAVIGATION,
    PACKAGE,
    STYLES,
    Identifier,
    clock,
    modified,
    shown,
)
from narrate.exporters.epub.metadata import Contents, narrator_of
from narrate.exporters.epub.parts import Part, parts_of
from narrate.exporters.epub.rendering import as_it_is, render
from narrate.exporters.paragraphs import joiner
from narrate.exporters.speakers import who_speaks
from narrate.languages import colon, foreign_phrases, language_data
from narrate.model import Kind

_TYPES = {Kind.TITLE: ("titlepage", ""), Kind.SECTION: ("part", "doc-part")}
_CHAPTER = ("chapter", "doc-chapter")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A part in the table of contents."""

    label: str
    file: str
    children: list[_Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Listed:
    """What the package says about a part: the files are (id, name, media type)."""

    number: int
    text: str
    overlay: str
    duration: str
    files: tuple[File, ...]


class Book:
    """Writes the book of ``edition`` to the file ``path``.

    ``by_words`` is whether each word is marked while it is heard, and not only each sentence.
    """

    def __init__(self, edition: Edition, path: Path, *, by_words: bool = False) -> None:
        self._edition, self._path, self._by_words = edition, path, by_words
        script = edition.timeline.script
        self._script = script
        self._document = document_of(edition.timeline, edition.deck)
        self._contents = Contents(
            described=edition.timeline.edition == DESCRIBED,
            speakers=who_speaks(edition.timeline.recorded, sum(len(track.clips) for track in edition.timeline.tracks)),
            narrator=narrator_of(edition.timeline.voice),
        )
        self._entries: list[_Entry] = []
        self._listed: list[_Listed] = []
        self._pages: list[tuple[int, str]] = []
        foreign = foreign_phrases(script.language)
        self._common: dict[str, Any] = {
            "language": script.language,
            "direction": self._document.direction,
            "phrases_language": foreign,
            "phrases_direction": direction_of(foreign) if foreign else "",
        }
        self._title = shown(script.title, script.language)

    def write(self) -> None:
        """Write the file. This waits for the tracks. Raises OSError if the disk refuses."""
        script = self._script
        identifier = Identifier((script.topic, script.language, self._edition.timeline.edition))
        cover = self._edition.cover
        with Archive(self._path, identifier) as archive:
            archive.write_around("META-INF/container.xml", as_it_is("container.xml"))
            archive.write(STYLES, as_it_is(STYLES))
            archive.write(COVER_IMAGE, cover.path.read_bytes())
            archive.write(COVER_PAGE, render(COVER_PAGE, title=self._title, image=COVER_IMAGE, **self._common))
            for part in parts_of(self._document, self._edition.memo, by_words=self._by_words):
                self._write_part(part, archive)
            archive.write(NAVIGATION, self._navigation())
            archive.write_around(f"{FOLDER}{PACKAGE}", self._package(identifier.urn()))

    def _write_part(self, part: Part, archive: Archive) -> None:
        type_, role = _TYPES.get(part.kind, _CHAPTER)
        text = render(
            "chapter.xhtml",
            title=part.label,
            type=type_,
            role=role,
            level=part.level,
            heading=part.heading,
            slides=part.slides,
            joiner=joiner(self._script.language),
            colon=colon(self._script.language),
            **self._common,
        )
        archive.write(part.text, text)
        archive.write(part.overlay, render("overlay.smil", text=part.text, clips=part.clips, clock=clock))
        for file in part.files:
            archive.write(file.name, file.content or self._track(file))
        self._list(part)

    def _track(self, file: File) -> bytes:
        number = int(file.id.removeprefix("audio-"))
        return self._edition.tracks[number - 1].path.read_bytes()

    def _list(self, part: Part) -> None:
        """Keep what navigation and package say about ``part``."""
        self._contents.add(part)
        entry = _Entry(part.label, part.text)
        beneath = self._entries[-1].children if part.level > 2 and self._entries else self._entries
        beneath.append(entry)
        self._pages += [(slide.number, part.text) for slide in part.slides]
        files = tuple(File(file.id, file.name, file.type) for file in part.files)
        self._listed.append(_Listed(part.number, part.text, part.overlay, clock(part.duration_ms), files))

    def _navigation(self) -> bytes:
        phrases = language_data(self._script.language).phrases
        return render(
            NAVIGATION,
            title=self._title,
            contents=phrases["contents"],
            cover=phrases["cover"],
            cover_page=COVER_PAGE,
            entries=self._entries,
            pages=self._pages,
            body=_body(self._listed),
            **self._common,
        )

    def _package(self, identifier: str) -> bytes:
        timeline, script = self._edition.timeline, self._script
        date = self._edition.date.isoformat() if self._edition.date else ""
        return render(
            PACKAGE,
            identifier=identifier,
            title=shown_title(script.title, script.language, timeline.edition),
            publisher=script.publisher,
            subtitle=script.subtitle,
            date=date,
            conforms=script.conforms,
            modified=modified(date),
            access_modes=self._contents.access_modes(),
            sufficient_modes=list(self._contents.sufficient_modes()),
            features=list(self._contents.features()),
            summary=self._contents.summary(script.language),
            duration=clock(timeline.duration_ms),
            narrator=self._contents.narrator,
            active_class=ACTIVE_CLASS,
            parts=self._listed,
            **self._common,
        )


def _body(listed: Sequence[_Listed]) -> str:
    """Return the first file after the title page, where reading begins; the title page if there is no other."""
    return listed[1 if len(listed) > 1 else 0].text
