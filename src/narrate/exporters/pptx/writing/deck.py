"""Builds a deck: slides of native, editable PowerPoint shapes, with sound."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from narrate.drawings.lighting import lit_svg
from narrate.drawings.reading import read_picture
from narrate.exporters.alternative_text import alternative_text
from narrate.exporters.caption_files import webvtt
from narrate.exporters.edition import Edition
from narrate.exporters.paragraphs import joiner, paragraphs
from narrate.exporters.pptx.format import PX, UUIDS
from narrate.exporters.pptx.writing.layouts import own_plans
from narrate.exporters.pptx.writing.lit_effects import lit_effects
from narrate.exporters.pptx.writing.mark_effects import mark_effects
from narrate.exporters.pptx.writing.notes import add_notes
from narrate.exporters.pptx.writing.parts import freeze
from narrate.exporters.pptx.writing.picture import Gallery
from narrate.exporters.pptx.writing.places import placed_on
from narrate.exporters.pptx.writing.plans import Plan, template_plans
from narrate.exporters.pptx.writing.python_pptx import properties_element
from narrate.exporters.pptx.writing.sections import name_sections
from narrate.exporters.pptx.writing.shapes import (
    MORE_ROOM,
    ROOM,
    TextStyle,
    colour,
    ground,
)
from narrate.exporters.pptx.writing.sheet import Sheet
from narrate.exporters.pptx.writing.sound import Narration, add_narration, icon_part
from narrate.exporters.pptx.writing.spool import Spool
from narrate.exporters.pptx.writing.template import new_presentation
from narrate.exporters.pptx.writing.template_import import template_checksum
from narrate.exporters.pptx.writing.timing import timing, transition
from narrate.exporters.slide_words import TEMPLATE, shown_on
from narrate.languages import is_right_to_left, language_data, office_tag, own_name
from narrate.languages.scripts import script_of_tag
from narrate.model import Box, Figure, Label, Layout, Role, Slide, Track
from narrate.typeset.faces import FACES

if TYPE_CHECKING:
    from pptx.opc.package import Part
    from pptx.presentation import Presentation
    from pptx.slide import Slide as PptxSlide
    from pptx.slide import SlideLayout

    from narrate.sources.templates import Template


def build_deck(edition: Edition, template: Template | None, spool: Spool) -> Presentation:
    """Return the deck of ``edition``, on the layouts of ``template``, or on narrate's own if it is None.

    ``spool`` keeps the deck's finished slides, notes and captions. It must stay open until the deck is saved.
    """
    script = edition.timeline.script
    alternate = "" if script_of_tag(script.language) == "Latn" else "en-US"
    room = ROOM if FACES[edition.deck.face].twin else MORE_ROOM
    style = TextStyle(office_tag(script.language), is_right_to_left(script.language), alternate, room=room)
    theme = edition.deck.theme
    presentation = new_presentation(edition.deck, style, script.publisher, template)
    _set_properties(presentation, edition, style.language)
    edition.shown.update({TEMPLATE: template_checksum(template)} if template else {})
    plans = template_plans(template, theme) if template else own_plans()
    painter = _Painter(presentation, edition, style, spool)
    layouts = list(presentation.slide_layouts)
    for number, (slide, track) in enumerate(zip(edition.deck.slides, edition.timeline.tracks, strict=True), 1):
        edition.shown[str(number)] = shown_on(slide, script.language)
        pptx_slide = _new_slide(presentation, layouts[plans[slide.layout].index])
        painter.paint(pptx_slide, slide, track, number, plans[slide.layout])
        texts = paragraphs(track.segment, joiner(script.language))
        add_notes(presentation, pptx_slide.part, number, texts, style, spool)
        freeze(presentation, pptx_slide, spool)
    name_sections(presentation, edition)
    return presentation


def _new_slide(presentation: Presentation, layout: SlideLayout) -> PptxSlide:
    """Add a slide without shapes.

    python-pptx's own function would also copy the placeholders of the layout, which are not used.
    """
    relationship, pptx_slide = presentation.part.add_slide(layout)
    presentation.element.get_or_add_sldIdLst().add_sldId(relationship)
    return pptx_slide


def _set_properties(presentation: Presentation, edition: Edition, language: str) -> None:
    import datetime

    script = edition.timeline.script
    core = presentation.core_properties
    core.title, core.language = script.title, language
    core.author = core.last_modified_by = script.publisher or "narrate"
    if edition.date:
        core.created = core.modified = datetime.datetime.combine(edition.date, datetime.time())
    else:
        # the dates are the template's, or today's, which python-pptx writes if there are no properties
        element = properties_element(core)
        for dated in element.findall(qn("dcterms:created")) + element.findall(qn("dcterms:modified")):
            element.remove(dated)
    core.revision = 1
    core.identifier = f"urn:uuid:{uuid.uuid5(UUIDS, f'{script.topic}/{script.language}')}"


class _Painter:
    """Puts the shapes on slides, from bottom to top.

    The order is: the title; the sound; the marks, which highlight what is being spoken; the cover, which hides the
    marks while nothing is spoken; all other boxes.
    """

    def __init__(self, presentation: Presentation, edition: Edition, style: TextStyle, spool: Spool) -> None:
        self._edition = edition
        self._style = style
        self._package = presentation.part.package
        self._gallery = Gallery(self._package, edition.draw, spool)
        self._spool = spool
        self._icons: dict[str, Part] = {}

    def paint(self, pptx_slide: PptxSlide, slide: Slide, track: Track, number: int, plan: Plan) -> None:
        """Put the shapes of ``slide``, number ``number`` from 1, on ``pptx_slide``, made on the layout of ``plan``."""
        tree = pptx_slide.shapes.element
        style = replace(self._style, colours=plan.colours)
        if plan.ground is not None and plan.ground != self._edition.deck.theme.colours[slide.background]:
            pptx_slide.element.cSld.insert(0, parse_xml(ground(colour(slide.background, style))))
        sheet = Sheet(tree, style, slide, plan)
        title = next(index for index, box in enumerate(slide.boxes) if box.role is Role.TITLE)
        sheet.words(title, slide.boxes[title])
        sound = self._sound(pptx_slide, slide, track, number)
        sheet.last_id = sound
        marks = self._marks(sheet)
        cover = sheet.shape(slide.cover, "Rest") if marks and slide.cover else 0
        self._boxes(pptx_slide, sheet, title)
        for index, label in enumerate(slide.labels):
            sheet.label(index, label)
        sheet.finish()
        self._edition.placed[str(number)] = placed_on(sheet, style, track, builds=self._edition.builds)
        effects = [*mark_effects(sheet, track, marks, cover), *lit_effects(sheet.lit, slide, track)]
        if any(effect.shape == sheet.ids[title] for effect in effects):
            # an animated title goes above the sound: LibreOffice would end a sound above an animated shape
            tree.insert(2, tree[3])
        last = max((effect.at_ms for effect in effects), default=0)
        pptx_slide.element.append(parse_xml(transition(_heard_ms(track), last)))
        pptx_slide.element.append(parse_xml(timing(sound, track.duration_ms, effects)))

    def _marks(self, sheet: Sheet) -> dict[int, list[int]]:
        """Add the marks that are ever shown. Return the ids of the shapes of each mark, by the mark's index."""
        if not self._edition.builds:
            return {}
        used = {state.current for state in sheet.slide.states}
        return {index: sheet.mark(mark.boxes) for index, mark in enumerate(sheet.slide.marks) if index in used}

    def _boxes(self, pptx_slide: PptxSlide, sheet: Sheet, title: int) -> None:
        """Add all boxes except the one with the index ``title``, and below each figure its copies with lit parts."""
        used = {state.lit for state in sheet.slide.states} if self._edition.builds else set()
        for index, box in enumerate(sheet.slide.boxes):
            if index == title:
                continue
            labels = {n: label for n, label in enumerate(sheet.slide.labels) if label.figure == index and n in used}
            if labels:
                self._lit(pptx_slide, sheet, box, labels)
            self._box(pptx_slide, sheet, index, box)

    def _box(self, pptx_slide: PptxSlide, sheet: Sheet, index: int, box: Box) -> None:
        """Add the box number ``index``: its background, its words and its picture, as far as it has them."""
        if box.role is Role.SOUND or (box.role is Role.PANEL and sheet.plan.panelled):
            return
        if box.role is Role.PROGRESS:
            sheet.progress(box)
            return
        if box.role is Role.CELL:
            sheet.cell(index)
            return
        if box.fill or box.edge:
            sheet.shape(box, "Panel" if box.role is Role.PANEL else "Ground")
        if box.paragraphs:
            sheet.words(index, box)
        self._picture(pptx_slide, sheet, index, box)

    def _picture(self, pptx_slide: PptxSlide, sheet: Sheet, index: int, box: Box) -> None:
        """Add the picture of a box, if it has one: a figure, the logo, a QR code or a large numeral."""
        if box.figure is not None:
            blip = self._file_blip(pptx_slide, box.figure.path, sheet, index, "Figure")
            sheet.lit.figures[index] = sheet.picture(box, "Figure", self._description(sheet, index, box.figure), blip)
        elif box.role is Role.LOGO and (logo := self._edition.deck.theme.logo):
            publisher = self._edition.timeline.script.publisher
            sheet.picture(box, "Logo", publisher or "Logo", self._file_blip(pptx_slide, logo, sheet, index, "Logo"))
        elif box.code:
            from narrate.drawings.qr_codes import code_svg

            phrases = language_data(self._edition.timeline.script.language).phrases
            drawing = code_svg(box.code, self._edition.memo)
            sheet.pictures[index] = "QR code", _hash(drawing)
            blip = self._gallery.blip(pptx_slide, drawing, (1, 1))
            sheet.picture(box, "QR code", phrases["scan_description"], blip)
        elif box.digits:
            from narrate.drawings.numeral_drawings import numeral_svg

            colours = self._edition.deck.theme.colours
            drawing = numeral_svg(box.digits, colours["bar"], colours["bar_line"], self._edition.memo)
            sheet.pictures[index] = "Numeral", _hash(drawing)
            sheet.picture(box, "Numeral", "", self._gallery.blip(pptx_slide, drawing, (box.width, box.height)))

    def _file_blip(self, pptx_slide: PptxSlide, path: Path, sheet: Sheet, index: int, name: str) -> str:
        """Return the ``a:blip`` element that shows the drawing or photograph at ``path``.

        It is for the box number ``index``, and the shape is called ``name``.
        """
        picture = read_picture(path, self._edition.memo)
        sheet.pictures[index] = name, _hash(picture.content)
        return self._gallery.blip(pptx_slide, picture.content, picture.size if picture.vector else None)

    def _description(self, sheet: Sheet, index: int, figure: Figure) -> str:
        """Return the description of the figure in the box number ``index``.

        On the title slide the figure's alternative text is left out, because the slide that the figure belongs to has
        it.
        """
        alt = "" if sheet.slide.layout is Layout.TITLE else figure.alt
        return alternative_text(alt, sheet.slide, index, self._edition.timeline.script.language)

    def _lit(self, pptx_slide: PptxSlide, sheet: Sheet, box: Box, labels: Mapping[int, Label]) -> None:
        """For each of ``labels``, add a copy of the figure in ``box`` with the label's part lit; then add a cover.

        The cover hides the copies while no part is lit. The figure itself is added later, above the cover.
        """
        assert box.figure is not None
        scale = box.width / (box.window[2] - box.window[0]) / box.figure.size[0]
        content = read_picture(box.figure.path, self._edition.memo).content
        for number, label in labels.items():
            lit = lit_svg(content, label.part, self._edition.deck.theme.colours, scale, self._edition.memo)
            sheet.lit_pictures[number] = _hash(lit)
            sheet.lit_label(number, label, box, self._gallery.blip(pptx_slide, lit, box.figure.size))
        sheet.cover(box, labels.values())

    def _sound(self, pptx_slide: PptxSlide, slide: Slide, track: Track, number: int) -> int:
        place = next(box for box in slide.boxes if box.role is Role.SOUND)
        colours = self._edition.deck.theme.colours
        ink = colours["bar_ink" if slide.background == "bar" else "accent"]
        paper = colours[place.fill]
        if paper not in self._icons:
            self._icons[paper] = icon_part(
                self._package, f"#{paper}", f"#{ink}", len(self._icons) + 1, self._edition.memo
            )
        narration = _narration(number, track, self._edition, self._style.language)
        x, y = round(place.x * PX), round(place.y * PX)
        return add_narration(pptx_slide, narration, self._icons[paper], x, y, self._spool)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _heard_ms(track: Track) -> int:
    """Return how many ms of a track must be heard before the next slide may come.

    Up to 600 ms of the silence at the end of the track need not be heard, because viewers add that delay themselves.
    """
    return max(track.clips[-1].end_ms - track.start_ms, track.duration_ms - 600)


def _narration(number: int, track: Track, edition: Edition, language: str) -> Narration:
    script = edition.timeline.script
    seconds = round(track.duration_ms / 1000)
    return Narration(
        number=number,
        mp3=lambda: edition.tracks[number - 1].path,
        captions=webvtt(track.captions, track.start_ms, alone=is_right_to_left(script.language)),
        language=language,
        language_name=own_name(script.language),
        description=language_data(script.language).phrases["narration"].format(seconds=seconds),
        guid=f"{{{str(uuid.uuid5(UUIDS, f'{script.topic}/{script.language}/{track.segment.id}')).upper()}}}",
    )
