"""Reads the page back: its parts, each with its heading, and the slides that each part shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree, html

from narrate.exporters.verifying.edition_record import Record, RecordSegment
from narrate.exporters.verifying.sentence_matching import is_untitled
from narrate.model import Kind

_TAG = re.compile("<[^<>]*>")
_QUOTED = re.compile('"[^"]*"')
_BETWEEN = re.compile(r"[\s/=]")  # what separates the attributes of a tag, outside quotation marks
_MOST_SIGNS = 100


@dataclass(slots=True)
class PagePart:
    """A heading on the page, and everything between it and the next heading.

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
    """Return the page whose markup is ``text``. Raises ValueError if it cannot be read."""
    _require_plain_tags(text)
    try:
        return html.fromstring(text)
    except etree.LxmlError as error:
        raise ValueError(f"no page: {error}") from error


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
    """Return the parts of ``page``, in order. The first holds what comes before any heading."""
    parts = [PagePart()]
    main = page.find(".//main")
    for element in main if main is not None else ():
        if element.tag in ("h1", "h2", "h3"):
            parts.append(PagePart(element.get("id") or "", element.text_content()))
        else:
            _add_to_part(parts[-1], element)
    return parts


def _add_to_part(part: PagePart, element: html.HtmlElement) -> None:
    """Add what ``element`` shows to ``part``. The player of the sound and longer descriptions add nothing."""
    classes = (element.get("class") or "").split()
    if element.tag == "img":
        part.slides.append(_picture(element))
    elif "figures" in classes:
        part.figures += [_picture(image) for image in element.iter("img")]
    elif "points" in classes:
        part.points += _points_of(element)
    elif "listen" not in classes and element.tag != "details":
        part.texts.append(element.text_content())


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

    A slide without a heading of its own belongs to the part before it. If there are more parts or more groups of
    slides, the others are paired with an empty part or no slides.
    """
    anchors = {part.id for part in parts}
    shown = [(number, segment) for number, segment in enumerate(segments, 1) if segment.kind != Kind.TITLE]
    ids = {segment.id for _, segment in shown}
    groups: list[list[tuple[int, RecordSegment]]] = [[]]
    for number, segment in shown:
        base, _, page = segment.id.rpartition(".")
        goes_on = (page.isdecimal() and base in ids) or is_untitled(segment)
        if goes_on and segment.id not in anchors:
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
