"""Checks the properties of a deck: they say what narrate writes, and nothing about who built it, where or with what."""

from __future__ import annotations

import re
import uuid
import zipfile
from collections.abc import Iterator

from lxml import etree

from narrate.exporters.pptx.format import UUIDS, P
from narrate.exporters.pptx.verifying.reading_deck import paragraphs_of
from narrate.exporters.verifying.edition_record import Record
from narrate.exporters.verifying.sentence_matching import same_words
from narrate.languages import office_tag

_MIDNIGHT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")
_ANONYMOUS = "narrate"


def properties_faults(deck: zipfile.ZipFile, record: Record, first_slide: etree._Element | None) -> Iterator[str]:
    """Yield what is wrong with the properties of ``deck``, each fault as a line of text.

    ``first_slide`` is the title slide, which shows the publisher; None if there is none.
    """
    core = _values(deck, "docProps/core.xml")
    application = _values(deck, "docProps/app.xml")
    manifest = record.manifest
    identifier = f"urn:uuid:{uuid.uuid5(UUIDS, f'{manifest.topic}/{manifest.language}')}"
    wanted = {
        "title": manifest.title,
        "language": office_tag(manifest.language),
        "revision": "1",
        "identifier": identifier,
        "Application": "narrate",
        "PresentationFormat": "Widescreen",
    }
    said = {**core, **application}
    for name, value in wanted.items():
        if said.get(name, "") != value:
            yield f"the property {name!r} is {said.get(name, '')!r}, not {value!r}"
    yield from _publisher_faults(said, _publisher_of(first_slide))
    dates = [core[name] for name in ("created", "modified") if name in core]
    if dates and (len(dates) != 2 or dates[0] != dates[1] or not _MIDNIGHT.fullmatch(dates[0])):
        yield f"its dates are {' and '.join(dates)}, which is not the day of a script"


def _values(deck: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Return the text of each property in the part ``name``."""
    return {etree.QName(element).localname: element.text or "" for element in etree.fromstring(deck.read(name))}


def _publisher_faults(said: dict[str, str], publisher: str | None) -> Iterator[str]:
    """Yield the properties that name somebody else than ``publisher``, which is None if no slide shows it."""
    company = said.get("Company", "")
    if publisher is not None and not same_words(publisher, company):
        yield f"the property 'Company' is {company!r}, and the publisher on the title slide is {publisher!r}"
    for name in ("creator", "lastModifiedBy"):
        if said.get(name, "") != (company or _ANONYMOUS):
            yield f"the property {name!r} is {said.get(name, '')!r}, not {company or _ANONYMOUS!r}"


def _publisher_of(slide: etree._Element | None) -> str | None:
    """Return the words above the title on the title slide, which are the publisher's name; empty if there are none."""
    if slide is None:
        return None
    shapes = (shape for shape in slide.iter(f"{P}sp") if shape.find(f"{P}nvSpPr/{P}cNvPr[@name='Kicker']") is not None)
    return next(("\n".join(paragraphs_of(shape)) for shape in shapes), "")
