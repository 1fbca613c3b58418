"""What a page shows that ``timeline.json`` does not hold: the words about figures, points, and where paragraphs end."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml import html

_TAGS = ("h2", "h3", "img", "div", "ul", "ol", "p", "details")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure on the page: its alternative text, and its caption, which is empty if it has none."""

    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list on the page.

    ``first`` is the number of its first point, None if the points have bullets. ``items`` are (name of the figure
    that the point is about, with its colon; text).
    """

    first: int | None
    items: tuple[tuple[str, str], ...]


class ShownItems:
    """The headings, figures, lists and paragraphs of a page, taken one after the other.

    A method that takes something looks from the last item that was taken to the next heading. What it passes over
    is not on the page that is expected.
    """

    def __init__(self, page: html.HtmlElement) -> None:
        main = page.find(".//main")
        self._items = [item for item in (main if main is not None else ()) if item.tag in _TAGS]
        self._headings = {item.get("id"): index for index, item in enumerate(self._items) if item.tag in ("h2", "h3")}
        self._at = 0

    def has_heading(self, id_: str) -> bool:
        """Whether a heading on the page has the anchor ``id_``."""
        return id_ in self._headings

    def take_heading(self, id_: str) -> str:
        """Go behind the heading with the anchor ``id_``. Return its text; empty if it is not there."""
        if id_ not in self._headings:
            return ""
        self._at = self._headings[id_] + 1
        text: str = self._items[self._at - 1].text_content()
        return text

    def take_figures(self, addresses: Collection[str]) -> list[Figure]:
        """Go behind the figures of which one is a file in ``addresses``. Return them; empty if not there."""
        for index, item in self._ahead():
            images = list(item.iter("img")) if item.tag == "div" else []
            if any(image.get("src") in addresses for image in images):
                self._at = index + 1
                return [Figure(image.get("alt") or "", _caption(image)) for image in images]
        return []

    def take_longer(self) -> list[tuple[str, str]]:
        """Take the longer descriptions of figures that come next, as (name of the figure with its colon, text)."""
        if self._at == len(self._items) or self._items[self._at].tag != "details":
            return []
        self._at += 1
        return [_item(paragraph) for paragraph in self._items[self._at - 1].iter("p")]

    def take_points(self) -> Iterator[Points]:
        """Take the lists that come next. Raises ValueError if a list counts from something that is no number."""
        while self._at < len(self._items) and self._items[self._at].tag in ("ul", "ol"):
            list_ = self._items[self._at]
            self._at += 1
            first = int(list_.get("start") or 1) if list_.tag == "ol" else None
            yield Points(first, tuple(_item(item) for item in list_.iter("li")))

    def paragraphs(self) -> Iterator[str]:
        """Yield the paragraphs up to the next heading. One that is yielded is taken if ``keep`` is called then."""
        for index, item in self._ahead():
            if item.tag == "p":
                self._reached = index + 1
                yield item.text_content()

    def keep(self) -> None:
        """Take the paragraph that ``paragraphs`` yielded last."""
        self._at = self._reached

    def _ahead(self) -> Iterator[tuple[int, html.HtmlElement]]:
        """Yield the items up to the next heading, each with its index."""
        for index in range(self._at, len(self._items)):
            if self._items[index].tag in ("h2", "h3"):
                return
            yield index, self._items[index]


def _caption(image: html.HtmlElement) -> str:
    """Return the caption that stands beside ``image`` in its figure."""
    figure = image.getparent()
    return "" if figure is None else figure.findtext("figcaption") or ""


def _item(item: html.HtmlElement) -> tuple[str, str]:
    """Return the name that begins a point, and the rest of the point."""
    text, name = item.text_content(), item.find("strong")
    if name is None:
        return "", text
    shown: str = name.text_content()
    return shown, text.removeprefix(shown).removeprefix(" ")
