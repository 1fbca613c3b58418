"""Writes the slides at rest as a PDF, with the narration beneath if it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from narrate.errors import OutsideError
from narrate.exporters.alternative_text import alternative_text
from narrate.exporters.document import picture_text
from narrate.exporters.edition import Edition
from narrate.exporters.pdf.format import Block, BlockRole, Piece, paper_for, region_of
from narrate.exporters.pdf.writing.figures import gap_between, shrunk_in, with_runs
from narrate.exporters.pdf.writing.handout import COMMON, STANDARD, families_for
from narrate.exporters.pdf.writing.runs import runs_of
from narrate.languages import is_right_to_left, language_data, primary_language
from narrate.model import Box, Layout, Paragraph, Role, Slide
from narrate.typeset.bidi import without_controls
from narrate.typeset.faces import Face, face_for_print
from narrate.typeset.printing import print_pdf
from narrate.typeset.widths import THICKENING

TEMPLATE = Path(__file__).with_name("slides.typ")
_UNREAD = (Role.COUNT, Role.NUMERAL, Role.PROGRESS, Role.LOGO)
"""Boxes that say nothing, or only the number of the slide, which the page has."""


def write_slides(edition: Edition, narration: Iterable[tuple[Block, ...]] | None, path: Path) -> None:
    """Write the slides to ``path``. If ``narration`` is given, it has the paragraphs under each slide.

    Raises OutsideError if typst refuses them.
    """
    slides = list(edition.deck.slides)
    notes = list(narration) if narration is not None else [()] * len(slides)
    face, families = _fonts(edition.timeline.script.language, slides, notes)
    files: dict[str, bytes] = {}
    pages = []
    for number, slide in enumerate(slides):
        described = edition.describe(number)
        files |= described.files
        pages.append(_page(edition, slide, described.page, face, notes[number], 1 if number == 0 else 2))
    values = {**_common(edition, face, families), "pages": pages, "notes": _beneath(edition, face, narration)}
    try:
        content = print_pdf(TEMPLATE, values, {COMMON.name: COMMON.read_bytes(), **files}, families, edition.date)
    except RuntimeError as error:
        raise OutsideError(f"{path.name} cannot be made: {str(error).splitlines()[0]}") from error
    path.write_bytes(content)


def _fonts(language: str, slides: Sequence[Slide], notes: Sequence[Sequence[Block]]) -> tuple[Face, tuple[str, ...]]:
    """Return the face, and all families that the slides and the narration under them need."""
    texts = [piece.text for slide in slides for block in slide_blocks(slide, language) for piece in block.pieces]
    texts += [piece.text for blocks in notes for block in blocks for piece in block.pieces]
    texts += [words for slide in slides for box in slide.boxes for words in _words(box)]
    face = face_for_print([*texts, "•"], language)
    return face, families_for([*texts, "•"], face)


def _common(edition: Edition, face: Face, families: Sequence[str]) -> dict[str, Any]:
    language = edition.timeline.script.language
    return {
        "title": edition.timeline.script.title, "lang": primary_language(language),
        "region": region_of(language) or None, "rtl": is_right_to_left(language), "family": face.family,
        "others": families[1:], "thick": THICKENING if face.thickened else 0, "dated": edition.date is not None,
    }  # fmt: skip


def _beneath(edition: Edition, face: Face, narration: object) -> dict[str, Any] | None:
    """Return how the narration stands under the slides; None if it does not."""
    if narration is None:
        return None
    return {
        "paper": paper_for(edition.timeline.script.language), "margin": STANDARD.margin, "ink": STANDARD.ink,
        "size": STANDARD.size * max(1.0, face.size), "leading": max(STANDARD.lines, face.pitch) - 1,
    }  # fmt: skip


def _page(
    edition: Edition, slide: Slide, page: Mapping[str, Any], face: Face, notes: Iterable[Block], level: int
) -> dict[str, Any]:
    language, measured = edition.timeline.script.language, edition.deck.face
    items = _items(slide, page, language, level)
    return {
        "width": page["width"], "height": page["height"], "fill": page["fill"],
        "items": [with_runs(item, shrunk_in(item, measured, face), face, language) for item in items],
        "notes": [runs_of(block.pieces, face) for block in notes],
    }  # fmt: skip


def slide_blocks(slide: Slide, language: str) -> Iterator[Block]:
    """Yield the blocks of ``slide``, in the order in which they are read."""
    title = _title(slide)
    if title is not None:
        yield Block(BlockRole.HEADING, (Piece(_joined(title.paragraphs), title.language or language),))
    for index, box in enumerate(slide.boxes):
        own = box.language or language
        if box.code:
            scan = language_data(language)
            yield Block(BlockRole.CODE, (Piece(scan.phrases["scan_description"], scan.phrases_language),))
        elif box.figure is not None and (alt := _alt(slide, index, language)):
            yield Block(BlockRole.FIGURE, (Piece(alt, language),))
        if box is title or box.role in _UNREAD:
            continue
        role = BlockRole.POINT if box.bullet else BlockRole.WORDS
        for paragraph in box.paragraphs:
            yield Block(role, (Piece(_joined([paragraph]), own),), number=paragraph.number)
    for label in slide.labels:
        if label.words is not None:
            yield Block(BlockRole.LABEL, (Piece(_joined(label.words.paragraphs), language),))


def _items(slide: Slide, page: Mapping[str, Any], language: str, level: int) -> Iterator[dict[str, Any]]:
    """Yield the items of a page with their use, the heading first of those that are read."""
    title = _title(slide)
    items = [{**item, **_use(slide, item, title, language, level)} for item in page["items"]]
    yield from sorted(items, key=lambda item: item["use"] != "heading")


def _use(slide: Slide, item: Mapping[str, Any], title: Box | None, language: str, level: int) -> dict[str, Any]:
    box = slide.boxes[item["box"]]
    if item["label"] >= 0:
        return {"use": "words"}
    if item["kind"] == "picture":
        alt = _alt(slide, item["box"], language)
        if box.code:
            alt = language_data(language).phrases["scan_description"]
        return {"use": "figure", "alt": alt} if alt else {"use": "artifact"}
    if box is title:
        return {"use": "heading", "level": level}
    if box.role in _UNREAD:
        return {"use": "artifact"}
    if box.bullet:
        return {"use": "points", "start": box.paragraphs[0].number}
    return {"use": "words"}


def _alt(slide: Slide, index: int, language: str) -> str:
    figure = slide.boxes[index].figure
    if figure is None or slide.layout is Layout.TITLE:  # there, the figure is only a background
        return ""
    if slide.layout is Layout.KEPT:  # all that is on the slide is the picture
        return picture_text([("", slide.title), *([("", figure.alt)] if figure.alt else [])])
    return alternative_text(figure.alt, slide, index, language)


def _title(slide: Slide) -> Box | None:
    """Return the box of the title; None on a slide of a kept deck, whose title is in its picture."""
    return next((box for box in slide.boxes if box.role is Role.TITLE), None)


def _joined(paragraphs: Iterable[Paragraph]) -> str:
    lines = [without_controls(line) for paragraph in paragraphs for line in paragraph.lines]
    return "".join(line + gap_between(line, after) for line, after in pairwise(lines)) + "".join(lines[-1:])


def _words(box: Box) -> Iterator[str]:
    for paragraph in box.paragraphs:
        yield from paragraph.lines
        if paragraph.number is not None:
            yield f"{paragraph.number}."
