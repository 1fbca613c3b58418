"""Writes the boxes of a slide as PowerPoint shapes, in XML (ECMA-376 part 1, PresentationML).

The line breaks are those of the layout, and the line pitch is given in points, so that all viewers show the same
lines at the same height.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from narrate.exporters.pptx.format import PX, xmlns
from narrate.model import Align, Box, Paragraph, Role
from narrate.typeset.bidi import isolated

WIDTH = 1280
POINT = 75  # hundredths of a point in a px
NAMESPACES = xmlns("a", "r", "p")
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    f' {xmlns("adec")} val="1"/></a:ext></a:extLst>'
)
_DESCENT = 0.212  # of Arial, in em: the space that viewers keep below the base line if the pitch is given
_ASCENT = 0.8  # the base line's distance from the top of the em square, in em, as in the painted pictures
ROOM = 1.02  # factor for the width of a text box, if the letter widths of the deck's font are known
MORE_ROOM = 1.15  # the same, if they are not known
# The names of the theme's tokens in the scheme of narrate's own master. White has no name in the scheme.
SCHEME = {
    "ink": "tx1", "paper": "bg1", "dim": "tx2", "panel": "bg2", "accent": "accent1", "mark": "accent2",
    "tint": "accent3", "bar": "accent4", "bar_dim": "accent5", "bar_line": "accent6", "bar_ink": "FFFFFF",
    "white": "FFFFFF",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How words are written in a deck.

    - ``language``: their language, with a region.
    - ``mirrored``: whether the deck runs from right to left.
    - ``alternate``: the language of Latin letters, if ``language`` uses another script; otherwise empty.
    - ``colours``: for each name of a colour in the theme, its name in the deck's scheme or six hexadecimal digits.
    - ``room``: how many times as wide as a box the text box in the deck is, so that viewers do not break lines again.
    """

    language: str
    mirrored: bool
    alternate: str = ""
    colours: Mapping[str, str] = field(default_factory=lambda: SCHEME)
    room: float = ROOM

    @property
    def attributes(self) -> str:
        """The attributes ``lang`` and ``altLang`` of a run of words, as XML."""
        return f'lang="{self.language}"' + (f' altLang="{self.alternate}"' if self.alternate else "")

    def shown(self, text: str) -> str:
        """Return ``text`` as shown: in a right-to-left deck, doses and ranges are isolated to keep their order."""
        return isolated(text) if self.mirrored else text


def words(box: Box, id_: int, name: str, style: TextStyle, *, holder: str = "", field: bool = False) -> str:
    """Return the XML of the words of ``box``: a placeholder if ``holder`` is given, otherwise a text box.

    ``holder`` are the attributes of the ``p:ph`` element, such as ``type="title"``. With ``field``, the first number in
    the words becomes a field that shows the slide's number.
    """
    kind = f"<p:nvPr><p:ph {holder}/></p:nvPr>" if holder else "<p:nvPr/>"
    locks = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>' if holder else '<p:cNvSpPr txBox="1"/>'
    gaps = _gaps(box)
    paragraphs = "".join(
        paragraph(box, one, gap, style, field=field) for one, gap in zip(box.paragraphs, gaps, strict=True)
    )
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{id_}" name={quoteattr(name)}/>{locks}{kind}</p:nvSpPr>'
        f"<p:spPr>{_frame(*words_frame(box, style))}"
        f"{_RECTANGLE}</p:spPr>"
        "<p:txBody>"
        '<a:bodyPr rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0"'
        ' anchor="t" anchorCtr="0"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def words_frame(box: Box, style: TextStyle) -> tuple[float, float, float, float]:
    """Return the left edge, top, width and height of the text box for the words of ``box``, in px on the slide."""
    left, right = box.x, box.x + box.width
    slack = box.width * (style.room - 1) + 8
    before, after = min(slack, max(0, left)), min(slack, max(0, WIDTH - right))  # no box extends beyond the slide
    if box.align is Align.CENTRE:
        before = after = min(before, after)
    left -= before if style.mirrored or box.align is Align.CENTRE else 0
    right += after if not style.mirrored or box.align is Align.CENTRE else 0
    first, last = box.paragraphs[0], box.paragraphs[-1]
    top = first.top + (_ASCENT + _DESCENT) * box.size - box.pitch
    return left, top, right - left, last.top - first.top + len(last.lines) * box.pitch


def shape_frame(box: Box) -> tuple[float, float, float, float]:
    """Return the left edge, top, width and height of ``box`` as a shape, whose border lies half outside its frame."""
    inset = box.edge_width / 2
    return box.x + inset, box.y + inset, box.width - 2 * inset, box.height - 2 * inset


