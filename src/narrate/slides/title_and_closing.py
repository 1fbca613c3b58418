"""Drafts the first and the last slide: the title, and where to listen again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from narrate.drawings.reading import read_picture
from narrate.model import Align, Box, Layout, Role, Script, Segment
from narrate.slides.figures import filled, title_window
from narrate.slides.grid import HEIGHT, LOWEST, MARGIN, PANEL, PANEL_X, SOUND, TOP, WORDS
from narrate.slides.unfinished_slide import Draft, Style
from narrate.slides.words import HEADING, TITLE, Look, bottom, ending_above, moved

_LENGTHS = (36, 32, 28)  # font sizes of the line with the deck's duration; scripts with tall letters need a smaller one
_ZOOM = 1.5  # enlargement of the figure on the title slide
_CODES = (360, 280)  # sides of the QR code in px; the smaller one only if the words below need the room
_CODE_TOP, _UNDER_CODE = 96, 40
_USUAL, _CLOSE, _TIGHT = (48, 28), (24, 28), (24, 12)  # px below the closing heading, and between its paragraphs
_SMALLER = 2  # heading sizes to skip before paragraphs move together: tall letters need the room
_LEAST_BESIDE_CODE = (34, 30, 28)  # read with a phone in the hand, these words may be so small
_UNDER_TITLE = 26
_LOGO_WIDTH, _LOGO_HEIGHT = 240, 56


def title_slide(script: Script, title: str, style: Style, length: str) -> Draft:
    """Draft the title slide: publisher, title, subtitle, duration and the deck's first figure.

    ``length`` says the duration in words.
    """
    setter, measures = style.setter, style.measures
    low = 560 - (_LOGO_HEIGHT + 24 if style.theme.logo else 0)
    look = Look(measures.note, HEADING, bold=True, colour="accent")
    kicker = setter.box(Role.KICKER, [script.publisher] if script.publisher else [], look, MARGIN, TOP, WORDS)
    top = max(150.0, bottom(kicker) + 32)
    look = Look(0, TITLE, bold=True)
    for size in measures.subtitle:
        under = setter.box(Role.BODY, [script.subtitle], Look(size, 1.25, colour="dim"), MARGIN, 0, WORDS)
        room = low - (_UNDER_TITLE + under.height if script.subtitle else 0)
        steps = ending_above(setter, title, look, measures.title, top, room, WORDS)
        if steps:
            break
    head = setter.fitting(Role.TITLE, title, look, steps or measures.title[-1:], MARGIN, top, WORDS, 9)
    boxes = [head, kicker] if script.publisher else [head]
    if script.subtitle:
        boxes.append(moved(under, bottom(head) + _UNDER_TITLE))
    if style.theme.logo:
        boxes.append(_logo(style.theme.logo, 596 - _LOGO_HEIGHT - 24, style))
    boxes.append(Box(Role.RULE, MARGIN, 596, 72, 6, fill="accent", radius=3))
    duration = _length(style, length)
    boxes.append(duration)
    boxes.append(Box(Role.PANEL, PANEL_X, 0, PANEL, HEIGHT, fill="panel"))
    figure = title_window(script)
    if figure is not None:
        boxes.append(filled(figure, PANEL_X, 0, PANEL, HEIGHT, zoom=_ZOOM))
    words = [box for box in boxes if box.role in (Role.TITLE, Role.BODY)]
    fits = bottom(words[-1]) <= low and bottom(duration) <= HEIGHT - 16
    return Draft(Layout.TITLE, "paper", tuple(boxes), fits=fits, sound_x=MARGIN + WORDS)


def closing_slide(script: Script, segment: Segment, title: str, style: Style, phrases: Mapping[str, str]) -> Draft:
    """Draft the closing slide: the address to listen again in words and as a QR code, and a way without a phone.

    ``phrases`` are narrate's own words in the language of the script.
    """
    setter, measures = style.setter, style.measures
    texts = [sentence.text for sentence in segment.shown_sentences[1:]]
    least = measures.split[-1]
    ways = [(measures.closing, size, *_USUAL) for size in measures.split]
    ways += [(measures.closing[_SMALLER:], least, *_CLOSE), (measures.closing, least, *_TIGHT)]
    for heads, size, under, gap in ways:
        head = setter.fitting(Role.TITLE, title, Look(0, TITLE, bold=True), heads, MARGIN, TOP, WORDS, 4)
        body = setter.box(Role.BODY, texts, Look(size), MARGIN, bottom(head) + under, WORDS - 14, gap=gap)
        if bottom(body) <= LOWEST:
            break
    x, width = PANEL_X + MARGIN, PANEL - 2 * MARGIN
    usual = (measures.name[0], measures.line[0], measures.note)
    for code, (name, line, note) in (
        (_CODES[0], usual),
        (_CODES[0], _LEAST_BESIDE_CODE),
        (_CODES[1], _LEAST_BESIDE_CODE),
    ):
        look = Look(name, 1.2, bold=True, align=Align.CENTRE)
        scan = setter.box(Role.NOTE, [phrases["scan"]], look, x, _CODE_TOP + code + _UNDER_CODE, width)
        look = Look(line, 1.2, bold=True, colour="accent", align=Align.CENTRE)
        address = setter.box(Role.NOTE, [short_address(script.address)], look, x, bottom(scan) + 14, width)
        look = Look(note, 1.2, align=Align.CENTRE)
        other = setter.box(Role.NOTE, [phrases["or_ask"]], look, x, bottom(address) + 14, width)
        if bottom(other) <= HEIGHT - 16:
            break
    code_x = PANEL_X + (PANEL - code) / 2
    boxes = [
        head, body, Box(Role.PANEL, PANEL_X, 0, PANEL, HEIGHT, fill="panel"),
        Box(Role.CODE, code_x, _CODE_TOP, code, code, fill="white", radius=20, code=script.address),
        scan, address, other,
    ]  # fmt: skip
    if style.theme.logo and bottom(body) <= LOWEST - _LOGO_HEIGHT - 24:
        boxes.insert(2, _logo(style.theme.logo, LOWEST - _LOGO_HEIGHT, style))
    fits = bottom(body) <= LOWEST and bottom(other) <= HEIGHT - 16
    return Draft(Layout.CLOSING, "paper", tuple(boxes), fits=fits, sound_x=MARGIN + WORDS)


def minutes_shown(duration_ms: int) -> int:
    """Return the duration of a deck in minutes, as its title slide shows it."""
    return max(1, round(duration_ms / 60_000))


def _length(style: Style, length: str) -> Box:
    """Return the line with the deck's duration, at the largest size that has room below the rule, else the smallest."""
    for size in _LENGTHS if style.measures.note > _LENGTHS[-1] else _LENGTHS[-1:]:
        box = style.setter.box(Role.NOTE, [length], Look(size, HEADING), MARGIN, 620, WORDS - SOUND - 24)
        if bottom(box) <= HEIGHT - 16:
            break
    return box


def _logo(path: Path, top: float, style: Style) -> Box:
    """Return a box with the logo at the start side, as large as its area allows."""
    width, height = read_picture(path, style.memo).size
    scale = min(_LOGO_WIDTH / width, _LOGO_HEIGHT / height)
    return Box(Role.LOGO, MARGIN, top, round(width * scale, 2), round(height * scale, 2))


def short_address(address: str) -> str:
    """Return ``address`` without its scheme and final slash, as people write it."""
    return address.partition("://")[2].rstrip("/") or address
