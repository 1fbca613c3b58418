"""One slide of a kept deck: what an earlier narration left is taken out, and the new one is put in."""

from __future__ import annotations

import base64
import zlib
from copy import deepcopy
from dataclasses import dataclass
from html import escape

from lxml import etree

from narrate.exporters.pptx.format import P14, P15, PX, URIS, P, R, xmlns
from narrate.exporters.pptx.keeping.package_parts import parse, written
from narrate.exporters.pptx.keeping.timing import without_shape
from narrate.exporters.pptx.kept_names import MEMORY, NARRATE, RECORDED_CLICKS

_MC = f"{{{URIS['mc']}}}"
_SIDE = 48 * PX
_BESIDE = -2 * _SIDE  # beside the slide, where the icon covers nothing
_MOST_MEMORY = 20_000_000
STRICT = (
    (b"http://purl.oclc.org/ooxml/presentationml/main", URIS["p"].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", URIS["a"].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", URIS["r"].encode()),
)
"""The names of strict packages (ISO/IEC 29500-1), and those that all others use for the same."""
_ALWAYS = b"urn:narrate:presentationml"
"""Stands for the usual name of PresentationML, also in a strict package: the extensions of media are defined with it."""


@dataclass(frozen=True, slots=True)
class SoundPicture:
    """The icon of a sound on a slide.

    ``audio``, ``media``, ``captions`` and ``image`` are ids of relationships. ``description`` is what screen readers say,
    ``language`` and ``language_name`` are those of the captions, and ``guid`` is the id of the captions.
    """

    audio: str
    media: str
    captions: str
    image: str
    description: str
    language: str
    language_name: str
    guid: str


class KeptSlide:
    """The XML of a slide, without the narration that it had. ``content`` is that of its part.

    ``dropped`` are the ids of relationships that only this narration used.
    """

    def __init__(self, content: bytes) -> None:
        self._is_strict = STRICT[0][0] in content
        for strict, usual in STRICT if self._is_strict else ():
            content = content.replace(strict, usual)
        self.root = parse(content)
        self._memory = ""
        before = _ids_used(self.root)
        self._restore()
        self._remove_narrations()
        self._remove_extension(RECORDED_CLICKS)
        self.transition = self._taken("transition")
        self.timing = self._taken("timing")
        self.dropped = before - _ids_used(self.root)
        if self.timing is not None:
            self.dropped -= _ids_used(self.timing)
        if self.transition is not None:
            self.dropped -= _ids_used(self.transition)

    @property
    def rest(self) -> bytes:
        """The slide without animation and transition, in the canonical form of XML."""
        return canonical(self.root)

    def add_picture(self, picture: SoundPicture) -> int:
        """Add the icon of a sound below all other shapes, and return the id of its shape."""
        tree = self.root.find(f"{P}cSld/{P}spTree")
        assert tree is not None
        ids = [one.get("id", "") for one in tree.iter("{*}cNvPr")]
        shape = max([1, *(int(id_) for id_ in ids if id_.isascii() and id_.isdigit() and len(id_) < 10)]) + 1
        element = etree.fromstring(_picture_xml(picture, shape))
        after = tree.find(f"{P}grpSpPr")
        if after is None:
            tree.insert(0, element)
        else:
            tail, after.tail = after.tail, None
            after.addnext(element)
            after.tail = tail
        return shape

    def finish(self, transition: etree._Element, timing: etree._Element | None) -> bytes:
        """Return the content of the slide's part, which advances with ``transition`` and moves with ``timing``."""
        memory = [deepcopy(one) for one in (self.transition, self.timing) if one is not None]
        has_extensions = self.root.find(f"{P}extLst") is not None
        self._insert([transition, *([timing] if timing is not None else [])])
        self._remember(memory, has_extensions=has_extensions)
        content = written(self.root)
        for strict, usual in STRICT if self._is_strict else ():
            content = content.replace(usual, strict)
        return content.replace(_ALWAYS, STRICT[0][1])

    def _taken(self, name: str) -> etree._Element | None:
        """Take the animation or transition out of the slide, with the alternatives around it."""
        for child in self.root:
            inside = child.tag == f"{_MC}AlternateContent" and child.find(f".//{P}{name}") is not None
            if child.tag == f"{P}{name}" or inside:
                self.root.remove(child)
                child.tail = None
                return child
        return None

    def _insert(self, elements: list[etree._Element]) -> None:
        """Put a transition and an animation where the schema wants them: before the extensions."""
        extensions = self.root.find(f"{P}extLst")
        for element in elements:
            element.tail = None
            if extensions is None:
                self.root.append(element)
            else:
                extensions.addprevious(element)

    def _remember(self, elements: list[etree._Element], *, has_extensions: bool) -> None:
        texts = b"".join(etree.tostring(element, with_tail=False) for element in elements)
        packed = self._memory or base64.b64encode(zlib.compress(b"<was>" + texts + b"</was>", 9)).decode()
        extensions = self.root.find(f"{P}extLst")
        if extensions is None:
            extensions = etree.SubElement(self.root, f"{P}extLst")
        extension = etree.SubElement(extensions, f"{P}ext", {"uri": MEMORY})
        attributes = {"was": packed, "extended": "1" if has_extensions else "0"}
        etree.SubElement(extension, f"{{{NARRATE}}}slide", attributes, {"narrate": NARRATE})

    def _restore(self) -> None:
        """Undo what narrate did to the slide in an earlier build."""
        extension = next((one for one in self.root.iterfind(f"{P}extLst/{P}ext") if one.get("uri") == MEMORY), None)
        memory = extension.find(f"{{{NARRATE}}}slide") if extension is not None else None
        if extension is None or memory is None:
            return
        self._memory = memory.get("was", "")
        unpacked = zlib.decompressobj().decompress(base64.b64decode(self._memory), _MOST_MEMORY)
        was = list(parse(unpacked))
        extensions = extension.getparent()
        assert extensions is not None
        extensions.remove(extension)
        if memory.get("extended") != "1" and len(extensions) == 0:
            self.root.remove(extensions)
        self._taken("transition")
        self._taken("timing")
        self._insert(was)

    def _remove_narrations(self) -> None:
        """Remove the icons of earlier narrations, of narrate or of PowerPoint, and their effects."""
        pictures = [
            picture
            for picture in self.root.iter(f"{P}pic")
            if any(one.get("val", "1") in ("1", "true") for one in picture.iter(f"{P15}isNarration"))
        ]
        timing = self.root.find(f"{P}timing")
        ids = set(_narration_shapes(self.root))
        pictures += [
            picture
            for picture in self.root.iter(f"{P}pic")
            if picture not in pictures and _shape_id(picture) in ids and picture.find(f".//{P14}media") is not None
        ]
        shapes = frozenset(filter(None, map(_shape_id, pictures)))
        for picture in pictures:
            parent = picture.getparent()
            assert parent is not None
            parent.remove(picture)
        if shapes:
            for one in [timing] if timing is not None else list(self.root.iter(f"{P}timing")):
                without_shape(one, shapes)

    def _remove_extension(self, uri: str) -> None:
        for extension in list(self.root.iterfind(f"{P}extLst/{P}ext")):
            if extension.get("uri") == uri:
                extensions = extension.getparent()
                assert extensions is not None
                extensions.remove(extension)
                if len(extensions) == 0:
                    self.root.remove(extensions)


