"""Paints slides as pictures, one for each state. Pictures that were painted before come from the store.

A state is what the slide highlights at a time: a point or sentence, and a part of a figure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from narrate.drawings.lighting import lit_svg
from narrate.drawings.numeral_drawings import numeral_svg
from narrate.drawings.qr_codes import code_svg
from narrate.drawings.reading import read_picture
from narrate.errors import OutsideError
from narrate.languages import is_right_to_left, primary_language
from narrate.model import Align, Box, Deck, Label, Picture, Role, Slide
from narrate.slides.grid import HEIGHT, WIDTH
from narrate.store import Entry, Store, content_key
from narrate.store.memo import Memo
from narrate.typeset.bidi import isolated
from narrate.typeset.faces import FACES, chain
from narrate.typeset.painting import PageDescription, paint_png, paint_svg, painter_version
from narrate.typeset.widths import THICKENING, runs

SUFFIX = ".png"
PPI = 108  # 1920 × 1080 px
_CODE, _NUMERAL = ".code.svg", ".numeral.svg"
_AT_ONCE = 24  # pages in one run of typst: more take more memory and are no faster


@dataclass(frozen=True, slots=True)
class _File:
    """The file of a figure. ``part`` is the id of the lit part, if any.

    ``scale`` is px on the slide per unit of the drawing.
    """

    path: Path
    memo: Memo
    part: str = ""
    scale: float = 1.0

    @property
    def name(self) -> str:
        """A name made from the content, not the path, so that keys in the store do not depend on the folder."""
        content = hashlib.sha256(read_picture(self.path, self.memo).content).hexdigest()
        return f"{hashlib.blake2b(f'{content} {self.part} {self.scale}'.encode(), digest_size=16).hexdigest()}.svg"


@dataclass(frozen=True, slots=True)
class Painter:
    """Paints the slides of a deck into the store. ``done`` is called after each picture that is painted."""

    deck: Deck
    language: str
    store: Store
    done: Callable[[], None] = field(default=lambda: None)

    def paint(self, wanted: Sequence[tuple[int, int | None]], scale: int = 1) -> list[Picture]:
        """Return the picture of each (slide, state) in ``wanted``. Both count from 0; None is the slide at rest.

        The pictures have 1920 × 1080 px, times ``scale``. Raises OutsideError if the store or typst fails.
        """
        ppi = PPI * scale
        pages = [self._page(self.deck.slides[slide], state) for slide, state in wanted]
        keys = [_key(page, ppi) for page, _ in pages]
        pictures: dict[str, Picture] = {}
        missing: dict[str, tuple[dict[str, Any], dict[str, _File]]] = {}
        self.store.fetch((key, SUFFIX) for key in keys)
        for key, page in zip(keys, pages, strict=True):
            if key in pictures or key in missing:
                continue
            entry = self.store.find(key, SUFFIX)
            if entry is None:
                missing[key] = page
            else:
                pictures[key] = Picture(key, entry.path)
        todo = list(missing.items())
        for start in range(0, len(todo), _AT_ONCE):
            pictures |= self._make(todo[start : start + _AT_ONCE], ppi)
        return [pictures[key] for key in keys]

    def describe(self, number: int) -> PageDescription:
        """Return the slide ``number`` (from 0) at rest, for typst to draw it in vectors.

        Besides what ``painting.typ`` reads, each item has the number of its ``box`` on the slide and of its ``label``. If
        there is none, it is -1. Raises OutsideError if the store fails.
        """
        slide = self.deck.slides[number]
        files: dict[str, _File] = {}
        codes: dict[str, str] = {}
        items = [
            {**item, "box": index, "label": -1}
            for index, box in enumerate(slide.boxes)
            for item in self._items(box, files, codes)
        ]
        for index, label in enumerate(slide.labels):
            drawn = self._label(label, files, codes, lit=False)
            items += [{**item, "box": label.figure, "label": index} for item in drawn]
        drawings = {name: self._drawn(file) for name, file in files.items()}
        drawings |= {name: self._made(name, text) for name, text in codes.items()}
        return PageDescription(self._described(slide, items), drawings)

    def draw(self, svg: bytes, width: int, height: int) -> Picture:
        """Return the clean drawing ``svg`` as a transparent PNG of ``width`` × ``height`` px.

        Raises OutsideError if the store or typst fails.
        """
        facts = {"painter": painter_version(()), "svg": hashlib.sha256(svg).hexdigest(), "size": [width, height]}
        key = content_key("drawing", facts)
        entry = self.store.find(key, SUFFIX)
        if entry is None:
            with self.store.claim(key):  # other languages have the same figures
                entry = self.store.find(key, SUFFIX) or self._keep_drawing(key, svg, width, height)
        return Picture(key, entry.path)

    def _keep_drawing(self, key: str, svg: bytes, width: int, height: int) -> Entry:
        try:
            return self.store.keep(key, SUFFIX, paint_svg(svg, width, height), {})
        except RuntimeError as error:
            raise OutsideError(f"a figure cannot be painted: {str(error).splitlines()[0]}") from error

    def _make(
        self, batch: Sequence[tuple[str, tuple[dict[str, Any], dict[str, _File]]]], ppi: int
    ) -> dict[str, Picture]:
        """Paint and store a batch of (key, (page, files by name)). Return the pictures by key."""
        files = {name: self._drawn(file) for _, (_, named) in batch for name, file in named.items()}
        files |= {name: self._made(name, page["codes"][name]) for _, (page, _) in batch for name in page["codes"]}
        try:
            painted = paint_png([page for _, (page, _) in batch], files, ppi)
        except RuntimeError as error:
            raise OutsideError(f"the slides cannot be painted: {str(error).splitlines()[0]}") from error
        made = {}
        for (key, _), content in zip(batch, painted, strict=True):
            made[key] = Picture(key, self.store.keep(key, SUFFIX, content, {}).path)
            self.done()
        return made

    def _drawn(self, file: _File) -> bytes:
        """Return a figure as SVG for typst, with its lit part highlighted."""
        svg = _as_svg(file.path, file.memo)
        return lit_svg(svg, file.part, self.deck.theme.colours, file.scale, file.memo) if file.part else svg

    def _made(self, name: str, text: str) -> bytes:
        """Return the SVG of a QR code or a numeral; the ending of ``name`` says which."""
        colours = self.deck.theme.colours
        if name.endswith(_CODE):
            return code_svg(text, Memo(self.store))
        return numeral_svg(text, colours["bar"], colours["bar_line"], Memo(self.store))

    def _page(self, slide: Slide, state: int | None) -> tuple[dict[str, Any], dict[str, _File]]:
        """Return the description of a slide in a state for typst, and by name the files that it refers to."""
        current = None if state is None else slide.states[state].current
        mark = None if current is None else slide.marks[current]
        files: dict[str, _File] = {}
        codes: dict[str, str] = {}
        items: list[dict[str, Any]] = []
        for box in mark.boxes if mark else ():
            items += self._items(box, files, codes)
        shown = None if state is None else slide.states[state].lit
        for index, box in enumerate(slide.boxes):
            lit = mark.paragraph if mark and mark.box == index else None
            part = slide.labels[shown].part if shown is not None and slide.labels[shown].figure == index else ""
            items += self._items(box, files, codes, lit=lit, part=part, dims=slide.dims and mark is not None)
        for number, label in sorted(enumerate(slide.labels), key=lambda item: item[0] == shown):  # lit one on top
            items += self._label(label, files, codes, lit=number == shown)
        return {**self._described(slide, items), "codes": codes}, files

    def _described(self, slide: Slide, items: list[dict[str, Any]]) -> dict[str, Any]:
        """Return the description of a page with ``items`` for typst."""
        return {
            "width": WIDTH, "height": HEIGHT, "fill": self.deck.theme.colours[slide.background],
            "language": primary_language(self.language), "rtl": is_right_to_left(self.language),
            "family": self.deck.face, "others": self._others(items), "items": items,
        }  # fmt: skip

    def _others(self, items: Sequence[dict[str, Any]]) -> list[str]:
        """Return the fallback families for letters in ``items`` that the deck's own family lacks."""
        face = FACES[self.deck.face]
        lines = {
            line
            for item in items
            if item["kind"] == "words"
            for paragraph in item["paragraphs"]
            for line in paragraph["lines"]
        }
        used = {family for line in lines for _, family in runs(line, face)}
        return [name for name in chain(face)[1:] if name in used]

    def _items(
        self,
        box: Box,
        files: dict[str, _File],
        codes: dict[str, str],
        *,
        lit: int | None = None,
        part: str = "",
        dims: bool = False,
    ) -> Iterator[dict[str, Any]]:
        """Yield what typst draws for ``box``. Adds figures to ``files``; texts of QR codes and numerals to ``codes``.

        ``lit`` is the number of the highlighted paragraph, ``part`` the id of the lit part of the figure. If ``dims``
        is true, the other paragraphs are dimmed.
        """
        place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "radius": box.radius}
        if (box.fill or box.edge) and box.role is not Role.SOUND:
            fill, edge = self._colour(box.fill), self._colour(box.edge)
            yield {"kind": "shape", **place, "fill": fill, "edge": edge, "edge_width": box.edge_width}
        if box.paragraphs:
            yield self._words(box, lit, dims=dims)
        path = self.deck.theme.logo if box.role is Role.LOGO else box.figure.path if box.figure else None
        if path is not None:
            scale = box.width / (box.window[2] - box.window[0]) / box.figure.size[0] if box.figure else 1.0
            file = _File(path, Memo(self.store), part, scale)
            name = file.name
            files[name] = file
            yield {"kind": "picture", **place, "file": name, "window": box.window, "alt": ""}
        for text, ending in ((box.code, _CODE), (box.digits, _NUMERAL)):
            if not text:
                continue
            look = f"{text} {self._colour('bar')} {self._colour('bar_line')}" if ending == _NUMERAL else text
            name = hashlib.blake2b(look.encode(), digest_size=8).hexdigest() + ending
            codes[name] = text
            yield {"kind": "picture", **place, "file": name, "window": (0, 0, 1, 1), "alt": ""}

    def _label(
        self, label: Label, files: dict[str, _File], codes: dict[str, str], *, lit: bool
    ) -> Iterator[dict[str, Any]]:
        box = label.card if lit else label.words
        if box is None:
            return
        yield {
            "kind": "leader", "points": label.leader, "width": 4 if lit else 2, "dot": label.dot,
            "colour": self._colour("mark" if lit else "dim"), "halo": self._colour("panel"),
            "ring": self._colour("paper"),
        }  # fmt: skip
        yield from self._items(box, files, codes)

    def _words(self, box: Box, lit: int | None, *, dims: bool) -> dict[str, Any]:
        spoken = dims and box.role in (Role.TITLE, Role.BODY) and box.colour == "ink"
        paragraphs = [
            {
                "top": paragraph.top, "lines": [self._shown(line) for line in paragraph.lines],
                "colour": self._colour("dim" if spoken and number != lit else box.colour),
                "number": "" if paragraph.number is None else f"{paragraph.number}.",
            }
            for number, paragraph in enumerate(box.paragraphs)
        ]  # fmt: skip
        return {
            "kind": "words", "x": box.x, "width": box.width, "size": box.size, "pitch": box.pitch, "bold": box.bold,
            "thick": THICKENING if FACES[self.deck.face].thickened else 0, "colour": self._colour(box.colour),
            "align": "centre" if box.align is Align.CENTRE else "start",
            "bullet": box.bullet, "dot": self._colour("accent"), "paragraphs": paragraphs,
        }  # fmt: skip

    def _shown(self, line: str) -> str:
        return isolated(line) if is_right_to_left(self.language) else line

    def _colour(self, token: str) -> str:
        if token == "white":  # noqa: S105 - a colour
            return "FFFFFF"
        return self.deck.theme.colours[token] if token else ""


def _as_svg(path: Path, memo: Memo) -> bytes:
    """Return a figure as SVG. Pictures of pixels are embedded in an SVG."""
    picture = read_picture(path, memo)
    if picture.vector:
        return picture.content
    import base64

    kind = "png" if picture.ending == ".png" else "jpeg"
    data = base64.b64encode(picture.content).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {picture.width:g} {picture.height:g}">'
        f'<image width="{picture.width:g}" height="{picture.height:g}" href="data:image/{kind};base64,{data}"/></svg>'
    ).encode()


def _key(page: dict[str, Any], ppi: int) -> str:
    return content_key(
        "picture", {"painter": painter_version((page["family"], *page["others"])), "ppi": ppi, "page": page}
    )
