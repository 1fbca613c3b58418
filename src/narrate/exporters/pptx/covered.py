"""Finds words that a user's template would make illegible, and chooses other layouts for them.

For example, the template may draw a coloured band where the words stand. This check runs before anything is spoken. Its
rules are those of ``narrate verify``.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from lxml import etree

from narrate.drawings.template_pictures import read_template
from narrate.errors import Place, Problem, Severity
from narrate.exporters.pptx.format import PX, P
from narrate.exporters.pptx.verifying.drawing import Layer, inherited
from narrate.exporters.pptx.verifying.frames import Frame
from narrate.exporters.pptx.verifying.legibility import LEAST_CONTRAST, seen_behind
from narrate.exporters.pptx.verifying.reading_deck import SlideParts
from narrate.exporters.pptx.verifying.sheets import changed_words
from narrate.languages import is_right_to_left
from narrate.model import Align, Box, Deck, Layout, Role, Slide, Theme
from narrate.sources.drawing_colours import UNKNOWN
from narrate.sources.templates import Template, TemplateLayout
from narrate.typeset.contrast import contrast
from narrate.typeset.faces import FACES, face_for
from narrate.typeset.widths import ems


@dataclass(frozen=True, slots=True)
class IllegibleWords:
    """Words on a slide of ``kind`` that are illegible because of something that ``layout`` or its master draws there.

    ``name`` is the name of the drawn thing. ``fault`` says why the words cannot be read on it.
    """

    kind: Layout
    layout: TemplateLayout
    words: str
    name: str
    fault: str


def covered_words(deck: Deck, language: str, place: Place) -> Iterator[Problem]:
    """Yield the problems with the template of ``deck``. ``place`` is where the settings name that template.

    If another layout of the template has to be used, the problem is a warning. If the words are illegible on all
    layouts, it is an error. A deck without a template has no problems.
    """
    if deck.theme.template is None:
        return
    name = deck.theme.template.name
    template = read_template(deck.theme.template, place)
    chosen, illegible = choose_layouts(template, deck, language)
    reported: set[str] = set()
    for words in illegible:
        layout = chosen.layouts[words.kind]
        place_of_words = f"on the layout {words.layout.name!r} {words.words[:40]!r} would stand on {words.name}"
        message = f"{name}: {place_of_words}, {words.fault}"
        if layout is words.layout and words.name in reported:
            continue  # the same band of the master
        if layout is words.layout:
            reported.add(words.name)
            hint = "on the slide master, move it from where words stand, or give it a colour that they can be read on"
            yield Problem(place, Severity.ERROR, "template", message, hint)
        else:
            hint = f"slides of this kind are made on {layout.name!r}; or move it from where words stand"
            yield Problem(place, Severity.WARNING, "template", message, hint)
    for sheet_name, sheet in _sheets(chosen):
        for fault in changed_words(sheet):
            hint = "in PowerPoint, View > Slide Master: take this off, because it would change the patient's words"
            yield Problem(place, Severity.ERROR, "template", f"{name}: {sheet_name}, {fault}", hint)


def _sheets(template: Template) -> Iterator[tuple[str, etree._Element]]:
    """Yield (how messages call it, XML) of the master and each chosen layout of ``template``."""
    names = {template.master.name: "the slide master"}
    names |= {layout.part: f"the layout {layout.name!r}" for layout in template.layouts.values()}
    for part in template.parts:
        if part.name in names:
            yield names[part.name], etree.fromstring(part.content)


def choose_layouts(template: Template, deck: Deck, language: str) -> tuple[Template, list[IllegibleWords]]:
    """Choose for each kind of slide a layout on which the words of ``deck`` are legible, if the template has one.

    Return (the template with the chosen layouts, examples). There is one example of illegible words for each kind of
    slide whose first layout is unsuitable.
    """
    with zipfile.ZipFile(_package(template)) as package:
        layouts = _Layouts(package, template, deck, language)
        illegible: dict[Layout, IllegibleWords] = {}
        if any(map(layouts.layers, template.layouts.values())):
            for slide in deck.slides:
                if slide.layout not in illegible:
                    words = layouts.illegible_words(slide, template.layouts[slide.layout])
                    illegible |= {slide.layout: words} if words else {}
        candidates = {kind: list(template.others[kind]) for kind in illegible}
        for slide in deck.slides if illegible else ():
            candidates |= {
                kind: [layout for layout in others if not layouts.illegible_words(slide, layout)]
                for kind, others in candidates.items()
                if kind is slide.layout
            }
    suitable = {kind: others[0] for kind, others in candidates.items() if others}
    return template.on(suitable), list(illegible.values())


class _Layouts:
    """The layouts of ``template``, to be tried with the slides of ``deck``. ``package`` holds the template's parts."""

    def __init__(self, package: zipfile.ZipFile, template: Template, deck: Deck, language: str) -> None:
        self._package, self._template = package, template
        self._deck, self._right_to_left = deck, is_right_to_left(language)
        self._known: dict[str, list[Layer]] = {}

    def layers(self, layout: TemplateLayout) -> list[Layer]:
        """What ``layout`` and its master draw, from bottom to top."""
        if layout.part not in self._known:
            master, theme = (etree.fromstring(part.content) for part in (self._template.master, self._template.theme))
            root = etree.fromstring(self._package.read(layout.part))
            parts = SlideParts(
                "", etree.Element(f"{P}sld"), root, master, theme, None, {}, layout.part, self._template.master.name
            )
            self._known[layout.part] = list(inherited(parts, layout.colours))
        return self._known[layout.part]

    def illegible_words(self, slide: Slide, layout: TemplateLayout) -> IllegibleWords | None:
        """Return the first words of ``slide`` that would be illegible on ``layout``; None if all are legible."""
        layers = self.layers(layout)
        if not layers:
            return None
        colours = self._deck.theme.colours
        ground = Layer("the background", (-1e9, -1e9, 1e9, 1e9), (colours[slide.background],))
        for words, frame, inks in _lines(slide, self._deck.theme, right_to_left=self._right_to_left):
            for name, colour in seen_behind(frame, "", [ground, *layers], self._package):
                if name == ground.name:
                    continue
                if colour == UNKNOWN:
                    return IllegibleWords(slide.layout, layout, words, name, "a picture or a pattern")
                ratio = min(contrast(ink, colour) for ink in inks)
                if ratio < LEAST_CONTRAST:
                    fault = f"#{colour}, with a contrast of {ratio:.1f}, under {LEAST_CONTRAST}"
                    return IllegibleWords(slide.layout, layout, words, name, fault)
        return None


