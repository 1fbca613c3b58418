"""What a page shows of a slide that ``timeline.json`` does not hold: words about figures, points, ends of paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from narrate.exporters.html.telephone import pieces
from narrate.exporters.verifying.reading_page import figure_of


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure on the page: its alternative text, and its caption, which is empty if it has none."""

    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list on the page.

    ``first`` is the number of its first point, None if the points have bullets. ``items`` are (name of the figure
    that the point is about, with its colon; text; links of the script as (start, end, address), offsets in the text).
    """

    first: int | None
    items: tuple[tuple[str, str, tuple[tuple[int, int, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on the page: the names of its columns, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class ShownItems:
    """The headings of a page, and what it shows of each slide.

    ``languages`` are those of sentences that are not in the language of the page, by their ids.
    """

    def __init__(self, page: html.HtmlElement) -> None:
        self._headings = {one.get("id"): one.text_content() for one in page.iterfind(".//main//article/*[@id]")}
        spoken = page.iterfind(".//span[@class='sentence']")
        self.languages = {
            (one.get("id") or "").removeprefix("s-"): one.get("lang") for one in spoken if one.get("lang")
        }
        slides = page.iterfind(".//main//article/div[@data-slide]")
        self._slides = {slide.get("data-slide"): slide for slide in slides}

    def heading(self, id_: str) -> str | None:
        """Return the text of the heading with the id ``id_``; None if there is none."""
        return self._headings.get(id_)

    def figures(self, number: int) -> list[Figure]:
        """Return the figures of slide ``number``."""
        found = self._of(number, "div/figure")
        drawings = [(one, drawing) for one in found for drawing in one.findall("svg")[:1]]
        return [Figure(figure_of(drawing)[1], one.findtext("figcaption") or "") for one, drawing in drawings]

    def longer(self, number: int) -> list[tuple[str, str]]:
        """Return the longer descriptions of the figures of a slide, as (name of the figure with its colon, text)."""
        return [_item(paragraph) for paragraph in self._of(number, "details/p")]

    def lists(self, number: int) -> Iterator[Points | Grid]:
        """Yield the lists and tables of a slide. Raises ValueError if one counts from something that is no number."""
        for list_ in self._of(number, "*"):
            if list_.tag in ("ul", "ol"):
                first = int(list_.get("start") or 1) if list_.tag == "ol" else None
                yield Points(first, tuple((*_item(item), _links(item)) for item in list_.iter("li")))
            elif list_.tag == "table":
                columns, *rows = [
                    tuple(cell.text_content() for cell in row.iter("th", "td")) for row in list_.iter("tr")
                ] or [()]
                yield Grid(columns, tuple(rows))

    def paragraphs(self, number: int) -> list[int]:
        """Return the number of sentences in each paragraph of a slide."""
        return [len(paragraph.findall("span")) for paragraph in self._of(number, "p")]

    def _of(self, number: int, path: str) -> list[html.HtmlElement]:
        slide = self._slides.get(str(number))
        return [] if slide is None else slide.findall(path)


def _links(item: html.HtmlElement) -> tuple[tuple[int, int, str], ...]:
    """Return the links in a point that are not those of telephone numbers, after the name of its figure."""
    _, text = _item(item)
    found, at = [], 0
    taken = {number for _, number in pieces(text) if number}
    for link in item.iterfind("a"):
        words, address = link.text_content(), link.get("href") or ""
        start = text.find(words, at)
        if start >= 0 and address not in taken:
            found.append((start, start + len(words), address))
        at = max(at, start + len(words))
    return tuple(found)


def _item(item: html.HtmlElement) -> tuple[str, str]:
    """Return the name that begins a point, and the rest of the point."""
    text, name = item.text_content(), item.find("strong")
    if name is None:
        return "", text
    shown: str = name.text_content()
    return shown, text.removeprefix(shown).removeprefix(" ")
