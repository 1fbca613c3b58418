"""The speaker notes of a PowerPoint deck as raw material (ISO/IEC 29500-1, chapters 19 and 21).

A deck's own slides are not taken over: their notes are, and their titles as headings. Places name the slide.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from narrate.errors import Place, Problem, Severity
from narrate.model import Edit
from narrate.script.raw.list_markers import ListMarkers
from narrate.script.raw.material import Line, Material
from narrate.script.raw.opening import MAX_XML, POWERPOINT, opened
from narrate.script.raw.pieces import Pieces, settled, single
from narrate.script.raw.raised import settle_rises
from narrate.script.raw.symbol_fonts import UNKNOWN
from narrate.script.raw.symbols import is_symbol_font, shown
from narrate.sources.drawing_colours import A, P
from narrate.sources.packages import OpenPackage
from narrate.sources.text import clean

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_UNNAMED = ("", "PowerPoint Presentation")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8}[0-9]{0,2});")
_CLOCKS = ("slidenum", "datetime")


@dataclass(slots=True)
class _Slide:
    """``plain`` are all letters of its notes, ``notes`` their paragraphs that say something."""

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
    """The notes of a ``.pptx`` file, with its slides' titles as headings, and the title of the deck; empty if it has none.

    A slide whose notes say its title and no more announces: the first one the whole, others a section (level 1). The
    titles of other slides have the level 2; they are no words of the notes, so each is an addition among the edits.
    Raises InputError when it is no such file, OutsideError when the system refuses to read it.
    """
    with opened(path, POWERPOINT) as (package, name):
        slides = [_read(path, package, part, number) for number, part in enumerate(_slides(package, name), 1)]
        title = _title(package)
    spoken = [slide for slide in slides if slide.notes and not slide.hidden]
    announcing = not all(slide.says_its_title for slide in spoken)
    silent = not spoken
    lines: list[Line] = []
    edits: list[Edit] = []
    problems = [_no_notes(path, slides)] if silent else []
    for slide in slides:
        place = Place(str(path), slide.number)
        if slide.hidden:
            if text := single(slide.plain):
                edits.append(Edit(place, text, "hidden slide"))
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


def _narration(slide: _Slide) -> Iterator[Line]:
    """What is spoken on a slide, a paragraph a line."""
    for text, marker in slide.notes:
        yield Line(slide.number, text, follows_blank=True, turn=bool(marker), whole=True, marker=marker)


def _announcement(slide: _Slide) -> Line:
    first = slide.number == 1
    return Line(slide.number, slide.title, follows_blank=True, whole=True, level=0 if first else 1, is_title=first)


def _heading(slide: _Slide, place: Place, edits: list[Edit], problems: list[Problem]) -> Line:
    """A slide's title; its number where it has none."""
    if not slide.title:
        problems.append(
            Problem(place, Severity.WARNING, "check-heading", f"slide {slide.number} has no title", "give it one")
        )
    text = slide.title or f"{slide.number}"
    edits.append(Edit(place, "", "title of the slide" if slide.title else "number of the slide", text))
    return Line(
        slide.number, text, follows_blank=True, whole=True, level=2, check="" if slide.title else "heading"
    )  # fmt: skip


def _left_out(slide: _Slide, place: Place) -> Problem:
    message, hint = f"{slide.names} has no notes and is left out", "write what is said into its notes"
    return Problem(place, Severity.WARNING, "no-notes", message, hint)


def _no_notes(path: Path, slides: list[_Slide]) -> Problem:
    which = "no slide has notes"
    if any(slide.notes for slide in slides):
        which = "no slide has notes but hidden ones"
    hint = "write what is said on each slide into its notes"
    return Problem(Place(str(path), 1), Severity.ERROR, "no-notes", f"{which}; narrate speaks the notes", hint)


def _slides(package: OpenPackage, name: str) -> Iterator[str]:
    """The parts of the slides, in the order of the show."""
    related = package.relations(name)
    listed = package.xml(name, MAX_XML).find(f"{P}sldIdLst")
    for one in listed if listed is not None else ():
        relation = related.get(one.get(_R_ID) or "")
        if relation is not None and not relation.external:
            yield relation.target


def _title(package: OpenPackage) -> str:
    for relation in package.relations("").values():
        if relation.kind == "core-properties" and not relation.external and relation.target in package.sizes:
            found = package.xml(relation.target, MAX_XML).find(_TITLE)
            title = single(found.text or "") if found is not None else ""
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
    """What a slide's title says; empty where a picture or a table stands in its place."""
    for shape in root.iterfind(f"{P}cSld/{P}spTree/{P}sp"):
        if _kind(shape) in ("title", "ctrTitle"):
            body = shape.find(f"{P}txBody")
            paragraphs = body.iterfind(f"{A}p") if body is not None else ()
            texts = [settled(settle_rises(_pieces(one, []).all), Place(""))[0] for one in paragraphs]
            return " ".join(text for text in texts if text)
    return ""