def shape(box: Box, id_: int, name: str, style: TextStyle) -> str:
    """Return the XML of ``box`` as a decorative shape, which screen readers skip."""
    fill = f"<a:solidFill>{colour(box.fill, style)}</a:solidFill>" if box.fill else "<a:noFill/>"
    line = (
        f'<a:ln w="{round(box.edge_width * PX)}"><a:solidFill>{colour(box.edge, style)}</a:solidFill></a:ln>'
        if box.edge
        else "<a:ln><a:noFill/></a:ln>"
    )
    return (
        f"<p:sp {NAMESPACES}><p:nvSpPr>"
        f'<p:cNvPr id="{id_}" name={quoteattr(name)} descr="">{DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{_frame(*shape_frame(box))}"
        f"{_geometry(box)}{fill}{line}</p:spPr>"
        f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="{style.language}"/></a:p></p:txBody></p:sp>'
    )


def picture(box: Box, id_: int, name: str, description: str, blip: str) -> str:
    """Return the XML of ``box`` as a picture, which is decorative if ``description`` is empty.

    ``blip`` is the picture's ``a:blip`` element.
    """
    left, top, right, bottom = box.window
    crop = (
        f'<a:srcRect l="{_share(left)}" t="{_share(top)}" r="{_share(1 - right)}" b="{_share(1 - bottom)}"/>'
        if box.window != (0.0, 0.0, 1.0, 1.0)
        else ""
    )
    decoration = "" if description else DECORATIVE
    return (
        f"<p:pic {NAMESPACES}><p:nvPicPr>"
        f'<p:cNvPr id="{id_}" name={quoteattr(name)} descr={quoteattr(description)}>{decoration}</p:cNvPr>'
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
        f"<p:blipFill>{blip}{crop}<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f"<p:spPr>{_frame(box.x, box.y, box.width, box.height)}{_geometry(box)}</p:spPr></p:pic>"
    )


def leader(points: Sequence[tuple[float, float]], width: float, token: str, id_: int, style: TextStyle) -> str:
    """Return the XML of a leader, the line from a label to the part of a figure that it names.

    The line runs through ``points`` and is ``width`` wide, both in px on the slide. ``token`` is its colour in the
    theme.
    """
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, low = max(x for x, _ in points), max(y for _, y in points)
    across, down = round((right - left) * PX), round((low - top) * PX)
    steps = "".join(
        f'<a:{"lnTo" if number else "moveTo"}><a:pt x="{round((x - left) * PX)}" y="{round((y - top) * PX)}"/>'
        f"</a:{'lnTo' if number else 'moveTo'}>"
        for number, (x, y) in enumerate(points)
    )
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{id_}" name="Leader" descr="">{DECORATIVE}</p:cNvPr>'
        "<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr>{_frame(left, top, right - left, low - top)}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{across}" h="{down}" fill="none">{steps}</a:path></a:pathLst></a:custGeom>'
        f'<a:noFill/><a:ln w="{round(width * PX)}" cap="rnd"><a:solidFill>{colour(token, style)}</a:solidFill>'
        "<a:round/></a:ln></p:spPr>"
        f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="{style.language}"/></a:p></p:txBody></p:sp>'
    )


def group(shapes: Iterable[str], frame: Box, id_: int, name: str, *, decorative: bool = True) -> str:
    """Return the XML of a group of ``shapes`` (XML), which all lie within ``frame``."""
    x, y, width, height = (round(side * PX) for side in (frame.x, frame.y, frame.width, frame.height))
    place = (
        f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/>'
        f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{width}" cy="{height}"/></a:xfrm>'
    )
    flag = f' descr="">{DECORATIVE}' if decorative else ">"
    return (
        f'<p:grpSp {NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="{id_}" name={quoteattr(name)}{flag}</p:cNvPr>'
        "<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr>{place}</p:grpSpPr>{''.join(shapes)}</p:grpSp>"
    )


def quoteattr(text: str) -> str:
    """Return ``text`` in quotes, escaped as the value of an XML attribute."""
    return f'"{escape(text)}"'


def colour(token: str, style: TextStyle) -> str:
    """Return the DrawingML of the colour that the theme calls ``token``."""
    return coloured(style.colours[token])


def ground(fill: str) -> str:
    """Return the XML of the background of a slide. ``fill`` is a colour in DrawingML."""
    return f"<p:bg {NAMESPACES}><p:bgPr><a:solidFill>{fill}</a:solidFill><a:effectLst/></p:bgPr></p:bg>"


