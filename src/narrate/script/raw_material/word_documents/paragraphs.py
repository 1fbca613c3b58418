"""Reads a paragraph of a Word document: its text, and everything else in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from narrate.script.raw_material.formatted_text import Piece, Pieces
from narrate.script.raw_material.symbol_fonts import UNKNOWN
from narrate.script.raw_material.symbols import has_private, is_symbol_font, shown, symbol
from narrate.script.raw_material.word_documents.fields import Fields, why_of
from narrate.script.raw_material.word_documents.plain_text import plain
from narrate.script.raw_material.word_documents.styles import Format, ParagraphStyle, Styles
from narrate.script.raw_material.word_documents.xml_names import (
    ALTERNATE,
    BOX,
    GONE,
    GRAPHIC,
    LETTERS,
    MATH,
    PICTURE_NAME,
    PICTURES,
    READING,
    RPR,
    SHAPE,
    SIGNS,
    SYM,
    VAL,
    R,
    T,
    alternative_text,
    chosen,
    m,
    number,
    w,
)

DELETED = "deleted, tracked"
_PLAIN = Format()
_SIMPLE, _CHARACTER = w("fldSimple"), w("fldChar")
_UNREAD = frozenset(map(w, ("pPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "instrText", "delInstrText")))
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote", w("commentReference"): "comment"}
_GRAPHICS = {"chart": "a chart", "chartex": "a chart", "diagram": "a SmartArt drawing", "lockedCanvas": "a drawing"}
_OBJECT = w("object")
_DROPDOWN = w("ddList")
_PLAIN_MATH = frozenset((m("r"), m("ctrlPr"), w("bookmarkStart"), w("bookmarkEnd"), w("proofErr")))


@dataclass(slots=True)
class ParagraphContent:
    """The content of one paragraph.

    ``pieces`` is its text, by format. ``boxes`` are its text boxes. ``aside`` has (text, reason) of text that is not
    read. ``notes`` has (kind, id) of each note that it refers to. ``left`` names content that is not text.
    ``equations`` are those that cannot be written as plain text. ``unknown`` are signs that no table of symbols has, as
    codes.
    """

    pieces: Pieces = field(default_factory=Pieces)
    boxes: list[Any] = field(default_factory=list)
    aside: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    equations: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


class ParagraphReader:
    """Reads the paragraphs of one story (the body, a cell, a text box) in order, since fields may span paragraphs."""

    def __init__(self, styles: Styles, fields: Fields) -> None:
        self._styles = styles
        self._fields = fields
        self._style = ParagraphStyle()
        self._content = ParagraphContent()

    def read(self, paragraph: Any, style: ParagraphStyle) -> ParagraphContent:
        self._style, self._content = style, ParagraphContent()
        self._inside(paragraph, "", _PLAIN)
        return self._content

    def _inside(self, element: Any, why: str, look: Format) -> None:
        """Read the content of an element, formatted as ``look``. If ``why`` gives a reason, its text is left out."""
        for child in element:
            tag = child.tag
            if tag == R:
                self._inside(child, why, self._styles.format(self._style, child.find(RPR)))
            elif tag == T:
                self._text(child.text or "", why, look)
            elif tag in SIGNS:
                self._add(SIGNS[tag], why, look)
            elif (reader := _READERS.get(tag)) is not None:
                reader(self, child, why, look)
            elif tag not in _UNREAD and tag != RPR and isinstance(tag, str):
                self._inside(child, why, look)

    def _add(self, text: str, why: str, look: Format) -> None:
        self._content.pieces.add(text, why or self._fields.why or look.why, look.rise)

    def _text(self, text: str, why: str, look: Format) -> None:
        is_left_out = bool(why or self._fields.why or look.why)
        if not look.font or not is_symbol_font(look.font):
            if has_private(text) and not is_left_out:
                self._content.unknown.append(_codes(text))
            self._add(text, why, look)
            return
        signs = shown(text, look.font)
        if UNKNOWN in signs and not is_left_out:
            self._content.unknown.append(f"{look.font}: {_codes(text)}")
        if look.direct or signs == text or is_left_out:
            self._add(signs if look.direct else text, why, look)
        else:
            self._content.pieces.change(text, signs, f"letters of the font {look.font}")

    def _symbol(self, element: Any, why: str, look: Format) -> None:
        font, code = element.get(w("font")) or "", element.get(w("char")) or ""
        sign = symbol(font, code)
        if sign == UNKNOWN and not (why or look.why):
            self._content.unknown.append(f"{font} {code}")
        self._add(sign, why, look)

    def _deleted(self, element: Any, _why: str, _look: Format) -> None:
        self._content.aside.append((plain(element), DELETED))
        for mark in element.iter(_CHARACTER):
            self._fields.meet(mark)

    def _alternate(self, element: Any, why: str, look: Format) -> None:
        if (branch := chosen(element)) is not None:
            self._inside(branch, why, look)

    def _box(self, element: Any, _why: str, _look: Format) -> None:
        self._content.boxes.append(element)

    def _ruby(self, element: Any, _why: str, _look: Format) -> None:
        self._content.aside.append((plain(element), "reading"))

    def _note(self, element: Any, _why: str, _look: Format) -> None:
        self._content.notes.append((_NOTES[element.tag], element.get(w("id")) or ""))

    def _field(self, element: Any, _why: str, _look: Format) -> None:
        self._fields.meet(element)
        if next(element.iter(_DROPDOWN), None) is not None:
            self._content.left.append("a list to choose from")

    def _simple_field(self, element: Any, why: str, look: Format) -> None:
        self._inside(element, why or why_of(element.get(w("instr")) or ""), look)

    def _picture(self, element: Any, why: str, look: Format) -> None:
        text = alternative_text(element)
        if text:
            self._content.aside.append((text, "picture"))
        elif _is_image(element) if element.tag == SHAPE else element.tag == PICTURE_NAME and not _is_reported(element):
            self._content.left.append("a picture")
        self._inside(element, why, look)

    def _graphic(self, element: Any, why: str, look: Format) -> None:
        if name := _GRAPHICS.get((element.get("uri") or "").rpartition("/")[2]):
            self._content.left.append(name)
        self._inside(element, why, look)

    def _object(self, element: Any, why: str, look: Format) -> None:
        self._content.left.append("an embedded object")
        self._inside(element, why, look)

    def _equation(self, element: Any, why: str, look: Format) -> None:
        text = "".join(SIGNS.get(part.tag) or part.text or "" for part in element.iter(*LETTERS, *SIGNS))
        if all(child.tag in _PLAIN_MATH for child in element):
            self._add(text, why, look)
            return
        self._content.equations.append(text)
        self._add(text, why or "equation", look)


_READERS: dict[Any, Callable[[ParagraphReader, Any, str, Format], None]] = {
    SYM: ParagraphReader._symbol,
    **dict.fromkeys(GONE, ParagraphReader._deleted),
    ALTERNATE: ParagraphReader._alternate,
    BOX: ParagraphReader._box,
    READING: ParagraphReader._ruby,
    _CHARACTER: ParagraphReader._field,
    _SIMPLE: ParagraphReader._simple_field,
    GRAPHIC: ParagraphReader._graphic,
    _OBJECT: ParagraphReader._object,
    MATH: ParagraphReader._equation,
    **dict.fromkeys(_NOTES, ParagraphReader._note),
    **dict.fromkeys(PICTURES, ParagraphReader._picture),
}


def _is_reported(name: Any) -> bool:
    """Whether a drawing, given the element with its ``name``, is decorative or reported elsewhere (text box, chart)."""
    drawing = name.getparent()
    if next(drawing.iter(BOX), None) is not None:
        return True
    if any((graphic.get("uri") or "").rpartition("/")[2] in _GRAPHICS for graphic in drawing.iter(GRAPHIC)):
        return True
    return any(mark.get("val") in ("1", "true") for mark in name.iter("{*}decorative"))


def _is_image(shape: Any) -> bool:
    return shape.find("{*}imagedata") is not None and shape.getparent().tag != _OBJECT


def style_and_level(properties: Any) -> tuple[str, int | None]:
    """Return (id of the style, heading level) from a paragraph's ``properties``.

    The level is the paragraph's own: from 1, 0 for no heading, None if unspecified.
    """
    if properties is None:
        return "", None
    named = properties.find(w("pStyle"))
    outline = properties.find(w("outlineLvl"))
    level = (number(outline.get(VAL), 9) + 1) % 10 if outline is not None else None
    return (named.get(VAL) or "") if named is not None else "", level


def runs_on(properties: Any) -> str:
    """Why a paragraph with these properties continues in the next one; empty if it does not."""
    if properties is None:
        return ""
    frame = properties.find(w("framePr"))
    if frame is not None and frame.get(w("dropCap"), "none") != "none":
        return "large first letter"
    mark = properties.find(RPR)
    if mark is not None and any(mark.find(w(name)) is not None for name in ("del", "moveFrom")):
        return DELETED
    return ""


def join(carried: list[Piece], pieces: Sequence[Piece]) -> None:
    """Add ``pieces`` to ``carried``, the text of a paragraph that continues in this one.

    Before it a drop cap (a large first letter) may be a word by itself.
    """
    if carried and carried[-1].why != DELETED:
        first = next((piece.kept for piece in pieces if piece.kept), "")
        if not first[:1].islower():
            carried[-1] = replace(carried[-1], kept=" ")
    carried += pieces


def _codes(text: str) -> str:
    """``text`` with escapes for characters that only a font defines."""
    return text.encode("ascii", "backslashreplace").decode()
