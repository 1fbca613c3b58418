"""Slides become native, editable PowerPoint shapes with sound."""

from __future__ import annotations

import uuid
from html import escape
from typing import TYPE_CHECKING

from pptx.oxml import parse_xml
from pptx.util import Emu

from narrate.exporters.cues import webvtt
from narrate.exporters.edition import Edition
from narrate.exporters.paragraphs import joiner, paragraphs
from narrate.exporters.pptx.notes import add_notes
from narrate.exporters.pptx.parts import freeze
from narrate.exporters.pptx.sound import SIZE, Narration, add_narration, icon_part
from narrate.exporters.pptx.template import ACCENT, PAPER, PX, layout_index, new_presentation
from narrate.exporters.pptx.timing import timing, transition
from narrate.languages import is_right_to_left, language_data, office_tag, own_name
from narrate.model import Box, Figure, Layout, Role, Slide, Track

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide as PptxSlide

NAMESPACE = uuid.UUID("6a1bb4a8-6d0f-5a39-9d6a-6a9a1f0b7d11")  # of the ids in files that we write
_POINTS = 75  # hundredths of a point in a px
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def build_deck(edition: Edition) -> Presentation:
    """The deck of ``edition``, open."""
    script = edition.timeline.script
    language = office_tag(script.language)
    presentation = new_presentation(language, script.publisher)
    _set_properties(presentation, edition, language)
    mirrored = is_right_to_left(script.language)
    layouts, slides = list(presentation.slide_layouts), presentation.slides
    icon = icon_part(presentation.part.package, f"#{PAPER}", f"#{ACCENT}")
    for number, (slide, track) in enumerate(zip(edition.slides, edition.timeline.tracks, strict=True), 1):
        made = slides.add_slide(layouts[layout_index(slide.layout)])
        _Painter(made, slide, language, mirrored).paint()
        sound = add_narration(made, _narration(number, track, edition, language), icon, _icon_x(mirrored), ICON_Y)
        heard = track.clips[-1].end_ms - track.start_ms
        made.element.append(parse_xml(transition(heard)))
        made.element.append(parse_xml(timing(sound, track.duration_ms)))
        texts = paragraphs(track.segment, joiner(script.language))
        add_notes(presentation, freeze(presentation, made), number, texts, language, mirrored=mirrored)
    _name_sections(presentation, edition)
    return presentation


ICON_Y = (720 - 16 - SIZE) * PX


def _icon_x(mirrored: bool) -> int:
    return (24 if mirrored else 1280 - 24 - SIZE) * PX


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


def _narration(number: int, track: Track, edition: Edition, language: str) -> Narration:
    script = edition.timeline.script
    seconds = round(track.duration_ms / 1000)
    return Narration(
        number=number,
        mp3=lambda: edition.tracks[number - 1].path,
        captions=webvtt(track.captions, track.start_ms),
        language=language,
        language_name=own_name(script.language),
        description=language_data(script.language).phrases["narration"].format(seconds=seconds),
        guid=f"{{{str(uuid.uuid5(NAMESPACE, f'{script.topic}/{script.language}/{track.segment.id}')).upper()}}}",
    )


