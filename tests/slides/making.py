"""Scripts for the tests of slides, and what every slide must hold to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from narrate.model import Box, Deck, Figure, Kind, Layout, Point, Role, Script, Segment, Slide, ThemeWish
from narrate.script.segments import SegmentMaker, SpokenSentence
from narrate.slides import make_theme
from narrate.slides.grid import FOOT, HEIGHT, LOWEST, WIDTH
from narrate.typeset.faces import FACES
from narrate.typeset.lines import Setting

LIGHT = make_theme(ThemeWish())
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><rect width="100%" height="100%" fill="#A9C6D6"/></svg>'


class Maker:
    """Makes segments whose ids are unique in one script."""

    def __init__(self) -> None:
        self._maker = SegmentMaker()

    def __call__(
        self, *sentences: str, heading: str | None = None, points: Sequence[str] = (), kind: Kind = Kind.NARRATION,
        figures: Sequence[Figure] = (), section: str | None = None,
    ) -> Segment:  # fmt: skip
        spoken = [SpokenSentence(text, 0, None) for text in sentences or [heading or ""]]
        return self._maker.make(
            kind, spoken, heading=heading, points=tuple(map(Point, points)), figures=tuple(figures), section=section
        )


def script_of(*segments: Segment, title: str = "A short test", language: str = "en", **more: object) -> Script:
    return Script("test", title, language, segments, Path("script/test/en.md"), **more)


def figure(folder: Path, name: str = "a", size: tuple[int, int] = (688, 720), label: str = "") -> Figure:
    path = folder / f"{name}.svg"
    path.write_text(SVG.format(*size))
    return Figure(path, f"A drawing, {name}", name=label, size=size)


def words_of(deck: Deck, slide: Slide) -> list[Box]:
    return [box for box in slide.boxes if box.paragraphs]


def line_boxes(deck: Deck, box: Box, family: str = "") -> list[tuple[str, float, float, float, float]]:
    """Each line of a box with the edges of its em squares: text, left, top, right, low; as a face sets it."""
    face = FACES[family or deck.face]
    setting = Setting(face, box.size, box.bold)
    found = []
    for paragraph in box.paragraphs:
        for number, line in enumerate(paragraph.lines):
            width = setting.width(line)
            left = box.x + box.bullet if box.align == "start" else box.x + (box.width - width) / 2
            top = paragraph.top + number * box.pitch
            found.append((line, left, top, left + width, top + box.size))
    return found


def check_slide(deck: Deck, slide: Slide) -> None:
    """Words stay in their boxes and on the slide, above the foot, and off each other."""
    where = f"{slide.segment.id} ({slide.layout})"
    boxes = words_of(deck, slide)
    for box in slide.boxes:
        assert box.x >= -0.01, (where, box)
        assert box.y >= -0.01, (where, box)
        assert box.x + box.width <= WIDTH + 0.01, (where, box)
        assert box.y + box.height <= HEIGHT + 0.01, (where, box)
    for box in boxes:
        for line, left, top, right, low in line_boxes(deck, box):
            assert box.x - 1.5 <= left <= right <= box.x + box.width + 1.5, (where, line)
            assert top >= box.y - 0.5, (where, line)
            assert low <= box.y + box.height + 0.5, (where, line)
        counted = slide.layout not in (Layout.TITLE, Layout.SECTION)
        if counted and box.role is not Role.COUNT and not (slide.layout is Layout.CLOSING and box.role is Role.NOTE):
            assert box.y + box.height <= LOWEST + 0.01, (where, box.role, box.y + box.height)
        if box.role is Role.COUNT:
            assert box.y + box.height <= HEIGHT - 16
            assert box.y > FOOT - 20
    solid = [(box, edges(deck, box)) for box in boxes]
    solid += [
        (box, (box.x, box.y, box.x + box.width, box.y + box.height))
        for box in slide.boxes
        if box.figure or box.code or box.role in (Role.SOUND, Role.LOGO, Role.PROGRESS, Role.RULE)
    ]
    for (one, a), (other, b) in combinations(solid, 2):
        if one.role is other.role is Role.PROGRESS:
            continue
        numbers = any(box.role is Role.NOTE and box.radius for box in (one, other))
        if numbers and (one.figure or other.figure):
            continue  # the number of a picture in a series stands on it
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, (where, one.role, a, other.role, b)


def edges(deck: Deck, box: Box) -> tuple[float, float, float, float]:
    lines = line_boxes(deck, box)
    if box.align == "start" and deck_is_turned(deck):
        return box.x, box.y, box.x + box.width, box.y + box.height
    return (
        min(left for _, left, *_ in lines) - box.bullet,
        min(top for _, _, top, *_ in lines),
        max(line[3] for line in lines),
        max(line[4] for line in lines),
    )


def deck_is_turned(deck: Deck) -> bool:
    return any(box.role is Role.SOUND and box.x < 200 for slide in deck.slides for box in slide.boxes)


def check_deck(deck: Deck) -> None:
    """Every slide holds, titles are unique, and words of one kind have one size."""
    deck = replace(deck, slides=tuple(deck.slides))  # laid out once
    titles = [slide.title for slide in deck.slides]
    assert len(set(titles)) == len(titles)
    sizes: dict[Layout, set[float]] = {}
    for slide in deck.slides:
        check_slide(deck, slide)
        if slide.layout in (Layout.TEXT, Layout.POINTS, Layout.SPLIT):
            found = {box.size for box in slide.boxes if box.role is Role.BODY}
            if slide.segment.heading is None and slide.layout is Layout.TEXT:
                found |= {box.size for box in slide.boxes if box.role is Role.TITLE}
            sizes.setdefault(slide.layout, set()).update(found)
    for layout, found in sizes.items():
        assert len(found) <= 1, (layout, found)
