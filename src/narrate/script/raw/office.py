"""A Word document, or the speaker notes of a PowerPoint deck, as a script.

A deck's own slides are not taken over: its notes are, and its titles as headings. Places
name the paragraph of the document, or the slide of the deck, in place of a line.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from pathlib import Path
from typing import Any

from narrate.errors import InputError, OutsideError, Place, Problem, Severity
from narrate.model import Point, Segment
from narrate.script.flow import Flow
from narrate.script.outline import Heading, Outline
from narrate.script.raw import word
from narrate.script.raw.composing import compose, title_from
from narrate.script.raw.material import Line, Material
from narrate.script.segments import speak_flow
from narrate.sources.text import clean

MAX_BYTES = 100_000_000
MAX_UNPACKED = 1_000_000_000
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)

Read = tuple[str, tuple[Segment, ...]]


def read_word(path: Path, topic: str, language: str) -> tuple[Read | None, list[Problem]]:
    """Title and segments of a ``.docx`` file; one without headings is read as a raw transcript.

    Raises InputError when it is no such file, OutsideError when the system refuses to read it.
    """
    document = _open(path, "Word document", _word)
    outline, title, plain = Outline(str(path)), "", []
    left: list[Problem] = []
    for number, block in enumerate(word.blocks(document), 1):
        place = Place(str(path), number)
        if word.is_table(block):
            hint = "write it as text: a table can be neither shown nor spoken"
            outline.error(place, "unknown-construct", "a table in the document", hint)
            continue
        left += _left_out(place, word.unread(block))
        text, style = clean(word.text_of(block)), word.style_of(document, block)
        if not text:
            continue
        if style.lower().startswith("toc"):
            left += _left_out(place, ["line of the table of contents"])
            continue
        flow = _flow(path, text, number)
        if style == "Title" and not title:
            title = text
        elif match := _HEADING.match(style):
            outline.begin(Heading(int(match.group(1)), flow, place))
        elif style.startswith("List"):
            points = outline.last.points
            after = points[-1].number or 0 if points else 0
            points.append(Point(text, place, after + 1 if style.startswith("List Number") else None))
        else:
            plain.append(Line(number, text, follows_blank=True))
            outline.last.spoken += speak_flow(flow, language, outline.last.paragraphs)
            outline.last.paragraphs += 1
    if len(outline.parts) == 1 and not outline.problems and not outline.last.points:
        lines = [Line(0, title, is_title=True)] * bool(title) + plain
        made = compose(str(path), Material(lines, "\n".join(line.text for line in lines)), topic, language)
        return (made.title, made.segments), [*made.problems, *left]
    title = title or ("" if outline.titles_itself else title_from(topic))
    return outline.segments(title, topic, language), [*outline.problems, *left]


def _left_out(place: Place, kinds: list[str]) -> list[Problem]:
    if not kinds:
        return []
    message = f"left out: a {', a '.join(dict.fromkeys(kinds))}; only paragraphs are read"
    return [Problem(place, Severity.ADVICE, "left-out", message, "write what should be spoken into the text")]


def read_notes(path: Path, topic: str, language: str) -> tuple[Read | None, list[Problem]]:
    """Title and segments of a ``.pptx`` file, from its notes. Raises as ``read_word`` does.

    A slide whose notes say its title and no more announces: the first one the whole, others a section.
    """
    deck = _open(path, "PowerPoint deck", _powerpoint)
    outline = Outline(str(path))
    title = clean(" ".join(str(deck.core_properties.title or "").split()))
    if title in ("", "PowerPoint Presentation"):
        title = title_from(topic)
    slides = [_slide(slide) for slide in deck.slides]
    announcing = any(notes and notes != [heading] for heading, notes in slides)
    for number, (heading, notes) in enumerate(slides, 1):
        place = Place(str(path), number)
        if not notes:
            what = f"slide {number} ({heading!r})" if heading else f"slide {number}"
            outline.warn(place, "no-notes", f"{what} has no notes and is left out", "write what is said into its notes")
            continue
        announces = announcing and notes == [heading]
        if announces and number == 1:
            title = heading
            continue
        level = 1 if announces else 2
        outline.begin(Heading(level, _flow(path, heading or f"{number}", number), place, drafted=not heading))
        if not heading:
            outline.warn(place, "check-heading", f"slide {number} has no title", "give it one")
        for text in () if announces else notes:
            outline.last.spoken += speak_flow(_flow(path, text, number), language, outline.last.paragraphs)
            outline.last.paragraphs += 1
    return outline.segments(title, topic, language), outline.problems


def _slide(slide: Any) -> tuple[str, list[str]]:
    """A slide's title and the paragraphs of its notes that hold something."""
    shape = slide.shapes.title
    heading = clean(" ".join(shape.text_frame.text.split())) if shape is not None else ""
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    notes = [clean(" ".join(p.text.split())) for p in frame.paragraphs] if frame is not None else []
    return heading, [text for text in notes if text]


def _flow(path: Path, text: str, number: int) -> Flow:
    return Flow(str(path), text, [], [], [0], [(number, 1)])


def _open(path: Path, what: str, opener: Any) -> Any:
    """The file at ``path``, opened; a file that is too large is not tried."""
    try:
        too_large = path.stat().st_size > MAX_BYTES
        with zipfile.ZipFile(path) as archive:
            too_large = too_large or sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            document = None if too_large else opener(str(path))
    except FileNotFoundError:
        raise InputError(Problem(Place(str(path)), Severity.ERROR, "no-file", "no such file")) from None
    except OSError as error:
        raise OutsideError(f"{path}: cannot be read: {error.strerror}") from error
    except Exception as error:
        hint = f"open it in the program that made it and save it as a {what}"
        message = f"no {what}: {type(error).__name__}"
        raise InputError(Problem(Place(str(path)), Severity.ERROR, "unreadable-file", message, hint)) from error
    if document is None:
        message = f"larger than {MAX_BYTES // 1_000_000} MB, or than a gigabyte unpacked"
        raise InputError(Problem(Place(str(path)), Severity.ERROR, "too-large", message, "take the pictures out of it"))
    return document


def _word(path: str) -> Any:
    from docx import Document

    return Document(path)


def _powerpoint(path: str) -> Any:
    from pptx import Presentation

    return Presentation(path)
