"""Reads a book: the parts of its text, and the words that only its package holds."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from narrate.exporters.epub.format import FOLDER, PACKAGE
from narrate.exporters.verifying.edition_record import Record
from narrate.exporters.verifying.reading_errors import why_unread
from narrate.model import Kind
from narrate.sources.untrusted_xml import TooComplexError, parse_xml

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_MOST_BYTES = 32 << 20  # of an XML file of a book
_TEXT = re.compile(rf"{FOLDER}text/(\d{{4,6}})\.xhtml")
_HEADINGS = ("h1", "h2", "h3")


@dataclass(slots=True)
class ReadFigure:
    """A figure in the text. ``file`` is its name in the book. It is ``decorative`` if it has no alternative text."""

    file: str
    alt: str = ""
    name: str = ""
    description: str = ""


@dataclass(slots=True)
class ReadList:
    """A list in the text. ``first`` is the number of its first item, None if it has bullets. Items are (name, text)."""

    first: int | None
    items: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class ReadSlide:
    """What the text says about a slide, besides the words of its sentences.

    ``counts`` are the numbers of sentences in its paragraphs. ``languages`` has the language of each sentence that is
    not in the language of the book, by its id. ``tables`` are lists of rows, the first with the names of the columns.
    """

    number: int
    counts: list[int] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)
    figures: list[ReadFigure] = field(default_factory=list)
    lists: list[ReadList] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """(words, address) of each link."""
    tables: list[list[list[str]]] = field(default_factory=list)


@dataclass(slots=True)
class ReadPart:
    """A text of the book. ``sentences`` are (id, text) in the order of the text.

    ``title`` names it in lists, and is also its ``heading``. A part without a heading has the ``level`` 0.
    """

    number: int
    title: str = ""
    level: int = 0
    slides: list[ReadSlide] = field(default_factory=list)
    sentences: list[tuple[str, str]] = field(default_factory=list)
    unspoken: list[str] = field(default_factory=list)

    @property
    def heading(self) -> str:
        return self.title if self.level else ""


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the file ``name`` of the book. Raises ValueError if it is not there, or too large."""
    try:
        info = archive.getinfo(f"{FOLDER}{name}")
    except KeyError as error:
        raise ValueError(f"{name} is not in the book") from error
    if info.file_size > _MOST_BYTES:
        raise ValueError(f"{name} is larger than {_MOST_BYTES >> 20} MB")
    return archive.read(info)