def memory_of(content: bytes) -> str:
    """Return the memory in the ``content`` of a slide's part; empty if narrate has not voiced the slide."""
    if MEMORY.encode() not in content:
        return ""
    found = parse(content).iter(f"{{{NARRATE}}}slide")
    return next((one.get("was", "") for one in found), "")


def canonical(element: etree._Element) -> bytes:
    """Return ``element`` in the canonical form of XML (exclusive), by which two elements can be compared."""
    text: bytes = etree.tostring(element, method="c14n", exclusive=True)
    return text


def _narration_shapes(root: etree._Element) -> list[str]:
    """Return the ids of the shapes whose sound the animation calls a narration."""
    return [
        target.get("spid", "")
        for audio in root.iter(f"{P}audio")
        if audio.get("isNarration") in ("1", "true")
        for target in audio.iter(f"{P}spTgt")
    ]


def _shape_id(picture: etree._Element) -> str:
    properties = picture.find(f"{P}nvPicPr/{P}cNvPr")
    return "" if properties is None else properties.get("id", "")


def _ids_used(root: etree._Element) -> frozenset[str]:
    """Return the ids of the relationships to which ``root`` refers."""
    return frozenset(
        str(value)
        for one in root.iter(etree.Element)
        for name, value in one.attrib.items()
        if str(name).startswith(R) and value
    )


def _picture_xml(picture: SoundPicture, shape: int) -> str:
    return f"""<p:pic {xmlns("p", "a", "r", "p14")}>
<p:nvPicPr><p:cNvPr id="{shape}" name="Narration" descr="{escape(picture.description)}">
<a:hlinkClick r:id="" action="ppaction://media"/></p:cNvPr>
<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>
<p:nvPr><a:audioFile r:link="{picture.audio}"/><p:extLst>
<p:ext uri="{{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}}"><p14:media r:embed="{picture.media}"><p14:extLst>
<e:ext xmlns:e="{_ALWAYS.decode()}" uri="{{3AFAAA56-56D3-431D-BCD4-E75A35582382}}"><p173:tracksInfo {xmlns("p173")} displayLoc="media">
<p173:trackLst><p173:track id="{picture.guid}" label="{escape(picture.language_name)}"
 lang="{picture.language}" r:embed="{picture.captions}"/>
</p173:trackLst></p173:tracksInfo></e:ext></p14:extLst></p14:media></p:ext>
<p:ext uri="{{42D2F446-02D8-4167-A562-619A0277C38B}}"><p15:isNarration {xmlns("p15")} val="1"/></p:ext>
</p:extLst></p:nvPr></p:nvPicPr>
<p:blipFill><a:blip r:embed="{picture.image}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>
<p:spPr><a:xfrm><a:off x="{_BESIDE}" y="0"/><a:ext cx="{_SIDE}" cy="{_SIDE}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>"""
