"""What the code that writes a book and the code that reads it back share."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping

from narrate.languages import is_right_to_left
from narrate.model import Purpose
from narrate.typeset.bidi import isolated

MIMETYPE = b"application/epub+zip"
FOLDER = "EPUB/"
PACKAGE, NAVIGATION, STYLES = "package.opf", "nav.xhtml", "styles.css"
COVER_PAGE, COVER_IMAGE = "cover.xhtml", "images/cover.png"
ACTIVE_CLASS = "-epub-media-overlay-active"
MEDIA_TYPES = {
    ".css": "text/css",
    ".jpg": "image/jpeg",
    ".mp3": "audio/mpeg",
    ".png": "image/png",
    ".smil": "application/smil+xml",
    ".svg": "image/svg+xml",
    ".xhtml": "application/xhtml+xml",
}
SKIPPABLE: Mapping[str, str] = {
    Purpose.SLIDE_NUMBER: "pagebreak",
    Purpose.HEADING: "title",
    Purpose.FIGURE: "figure",
    Purpose.POINT: "list-item",
    Purpose.WORDS: "notice",
}
"""The ``epub:type`` of a sentence that is not narration, by its purpose. A reading system can offer to skip it.

All are terms of the Structural Semantics Vocabulary. Thorium skips some types without being asked: footnote, endnote,
pagebreak, note, rearnote, sidebar, marginalia, annotation. Of these, only ``pagebreak`` is used, so that nobody misses
the description of a picture without knowing.
"""
DIGESTS = "epub "
"""The beginning of the keys of the book's digests in the manifest."""
METADATA = f"{DIGESTS}metadata"
_NAMESPACE = uuid.UUID("6a1f0f5e-0d0c-5b6e-9a35-5f7b8d2c4e11")  # chosen once at random
_NO_DATE = "1980-01-01"  # the same date as in the entries of the zip file


def text_file(number: int) -> str:
    """Return the name of the text of the part that begins with slide ``number`` (from 1)."""
    return f"text/{number:04d}.xhtml"


def overlay_file(number: int) -> str:
    """Return the name of the media overlay of ``text_file(number)``."""
    return f"overlays/{number:04d}.smil"


def audio_file(number: int) -> str:
    """Return the name of the track of slide ``number``."""
    return f"audio/{number:04d}.mp3"


def image_stem(number: int, index: int) -> str:
    """Return the name, without its ending, of figure ``index`` (from 1) of slide ``number``."""
    return f"images/{number:04d}-{index}"


def sentence_id(number: int, index: int) -> str:
    """Return the id of sentence ``index`` (from 1, in the order in which they are heard) of slide ``number``."""
    return f"s{number}-{index}"


def word_id(sentence: str, index: int) -> str:
    """Return the id of the marked word ``index`` (from 1) of the sentence with the id ``sentence``."""
    return f"{sentence}-{index}"


def part_key(number: int) -> str:
    """Return the key of the digest of the part that begins with slide ``number``."""
    return f"{DIGESTS}part {number}"


def shown(text: str, language: str) -> str:
    """Return ``text`` in ``language`` as a book shows it.

    In right-to-left text, doses and ranges are isolated, so that they keep their order.
    """
    return isolated(text) if is_right_to_left(language) else text


def clock(ms: int) -> str:
    """Return a time as SMIL writes it: ``0:01:02.345``."""
    seconds, thousandths = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}.{thousandths:03d}"


def modified(date: str) -> str:
    """Return ``dcterms:modified`` of a book of ``date`` (ISO 8601). EPUB requires one, so there is a default."""
    return f"{date or _NO_DATE}T00:00:00Z"


def digest(*lines: str) -> str:
    """Return the SHA-256 of ``lines`` of text."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def part_lines(level: int, heading: str, slides: Iterable[Iterable[str]]) -> list[str]:
    """Return the lines of the digest of a part. ``slides`` are the lines of its slides."""
    return [f"{level} {heading}", *(line for lines in slides for line in lines)]


def slide_lines(
    number: int,
    counts: Iterable[int],
    languages: Mapping[str, str],
    figures: Iterable[str],
    points: Iterable[str],
    links: Iterable[tuple[str, str]] = (),
) -> list[str]:
    """Return the lines of a slide.

    ``counts`` are the numbers of sentences in its paragraphs of narration. ``languages`` has the language of each
    sentence that is not in the language of the book, by its id. ``links`` are (words, address).
    """
    leads = [f"link {words!r} {address}" for words, address in links]
    spoken = [f"{id_} {language}" for id_, language in sorted(languages.items())]
    return [f"slide {number}", f"paragraphs {' '.join(map(str, counts))}", *spoken, *figures, *points, *leads]


def figure_line(alt: str, name: str, description: str, content: str) -> str:
    """Return the line of a figure. ``content`` is the SHA-256 of its file. ``description`` is empty if it is spoken."""
    return f"figure {alt!r} {name!r} {description!r} {content}"


def row_line(cells: Iterable[str]) -> str:
    """Return the line of a row of a table."""
    return f"row {list(cells)!r}"


def point_line(number: int | None, name: str, text: str) -> str:
    """Return the line of a point in a list. ``name`` is that of its figure. ``text`` is empty if it is spoken."""
    return f"{'-' if number is None else number} {name!r} {text!r}"


class Identifier:
    """Makes the identifier of a book from all its files, so that a library never takes a corrected book for the old one.

    A library may keep the old file if it knows the identifier of the new one already. ``edition`` is the topic, the language
    and the name of the edition.
    """

    def __init__(self, edition: tuple[str, str, str]) -> None:
        self._hash = hashlib.sha256("\n".join(edition).encode())

    def add(self, name: str, content: str) -> None:
        """Add the file ``name`` of the book, whose SHA-256 is ``content``."""
        self._hash.update(f"\n{name} {content}".encode())

    def urn(self) -> str:
        """Return the identifier of a book with the files that were added."""
        return uuid.uuid5(_NAMESPACE, self._hash.hexdigest()).urn
