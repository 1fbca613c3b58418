"""Slides become native, editable PowerPoint shapes with sound."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pptx.oxml import parse_xml

from narrate.exporters.cues import webvtt
from narrate.exporters.edition import Edition
from narrate.exporters.moments import moments
from narrate.exporters.paragraphs import joiner, paragraphs
from narrate.exporters.pptx.notes import add_notes
from narrate.exporters.pptx.parts import freeze
from narrate.exporters.pptx.picture import Gallery
from narrate.exporters.pptx.shapes import PX, Script, group, picture, quoteattr, shape, words
from narrate.exporters.pptx.sound import Narration, add_narration, icon_part
from narrate.exporters.pptx.template import layout_index, new_presentation
from narrate.exporters.pptx.timing import Change, Effect, timing, transition
from narrate.languages import is_right_to_left, language_data, office_tag, own_name
from narrate.languages.scripts import script_of_tag
from narrate.model import Box, Layout, Role, Slide, Track

if TYPE_CHECKING:
    from pptx.opc.package import Part
    from pptx.presentation import Presentation
    from pptx.slide import Slide as PptxSlide

NAMESPACE = uuid.UUID("6a1bb4a8-6d0f-5a39-9d6a-6a9a1f0b7d11")  # of the ids in files that we write
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_PANELLED = (Layout.TITLE, Layout.SPLIT, Layout.CLOSING)  # the panel stands on the layout
_BODIES = {Layout.SERIES: 4, Layout.PAIR: 2}
_COUNT = 12  # the index of the placeholder for the slide's number


def build_deck(edition: Edition) -> Presentation:
    """The deck of ``edition``, open."""
    script = edition.timeline.script
    alternate = "" if script_of_tag(script.language) == "Latn" else "en-US"
    language = Script(office_tag(script.language), is_right_to_left(script.language), alternate)
    presentation = new_presentation(edition.deck, language, script.publisher)
    _set_properties(presentation, edition, language.language)
    painter = _Painter(presentation, edition, language)
    layouts, slides = list(presentation.slide_layouts), presentation.slides
    for number, (slide, track) in enumerate(zip(edition.deck.slides, edition.timeline.tracks, strict=True), 1):
        made = slides.add_slide(layouts[layout_index(slide.layout)])
        painter.paint(made, slide, track, number)
        texts = paragraphs(track.segment, joiner(script.language))
        add_notes(presentation, freeze(presentation, made), number, texts, language)
    _name_sections(presentation, edition)
    return presentation


def _set_properties(presentation: Presentation, edition: Edition, language: str) -> None:
    import datetime

    script = edition.timeline.script
    day = datetime.datetime.combine(edition.date, datetime.time())
    core = presentation.core_properties
    core.title, core.language = script.title, language
    core.author = core.last_modified_by = script.publisher or "narrate"
    core.created = core.modified = day
    core.revision = 1
    core.identifier = f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{script.topic}/{script.language}')}"


class _Painter:
    """Puts slides into a deck: title, sound, marks and what hides them at rest, then all other boxes."""

    def __init__(self, presentation: Presentation, edition: Edition, language: Script) -> None:
        self._edition = edition
        self._language = language
        self._package = presentation.part.package
        self._gallery = Gallery(self._package)
        self._icons: dict[str, Part] = {}

    def paint(self, made: PptxSlide, slide: Slide, track: Track, number: int) -> None:
        """Put ``slide`` on ``made``, which is new."""
        tree = made.shapes._spTree
        for element in list(tree)[2:]:
            tree.remove(element)
        sheet = _Sheet(tree, self._language, slide)
        title = next(index for index, box in enumerate(slide.boxes) if box.role is Role.TITLE)
        sheet.words(title, slide.boxes[title])
        sound = self._sound(made, slide, track, number)
        sheet.taken = sound
        if slide.dims and any(mark.box == title for mark in slide.marks):
            # the title is a sentence and changes its colour: LibreOffice would end a sound above it
            tree.insert(2, made.shapes.title._element.getnext())
        used = {state.current for state in slide.states} - {None} if self._edition.builds else set()
        marks = {index: sheet.mark(mark.boxes) for index, mark in enumerate(slide.marks) if index in used}
        cover = sheet.shape(slide.cover, "Rest") if marks and slide.cover else 0
        for index, box in enumerate(slide.boxes):
            if index != title:
                self._box(made, sheet, index, box)
        sheet.finish()
        effects = list(self._effects(sheet, slide, track, marks, cover))
        heard = track.clips[-1].end_ms - track.start_ms
        last = max((effect.at_ms for effect in effects), default=0)
        made.element.append(parse_xml(transition(heard, last)))
        made.element.append(parse_xml(timing(sound, track.duration_ms, effects)))

    def _box(self, made: PptxSlide, sheet: _Sheet, index: int, box: Box) -> None:
        if box.role is Role.SOUND or (box.role is Role.PANEL and sheet.slide.layout in _PANELLED):
            return
        if box.role is Role.PROGRESS:
            sheet.progress(box)
            return
        if box.fill or box.edge:
            sheet.shape(box, "Panel" if box.role is Role.PANEL else "Ground")
        if box.paragraphs:
            sheet.words(index, box)
        if box.figure is not None:
            content, ending = box.figure.path.read_bytes(), box.figure.path.suffix.lower()
            again = sheet.slide.layout is Layout.TITLE  # the figure's own slide describes it
            alt = "" if again else box.figure.alt
            sheet.picture(box, "Figure", alt, self._gallery.blip(made, content, vector=ending == ".svg"))
        elif box.role is Role.LOGO and (logo := self._edition.deck.theme.logo):
            script = self._edition.timeline.script
            blip = self._gallery.blip(made, logo.read_bytes(), vector=logo.suffix.lower() == ".svg")
            sheet.picture(box, "Logo", script.publisher or "Logo", blip)
        elif box.code:
            from narrate.typeset.codes import code_svg

            phrases = language_data(self._edition.timeline.script.language).phrases
            blip = self._gallery.blip(made, code_svg(box.code), vector=True)
            sheet.picture(box, "QR code", phrases["scan_description"], blip)

    def _sound(self, made: PptxSlide, slide: Slide, track: Track, number: int) -> int:
        place = next(box for box in slide.boxes if box.role is Role.SOUND)
        colours = self._edition.deck.theme.colours
        ink = "FFFFFF" if slide.background == "bar" else colours["accent"]
        paper = colours[place.fill]
        if paper not in self._icons:
            self._icons[paper] = icon_part(self._package, f"#{paper}", f"#{ink}", len(self._icons) + 1)
        narration = _narration(number, track, self._edition, self._language.language)
        return add_narration(made, narration, self._icons[paper], round(place.x * PX), round(place.y * PX))

    def _effects(
        self, sheet: _Sheet, slide: Slide, track: Track, marks: dict[int, list[int]], cover: int
    ) -> Iterator[Effect]:
        """The cover goes at once; with each state the mark before goes and its own appears."""
        if not marks:
            return
        yield Effect(0, Change.DISAPPEAR, cover)
        if slide.dims:
            for index, mark in enumerate(slide.marks):
                if index != slide.states[0].current:
                    yield Effect(0, Change.COLOUR, sheet.ids[mark.box], mark.paragraph, "tx2")
        before: int | None = None
        for state, at in zip(slide.states, moments(slide, track), strict=True):
            if state.current == before:
                continue
            for which, change, token in ((before, Change.DISAPPEAR, "tx2"), (state.current, Change.APPEAR, "tx1")):
                if which is None:
                    continue
                yield from (Effect(at, change, id_) for id_ in marks[which])
                if slide.dims and at:
                    mark = slide.marks[which]
                    yield Effect(at, Change.COLOUR, sheet.ids[mark.box], mark.paragraph, token)
            before = state.current


class _Sheet:
    """The shapes of one slide in their order, each with an id; ``ids`` are those of words, by box."""

    def __init__(self, tree: object, language: Script, slide: Slide) -> None:
        self._tree = tree
        self._language = language
        self._progress: list[str] = []
        self._bodies = 0
        self.slide = slide
        self.taken = 1
        self.ids: dict[int, int] = {}

    def words(self, index: int, box: Box) -> None:
        holder, name, field = "", "Words", False
        if box.role is Role.TITLE:
            holder, name = 'type="title"', "Title"
        elif box.role is Role.BODY and self._bodies < _BODIES.get(self.slide.layout, 1):
            self._bodies += 1
            holder, name = f'type="body" idx="{self._bodies}"', f"Text {self._bodies}"
        elif box.role is Role.COUNT:
            holder, name, field = f'type="sldNum" sz="quarter" idx="{_COUNT}"', "Slide number", True
        elif box.role is Role.KICKER:
            name = "Kicker"
        self.ids[index] = self._next()
        self._put(words(box, self.ids[index], name, self._language, holder=holder, field=field))

    def shape(self, box: Box, name: str) -> int:
        id_ = self._next()
        self._put(shape(box, id_, name, self._language))
        return id_

    def mark(self, boxes: tuple[Box, ...]) -> list[int]:
        return [self.shape(box, "Now") for box in boxes]

    def picture(self, box: Box, name: str, description: str, blip: str) -> None:
        self._put(picture(box, self._next(), name, description, blip))

    def progress(self, box: Box) -> None:
        self._progress.append(shape(box, self._next(), "Progress", self._language))

    def finish(self) -> None:
        if self._progress:
            self._put(group(self._progress, self._next(), "Progress"))

    def _next(self) -> int:
        self.taken += 1
        return self.taken

    def _put(self, xml: str) -> None:
        self._tree.append(parse_xml(xml))  # type: ignore[attr-defined]


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
    """PowerPoint's sections, by the script's; slides before the first take the title's name."""
    groups: list[tuple[str, list[str]]] = []
    ids = [element.get("id") for element in presentation.slides._sldIdLst]
    for slide, id_ in zip(edition.deck.slides, ids, strict=True):
        name = slide.segment.section or edition.timeline.script.title
        if not groups or groups[-1][0] != name:
            groups.append((name, []))
        groups[-1][1].append(id_)
    if len(groups) < 2:
        return
    script = edition.timeline.script
    sections = "".join(
        f'<p14:section name={quoteattr(name)} id="{{{str(uuid.uuid5(NAMESPACE, f"{script.topic}/{number}")).upper()}}}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{id_}"/>' for id_ in members)
        + "</p14:sldIdLst></p14:section>"
        for number, (name, members) in enumerate(groups)
    )
    presentation.element.append(
        parse_xml(
            '<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
            '<p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
            f'<p14:sectionLst xmlns:p14="{_P14}">{sections}</p14:sectionLst></p:ext></p:extLst>'
        )
    )