def _kind(shape: Any) -> str:
    placeholder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return (placeholder.get("type") or "obj") if placeholder is not None else ""


def _read_page(root: Any, slide: _Slide, place: Place) -> None:
    """Read the page of notes into ``slide``."""
    is_read = False
    for shape in root.iter(f"{P}sp"):
        body = shape.find(f"{P}txBody")
        if body is None:
            continue
        kind = _kind(shape)
        if kind == "body" and not is_read:
            is_read = True
            _read_body(body, slide, place)
        elif kind in ("", "body", "obj") and (text := single(_plain(body))):
            message = f"left out: text beside the notes ({text[:40]!r})"
            hint = "write what should be spoken into the notes themselves"
            slide.problems.append(Problem(place, Severity.WARNING, "left-out", message, hint))


def _read_body(body: Any, slide: _Slide, place: Place) -> None:
    slide.plain = _plain(body)
    counts = ListMarkers()
    for paragraph in body.iterfind(f"{A}p"):
        unknown: list[str] = []
        text, edits = settled(settle_rises(_pieces(paragraph, unknown).all), place)
        marker = counts.marker(paragraph.find(f"{A}pPr"), is_empty=not text)
        slide.edits += edits
        if text:
            slide.notes.append((text, marker))
        for sign in unknown:
            message = f"a sign that only its font can tell ({sign})"
            hint = "type it anew, or write it in words"
            slide.problems.append(Problem(place, Severity.ERROR, "unknown-symbol", message, hint))
        if equation := "".join(one.text or "" for one in paragraph.iter(_MATH)):
            message = f"an equation ({single(equation)[:40]})"
            slide.problems.append(Problem(place, Severity.ERROR, "unknown-construct", message, "write it in words"))


def _plain(body: Any) -> str:
    """The letters of a text, a paragraph a line, without what PowerPoint fills in."""
    lines: list[str] = []
    for element in body.iter(f"{A}p", f"{A}t", f"{A}br", f"{A}tab"):
        if element.tag == f"{A}p":
            lines.append("")
        elif element.tag != f"{A}t":
            lines[-1] += " "
        elif not _is_filled_in(element.getparent()) and lines:
            lines[-1] += element.text or ""
    return "\n".join(lines)


def _is_filled_in(element: Any) -> bool:
    return element.tag == f"{A}fld" and (element.get("type") or "").startswith(_CLOCKS)


def _pieces(paragraph: Any, unknown: list[str]) -> Pieces:
    """The letters of a paragraph; signs that no table tells join ``unknown``."""
    pieces = Pieces()
    for element in paragraph.iter(f"{A}t", f"{A}br", f"{A}tab"):
        if element.tag != f"{A}t":
            pieces.add(" ")
            continue
        run = element.getparent()
        if _is_filled_in(run):
            continue
        properties = run.find(f"{A}rPr")
        text = element.text or ""
        if properties is None:
            _add(pieces, text)
            continue
        why = "struck out" if properties.get("strike", "noStrike") != "noStrike" else ""
        font = _symbol_font(properties, text)
        if font and not why:
            signs = shown(text, font)
            unknown += [f"{font}: {text.encode('ascii', 'backslashreplace').decode()}"] if UNKNOWN in signs else []
            pieces.change(text, signs, f"letters of the font {font}")
            continue
        baseline = properties.get("baseline") or "0"
        value = baseline.rstrip("%")
        rise = 0 if value.strip("-0.") == "" else -1 if value.startswith("-") else 1
        if why or rise:
            pieces.add(text, why, rise)
        else:
            _add(pieces, text)
    return pieces


def _add(pieces: Pieces, text: str) -> None:
    """Add plain letters, in which a web page's names of signs are these signs."""
    at = 0
    for match in _ENTITY.finditer(text) if "&" in text else ():
        sign = html.unescape(match.group())
        if sign != match.group():
            pieces.add(text[at : match.start()])
            pieces.change(match.group(), sign, "name of a sign in web pages")
            at = match.end()
    pieces.add(text[at:])


def _symbol_font(properties: Any, text: str) -> str:
    """The font of signs that shows a run, empty where none does. One for signs alone shows no words."""
    latin, signs = properties.find(f"{A}latin"), properties.find(f"{A}sym")
    font = (latin.get("typeface") or "") if latin is not None else ""
    if is_symbol_font(font):
        return font
    font = (signs.get("typeface") or "") if signs is not None else ""
    core = text.strip()
    if is_symbol_font(font) and core and (len(core) == 1 or not any(character.isascii() for character in core)):
        return font
    return ""
