"""Reads the slides of a PowerPoint deck: their titles and their notes (ISO/IEC 29500-1, chapters 19 and 21)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from narrate.errors import Place, Problem, Severity
from narrate.model import Edit
from narrate.script.raw_material.formatted_text import settled, single
from narrate.script.raw_material.opening_office_files import MAX_XML
from narrate.script.raw_material.powerpoint_notes.paragraphs import MATH, Counts, pieces_of, plain
from narrate.script.raw_material.superscripts import settle_rises
from narrate.sources.ooxml import A, P, R
from narrate.sources.packages import SAVE_ANEW, OpenPackage, PackageFault

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_UNNAMED = ("", "PowerPoint Presentation")


@dataclass(slots=True)
class DeckSlide:
    """A slide. ``plain`` is all text of its notes; ``notes`` are the paragraphs of the notes that have text."""

    number: int
    title: str
    hidden: bool
    plain: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def says_its_title(self) -> bool:
        return [text for text, _ in self.notes] == [self.title]

    @property
    def names(self) -> str:
        return f"slide {self.number} ({self.title!r})" if self.title else f"slide {self.number}"


def hidden_edits(slide: DeckSlide, place: Place) -> list[Edit]:
    """Edits that leave out the notes of a hidden slide, which are not spoken."""
    text = single(slide.plain)
    return [Edit(place, text, "hidden slide")] if text else []


def slide_parts(package: OpenPackage, name: str) -> Iterator[str]:
    """Yield the names of the slides' parts in the package, in the order of the presentation.

    Raises PackageFault if a slide is listed that the package does not hold, or is listed twice: its notes would be lost,
    or spoken twice.
    """
    related = package.relations(name)
    listed = package.xml(name, MAX_XML).find(f"{P}sldIdLst")
    found: set[str] = set()
    for number, entry in enumerate(listed.iterfind(f"{P}sldId") if listed is not None else (), 1):
        relation = related.get(entry.get(f"{R}id") or "")
        if relation is None or relation.external:
            raise PackageFault(f"its slide {number} is missing", SAVE_ANEW)
        if relation.target in found:
            raise PackageFault(f"its slide {number} is listed twice", SAVE_ANEW)
        found.add(relation.target)
        yield relation.target


def deck_title(package: OpenPackage) -> str:
    """Return the title in the properties of the deck; empty if it has none of its own."""
    for relation in package.relations("").values():
        if relation.kind == "core-properties" and not relation.external and relation.target in package.sizes:
            element = package.xml(relation.target, MAX_XML).find(_TITLE)
            title = single(element.text or "") if element is not None else ""
            return "" if title in _UNNAMED else title
    return ""


def read_slide(path: Path, package: OpenPackage, part: str, number: int, root: Any = None) -> DeckSlide:
    """Return slide ``number`` (from 1) of the deck ``path``, which is ``part`` of the ``package``.

    ``root`` is the slide's XML if it has been read before.
    """
    root = package.xml(part, MAX_XML) if root is None else root
    slide = DeckSlide(number, _title_of(root), root.get("show", "1") in ("0", "false"))
    for relation in package.relations(part).values():
        if relation.kind == "notesSlide" and not relation.external:
            _read_page(package.xml(relation.target, MAX_XML), slide, Place(str(path), number))
            break
    return slide


def _title_of(root: Any) -> str:
    """The text of a slide's title; empty if a picture or table takes its place."""
    for shape in root.iterfind(f"{P}cSld/{P}spTree/{P}sp"):
        if _kind(shape) in ("title", "ctrTitle"):
            body = shape.find(f"{P}txBody")
            paragraphs = body.iterfind(f"{A}p") if body is not None else ()
            texts = [settled(settle_rises(pieces_of(paragraph, []).all), Place(""))[0] for paragraph in paragraphs]
            return " ".join(text for text in texts if text)
    return ""


def _kind(shape: Any) -> str:
    placeholder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return (placeholder.get("type") or "obj") if placeholder is not None else ""


def _read_page(root: Any, slide: DeckSlide, place: Place) -> None:
    """Read the notes page into ``slide``."""
    is_read = False
    for shape in root.iter(f"{P}sp"):
        body = shape.find(f"{P}txBody")
        if body is None:
            continue
        kind = _kind(shape)
        if kind == "body" and not is_read:
            is_read = True
            _read_body(body, slide, place)
        elif kind in ("", "body", "obj") and (text := single(plain(body))):
            message = f"left out: text beside the notes ({text[:40]!r})"
            hint = "write what should be spoken into the notes themselves"
            slide.problems.append(Problem(place, Severity.WARNING, "left-out", message, hint))


def _read_body(body: Any, slide: DeckSlide, place: Place) -> None:
    slide.plain = plain(body)
    counts = Counts()
    for paragraph in body.iterfind(f"{A}p"):
        unknown: list[str] = []
        text, edits = settled(settle_rises(pieces_of(paragraph, unknown).all), place)
        marker = counts.marker(paragraph.find(f"{A}pPr"), is_empty=not text)
        slide.edits += edits
        if text:
            slide.notes.append((text, marker))
        for sign in unknown:
            message = f"a sign whose meaning depends on its font ({sign})"
            hint = "type it again, or write it in words"
            slide.problems.append(Problem(place, Severity.ERROR, "unknown-symbol", message, hint))
        if equation := "".join(element.text or "" for element in paragraph.iter(MATH)):
            message = f"an equation ({single(equation)[:40]})"
            slide.problems.append(Problem(place, Severity.ERROR, "unknown-construct", message, "write it in words"))
