"""Groups the slides of a deck into PowerPoint's sections."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from pptx.oxml import parse_xml

from narrate.exporters.edition import Edition
from narrate.exporters.pptx.format import UUIDS, xmlns
from narrate.exporters.pptx.writing.shapes import quoteattr

if TYPE_CHECKING:
    from pptx.presentation import Presentation


def name_sections(presentation: Presentation, edition: Edition) -> None:
    """Group the slides into PowerPoint's sections, which are named after those of the script.

    Slides before the script's first section are in a section with the script's title. A deck with only one section gets
    none.
    """
    groups: list[tuple[str, list[str]]] = []
    ids = [element.get("id") for element in presentation.element.sldIdLst]
    for track, id_ in zip(edition.timeline.tracks, ids, strict=True):
        name = track.segment.section or edition.timeline.script.title
        if not groups or groups[-1][0] != name:
            groups.append((name, []))
        groups[-1][1].append(id_)
    if len(groups) < 2:
        return
    script = edition.timeline.script
    sections = "".join(
        f"<p14:section name={quoteattr(name)} "
        f'id="{{{str(uuid.uuid5(UUIDS, f"{script.topic}/{number}")).upper()}}}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{id_}"/>' for id_ in members)
        + "</p14:sldIdLst></p14:section>"
        for number, (name, members) in enumerate(groups)
    )
    presentation.element.append(
        parse_xml(
            f"<p:extLst {xmlns('p')}>"
            '<p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
            f"<p14:sectionLst {xmlns('p14')}>{sections}</p14:sectionLst></p:ext></p:extLst>"
        )
    )
