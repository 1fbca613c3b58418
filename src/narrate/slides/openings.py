"""The slides that open and close: title, section, and where to listen again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from narrate.drawings.reading import read_picture
from narrate.model import Align, Box, Layout, Role, Script, Segment
from narrate.slides.draft import Draft, Style
from narrate.slides.figures import filled, title_window
from narrate.slides.grid import FULL, HEIGHT, LOWEST, MARGIN, PANEL, PANEL_X, SOUND, TOP, WORDS
from narrate.slides.words import HEADING, RUNNING, TITLE, Look, bottom

_ZOOM = 1.5  # of the deck's first figure on its title slide
_CODE = 360
_LOGO_WIDTH, _LOGO_HEIGHT = 240, 56


def title_slide(script: Script, title: str, style: Style, length: str) -> Draft:
    """Publisher, title, subtitle, ``length``, and the deck's first figure enlarged."""
    setter, measures = style.setter, style.measures
    low = 560 - (_LOGO_HEIGHT + 24 if style.theme.logo else 0)
    look = Look(measures.note, HEADING, bold=True, colour="accent")
    kicker = setter.box(Role.KICKER, [script.publisher] if script.publisher else [], look, MARGIN, TOP, WORDS)
    top = max(150.0, bottom(kicker) + 32)
    head = setter.fitting(
        Role.TITLE, title, Look(0, TITLE, bold=True), _short_enough(style, title, top, low), MARGIN, top, WORDS, 9
    )
    boxes = [head, kicker] if script.publisher else [head]
    if script.subtitle:
        look = Look(32, 1.25, colour="dim")
        boxes.append(setter.box(Role.BODY, [script.subtitle], look, MARGIN, bottom(head) + 26, WORDS))
    if style.theme.logo:
        boxes.append(_logo(style.theme.logo, 596 - _LOGO_HEIGHT - 24))
    boxes.append(Box(Role.RULE, MARGIN, 596, 72, 6, fill="accent", radius=3))
    said = setter.box(Role.NOTE, [length], Look(measures.note, HEADING), MARGIN, 620, WORDS - SOUND - 24)
    boxes.append(said)
    boxes.append(Box(Role.PANEL, PANEL_X, 0, PANEL, HEIGHT, fill="panel"))
    figure = title_window(script)
    if figure is not None:
        boxes.append(filled(figure, PANEL_X, 0, PANEL, HEIGHT, zoom=_ZOOM))
    words = [box for box in boxes if box.role in (Role.TITLE, Role.BODY)]
    fits = bottom(words[-1]) <= low and bottom(said) <= HEIGHT - 16
    return Draft(Layout.TITLE, "paper", tuple(boxes), fits=fits, sound_x=MARGIN + WORDS)


def section_slide(title: str, style: Style, number: int, parts: Sequence[str], part_of: str) -> Draft:
    """A part's heading large on the colour of bars, with a rail of all parts below."""
    setter, measures = style.setter, style.measures
    kicker = setter.box(Role.KICKER, [part_of], Look(32, HEADING, bold=True, colour="bar_dim"), MARGIN, 196, FULL)
    head = setter.fitting(
        Role.TITLE, title, Look(0, TITLE, bold=True, colour="bar_ink"), measures.section, MARGIN, 250, FULL, 4
    )
    boxes = [head, kicker, *_rail(style, number, parts)]
    return Draft(Layout.SECTION, "bar", tuple(boxes), fits=bottom(head) <= 592, sound_y=TOP + SOUND / 2)


def closing_slide(script: Script, segment: Segment, title: str, style: Style, phrases: Mapping[str, str]) -> Draft:
    """Where to listen again: the address in words and as a QR code, and a way without a phone."""
    setter, measures = style.setter, style.measures
    head = setter.fitting(Role.TITLE, title, Look(0, TITLE, bold=True), measures.closing, MARGIN, TOP, WORDS, 4)
    texts = [sentence.text for sentence in segment.sentences[1:]]
    for size in measures.split:
        body = setter.box(Role.BODY, texts, Look(size), MARGIN, bottom(head) + 48, WORDS - 14, gap=28)
        if bottom(body) <= LOWEST:
            break
    x, width = PANEL_X + MARGIN, PANEL - 2 * MARGIN
    centre = Align.CENTRE
    scan = setter.box(Role.NOTE, [phrases["scan"]], Look(34, 1.2, bold=True, align=centre), x, 496, width)
    look = Look(30, 1.2, bold=True, colour="accent", align=centre)
    address = setter.box(Role.NOTE, [short_address(script.address)], look, x, bottom(scan) + 14, width)
    other = setter.box(
        Role.NOTE, [phrases["or_ask"]], Look(measures.note, 1.2, align=centre), x, bottom(address) + 14, width
    )
    code_x = PANEL_X + (PANEL - _CODE) / 2
    boxes = [
        head, body, Box(Role.PANEL, PANEL_X, 0, PANEL, HEIGHT, fill="panel"),
        Box(Role.CODE, code_x, 96, _CODE, _CODE, fill="white", radius=20, code=script.address), scan, address, other,
    ]  # fmt: skip
    if style.theme.logo and bottom(body) <= LOWEST - _LOGO_HEIGHT - 24:
        boxes.insert(2, _logo(style.theme.logo, LOWEST - _LOGO_HEIGHT))
    fits = bottom(body) <= LOWEST and bottom(other) <= HEIGHT - 16
    return Draft(Layout.CLOSING, "paper", tuple(boxes), fits=fits, sound_x=MARGIN + WORDS)


def _logo(path: Path, top: float) -> Box:
    """The logo as large as its room allows, at the start side; smaller than the heading."""
    width, height = read_picture(path).size
    scale = min(_LOGO_WIDTH / width, _LOGO_HEIGHT / height)
    return Box(Role.LOGO, MARGIN, top, round(width * scale, 2), round(height * scale, 2))


def short_address(address: str) -> str:
    """An address as people write it: without its scheme and a last slash."""
    return address.partition("://")[2].rstrip("/") or address


def _short_enough(style: Style, title: str, top: float, low: float) -> tuple[int, ...]:
    """The sizes at which the title ends above ``low``, else the smallest."""
    steps = style.measures.title
    fitting = tuple(
        size for size in steps
        if bottom(style.setter.box(Role.TITLE, [title], Look(size, TITLE, bold=True), MARGIN, top, WORDS)) <= low - 90
    )  # fmt: skip
    return fitting or steps[-1:]


def _rail(style: Style, number: int, parts: Sequence[str]) -> list[Box]:
    """A dash a part, the current one thick, with its name where all names have room."""
    gap = 16
    width = (FULL - gap * (len(parts) - 1)) / len(parts)
    boxes: list[Box] = []
    for index in range(len(parts)):
        x, now = MARGIN + index * (width + gap), index == number - 1
        fill = "bar_ink" if index < number else "bar_line"
        boxes.append(Box(Role.PROGRESS, x, 612 if now else 615, width, 12 if now else 6, fill=fill, radius=3))
    names = []
    for index, part in enumerate(parts):
        now = index == number - 1
        look = Look(24, RUNNING - 0.1, bold=now, colour="bar_ink" if now else "bar_dim")
        x = MARGIN + index * (width + gap)
        box = style.setter.box(Role.NOTE, [part], look, x, 636, width)
        if len(box.paragraphs[0].lines) > 2 or style.setter.breaks_word([part], look, width):
            return boxes  # the headings say it, too
        names.append(box)
    return boxes + names
