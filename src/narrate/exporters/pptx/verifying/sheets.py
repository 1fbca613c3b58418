"""Checks what the master and the layouts of a deck add to its slides: no foreign words, and nothing that strikes words."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from narrate.exporters.pptx.format import A, P
from narrate.exporters.pptx.verifying.reading_deck import read_xml
from narrate.exporters.slide_words import TEMPLATE
from narrate.manifest import Manifest
from narrate.sources.drawn_words import drawn_checksum, drawn_shapes

_FOLDERS = ("ppt/slideMasters/", "ppt/slideLayouts/")
_PANEL = "Panel"  # the only shape that narrate's own layouts draw
_FILLED = ("title", "ctrTitle", "subTitle", "body", "obj", "sldNum", None)
"""The types of the placeholders that narrate fills."""
_HARMLESS = ("textNoShape", "textPlain")


def sheet_faults(deck: zipfile.ZipFile, manifest: Manifest) -> Iterator[str]:
    """Yield a line of text for each thing that the masters and layouts of ``deck`` should not add to slides."""
    names = [name for name in deck.namelist() if name.startswith(_FOLDERS) and name.endswith(".xml")]
    sheets = {name: read_xml(deck, name) for name in names}
    yield from _drawn_faults(sheets, manifest.shown.get(TEMPLATE))
    for name, sheet in sheets.items():
        yield from (f"{name}: {fault}" for fault in changed_words(sheet))
    defaults = read_xml(deck, "ppt/presentation.xml").find(f"{P}defaultTextStyle")
    for style in defaults if defaults is not None else ():
        yield from (f"ppt/presentation.xml: {fault}" for fault in _style_faults(style, "words"))


def _drawn_faults(sheets: Mapping[str, etree._Element], wanted: str | None) -> Iterator[str]:
    """Check what ``sheets``, by the path of each master and layout, draw on slides.

    ``wanted`` is the checksum of what the user's template draws; None if the deck has narrate's own master and layouts.
    """
    if wanted is None:
        for name, sheet in sheets.items():
            for shape, words in drawn_shapes(sheet):
                if words or shape != _PANEL:
                    yield f"{name} draws {(words or shape)[:40]!r}, which is not narrate's"
    elif drawn_checksum(sheets.values()) != wanted:
        shown = sorted({words for sheet in sheets.values() for _, words in drawn_shapes(sheet) if words})
        yield f"the master and layouts draw other words or shapes than the template: {', '.join(shown)[:120]!r}"


def changed_words(sheet: etree._Element) -> Iterator[str]:
    """Yield how ``sheet``, a master or layout, would change the words of slides that take their look from it.

    Only what narrate does not set itself is inherited: strikes, raised or lowered letters, highlights, shapes of words
    and columns.
    """
    for style in sheet.iterfind(f"{P}txStyles/*"):
        for level in style.iterfind(f"{A}lvl1pPr"):
            yield from _style_faults(level, etree.QName(style).localname)
    for shape in sheet.iterfind(f"{P}cSld/{P}spTree/{P}sp"):
        holder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if holder is None or holder.get("type") not in _FILLED:
            continue
        name = holder.get("type") or "a placeholder"
        for level in shape.iterfind(f"{P}txBody/{A}lstStyle/{A}lvl1pPr"):
            yield from _style_faults(level, name)
        for body in shape.iterfind(f"{P}txBody/{A}bodyPr"):
            yield from _body_faults(body, name)


def _body_faults(body: etree._Element, name: str) -> Iterator[str]:
    """Check the ``a:bodyPr`` of the placeholder that messages call ``name``."""
    if body.get("numCol") not in (None, "0", "1"):
        yield f"{name}: its words stand in columns"
    if any(warp.get("prst") not in _HARMLESS for warp in body.iter(f"{A}prstTxWarp")):
        yield f"{name}: its words are bent"


def _style_faults(level: etree._Element, name: str) -> Iterator[str]:
    for look in level.iter(f"{A}defRPr"):
        if look.get("strike") not in (None, "noStrike"):
            yield f"{name}: its words are struck through"
        if look.get("baseline") not in (None, "0", "0%"):
            yield f"{name}: its words are raised or lowered"
        if look.find(f"{A}highlight") is not None:
            yield f"{name}: its words are highlighted"
        if look.find(f"{A}hlinkClick") is not None:
            yield f"{name}: its words are a link"
