"""Adds the sound of a slide, with its captions: the media part, its relationships and its icon.

This follows ECMA-376 (audioFile), MS-ODRAWXML and MS-PPTX (p14:media, tracks). The parts are made here, because
python-pptx can only add a video that starts with a click.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml

from narrate.drawings.loudspeaker import loudspeaker_png
from narrate.exporters.pptx.format import PX, xmlns
from narrate.exporters.pptx.writing.parts import SpooledPart, StoredPart
from narrate.exporters.pptx.writing.spool import Spool
from narrate.store.memo import NO_MEMO, Memo

if TYPE_CHECKING:
    from pptx.opc.package import OpcPackage
    from pptx.slide import Slide

_MEDIA = "http://schemas.microsoft.com/office/2007/relationships/media"
_TRACK = "http://schemas.microsoft.com/office/2017/04/relationships/track"
SIZE = 48  # px


@dataclass(frozen=True, slots=True)
class Narration:
    """The sound of slide ``number`` (from 1), with its captions.

    - ``mp3``: returns the path of the sound. It is called only when the deck is written.
    - ``captions``: WebVTT.
    - ``language``, ``language_name``: the language of the captions, as a tag and as viewers show it.
    - ``description``: what screen readers say about the sound.
    - ``guid``: the id of the captions, unique among all decks.
    """

    number: int
    mp3: Callable[[], Path]
    captions: str
    language: str
    language_name: str
    description: str
    guid: str


def add_narration(slide: Slide, narration: Narration, icon: Part, x: int, y: int, spool: Spool) -> int:
    """Add the sound to ``slide``, with its icon at (x, y) in EMU. Return the id of the icon's shape.

    The shape comes right after the title and below all other shapes. LibreOffice would end the sound of a shape that is
    above an animated shape.
    """
    part = slide.part
    media = StoredPart(PackURI(f"/ppt/media/media{narration.number}.mp3"), "audio/mpeg", narration.mp3)
    name = PackURI(f"/ppt/media/track{narration.number}.vtt")
    track = SpooledPart(name, "text/vtt", spool, narration.captions.encode())
    media_id, audio_id = part.relate_to(media, _MEDIA), part.relate_to(media, RELATIONSHIP_TYPE.AUDIO)
    track_id = part.relate_to(track, _TRACK)
    image_id = part.relate_to(icon, RELATIONSHIP_TYPE.IMAGE)
    shapes = slide.shapes
    shape_id = max(int(element.get("id")) for element in shapes.element.iter("{*}cNvPr")) + 1
    emu = SIZE * PX
    picture = parse_xml(
        f"""<p:pic {xmlns("p", "a", "r", "p14")}>
<p:nvPicPr><p:cNvPr id="{shape_id}" name="Narration" descr="{escape(narration.description)}">
<a:hlinkClick r:id="" action="ppaction://media"/></p:cNvPr>
<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>
<p:nvPr><a:audioFile r:link="{audio_id}"/><p:extLst>
<p:ext uri="{{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}}"><p14:media r:embed="{media_id}"><p14:extLst>
<p:ext uri="{{3AFAAA56-56D3-431D-BCD4-E75A35582382}}"><p173:tracksInfo {xmlns("p173")} displayLoc="media">
<p173:trackLst>
<p173:track id="{narration.guid}" label="{escape(narration.language_name)}"
 lang="{narration.language}" r:embed="{track_id}"/>
</p173:trackLst></p173:tracksInfo></p:ext></p14:extLst></p14:media></p:ext>
<p:ext uri="{{42D2F446-02D8-4167-A562-619A0277C38B}}"><p15:isNarration {xmlns("p15")} val="1"/></p:ext>
</p:extLst></p:nvPr></p:nvPicPr>
<p:blipFill><a:blip r:embed="{image_id}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>
<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{emu}" cy="{emu}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>"""
    )
    shapes.title.element.addnext(picture)
    return shape_id


def icon_part(package: OpcPackage, paper: str, ink: str, number: int, memo: Memo = NO_MEMO) -> Part:
    """Return part ``number`` of the icons: a loudspeaker in the colour ``ink`` on ``paper`` (both such as ``#0A1B2C``).

    All slides with that background share the part.
    """
    return Part(PackURI(f"/ppt/media/narration{number}.png"), "image/png", package, loudspeaker_png(paper, ink, memo))
