"""Reads the structure tree of a tagged PDF: what it says, in the order in which a screen reader says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from narrate.exporters.pdf.verifying.marked_text import PageText

_MOST_DEEP = 60
_READ = frozenset(["/H1", "/H2", "/H3", "/P", "/LBody", "/Lbl", "/TOCI", "/Figure", "/TH", "/TD"])
"""The elements whose text is a block of its own."""
_BETWEEN = frozenset(
    ["/Document", "/Div", "/L", "/LI", "/TOC", "/Link", "/Reference", "/Span", "/Table", "/THead", "/TBody", "/TR"]
)


@dataclass(frozen=True, slots=True)
class Element:
    """A block of a PDF: its ``tag``, its text (of a figure what stands on it), its alternative text, its page from 0."""

    tag: str
    text: str
    alt: str
    page: int


class StructureTree:
    """The structure of ``reader``, a PDF of pypdf. Raises ValueError if it has none, or one that narrate does not write."""

    def __init__(self, reader: Any) -> None:
        root = reader.trailer["/Root"]
        self._root = root.get("/StructTreeRoot")
        if self._root is None:
            raise ValueError("it has no tags")
        self.pages = [PageText(page, reader) for page in reader.pages]
        self._places = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
        self.said: set[tuple[int, int]] = set()
        """(page, number) of the marked content that the tree names."""

    def elements(self) -> Iterator[Element]:
        """Yield the blocks in order."""
        yield from self._walk(self._root, -1, 0)

    def _walk(self, element: Any, page: int, depth: int) -> Iterator[Element]:
        if depth > _MOST_DEEP:
            raise ValueError("its tags are nested too deep")
        page = self._page(element, page)
        for child in _children(element):
            if isinstance(child, int) or "/S" not in child:
                continue  # text of an element that is read as a whole, or a link
            tag = str(child["/S"])
            if tag in _READ:
                found: list[str] = []
                first = self._collect(child, self._page(child, page), found, 0)
                yield Element(tag, "".join(found), str(child.get("/Alt", "")), first)
            elif tag in _BETWEEN:
                yield from self._walk(child, page, depth + 1)
            else:
                raise ValueError(f"it has an element {tag}, which narrate does not write")

    def _collect(self, element: Any, page: int, found: list[str], depth: int) -> int:
        """Add the text of ``element`` to ``found``. Return the page on which it begins."""
        if depth > _MOST_DEEP:
            raise ValueError("its tags are nested too deep")
        first = -1
        for child in _children(element):
            if isinstance(child, int):
                at, number = page, int(child)
            elif str(child.get("/Type")) == "/MCR":
                at, number = self._page(child, page), int(child["/MCID"])
            elif "/S" in child:
                inner = self._collect(child, self._page(child, page), found, depth + 1)
                first = inner if first < 0 else first
                continue
            else:
                continue  # the annotation of a link
            if (at, number) in self.said or not 0 <= at < len(self.pages):
                raise ValueError(f"the text {number} of page {at + 1} stands in two places of its tags, or in none")
            self.said.add((at, number))
            found.append(self.pages[at].by_number.get(number, ""))
            first = at if first < 0 else first
        return first

    def _page(self, element: Any, page: int) -> int:
        own = element.raw_get("/Pg") if "/Pg" in element else None
        return page if own is None else self._places.get(own.idnum, -1)

    def untold(self) -> Iterator[str]:
        """Yield the text that no element holds, so that no screen reader says it. Call it after ``elements``."""
        for number, page in enumerate(self.pages):
            texts = [
                "".join(page.outside),
                *(text for key, text in page.by_number.items() if (number, key) not in self.said),
            ]
            yield from (f"page {number + 1}: {text[:60]!r}" for text in texts if text.strip())


def _children(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    listed = kids if isinstance(kids, list) else [kids]
    return [kid if isinstance(kid, int) else kid.get_object() for kid in listed]