def parse_member(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """Return the root of the XML file ``name`` of the book. Raises ValueError if it cannot be read."""
    try:
        return parse_xml(read_member(archive, name))
    except (etree.LxmlError, TooComplexError) as error:
        raise ValueError(f"{name}: {why_unread(error)}") from error


def text_numbers(archive: zipfile.ZipFile) -> Iterator[int]:
    """Yield the numbers of the texts in the book, in the order of the zip file."""
    for name in archive.namelist():
        if found := _TEXT.fullmatch(name):
            yield int(found[1])


def read_part(number: int, root: etree._Element) -> ReadPart:
    """Return the part with the text ``root``, whose number is ``number``. Raises ValueError if it is not the text of a part."""
    part = ReadPart(number, root.findtext(f"{XHTML}head/{XHTML}title") or "")
    section = root.find(f"{XHTML}body/{XHTML}section")
    if section is None:
        raise ValueError(f"the text of slide {number} has no section")
    for element in section:
        if element.get(EPUB_TYPE) == "pagebreak":
            part.slides.append(ReadSlide(_number(element.get("id", ""))))
        if not part.slides:
            raise ValueError(f"the text of slide {number} does not begin with the number of a slide")
        _read(element, part, part.slides[-1])
    if not part.slides:
        raise ValueError(f"the text of slide {number} is empty")
    return part


def _number(id_: str) -> int:
    digits = id_.removeprefix("slide-")
    if not re.fullmatch("[0-9]{1,6}", digits):
        raise ValueError(f"{id_[:40]!r} is not the number of a slide")
    return int(digits)


def _read(element: etree._Element, part: ReadPart, slide: ReadSlide) -> None:
    """Add what ``element`` says to ``part`` and to its last ``slide``."""
    tag, class_ = str(element.tag).removeprefix(XHTML), element.get("class", "")
    said = [span for span in element.iter(f"{XHTML}span") if _is_sentence(span)]
    part.sentences += [(span.get("id", ""), text_of(span)) for span in said]
    slide.languages |= {span.get("id", ""): language for span in said if (language := span.get(_LANGUAGE))}
    if tag in _HEADINGS:
        part.level = int(tag[1])
    elif tag == "p" and not class_:
        slide.counts.append(len(said))
    elif tag == "p":
        _read_words(element, part, slide)
    else:
        _read_shown(element, tag, slide)


def _read_shown(element: etree._Element, tag: str, slide: ReadSlide) -> None:
    """Add a figure, a list or a table to ``slide``."""
    if tag == "figure" or element.get("class") == "picture":
        slide.figures.append(_figure(element))
    else:
        _read_list(element, tag, slide)


def _read_list(element: etree._Element, tag: str, slide: ReadSlide) -> None:
    """Add the list or the table ``element`` to ``slide``, if it is one."""
    if tag in ("ul", "ol"):
        slide.lists.append(_list(element, ordered=tag == "ol"))
    elif tag == "table":
        slide.tables.append(_rows(element))


def _rows(table: etree._Element) -> list[list[str]]:
    cells = (f"{XHTML}th", f"{XHTML}td")
    return [[text_of(cell) for cell in row.iter(*cells)] for row in table.iter(f"{XHTML}tr")]


def _read_words(element: etree._Element, part: ReadPart, slide: ReadSlide) -> None:
    """Add a paragraph that nobody says: words under the title, or a link."""
    if element.get("class") == "link":
        slide.links += [_link(element, anchor) for anchor in element.iterfind(f"{XHTML}a")]
    elif element.get("class") == "words" and element.find(f"{XHTML}span") is None:
        part.unspoken.append(text_of(element))


def _link(element: etree._Element, anchor: etree._Element) -> tuple[str, str]:
    """Return the words before a link, without the colon between them, and where the link leads."""
    return (element.text or "").rstrip(": \u00a0：").strip(), anchor.get("href", "")


def _is_sentence(span: etree._Element) -> bool:
    """Whether ``span`` is a sentence. In a book that marks words, these are spans within their sentence."""
    parent = span.getparent()
    return bool(span.get("id")) and (parent is None or parent.tag != span.tag)


def _figure(element: etree._Element) -> ReadFigure:
    image = element.find(f".//{XHTML}img")
    if image is None:
        raise ValueError("a figure has no image")
    figure = ReadFigure(image.get("src", "").removeprefix("../"), image.get("alt", ""))
    for paragraph in element.iterfind(f"{XHTML}figcaption/{XHTML}p"):
        if paragraph.get("class") == "name":
            figure.name = text_of(paragraph)
        elif paragraph.find(f"{XHTML}span") is None:
            figure.description = text_of(paragraph)
    return figure


def _list(element: etree._Element, *, ordered: bool) -> ReadList:
    start = element.get("start", "1")
    if not re.fullmatch("[0-9]{1,6}", start):
        raise ValueError(f"a list begins with {start[:20]!r}")
    list_ = ReadList(int(start) if ordered else None)
    for item in element.iterfind(f"{XHTML}li"):
        strong = item.find(f"{XHTML}strong")
        name = "" if strong is None else text_of(strong)
        text = "" if item.find(f"{XHTML}span") is not None else text_of(item).removeprefix(name).removeprefix(" ")
        list_.items.append((name.removesuffix(":"), text))
    return list_


def levels(parts: Sequence[ReadPart], record: Record) -> list[int]:
    """Return the level that the heading of each part has, or would have: 3 for what is in a section."""
    found, in_section = [], False
    for part in parts:
        kind = record.segments[part.number - 1].kind
        in_section |= kind == Kind.SECTION
        found.append(1 if kind == Kind.TITLE else 3 if in_section and kind == Kind.NARRATION else 2)
    return found


def text_of(element: etree._Element) -> str:
    """Return all text in ``element``."""
    return "".join(str(text) for text in element.itertext())


@dataclass(frozen=True, slots=True)
class PackageWords:
    """Words that only the package holds, with the conformance that it claims. Each is empty if it is not there."""

    date: str
    subtitle: str
    publisher: str
    conforms: str


def read_package(archive: zipfile.ZipFile) -> tuple[PackageWords, etree._Element]:
    """Return what the package says that nothing else does, and its root. Raises ValueError if it cannot be read."""
    root = parse_member(archive, PACKAGE)
    date, subtitle, publisher = (
        root.findtext(f"{OPF}metadata/{DUBLIN_CORE}{name}") or "" for name in ("date", "description", "publisher")
    )
    claims = [
        meta.text or ""
        for meta in root.iterfind(f"{OPF}metadata/{OPF}meta")
        if meta.get("property") == "dcterms:conformsTo"
    ]
    return PackageWords(date, subtitle, publisher, "".join(claims)), root
