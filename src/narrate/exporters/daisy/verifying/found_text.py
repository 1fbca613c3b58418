"""Reads ``content.html`` back as blocks of text, with the words that no other file holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from narrate.sources.untrusted_xml import parse_xml

XHTML = "{http://www.w3.org/1999/xhtml}"
_BOXES = ("div", "ul", "ol")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class FoundBlock:
    """A block that was found. ``languages`` are those of its sentences; ``text`` is shown but not spoken.

    ``kind`` and ``first`` are as in ``writing.blocks.Block``.
    """

    kind: str
    text: str = ""
    languages: tuple[str, ...] = ()
    first: str = "1"

    @property
    def line(self) -> str:
        """The block as a line of text, for the digest of its slide."""
        text = "" if not self.languages and self.kind in ("page", "heading") else self.text
        return f"{self.kind} {self.first} [{','.join(self.languages)}] {text}"


def parse_document(content: bytes, name: str) -> etree._Element:
    """Return the root of the XML document ``content``. Raises ValueError if it cannot be read."""
    try:
        return parse_xml(content, remove_comments=False, remove_pis=False)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"{name} is not well-formed XML ({error.msg})") from error


def found_slides(root: etree._Element, language: str) -> list[list[FoundBlock]]:
    """Return the blocks of each slide of ``content.html``. ``language`` is that of the book.

    Each slide begins with its page number. What stands before the first belongs to no slide, and is left out.
    """
    slides: list[list[FoundBlock]] = []
    body = root.find(f"{XHTML}body")
    for block in _blocks(body, language) if body is not None else ():
        if block.kind == "page":
            slides.append([])
        if slides:
            slides[-1].append(block)
    return slides


def _blocks(parent: etree._Element, language: str) -> Iterator[FoundBlock]:
    for element in parent.iterchildren(etree.Element):
        name = etree.QName(element).localname
        if name in _BOXES:
            kind = "figure" if name == "div" else name
            yield FoundBlock(kind, first=element.get("start", "1"))
            yield from _blocks(element, language)
            yield FoundBlock(f"/{kind}")
        else:
            yield _block(element, name, language)


def _block(element: etree._Element, name: str, language: str) -> FoundBlock:
    sentences = [one for one in element.iter(f"{XHTML}span") if one.get("class") == "sentence"]
    languages = tuple(one.get("lang", language) for one in sentences)
    is_page = any(one.get("class") == "page-normal" for one in element.iterchildren(f"{XHTML}span"))
    kind = "page" if is_page else "heading" if name in _HEADINGS else name
    text = "".join(map(str, element.itertext())) if not sentences else (element.text or "")
    return FoundBlock(kind, text.removesuffix(" ") if sentences else text, languages)
