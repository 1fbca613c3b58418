"""Reads the page back: its parts, each under its heading, and the slides that belong to each part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import html

from narrate.exporters.verifying.edition_record import Record, RecordSegment
from narrate.exporters.verifying.sentence_matching import is_untitled
from narrate.model import Kind


@dataclass(slots=True)
class PagePart:
    """A heading on the page, and everything from there to the next heading.

    ``figures`` and ``slides`` are (address, alternative text). ``points`` are (text, number or None); the text is
    without the name of the figure that the point is about.
    """

    id: str = ""
    heading: str = ""
    texts: list[str] = field(default_factory=list)
    points: list[tuple[str, int | None]] = field(default_factory=list)
    slides: list[tuple[str, str]] = field(default_factory=list)
    figures: list[tuple[str, str]] = field(default_factory=list)


def read_page(path: Path) -> html.HtmlElement:
    """The page in the file ``path``. Raises OSError, ValueError or SyntaxError if it cannot be read."""
    return html.fromstring(path.read_bytes().decode())


def parts_of(page: html.HtmlElement) -> list[PagePart]:
    """The parts of ``page``, in order. The first has no heading: it holds what comes before the first heading."""
    parts = [PagePart()]
    main = page.find(".//main")
    for element in main if main is not None else ():
        kind, classes = element.tag, (element.get("class") or "").split()
        if kind in ("h1", "h2", "h3"):
            parts.append(PagePart(element.get("id") or "", element.text_content()))
        elif kind == "img":
            parts[-1].slides.append(_picture(element))
        elif "figures" in classes:
            parts[-1].figures += [_picture(image) for image in element.iter("img")]
        elif "points" in classes:
            first = int(element.get("start") or 1) if kind == "ol" else None
            items = [_without_name(item) for item in element.iter("li")]
            parts[-1].points += [(text, None if first is None else first + n) for n, text in enumerate(items)]
        elif "listen" not in classes:
            parts[-1].texts.append(element.text_content())
    return parts


def paired_parts(record: Record) -> list[tuple[PagePart, list[tuple[int, RecordSegment]]]]:
    """The parts of the page, each with its slides (number, segment).

    Raises OSError, ValueError or SyntaxError if the page cannot be read.
    """
    return list(pair_parts(parts_of(read_page(record.folder / "index.html")), record.segments))


def pair_parts(
    parts: list[PagePart], segments: Sequence[RecordSegment]
) -> Iterator[tuple[PagePart, list[tuple[int, RecordSegment]]]]:
    """Each part with its slides (number, segment). A slide without a heading belongs to the part before it."""
    anchors = {part.id for part in parts}
    shown = [(n, s) for n, s in enumerate(segments, 1) if s.kind != Kind.TITLE]
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
    return image.get("src") or "", image.get("alt") or ""


def _without_name(item: html.HtmlElement) -> str:
    name = item.find("strong")
    text: str = item.text_content()
    return text.removeprefix("" if name is None else name.text_content())
