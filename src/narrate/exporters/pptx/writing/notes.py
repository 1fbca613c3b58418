"""Writes the notes of a slide: its full narration, with the same paragraphs.

The XML is made here. For each new part, python-pptx would search the whole package for a free name. That takes
quadratic time.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI

from narrate.exporters.pptx.format import xmlns
from narrate.exporters.pptx.writing.parts import SpooledPart
from narrate.exporters.pptx.writing.python_pptx import Relationships

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.opc.package import Part
    from pptx.presentation import Presentation

    from narrate.exporters.pptx.writing.shapes import TextStyle
    from narrate.exporters.pptx.writing.spool import Spool

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f"<p:notes {xmlns('a', 'r', 'p')}><p:cSld><p:spTree>"
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image"/><p:cNvSpPr>'
    '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
    '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
    '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
    '<p:nvPr><p:ph type="body" idx="3" sz="quarter"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>'
)
_FOOT = "</p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"


def add_notes(
    presentation: Presentation, slide: Part, number: int, texts: Sequence[str], style: TextStyle, spool: Spool
) -> None:
    """Add notes with the paragraphs ``texts`` to ``slide``, which is slide ``number`` (from 1) of the deck."""
    direction = '<a:pPr algn="r" rtl="1"/>' if style.mirrored else ""
    look = style.attributes
    paragraphs = "".join(
        f"<a:p>{direction}<a:r><a:rPr {look}/><a:t>{escape(style.shown(text))}</a:t></a:r><a:endParaRPr {look}/></a:p>"
        for text in texts
    )
    name = PackURI(f"/ppt/notesSlides/notesSlide{number}.xml")
    master = presentation.part.notes_master_part
    relations = Relationships(name.baseURI)
    relations.get_or_add(RELATIONSHIP_TYPE.NOTES_MASTER, master)
    relations.get_or_add(RELATIONSHIP_TYPE.SLIDE, slide)
    content = (_HEAD + paragraphs + _FOOT).encode()
    part = SpooledPart(name, CONTENT_TYPE.PML_NOTES_SLIDE, spool, content, relations.xml, (master,))
    slide.relate_to(part, RELATIONSHIP_TYPE.NOTES_SLIDE)
