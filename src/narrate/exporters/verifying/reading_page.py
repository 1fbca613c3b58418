"""Reads the page back: its parts, each with its heading, and the slides that each part shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree, html

from narrate.exporters.verifying.edition_record import Record, RecordSegment
from narrate.model import Kind

_CODE = re.compile("<(style|script)(?: [^<>]*)?>")
_TAG = re.compile("<[^<>]*>")
_QUOTED = re.compile('"[^"]*"')
_BETWEEN = re.compile(r"[\s/=]")  # what separates the attributes of a tag, outside quotation marks
_MOST_SIGNS = 100


@dataclass(slots=True)
class PagePart:
    """An article on the page: its heading, and everything below it. Without a heading, ``id`` is that of the article.

    ``figures`` and ``slides`` (pictures of slides) are (address, alternative text). ``points`` are (text, number in a
    list or None); the text lacks the name of the figure that the point is about.
    """

    id: str = ""
    heading: str = ""
    texts: list[str] = field(default_factory=list)
    points: list[tuple[str, int | None]] = field(default_factory=list)
    slides: list[tuple[str, str]] = field(default_factory=list)
    figures: list[tuple[str, str]] = field(default_factory=list)


def read_page(path: Path) -> html.HtmlElement:
    """Return the page in the file ``path``. Raises OSError or ValueError if it cannot be read."""
    return parse_page(path.read_bytes().decode())


def parse_page(text: str) -> html.HtmlElement:
    """Return the page whose markup is ``text``, without styles, scripts and data. Raises ValueError if it cannot be read.

    The parser reads only words and pictures; whether styles and scripts are as they should be is compared elsewhere.
    """
    text = _without_code(text)
    _require_plain_tags(text)
    try:
        return html.fromstring(text)
    except etree.LxmlError as error:
        raise ValueError(f"no page: {error}") from error


def _without_code(text: str) -> str:
    """Return ``text`` without what stands inside ``<style>`` and ``<script>``, in time that is linear in its length."""
    kept, at = [], 0
    while opened := _CODE.search(text, at):
        end = text.find(f"</{opened.group(1)}>", opened.end())
        if end < 0:
            break
        kept.append(text[at : opened.end()])
        at = end
    return "".join((*kept, text[at:]))


def _require_plain_tags(text: str) -> None:
    """Raise ValueError if a ``<`` or ``>`` of ``text`` belongs to no tag, or if a tag has very many attributes.

    narrate escapes both signs everywhere else. The parser takes quadratic time for the attributes of one tag.
    """
    tags = _TAG.findall(text)
    if not len(tags) == text.count("<") == text.count(">"):
        raise ValueError("no page of narrate's: a < or > belongs to no tag")
    if any(len(_BETWEEN.findall(_QUOTED.sub("", tag))) > _MOST_SIGNS for tag in tags):
        raise ValueError("no page of narrate's: a tag with very many attributes")


def parts_of(page: html.HtmlElement) -> list[PagePart]:
    """Return the parts of ``page``, in order. The first holds what comes before any part."""
    return [PagePart(), *(_part(article) for article in page.iterfind(".//main//article"))]


def _part(article: html.HtmlElement) -> PagePart:
    heading = next((child for child in article if child.tag in ("h2", "h3")), None)
    named = article if heading is None else heading
    id_ = (named.get("id") or "").removesuffix("_")  # an id that the page has already ends in "_" where it is a heading
    part = PagePart(id_, "" if heading is None else heading.text_content())
    for slide in article.iterfind("div"):
        for element in slide:
            _add_to_part(part, element)
    return part


def _add_to_part(part: PagePart, element: html.HtmlElement) -> None:
    """Add what ``element`` shows to ``part``. Sound and longer descriptions add nothing."""
    classes = (element.get("class") or "").split()
    if "picture" in classes:
        part.slides += [_picture(image) for image in element.iterfind("img")]
    elif "figures" in classes:
        part.figures += [figure_of(drawing) for drawing in element.iterfind("figure/svg")]
    elif element.tag == "table":
        part.points += [(text, None) for cell in element.iter("th", "td") if (text := cell.text_content())]
    elif "points" in classes:
        part.points += _points_of(element)
    elif element.tag not in ("audio", "details"):
        part.texts.append(element.text_content())


def figure_of(drawing: html.HtmlElement) -> tuple[str, str]:
    """Return (address, alternative text) of a figure with its labels."""
    image = next(drawing.iter("img"), None)
    return "" if image is None else image.get("src") or "", drawing.get("aria-label") or ""


def _points_of(items: html.HtmlElement) -> Iterator[tuple[str, int | None]]:
    """Yield (text, number) of each point in a list; the number is None if the list has no numbers."""
    first = int(items.get("start") or 1) if items.tag == "ol" else None
    for offset, item in enumerate(items.iter("li")):
        yield _without_name(item), None if first is None else first + offset


def paired_parts(record: Record) -> list[tuple[PagePart, list[tuple[int, RecordSegment]]]]:
    """Read the page, and return each part with its slides: (part, [(slide number, segment), …]).

    Raises OSError or ValueError if the page cannot be read.
    """
    return list(pair_parts(parts_of(read_page(record.folder / "index.html")), record.segments))


def pair_parts(
    parts: list[PagePart], segments: Sequence[RecordSegment]
) -> Iterator[tuple[PagePart, list[tuple[int, RecordSegment]]]]:
    """Yield each part with its slides: (part, [(slide number, segment), …]).

    A slide that continues another belongs to the part before it. If there are more parts or more groups of slides, the
    others are paired with an empty part or no slides.
    """
    shown = [(number, segment) for number, segment in enumerate(segments, 1) if segment.kind != Kind.TITLE]
    ids = {segment.id for _, segment in shown}
    groups: list[list[tuple[int, RecordSegment]]] = [[]]
    for number, segment in shown:
        base, _, page = segment.id.rpartition(".")
        if page.isdecimal() and base in ids:
            groups[-1].append((number, segment))
        else:
            groups.append([(number, segment)])
    most = max(len(parts), len(groups))
    parts = [*parts, *[PagePart() for _ in range(most - len(parts))]]
    yield from zip(parts, [*groups, *[[] for _ in range(most - len(groups))]], strict=True)


def _picture(image: html.HtmlElement) -> tuple[str, str]:
    """Return (address, alternative text) of an image."""
    return image.get("src") or "", image.get("alt") or ""


def _without_name(item: html.HtmlElement) -> str:
    """Return the text of a point without the name of its figure, which stands in bold before the text."""
    name = item.find("strong")
    text: str = item.text_content()
    return text.removeprefix("" if name is None else name.text_content())
