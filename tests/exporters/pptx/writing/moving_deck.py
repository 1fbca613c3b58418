"""Makes short decks with changes, to be watched while they play."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.util import Emu

from narrate.audio.mp3_codec import RATE
from narrate.exporters.pptx.format import PX
from narrate.exporters.pptx.writing.layouts import own_plans
from narrate.exporters.pptx.writing.parts import save
from narrate.exporters.pptx.writing.shapes import TextStyle
from narrate.exporters.pptx.writing.sound import Narration, add_narration, icon_part
from narrate.exporters.pptx.writing.spool import Spool
from narrate.exporters.pptx.writing.template import new_presentation
from narrate.exporters.pptx.writing.timing import Change, Effect, timing, transition
from narrate.model import Deck, Layout, ThemeWish
from narrate.slides import make_theme
from tests.audio.making import to_mp3
from tests.exporters.pptx.writing.slide_show import Spot

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
POINTS = ("Walk on a moving belt", "Tell us how you feel", "Rest for five minutes")
SENTENCES = ("A test shows how your heart works.", "Your heart beats faster.", "Small pads pick up each beat.")
# the spots to watch: the end of each mark, where there are no words, and each sentence
MARKS = [Spot(900, 184 + 64 * row, 200, 52) for row in range(3)]
LINES = [Spot(96, 184 + 64 * row, 1000, 60) for row in range(3)]
_TITLE = (96, 56, 1088, 96)
_BODY = (96, 184, 1088, 192)


@dataclass(frozen=True)
class Page:
    """A slide: the length of its sound, when each of its three lines becomes current, and how that is shown."""

    duration_ms: int
    starts_ms: tuple[int, int, int]
    marks: bool = False
    colours: bool = False
    sentence_in_title: bool = False


def write_deck(path: Path, pages: Sequence[Page]) -> Path:
    """Write a deck with one slide for each of ``pages`` to ``path``."""
    with Spool(io.BytesIO()) as spool:
        return _write_deck(path, pages, spool)


def _write_deck(path: Path, pages: Sequence[Page], spool: Spool) -> Path:
    empty = Deck((), (), make_theme(ThemeWish()), "Atkinson Hyperlegible", "Arial")
    presentation = new_presentation(empty, TextStyle("en-US", mirrored=False), "")
    icon = icon_part(presentation.part.package, "#FFFFFF", "#0B5CAD", 1)
    for number, page in enumerate(pages, 1):
        layout = list(presentation.slide_layouts)[own_plans()[Layout.TEXT].index]
        slide = presentation.slides.add_slide(layout)
        title, body = slide.shapes.title, slide.placeholders[1]
        lines = SENTENCES if page.colours else POINTS
        if page.sentence_in_title:
            _fill(title, (96, 184, 1088, 64), lines[:1])
            _fill(body, (96, 248, 1088, 128), lines[1:])
            words = [(title.shape_id, 0), (body.shape_id, 0), (body.shape_id, 1)]
        else:
            _fill(title, _TITLE, [f"Slide {number}"])
            _fill(body, _BODY, lines)
            words = [(body.shape_id, row) for row in range(3)]
        mp3 = path.with_name(f"{path.stem}-{number}.mp3")
        mp3.write_bytes(to_mp3(_hum(number, page.duration_ms)))
        sound = add_narration(slide, _narration(number, mp3), icon, 1208 * PX, 656 * PX, spool)
        if page.sentence_in_title:  # nothing that changes may lie below the sound
            slide.shapes._spTree.insert(2, title._element.getnext())
        effects: list[Effect] = []
        if page.marks:
            effects += _marks(slide, body, page.starts_ms)
        if page.colours:
            effects += _colours(words, page.starts_ms)
        last = max((effect.at_ms for effect in effects), default=0)
        slide.element.append(parse_xml(transition(page.duration_ms, last)))
        slide.element.append(parse_xml(timing(sound, page.duration_ms, effects)))
    save(presentation, path)
    return path


def _marks(slide: Slide, body: Shape, starts_ms: Sequence[int]) -> list[Effect]:
    """Add a tint and a bar for each line, and above them a cover that disappears when the show starts."""
    effects = []
    for row, start in enumerate(starts_ms):
        y = 184 + 64 * row
        for name, box, colour in (
            ("Mark", (80, y, 1104, 52), MSO_THEME_COLOR.BACKGROUND_2),
            ("Bar", (72, y, 8, 52), MSO_THEME_COLOR.ACCENT_2),
        ):
            shape = _rectangle(slide, f"{name} {row + 1}", box, colour)
            effects.append(Effect(start, Change.APPEAR, shape))
            if row + 1 < len(starts_ms):
                effects.append(Effect(starts_ms[row + 1], Change.DISAPPEAR, shape))
    cover = _rectangle(slide, "Rest", (64, 176, 1152, 208), MSO_THEME_COLOR.BACKGROUND_1)
    slide.shapes._spTree.append(body._element)
    return [Effect(0, Change.DISAPPEAR, cover), *effects]


def _colours(words: Sequence[tuple[int, int]], starts_ms: Sequence[int]) -> list[Effect]:
    effects = [Effect(0, Change.COLOUR, *at, "tx2") for at in words[1:]]
    for number, (at, start) in enumerate(zip(words, starts_ms, strict=True)):
        if number:
            effects.append(Effect(start, Change.COLOUR, *words[number - 1], "tx2"))
            effects.append(Effect(start, Change.COLOUR, *at, "tx1"))
    return effects


def _rectangle(slide: Slide, name: str, box: tuple[int, int, int, int], colour: MSO_THEME_COLOR) -> int:
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Emu(side * PX) for side in box))
    shape.name = name
    shape.fill.solid()
    shape.fill.fore_color.theme_color = colour
    shape.line.fill.background()
    return shape.shape_id


def _fill(shape: Shape, box: tuple[int, int, int, int], lines: Sequence[str]) -> None:
    shape.left, shape.top, shape.width, shape.height = (Emu(side * PX) for side in box)
    body = shape.text_frame._txBody
    body.bodyPr.set("anchor", "t")
    for paragraph in body.p_lst:
        body.remove(paragraph)
    for line in lines:
        body.append(
            parse_xml(
                f'<a:p xmlns:a="{_A}"><a:pPr><a:lnSpc><a:spcPts val="4800"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef></a:pPr>'
                f'<a:r><a:rPr lang="en-US" sz="2700" b="1"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:rPr>'
                f"<a:t>{line}</a:t></a:r></a:p>"
            )
        )


def _narration(number: int, mp3: Path) -> Narration:
    captions = "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nA hum\n"
    guid = f"{{6A1BB4A8-6D0F-5A39-9D6A-6A9A1F0B7D{number:02X}}}"
    return Narration(number, lambda: mp3, captions, "en-US", "English", "Narration", guid)


def _hum(seed: int, duration_ms: int) -> np.ndarray:
    """Tones that no other slide has, loud from the first sample."""
    random = np.random.default_rng(seed)
    count = RATE * duration_ms // 1000
    parts: list[np.ndarray] = []
    while sum(map(len, parts)) < count:
        time = np.arange(int(RATE * random.uniform(0.15, 0.5))) / RATE
        pitch = random.uniform(120, 900)
        tone = np.sin(2 * np.pi * pitch * time) + 0.5 * np.sin(2 * np.pi * pitch * random.uniform(1.3, 3) * time)
        parts.append(6000 * tone * np.hanning(len(time)))
    return np.concatenate(parts)[:count].astype(np.int16)
