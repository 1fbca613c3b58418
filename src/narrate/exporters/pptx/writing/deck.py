"""Builds a deck: slides of native, editable PowerPoint shapes, with sound."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from narrate.drawings.lighting import lit_svg
from narrate.drawings.reading import read_picture
from narrate.exporters.caption_files import webvtt
from narrate.exporters.describing import describe
from narrate.exporters.edition import Edition
from narrate.exporters.paragraphs import joiner, paragraphs
from narrate.exporters.pptx.format import PX, xmlns
from narrate.exporters.pptx.writing.layouts import own_plans
from narrate.exporters.pptx.writing.lit_effects import lit_effects
from narrate.exporters.pptx.writing.notes import add_notes
from narrate.exporters.pptx.writing.parts import freeze
from narrate.exporters.pptx.writing.picture import Gallery
from narrate.exporters.pptx.writing.plans import Plan, template_plans
from narrate.exporters.pptx.writing.python_pptx import properties_element
from narrate.exporters.pptx.writing.shapes import (
    MORE_ROOM,
    ROOM,
    TextStyle,
    colour,
    ground,
    quoteattr,
)
from narrate.exporters.pptx.writing.sheet import Sheet
from narrate.exporters.pptx.writing.sound import Narration, add_narration, icon_part
from narrate.exporters.pptx.writing.spool import Spool
from narrate.exporters.pptx.writing.template import new_presentation
from narrate.exporters.pptx.writing.timing import Change, Effect, timing, transition
from narrate.exporters.state_times import state_times
from narrate.languages import is_right_to_left, language_data, office_tag, own_name
from narrate.languages.scripts import script_of_tag
from narrate.model import Box, Label, Layout, Role, Slide, Track
from narrate.typeset.faces import FACES

if TYPE_CHECKING:
    from pptx.opc.package import Part
    from pptx.presentation import Presentation
    from pptx.slide import Slide as PptxSlide
    from pptx.slide import SlideLayout

    from narrate.sources.templates import Template

NAMESPACE = uuid.UUID("6a1bb4a8-6d0f-5a39-9d6a-6a9a1f0b7d11")  # of the UUIDs in decks


def build_deck(edition: Edition, template: Template | None, spool: Spool) -> Presentation:
    """The deck of ``edition``, on the layouts of ``template`` or on narrate's own if it is None.

    The deck is ready to be saved, as long as ``spool``, which holds its slides, notes and captions, is open.
    """
    script = edition.timeline.script
    alternate = "" if script_of_tag(script.language) == "Latn" else "en-US"
    room = ROOM if FACES[edition.deck.face].twin else MORE_ROOM
    style = TextStyle(office_tag(script.language), is_right_to_left(script.language), alternate, room=room)
    theme = edition.deck.theme
    presentation = new_presentation(edition.deck, style, script.publisher, template)
    _set_properties(presentation, edition, style.language)
    plans = template_plans(template, theme) if template else own_plans()
    painter = _Painter(presentation, edition, style, spool)
    layouts = list(presentation.slide_layouts)
    for number, (slide, track) in enumerate(zip(edition.deck.slides, edition.timeline.tracks, strict=True), 1):
        plan = plans[slide.layout]
        made = _new_slide(presentation, layouts[plan.index])
        painter.paint(made, slide, track, number, plan)
        texts = paragraphs(track.segment, joiner(script.language))
        add_notes(presentation, made.part, number, texts, style, spool)
        freeze(presentation, made, spool)
    _name_sections(presentation, edition)
    return presentation


def _new_slide(presentation: Presentation, layout: SlideLayout) -> PptxSlide:
    """A slide without shapes. python-pptx's own function would copy the layout's placeholders, which are not used."""
    relationship, made = presentation.part.add_slide(layout)
    presentation.element.get_or_add_sldIdLst().add_sldId(relationship)
    return made


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
    core.identifier = f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{script.topic}/{script.language}')}"


class _Painter:
    """Puts the shapes on slides: the title, the sound, the marks and their cover, then all other boxes.

    The cover hides the marks when the slide is at rest.
    """

    def __init__(self, presentation: Presentation, edition: Edition, style: TextStyle, spool: Spool) -> None:
        self._edition = edition
        self._style = style
        self._package = presentation.part.package
        self._gallery = Gallery(self._package, edition.draw, spool)
        self._spool = spool
        self._icons: dict[str, Part] = {}

    def paint(self, made: PptxSlide, slide: Slide, track: Track, number: int, plan: Plan) -> None:
        """Put the shapes of ``slide`` on ``made``, a new slide of the layout in ``plan``."""
        tree = made.shapes.element
        style = replace(self._style, colours=plan.colours)
        if plan.ground is not None and plan.ground != self._edition.deck.theme.colours[slide.background]:
            made.element.cSld.insert(0, parse_xml(ground(colour(slide.background, style))))
        sheet = Sheet(tree, style, slide, plan)
        title = next(index for index, box in enumerate(slide.boxes) if box.role is Role.TITLE)
        sheet.words(title, slide.boxes[title])
        sound = self._sound(made, slide, track, number)
        sheet.taken = sound
        used = {state.current for state in slide.states} - {None} if self._edition.builds else set()
        marks = {index: sheet.mark(mark.boxes) for index, mark in enumerate(slide.marks) if index in used}
        cover = sheet.shape(slide.cover, "Rest") if marks and slide.cover else 0
        shown = {state.lit for state in slide.states} - {None} if self._edition.builds else set()
        for index, box in enumerate(slide.boxes):
            if index == title:
                continue
            lit = {n: label for n, label in enumerate(slide.labels) if label.figure == index and n in shown}
            if lit:
                self._lit(made, sheet, box, lit)
            self._box(made, sheet, index, box)
        for n, label in enumerate(slide.labels):
            sheet.label(n, label)
        sheet.finish()
        effects = [*self._effects(sheet, slide, track, marks, cover), *lit_effects(sheet.lit, slide, track)]
        if any(effect.shape == sheet.ids[title] for effect in effects):
            # an animated title goes above the sound: LibreOffice would end a sound above an animated shape
            tree.insert(2, tree[3])
        # the silence at the end of a track may be cut by up to 600 ms, the delay that viewers add themselves
        heard = max(track.clips[-1].end_ms - track.start_ms, track.duration_ms - 600)
        last = max((effect.at_ms for effect in effects), default=0)
        made.element.append(parse_xml(transition(heard, last)))
        made.element.append(parse_xml(timing(sound, track.duration_ms, effects)))

    def _box(self, made: PptxSlide, sheet: Sheet, index: int, box: Box) -> None:
        if box.role is Role.SOUND or (box.role is Role.PANEL and sheet.plan.panelled):
            return
        if box.role is Role.PROGRESS:
            sheet.progress(box)
            return
        if box.fill or box.edge:
            sheet.shape(box, "Panel" if box.role is Role.PANEL else "Ground")
        if box.paragraphs:
            sheet.words(index, box)
        if box.figure is not None:
            picture = read_picture(box.figure.path, self._edition.memo)
            again = sheet.slide.layout is Layout.TITLE  # the figure's own slide describes it
            alt = "" if again else box.figure.alt
            alt = describe(alt, sheet.slide, index, self._edition.timeline.script.language)
            blip = self._gallery.blip(made, picture.content, picture.size if picture.vector else None)
            sheet.lit.figures[index] = sheet.picture(box, "Figure", alt, blip)
        elif box.role is Role.LOGO and (logo := self._edition.deck.theme.logo):
            script = self._edition.timeline.script
            picture = read_picture(logo, self._edition.memo)
            blip = self._gallery.blip(made, picture.content, picture.size if picture.vector else None)
            sheet.picture(box, "Logo", script.publisher or "Logo", blip)
        elif box.code:
            from narrate.typeset.qr_codes import code_svg

            phrases = language_data(self._edition.timeline.script.language).phrases
            blip = self._gallery.blip(made, code_svg(box.code), (1, 1))
            sheet.picture(box, "QR code", phrases["scan_description"], blip)
        elif box.digits:
            from narrate.drawings.numerals import numeral_svg

            colours = self._edition.deck.theme.colours
            drawing = numeral_svg(box.digits, colours["bar"], colours["bar_line"], self._edition.memo)
            sheet.picture(box, "Numeral", "", self._gallery.blip(made, drawing, (box.width, box.height)))

    def _lit(self, made: PptxSlide, sheet: Sheet, box: Box, labels: Mapping[int, Label]) -> None:
        """Add a copy of the figure for each lit part, and above them the cover that hides them at rest.

        The figure itself is added later, above the cover.
        """
        assert box.figure is not None
        scale = box.width / (box.window[2] - box.window[0]) / box.figure.size[0]
        content = read_picture(box.figure.path, self._edition.memo).content
        for number, label in labels.items():
            lit = lit_svg(content, label.part, self._edition.deck.theme.colours, scale, self._edition.memo)
            sheet.lit_label(number, label, box, self._gallery.blip(made, lit, box.figure.size))
        sheet.cover(box, labels.values())

    def _sound(self, made: PptxSlide, slide: Slide, track: Track, number: int) -> int:
        place = next(box for box in slide.boxes if box.role is Role.SOUND)
        colours = self._edition.deck.theme.colours
        ink = colours["bar_ink" if slide.background == "bar" else "accent"]
        paper = colours[place.fill]
        if paper not in self._icons:
            self._icons[paper] = icon_part(
                self._package, f"#{paper}", f"#{ink}", len(self._icons) + 1, self._edition.memo
            )
        narration = _narration(number, track, self._edition, self._style.language)
        return add_narration(made, narration, self._icons[paper], round(place.x * PX), round(place.y * PX), self._spool)

    def _effects(
        self, sheet: Sheet, slide: Slide, track: Track, marks: dict[int, list[int]], cover: int
    ) -> Iterator[Effect]:
        """The effects of marks: the cover disappears at the start, then each state replaces the previous mark.

        If the slide dims words, all words except those of the current mark are dim while there is a mark.
        """
        if not marks:
            return
        yield Effect(0, Change.DISAPPEAR, cover)
        before: int | None = None
        for state, at in zip(slide.states, state_times(slide, track), strict=True):
            if state.current != before:
                yield from self._changes(sheet, slide, marks, (before, state.current), at)
            before = state.current

    def _changes(
        self, sheet: Sheet, slide: Slide, marks: dict[int, list[int]], turn: tuple[int | None, int | None], at: int
    ) -> Iterator[Effect]:
        """The effects ``at`` ms from the start of the slide, when ``turn[1]`` replaces the mark ``turn[0]``."""
        ink, dim = (sheet.plan.colours[token] for token in ("ink", "dim"))
        if slide.dims and None in turn:
            others = (mark for n, mark in enumerate(slide.marks) if n not in turn)
            colour_of_others = ink if turn[1] is None else dim
            yield from (Effect(at, Change.COLOUR, sheet.ids[m.box], m.paragraph, colour_of_others) for m in others)
        for which, change, token in zip(turn, (Change.DISAPPEAR, Change.APPEAR), (dim, ink), strict=True):
            if which is None:
                continue
            yield from (Effect(at, change, id_) for id_ in marks[which])
            if slide.dims and None not in turn:
                mark = slide.marks[which]
                yield Effect(at, Change.COLOUR, sheet.ids[mark.box], mark.paragraph, token)


def _narration(number: int, track: Track, edition: Edition, language: str) -> Narration:
    script = edition.timeline.script
    seconds = round(track.duration_ms / 1000)
    return Narration(
        number=number,
        mp3=_track_path(edition, number),
        captions=webvtt(track.captions, track.start_ms, alone=is_right_to_left(script.language)),
        language=language,
        language_name=own_name(script.language),
        description=language_data(script.language).phrases["narration"].format(seconds=seconds),
        guid=f"{{{str(uuid.uuid5(NAMESPACE, f'{script.topic}/{script.language}/{track.segment.id}')).upper()}}}",
    )


def _track_path(edition: Edition, number: int) -> Callable[[], Path]:
    return lambda: edition.tracks[number - 1].path


def _name_sections(presentation: Presentation, edition: Edition) -> None:
    """Name PowerPoint's sections after those of the script. The slides before the first have the script's title."""
    groups: list[tuple[str, list[str]]] = []
    ids = [element.get("id") for element in presentation.element.sldIdLst]
    for track, id_ in zip(edition.timeline.tracks, ids, strict=True):
        name = track.segment.section or edition.timeline.script.title
        if not groups or groups[-1][0] != name:
            groups.append((name, []))
        groups[-1][1].append(id_)
    if len(groups) < 2:
        return
    script = edition.timeline.script
    sections = "".join(
        f"<p14:section name={quoteattr(name)} "
        f'id="{{{str(uuid.uuid5(NAMESPACE, f"{script.topic}/{number}")).upper()}}}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{id_}"/>' for id_ in members)
        + "</p14:sldIdLst></p14:section>"
        for number, (name, members) in enumerate(groups)
    )
    presentation.element.append(
        parse_xml(
            f"<p:extLst {xmlns('p')}>"
            '<p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
            f"<p14:sectionLst {xmlns('p14')}>{sections}</p14:sectionLst></p:ext></p:extLst>"
        )
    )
