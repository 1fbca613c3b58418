"""What a deck's file carries: compares its zip file, parts, elements, design and properties with what narrate writes."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from lxml import etree

from narrate.exporters.pptx.format import P, R
from narrate.exporters.pptx.verifying.design_checks import design_faults
from narrate.exporters.pptx.verifying.element_checks import element_faults, form_faults
from narrate.exporters.pptx.verifying.media_checks import media_faults
from narrate.exporters.pptx.verifying.package_checks import package_faults
from narrate.exporters.pptx.verifying.properties_checks import properties_faults
from narrate.exporters.pptx.verifying.reading_deck import relations_of
from narrate.exporters.pptx.verifying.theme_colours import theme_colour_faults
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.languages import office_tag


def check_carried(path: Path, record: Record) -> Iterator[Finding]:
    """Yield a finding for each kind of thing that the deck at ``path`` carries besides its zip file.

    Raises OSError, ValueError, KeyError, SyntaxError or zipfile.BadZipFile if a part cannot be read.
    """
    with zipfile.ZipFile(path) as deck:
        yield finding_of("package", (*package_faults(deck), *media_faults(deck)))
        yield finding_of("elements", _element_faults(deck, record.manifest.template_parts))
        language = office_tag(record.manifest.language)
        design = design_faults(deck, record.manifest.template_parts, language)
        colours = theme_colour_faults(deck, record.manifest.template_parts, record.manifest.colours)
        yield finding_of("design", (*design, *colours))
        yield finding_of("properties", properties_faults(deck, record, _title_slide(deck, record)))


def finding_of(check: str, faults: Iterable[str]) -> Finding:
    """Return the finding of ``check``, whose ``faults`` may hold names from the deck."""
    lines = tuple(_on_one_line(fault) for fault in faults)
    return Finding("pptx", check, len(lines), 0, "faults", lines)


def _on_one_line(text: str) -> str:
    """Return ``text`` without line breaks and signs that a terminal would obey: names in a deck may hold any."""
    return "".join(letter if letter.isprintable() else " " for letter in text[:300])


def _element_faults(deck: zipfile.ZipFile, template_parts: Collection[str]) -> Iterator[str]:
    """Yield what the XML parts of ``deck`` hold that narrate does not write, except those of the template."""
    for name in dict.fromkeys(deck.namelist()):
        if name.endswith((".xml", ".rels")) and name not in template_parts:
            yield from part_faults(name, deck.read(name))


def part_faults(name: str, content: bytes) -> Iterator[str]:
    """Yield what the XML part ``name`` holds that narrate does not write there."""
    yield from (f"{name}: {fault}" for fault in form_faults(content))
    yield from (f"{name}: {fault}" for fault in element_faults(name, etree.fromstring(content)))


def _title_slide(deck: zipfile.ZipFile, record: Record) -> etree._Element | None:
    """Return the first slide if it is the title slide, else None."""
    first = next(etree.fromstring(deck.read("ppt/presentation.xml")).iter(f"{P}sldId"), None)
    if first is None or not record.segments or record.segments[0].kind != "title":
        return None
    name = relations_of(deck, "ppt/presentation.xml")[first.get(f"{R}id") or ""][1]
    return etree.fromstring(deck.read(name))
