"""Words that could not be read on what a producer's template draws, found before anything is spoken.

The rules are those by which ``narrate verify`` reads a deck; here they choose the layouts that a deck is made on.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from lxml import etree

from narrate.errors import Place, Problem, Severity
from narrate.exporters.pptx.format import PX, P
from narrate.exporters.pptx.verifying.frames import Frame
from narrate.exporters.pptx.verifying.legibility import LEAST_CONTRAST, Layer, inherited, seen_behind
from narrate.exporters.pptx.verifying.reading_deck import Parts
from narrate.languages import is_right_to_left
from narrate.model import Align, Box, Deck, Layout, Role, Slide, Theme
from narrate.sources.drawing_colours import UNKNOWN
from narrate.sources.templates import Template, TemplateLayout, read_template
from narrate.typeset.contrast import contrast
from narrate.typeset.faces import FACES, face_for
from narrate.typeset.widths import ems


@dataclass(frozen=True, slots=True)
class Cover:
    """Words of a slide of ``kind`` on something, ``name``, that ``layout`` or its master draws, and why they cannot be read."""

    kind: Layout
    layout: TemplateLayout
    words: str
    name: str
    fault: str


def covered_words(deck: Deck, language: str, place: Place) -> Iterator[Problem]:
    """What is wrong with the layouts of the template of ``deck``, which the settings name at ``place``; nothing without one.

    A warning where another layout serves than the one that should, an error where none does.
    """
    if deck.theme.template is None:
        return
    name = deck.theme.template.name
    template = read_template(deck.theme.template, place)
    chosen, covers = choose_layouts(template, deck, language)
    said: set[str] = set()
    for one in covers:
        other = chosen.layouts[one.kind]
        told = f"{name}: on the layout {one.layout.name!r} {one.words[:40]!r} would stand on {one.name}, {one.fault}"
        if other is one.layout and one.name in said:
            continue  # the same band of the master
        if other is one.layout:
            said.add(one.name)
            hint = "on the slide master, move it from where words stand, or give it a colour that they can be read on"
            yield Problem(place, Severity.ERROR, "template", told, hint)
        else:
            hint = f"slides of this kind are made on {other.name!r}; or move it from where words stand"
            yield Problem(place, Severity.WARNING, "template", told, hint)


def choose_layouts(template: Template, deck: Deck, language: str) -> tuple[Template, list[Cover]]:
    """``template`` with a layout for each kind of slide on which the words of ``deck`` can be read, if it has one.

    And for each kind whose first layout will not do, one of the words that tell why.
    """
    with zipfile.ZipFile(_package(template)) as package:
        sheets = _Sheets(package, template, deck, language)
        covers: dict[Layout, Cover] = {}
        if any(map(sheets.layers, template.layouts.values())):
            for slide in deck.slides:
                if slide.layout not in covers:
                    found = sheets.cover(slide, template.layouts[slide.layout])
                    covers |= {slide.layout: found} if found else {}
        left = {kind: list(template.others[kind]) for kind in covers}
        for slide in deck.slides if covers else ():
            left |= {
                kind: [one for one in some if not sheets.cover(slide, one)]
                for kind, some in left.items()
                if kind is slide.layout
            }
    return template.on({kind: some[0] for kind, some in left.items() if some}), list(covers.values())


class _Sheets:
    """The layouts of ``template`` as ``package`` holds them, and the slides of ``deck`` on them."""

    def __init__(self, package: zipfile.ZipFile, template: Template, deck: Deck, language: str) -> None:
        self._package, self._template = package, template
        self._deck, self._turned = deck, is_right_to_left(language)
        self._known: dict[str, list[Layer]] = {}

    def layers(self, layout: TemplateLayout) -> list[Layer]:
        """What ``layout`` and its master draw, from the bottom up."""
        if layout.part not in self._known:
            master, theme = (etree.fromstring(one.content) for one in (self._template.master, self._template.theme))
            root = etree.fromstring(self._package.read(layout.part))
            parts = Parts(
                "", etree.Element(f"{P}sld"), root, master, theme, None, {}, layout.part, self._template.master.name
            )
            self._known[layout.part] = list(inherited(parts, layout.colours))
        return self._known[layout.part]

    def cover(self, slide: Slide, layout: TemplateLayout) -> Cover | None:
        """The first words of ``slide`` that could not be read on ``layout``."""
        layers = self.layers(layout)
        if not layers:
            return None
        colours = self._deck.theme.colours
        ground = Layer("the background", (-1e9, -1e9, 1e9, 1e9), (colours[slide.background],))
        for words, frame, inks in _lines(slide, self._deck.theme, turned=self._turned):
            for name, colour in seen_behind(frame, "", [ground, *layers], self._package):
                if name == ground.name:
                    continue
                if colour == UNKNOWN:
                    return Cover(slide.layout, layout, words, name, "a picture or a pattern")
                ratio = min(contrast(ink, colour) for ink in inks)
                if ratio < LEAST_CONTRAST:
                    fault = f"#{colour}, with a contrast of {ratio:.1f}, under {LEAST_CONTRAST}"
                    return Cover(slide.layout, layout, words, name, fault)
        return None


def _lines(slide: Slide, theme: Theme, *, turned: bool) -> Iterator[tuple[str, Frame, set[str]]]:
    """Each line of words with its place in EMU and its colours, but for those that a panel of the slide lies behind."""
    filled: list[Box] = []
    labels = [label.words for label in slide.labels if label.words is not None]
    # the title lies beneath all else
    for box in (*sorted(slide.boxes, key=lambda one: one.role is not Role.TITLE), *labels):
        if box.fill and box.role not in (Role.MARK, Role.COVER, Role.PROGRESS):
            filled.append(box)
        inks = {theme.colours.get(token, "FFFFFF") for token in (box.colour, *(("ink", "dim") if slide.dims else ()))}
        for text, left, top, right, low in _set(box, theme.stretch, turned=turned):
            if not any(
                one.x <= left + 1
                and one.y <= top + 1
                and one.x + one.width >= right - 1
                and one.y + one.height >= low - 1
                for one in filled
            ):
                yield text, (left * PX, top * PX, right * PX, low * PX), inks


def _set(box: Box, stretch: float, *, turned: bool) -> Iterator[tuple[str, float, float, float, float]]:
    """The lines of ``box``: left, top, right and lower edge in px."""
    for paragraph in box.paragraphs:
        for number, line in enumerate(paragraph.lines):
            face = face_for([line])
            width = ems(line, FACES[face.twin] if face.twin else face, bold=box.bold) * box.size * stretch
            left = box.x + box.bullet
            if box.align is Align.CENTRE:
                left = box.x + (box.width - width) / 2
            elif turned:
                left = box.x + box.width - box.bullet - width
            top = paragraph.top + number * box.pitch
            yield line, left, top, left + width, top + box.size


def _package(template: Template) -> io.BytesIO:
    """All that ``template`` holds as a package, its parts under their own names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part in {one.name: one for one in (*template.parts, *template.spare)}.values():
            archive.writestr(part.name, part.content)
            folder, name = posixpath.split(part.name)
            archive.writestr(
                f"{folder}/_rels/{name}.rels",
                _relationships({one.id: (one.type, one.target) for one in part.relations}),
            )
    buffer.seek(0)
    return buffer


def _relationships(relations: Mapping[str, tuple[str, str]]) -> str:
    lines = (
        f"<Relationship Id={quoteattr(id_)} Type={quoteattr(type_)} Target={quoteattr(f'/{target}')}/>"
        for id_, (type_, target) in relations.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(lines)}</Relationships>'
