"""Reads the speaker notes of a PowerPoint deck as raw material (ISO/IEC 29500-1, chapters 19 and 21).

Of the slides only the notes are read, and the titles, which become headings. A place names the slide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from narrate.errors import Place, Problem, Severity
from narrate.model import Edit
from narrate.script.raw_material.formatted_text import settled, single
from narrate.script.raw_material.material import Material, RawLine
from narrate.script.raw_material.opening_office_files import MAX_XML, POWERPOINT, opened
from narrate.script.raw_material.powerpoint_notes.paragraphs import MATH, Counts, pieces_of, plain
from narrate.script.raw_material.superscripts import settle_rises
from narrate.sources.ooxml import A, P, R
from narrate.sources.packages import OpenPackage
from narrate.sources.text import clean

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_UNNAMED = ("", "PowerPoint Presentation")


@dataclass(slots=True)
class _Slide:
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


def read_notes(path: Path) -> tuple[Material, str]:
    """Return (notes, deck's title) of a ``.pptx`` file. Slide titles are headings in the notes.

    The deck's title is empty if it has none.

    A slide whose notes only repeat its title is an announcement: of the whole deck if it is the first slide, else of a
    section (heading of level 1). The titles of other slides have level 2. Titles are not words of the notes, so each is
    listed in the edits as an addition. Raises InputError if the file is not a .pptx, OutsideError if the system refuses
    to read it.
    """
    with opened(path, POWERPOINT) as (package, name):
        slides = [_read(path, package, part, number) for number, part in enumerate(_slides(package, name), 1)]
        title = _title(package)
    spoken = [slide for slide in slides if slide.notes and not slide.hidden]
    announcing = not all(slide.says_its_title for slide in spoken)
    silent = not spoken
    lines: list[RawLine] = []
    edits: list[Edit] = []
    problems = [_no_notes(path, slides)] if silent else []
    for slide in slides:
        place = Place(str(path), slide.number)
        if slide.hidden:
            edits += _hidden(slide, place)
            continue
        edits += slide.edits
        if not slide.notes:
            problems += [] if silent else [_left_out(slide, place)]
            continue
        problems += slide.problems
        if announcing and slide.says_its_title:
            lines.append(_announcement(slide))
            continue
        lines.append(_heading(slide, place, edits, problems))
        lines += _narration(slide)
    return Material(lines, clean("\n".join(slide.plain for slide in slides)), edits, problems), title


def _narration(slide: _Slide) -> Iterator[RawLine]:
    """The spoken lines of a slide, one per paragraph."""
    for text, marker in slide.notes:
        yield RawLine(slide.number, text, follows_blank=True, turn=bool(marker), whole=True, marker=marker)


def _announcement(slide: _Slide) -> RawLine:
    first = slide.number == 1
    return RawLine(slide.number, slide.title, follows_blank=True, whole=True, level=0 if first else 1, is_title=first)


def _heading(slide: _Slide, place: Place, edits: list[Edit], problems: list[Problem]) -> RawLine:
    """The heading made from a slide's title, or from its number if it has no title."""
    if not slide.title:
        problems.append(
            Problem(place, Severity.WARNING, "check-heading", f"slide {slide.number} has no title", "give it one")
        )
    text = slide.title or f"{slide.number}"
    edits.append(Edit(place, "", "title of the slide" if slide.title else "number of the slide", text))
    return RawLine(
        slide.number, text, follows_blank=True, whole=True, level=2, check="" if slide.title else "heading"
    )  # fmt: skip


def _hidden(slide: _Slide, place: Place) -> list[Edit]:
    """Edits that leave out the notes of a hidden slide, which are not spoken."""
    text = single(slide.plain)
    return [Edit(place, text, "hidden slide")] if text else []


def _left_out(slide: _Slide, place: Place) -> Problem:
    message, hint = f"{slide.names} has no notes and is left out", "write what is said into its notes"
    return Problem(place, Severity.WARNING, "no-notes", message, hint)


def _no_notes(path: Path, slides: list[_Slide]) -> Problem:
    which = "no slide has notes"
    if any(slide.notes for slide in slides):
        which = "only hidden slides have notes"
    hint = "write what is said on each slide into its notes"
    return Problem(Place(str(path), 1), Severity.ERROR, "no-notes", f"{which}; narrate speaks the notes", hint)


def _slides(package: OpenPackage, name: str) -> Iterator[str]:
    """Yield the names of the slides' parts in the package, in the order of the presentation."""
    related = package.relations(name)
    listed = package.xml(name, MAX_XML).find(f"{P}sldIdLst")
    for entry in listed if listed is not None else ():
        relation = related.get(entry.get(f"{R}id") or "")
        if relation is not None and not relation.external:
            yield relation.target


def _title(package: OpenPackage) -> str:
    for relation in package.relations("").values():
        if relation.kind == "core-properties" and not relation.external and relation.target in package.sizes:
            element = package.xml(relation.target, MAX_XML).find(_TITLE)
            title = single(element.text or "") if element is not None else ""
            return "" if title in _UNNAMED else title
    return ""


def _read(path: Path, package: OpenPackage, part: str, number: int) -> _Slide:
    root = package.xml(part, MAX_XML)
    slide = _Slide(number, _title_of(root), root.get("show", "1") in ("0", "false"))
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


def _read_page(root: Any, slide: _Slide, place: Place) -> None:
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


def _read_body(body: Any, slide: _Slide, place: Place) -> None:
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
