"""Checks that the shapes of a slide are where narrate put them, and are seen when their words are spoken."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from lxml import etree

from narrate.exporters.pptx.format import ASVG, A, P, R
from narrate.exporters.pptx.place_lines import (
    dimmed_line,
    group_line,
    picture_line,
    places_and_changes,
    plain_line,
    table_line,
    words_line,
)
from narrate.exporters.pptx.verifying.frames import DRAWN, DrawnShape, drawn
from narrate.exporters.pptx.verifying.reading_deck import SlideParts, is_sound, properties_of, relations_of
from narrate.exporters.pptx.verifying.shown_words import numbered_of
from narrate.exporters.pptx.verifying.tables import heights_of, widths_of
from narrate.exporters.slide_words import words_checksum


class Places:
    """Where the shapes of each slide of ``deck`` are, and when they are seen."""

    def __init__(self, deck: zipfile.ZipFile) -> None:
        self._deck = deck
        self._hashes: dict[str, str] = {}

    def faults(self, parts: SlideParts, wanted: str) -> Iterator[tuple[str, str]]:
        """Yield (name of the check, fault) if a slide differs from ``wanted``, its two checksums in the manifest."""
        if not wanted:
            yield "show", "the manifest does not say what is where on this slide; build the edition again"
            return
        places, _, changes = wanted.partition(" ")
        lines = self._lines(parts)
        found, _, moves = places_and_changes(lines.values(), _steps(parts.slide, lines)).partition(" ")
        if found != places:
            yield "pictures", "a picture, label or words were moved, or exchanged for others; build the edition again"
        elif moves != changes:  # which are told apart by their places
            yield "show", "at some time something else is marked or lit than what is spoken; build the edition again"

    def _lines(self, parts: SlideParts) -> dict[str, str]:
        """Return the line of each shape and group on a slide, by its id. The sound has none."""
        lines = {}
        for shape in parts.slide.iterfind(f"{P}cSld/{P}spTree/*"):
            if shape.tag in DRAWN and not is_sound(shape):
                inner = [self._line(leaf, parts) for leaf in drawn([shape], ())]
                is_group = shape.tag == f"{P}grpSp" or len(inner) != 1
                line = group_line(properties_of(shape).get("name") or "", inner) if is_group else inner[0]
                lines[properties_of(shape).get("id") or ""] = line
        return lines

    def _line(self, leaf: DrawnShape, parts: SlideParts) -> str:
        left, top, right, low = (round(edge) for edge in leaf.frame)
        frame = left, top, right, low
        if leaf.element.tag == f"{P}pic":
            return picture_line(leaf.name, frame, self._hash(leaf.element, parts))
        if leaf.element.tag == f"{P}graphicFrame":
            words = [words_checksum(text, number) for text, number in numbered_of(leaf.element)]
            return table_line(frame, widths_of(leaf.element), heights_of(leaf.element), words)
        if words := [words_checksum(text, number) for text, number in numbered_of(leaf.element)]:
            return words_line(frame, words)
        path = leaf.element.find(f"{P}spPr/{A}custGeom/{A}pathLst/{A}path")
        points = (
            [] if path is None else [_pair(path, "w", "h"), *(_pair(point, "x", "y") for point in path.iter(f"{A}pt"))]
        )
        return plain_line(leaf.name, frame, points)

    def _hash(self, picture: etree._Element, parts: SlideParts) -> str:
        """Return the SHA-256 of the drawing or photograph that a picture shows; empty if there is none."""
        blip = picture.find(f"{P}blipFill/{A}blip")
        vector = None if blip is None else next(blip.iter(f"{ASVG}svgBlip"), None)
        shown = blip if vector is None else vector
        id_ = "" if shown is None else shown.get(f"{R}embed") or ""
        name = relations_of(self._deck, parts.name).get(id_, ("", ""))[1]
        if name and name not in self._hashes:
            self._hashes[name] = hashlib.sha256(self._deck.read(name)).hexdigest()
        return self._hashes.get(name, "")


def _pair(element: etree._Element, one: str, other: str) -> tuple[int, int]:
    return int(element.get(one) or 0), int(element.get(other) or 0)


def _steps(slide: etree._Element, lines: Mapping[str, str]) -> Iterator[tuple[int, list[str]]]:
    """Yield (ms, lines of what is seen of the moving shapes and of the dimmed paragraphs) from each change on."""
    nodes = (node for node in slide.iter(f"{P}cTn") if node.get("presetClass") in ("entr", "exit", "emph"))
    effects = sorted(((_delay(node), node) for node in nodes), key=lambda effect: effect[0])
    seen = _seen_first([node for _, node in effects])
    colours: dict[tuple[str, int], str] = {}
    own = _own_colours(slide)
    yield 0, _visible(seen, lines)
    for at, together in groupby(effects, key=lambda effect: effect[0]):
        for _, node in together:
            if node.get("presetClass") == "emph":
                place = node.find(f".//{P}pRg")
                paragraph = -1 if place is None else int(place.get("st") or 0)
                colours[_target(node), paragraph] = _colour(node.find(f".//{P}animClr/{P}to"))
            else:
                seen[_target(node)] = node.get("presetClass") == "entr"
        dimmed = [
            dimmed_line(lines.get(id_, ""), paragraph, colour)
            for (id_, paragraph), colour in colours.items()
            if colour != own.get((id_, paragraph))
        ]
        yield at, [*_visible(seen, lines), *dimmed]


def _visible(seen: Mapping[str, bool], lines: Mapping[str, str]) -> list[str]:
    return [lines.get(id_, "") for id_, is_seen in seen.items() if is_seen]


def _seen_first(effects: Iterable[etree._Element]) -> dict[str, bool]:
    """Return whether each moving shape is seen before the first of ``effects``, by its id."""
    seen: dict[str, bool] = {}
    for node in effects:
        if node.get("presetClass") != "emph":
            seen.setdefault(_target(node), node.get("presetClass") == "exit")
    return seen


def _delay(node: etree._Element) -> int:
    condition = node.find(f"{P}stCondLst/{P}cond")
    delay = "" if condition is None else condition.get("delay") or ""
    return int(delay) if delay.isdecimal() else 0


def _target(node: etree._Element) -> str:
    target = node.find(f".//{P}spTgt")
    return "" if target is None else target.get("spid") or ""


def _own_colours(slide: etree._Element) -> dict[tuple[str, int], str]:
    """Return the colour of each paragraph before anything changes, by the id of its shape and its number from 0."""
    return {
        (properties_of(shape).get("id") or "", number): _colour(paragraph.find(f".//{A}rPr/{A}solidFill"))
        for shape in slide.iterfind(f"{P}cSld/{P}spTree/{P}sp")
        for number, paragraph in enumerate(shape.iterfind(f"{P}txBody/{A}p"))
    }


def _colour(fill: etree._Element | None) -> str:
    return "" if fill is None else next((colour.get("val") or "" for colour in fill), "")