class _Painter:
    """Puts the boxes of one slide on it."""

    def __init__(self, made: PptxSlide, slide: Slide, language: str, mirrored: bool) -> None:
        self._made = made
        self._slide = slide
        self._language = language
        self.mirrored = mirrored

    def paint(self) -> None:
        filled = set()
        for box in self._slide.boxes:
            if box.role is Role.TITLE:
                self._fill(self._made.shapes.title, box)
                filled.add(0)
            elif box.role in (Role.BODY, Role.POINTS):
                self._fill(self._made.placeholders[1], box)
                filled.add(1)
            elif box.role is Role.KICKER:
                self._kicker(box)
            elif box.role is Role.PANEL:
                self._panel(box)
            elif box.figure is not None:
                self._figure(box, box.figure)
        for shape in list(self._made.placeholders):
            if shape.placeholder_format.idx not in filled:
                shape._element.getparent().remove(shape._element)

    def _fill(self, shape: object, box: Box) -> None:
        from pptx.shapes.autoshape import Shape

        assert isinstance(shape, Shape)
        shape.left, shape.top, shape.width, shape.height = _emu(box)
        body = shape.text_frame._txBody
        for paragraph in body.p_lst:
            body.remove(paragraph)
        anchor = "ctr" if self._slide.layout is Layout.SECTION else "b" if box.bottom else "t"
        body.bodyPr.set("anchor", anchor)
        accent = box.role is Role.TITLE and self._slide.layout is Layout.TEXT and self._slide.segment.heading
        plain = box.role is Role.TITLE and self._slide.segment.heading is None
        for line in box.lines:
            body.append(
                self._paragraph(line, box.size, colour="accent1" if accent else "", bold=False if plain else None)
            )

    def _paragraph(self, text: str, size: int, colour: str = "", bold: bool | None = None) -> object:
        fill = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>' if colour else ""
        weight = "" if bold is None else f' b="{int(bold)}"'
        direction = '<a:pPr algn="r" rtl="1"/>' if self.mirrored else ""
        look = f'lang="{self._language}" sz="{size * _POINTS}"{weight}'
        return parse_xml(
            f'<a:p xmlns:a="{_A}">{direction}<a:r><a:rPr {look}>{fill}</a:rPr><a:t>{escape(text)}</a:t></a:r>'
            f'<a:endParaRPr lang="{self._language}" sz="{size * _POINTS}"/></a:p>'
        )

    def _kicker(self, box: Box) -> None:
        shape = self._made.shapes.add_textbox(*_emu(box))
        shape.name = "Deck title"
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
        body = frame._txBody
        for paragraph in body.p_lst:
            body.remove(paragraph)
        for line in box.lines:
            body.append(self._paragraph(line, box.size, colour="tx2"))

    def _panel(self, box: Box) -> None:
        from pptx.enum.dml import MSO_THEME_COLOR
        from pptx.enum.shapes import MSO_SHAPE

        shape = self._made.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_emu(box))
        shape.name = "Panel"
        shape.fill.solid()
        shape.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
        shape.line.fill.background()
        style = shape._element.find("{*}style")
        if style is not None:
            shape._element.remove(style)
        for end in shape._element.iter("{*}p"):
            end.append(parse_xml(f'<a:endParaRPr xmlns:a="{_A}" lang="{self._language}"/>'))
        _mark_decorative(shape)

    def _figure(self, box: Box, figure: Figure) -> None:
        from narrate.exporters.pptx.picture import add_figure

        shape = add_figure(self._made, figure, *_emu(box))
        shape.name = "Figure"
        shape._element.nvPicPr.cNvPr.set("descr", figure.alt)
        if figure.decorative:
            _mark_decorative(shape)


def _mark_decorative(shape: object) -> None:
    from pptx.shapes.base import BaseShape

    assert isinstance(shape, BaseShape)
    properties = next(shape._element.iter("{*}cNvPr"))
    properties.set("descr", "")
    properties.append(
        parse_xml(
            f'<a:extLst xmlns:a="{_A}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative'
            ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
        )
    )


def _emu(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    return Emu(box.x * PX), Emu(box.y * PX), Emu(box.width * PX), Emu(box.height * PX)


def _name_sections(presentation: Presentation, edition: Edition) -> None:
    """PowerPoint's sections, by the script's; slides before the first take the title's name."""
    groups: list[tuple[str, list[str]]] = []
    ids = [element.get("id") for element in presentation.slides._sldIdLst]
    for slide, id_ in zip(edition.slides, ids, strict=True):
        name = slide.segment.section or edition.timeline.script.title
        if not groups or groups[-1][0] != name:
            groups.append((name, []))
        groups[-1][1].append(id_)
    if len(groups) < 2:
        return
    script = edition.timeline.script
    sections = "".join(
        f'<p14:section name="{escape(name)}" id="{{{str(uuid.uuid5(NAMESPACE, f"{script.topic}/{number}")).upper()}}}"><p14:sldIdLst>'
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