def _lines(slide: Slide, theme: Theme, *, right_to_left: bool) -> Iterator[tuple[str, Frame, set[str]]]:
    """Yield (text, frame in EMU, colours) of each line of words, except lines on a filled box of the slide.

    The colours are all colours that the line has at any time.
    """
    filled: list[Box] = []
    labels = [label.words for label in slide.labels if label.words is not None]
    # the title is below everything else
    for box in (*sorted(slide.boxes, key=lambda box: box.role is not Role.TITLE), *labels):
        if box.fill and box.role not in (Role.MARK, Role.COVER, Role.PROGRESS):
            filled.append(box)
        inks = {theme.colours.get(token, "FFFFFF") for token in (box.colour, *(("ink", "dim") if slide.dims else ()))}
        for text, left, top, right, low in _measured(box, theme.stretch, right_to_left=right_to_left):
            if not any(_contains(ground, left, top, right, low) for ground in filled):
                yield text, (left * PX, top * PX, right * PX, low * PX), inks


def _contains(box: Box, left: float, top: float, right: float, low: float) -> bool:
    """Whether ``box`` contains the rectangle with these edges in px, with a tolerance of 1 px."""
    return box.x <= left + 1 and box.y <= top + 1 and box.x + box.width >= right - 1 and box.y + box.height >= low - 1


def _measured(box: Box, stretch: float, *, right_to_left: bool) -> Iterator[tuple[str, float, float, float, float]]:
    """Yield each line of ``box`` as (text, left, top, right, lower edge), in px on the slide.

    ``stretch`` is how many times wider the template's font may set a line than Arial does.
    """
    for paragraph in box.paragraphs:
        for number, line in enumerate(paragraph.lines):
            face = face_for([line])
            width = ems(line, FACES[face.twin] if face.twin else face, bold=box.bold) * box.size * stretch
            left = box.x + box.bullet
            if box.align is Align.CENTRE:
                left = box.x + (box.width - width) / 2
            elif right_to_left:
                left = box.x + box.width - box.bullet - width
            top = paragraph.top + number * box.pitch
            yield line, left, top, left + width, top + box.size


def _package(template: Template) -> io.BytesIO:
    """A zip file with all parts of ``template`` under their own names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part in {part.name: part for part in (*template.parts, *template.spare)}.values():
            archive.writestr(part.name, part.content)
            folder, name = posixpath.split(part.name)
            archive.writestr(
                f"{folder}/_rels/{name}.rels",
                _relationships({relation.id: (relation.type, relation.target) for relation in part.relations}),
            )
    buffer.seek(0)
    return buffer


def _relationships(relations: Mapping[str, tuple[str, str]]) -> str:
    lines = (
        f"<Relationship Id={quoteattr(id_)} Type={quoteattr(type_)} Target={quoteattr(f'/{target}')}/>"
        for id_, (type_, target) in relations.items()
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{"".join(lines)}</Relationships>'
