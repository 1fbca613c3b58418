"""A page as a reader finds it: its parts, each under its heading, and the slides that stand in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import html

from narrate.exporters.verifying.edition_record import Heard, Record
from narrate.exporters.verifying.sentence_matching import is_untitled
from narrate.model import Kind


@dataclass(slots=True)
class Part:
    """What stands under a heading, up to the next.

    ``figures`` and ``slides`` are (address, alternative text); ``points`` are (text without the name of
    the picture that it is about, number if it has one).
    """

    id: str = ""
    heading: str = ""
    texts: list[str] = field(default_factory=list)
    points: list[tuple[str, int | None]] = field(default_factory=list)
    slides: list[tuple[str, str]] = field(default_factory=list)
    figures: list[tuple[str, str]] = field(default_factory=list)


def read_page(path: Path) -> html.HtmlElement:
    """The page in the file ``path``. Raises OSError, ValueError or SyntaxError where it cannot be read."""
    return html.fromstring(path.read_bytes().decode())


def parts_of(page: html.HtmlElement) -> list[Part]:
    """The parts of ``page`` in order; the first has no heading, and what stands before it."""
    found = [Part()]
    main = page.find(".//main")
    for element in main if main is not None else ():
        kind, classes = element.tag, (element.get("class") or "").split()
        if kind in ("h1", "h2", "h3"):
            found.append(Part(element.get("id") or "", element.text_content()))
        elif kind == "img":
            found[-1].slides.append(_picture(element))
        elif "figures" in classes:
            found[-1].figures += [_picture(image) for image in element.iter("img")]
        elif "points" in classes:
            first = int(element.get("start") or 1) if kind == "ol" else None
            items = [_without_name(item) for item in element.iter("li")]
            found[-1].points += [(text, None if first is None else first + n) for n, text in enumerate(items)]
        elif "listen" not in classes:
            found[-1].texts.append(element.text_content())
    return found


def paired_parts(record: Record) -> list[tuple[Part, list[tuple[int, Heard]]]]:
    """The parts of the page, each with its slides (number, segment). Raises OSError, ValueError or SyntaxError."""
    return list(pair_parts(parts_of(read_page(record.folder / "index.html")), record.segments))


def pair_parts(parts: list[Part], segments: Sequence[Heard]) -> Iterator[tuple[Part, list[tuple[int, Heard]]]]:
    """Each part with the slides (number, segment) that it shows: those without a heading stand under the one before."""
    anchors = {part.id for part in parts}
    shown = [(n, s) for n, s in enumerate(segments, 1) if s.kind != Kind.TITLE]
    ids = {segment.id for _, segment in shown}
    groups: list[list[tuple[int, Heard]]] = [[]]
    for number, segment in shown:
        base, _, page = segment.id.rpartition(".")
        goes_on = (page.isdecimal() and base in ids) or is_untitled(segment)
        if goes_on and segment.id not in anchors:
            groups[-1].append((number, segment))
        else:
            groups.append([(number, segment)])
    most = max(len(parts), len(groups))
    parts = [*parts, *[Part() for _ in range(most - len(parts))]]
    yield from zip(parts, [*groups, *[[] for _ in range(most - len(groups))]], strict=True)


def _picture(image: html.HtmlElement) -> tuple[str, str]:
    return image.get("src") or "", image.get("alt") or ""


def _without_name(item: html.HtmlElement) -> str:
    name = item.find("strong")
    text: str = item.text_content()
    return text.removeprefix("" if name is None else name.text_content())