def coloured(name: str) -> str:
    """Return the DrawingML of a colour. ``name`` is a name in the deck's scheme, or six hexadecimal digits."""
    return f'<a:srgbClr val="{name}"/>' if _HEX.fullmatch(name) else f'<a:schemeClr val="{name}"/>'


_HEX = re.compile("[0-9A-F]{6}")


def _gaps(box: Box) -> list[float]:
    """Return the extra space before each paragraph of ``box``, in px."""
    gaps = [0.0]
    for above, below in zip(box.paragraphs, box.paragraphs[1:], strict=False):
        gaps.append(max(0.0, below.top - above.top - len(above.lines) * box.pitch))
    return gaps


def paragraph(box: Box, paragraph: Paragraph, gap: float, style: TextStyle, *, field: bool) -> str:
    align = "ctr" if box.align is Align.CENTRE else "r" if style.mirrored else "l"
    indent = round(box.bullet * PX)
    bullet = _bullet(box, paragraph, style) if box.bullet else "<a:buNone/>"
    size = round(box.size * POINT)
    look = f'{style.attributes} sz="{size}" b="{int(box.bold)}" i="0" u="none" cap="none" spc="0" dirty="0"'
    fill = f"<a:solidFill>{colour(box.colour, style)}</a:solidFill>"
    family = "mj" if box.role is Role.TITLE else "mn"
    # the font is named, because some viewers use the theme's font only then
    fill += f'<a:latin typeface="+{family}-lt"/><a:ea typeface="+{family}-ea"/><a:cs typeface="+{family}-cs"/>'
    runs = f"<a:br><a:rPr {look}>{fill}</a:rPr></a:br>".join(
        _run(style.shown(line), look, fill, field=field and number == 0) for number, line in enumerate(paragraph.lines)
    )
    return (
        f'<a:p><a:pPr marL="{indent}" indent="{-indent}" algn="{align}" rtl="{int(style.mirrored)}">'
        f'<a:lnSpc><a:spcPts val="{round(box.pitch * POINT)}"/></a:lnSpc><a:spcBef>'
        f'<a:spcPts val="{round(gap * POINT)}"/></a:spcBef>'
        '<a:spcAft><a:spcPts val="0"/></a:spcAft>'
        f"{bullet}</a:pPr>{runs}<a:endParaRPr {look}>{fill}</a:endParaRPr></a:p>"
    )


def _bullet(box: Box, paragraph: Paragraph, style: TextStyle) -> str:
    """Return the XML of a paragraph's bullet or number.

    Viewers count from ``startAt``, so all paragraphs of a list with consecutive numbers have the same ``startAt``.
    """
    ink = f"<a:buClr>{colour('accent', style)}</a:buClr>"
    if paragraph.number is None:
        return f'{ink}<a:buFont typeface="Arial"/><a:buChar char="•"/>'
    start, at = paragraph.number, box.paragraphs.index(paragraph)
    while at and box.paragraphs[at - 1].number == start - 1:
        start, at = start - 1, at - 1
    return f'{ink}<a:buFontTx/><a:buAutoNum type="arabicPeriod" startAt="{start}"/>'


def _run(text: str, look: str, fill: str, *, field: bool) -> str:
    """Return the XML of a line's words. With ``field``, the first number becomes a field that shows the slide's number.

    ``look`` are the attributes of the words, and ``fill`` is the XML of their colour and font.
    """
    if field:
        number = re.search(r"\d+", text)
        digits = number.group() if number else ""
        before, _, after = text.partition(digits) if digits else (text, "", "")
        parts = [_run(before, look, fill, field=False)] if before else []
        if digits:
            parts.append(
                f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr {look}>{fill}</a:rPr>'
                f"<a:t>{digits}</a:t></a:fld>"
            )
        return "".join(parts) + (_run(after, look, fill, field=False) if after else "")
    return f"<a:r><a:rPr {look}>{fill}</a:rPr><a:t>{escape(text)}</a:t></a:r>"


def _frame(x: float, y: float, width: float, height: float) -> str:
    return (
        f'<a:xfrm><a:off x="{round(x * PX)}" y="{round(y * PX)}"/>'
        f'<a:ext cx="{max(0, round(width * PX))}" cy="{max(0, round(height * PX))}"/></a:xfrm>'
    )


_RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'


def _geometry(box: Box) -> str:
    if not box.radius:
        return '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    share = min(50_000, round(box.radius / min(box.width, box.height) * 100_000))
    return f'<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val {share}"/></a:avLst></a:prstGeom>'


def _share(part: float) -> int:
    return round(part * 100_000)
