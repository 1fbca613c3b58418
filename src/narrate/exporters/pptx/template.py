"""An empty 16:9 presentation with a theme, a master, layouts and a notes master of our own.

Written as the parts of ECMA-376 that a presentation needs and no more, then opened by
python-pptx like any template.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from narrate.model import Layout

if TYPE_CHECKING:
    from pptx.presentation import Presentation

PX = 9525  # EMU in a px of the 1280 × 720 grid

INK, PAPER, DIM, PANEL = "12304A", "FFFFFF", "526575", "E4EEF4"
ACCENT, MARK, GREEN = "0B5CAD", "A8430F", "1E6B3A"
FONT = "Arial"

_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_FRAME = '<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PRESENTATION_TYPE = "application/vnd.openxmlformats-officedocument.presentationml."


@dataclass(frozen=True, slots=True)
class _Frame:
    """A placeholder on a layout, in px."""

    x: int
    y: int
    width: int
    height: int
    anchor: str = "t"
    style: str = ""


@dataclass(frozen=True, slots=True)
class _LayoutSpec:
    name: str
    title: _Frame
    body: _Frame | None
    extra: str = ""
    dark: bool = False


_BULLETS = (
    '<a:lvl1pPr marL="342900" indent="-342900"><a:buClr><a:schemeClr val="accent1"/></a:buClr>'
    '<a:buFont typeface="Arial"/><a:buChar char="•"/></a:lvl1pPr>'
)
_ON_DARK = '<a:lvl1pPr><a:defRPr sz="6300"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:defRPr></a:lvl1pPr>'
_RULE = (
    f'<p:sp><p:nvSpPr><p:cNvPr id="9" name="Rule" descr="">{_DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
    f'<p:spPr><a:xfrm><a:off x="{64 * PX}" y="{396 * PX}"/><a:ext cx="{72 * PX}" cy="{6 * PX}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
    "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
)
_LAYOUTS = {
    Layout.TITLE: _LayoutSpec(
        "Title", _Frame(64, 120, 1152, 256, "b", '<a:lvl1pPr><a:defRPr sz="4800"/></a:lvl1pPr>'),
        _Frame(64, 424, 1152, 96), _RULE),
    Layout.SECTION: _LayoutSpec("Section", _Frame(64, 160, 1152, 400, "ctr", _ON_DARK), None, dark=True),
    Layout.TEXT: _LayoutSpec("Text", _Frame(64, 56, 1152, 112, "b"), _Frame(64, 184, 1152, 464)),
    Layout.POINTS: _LayoutSpec("Points", _Frame(64, 56, 1152, 112, "b"), _Frame(64, 184, 1152, 464, "t", _BULLETS)),
    Layout.FIGURE: _LayoutSpec("Words and figure", _Frame(64, 56, 488, 112, "b"), _Frame(64, 184, 488, 464)),
}  # fmt: skip


def new_presentation(language: str, organisation: str) -> Presentation:
    """An empty presentation; its layouts stand in the order of ``Layout``."""
    import pptx

    return pptx.Presentation(io.BytesIO(_package(language, organisation)))


def layout_index(layout: Layout) -> int:
    """Where ``layout`` stands among the presentation's layouts."""
    return list(_LAYOUTS).index(layout)


def _package(language: str, organisation: str) -> bytes:
    layouts = [(f"/ppt/slideLayouts/slideLayout{n}.xml", spec) for n, spec in enumerate(_LAYOUTS.values(), 1)]
    overrides = {
        "/ppt/presentation.xml": "presentation.main",
        "/ppt/slideMasters/slideMaster1.xml": "slideMaster",
        "/ppt/notesMasters/notesMaster1.xml": "notesMaster",
        "/ppt/presProps.xml": "presProps",
        "/ppt/viewProps.xml": "viewProps",
        "/ppt/tableStyles.xml": "tableStyles",
    } | {path: "slideLayout" for path, _ in layouts}
    types = "".join(
        f'<Override PartName="{path}" ContentType="{_PRESENTATION_TYPE}{kind}+xml"/>'
        for path, kind in overrides.items()
    )
    theme_type = "application/vnd.openxmlformats-officedocument.theme+xml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}'
        f'<Override PartName="/ppt/theme/theme1.xml" ContentType="{theme_type}"/>'
        f'<Override PartName="/ppt/theme/theme2.xml" ContentType="{theme_type}"/>'
        '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>',
        "_rels/.rels": _relationships(("officeDocument", "ppt/presentation.xml"), ("extended-properties", "docProps/app.xml")),
        "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>narrate</Application><PresentationFormat>Widescreen</PresentationFormat><Company>{escape(organisation)}</Company></Properties>",
        "ppt/presentation.xml": _presentation(language),
        "ppt/_rels/presentation.xml.rels": _relationships(
            ("slideMaster", "slideMasters/slideMaster1.xml"), ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("presProps", "presProps.xml"), ("viewProps", "viewProps.xml"), ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml")),
        "ppt/presProps.xml": f'<p:presentationPr {_NAMESPACES}><p:showPr showNarration="1" showAnimation="1" useTimings="1"><p:present/></p:showPr></p:presentationPr>',
        "ppt/viewProps.xml": f"<p:viewPr {_NAMESPACES}/>",
        "ppt/tableStyles.xml": f'<a:tblStyleLst {_NAMESPACES} def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
        "ppt/theme/theme1.xml": _theme("Narrate"),
        "ppt/theme/theme2.xml": _theme("Narrate notes"),
        "ppt/slideMasters/slideMaster1.xml": _master(language),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relationships(
            *(("slideLayout", f"..{path.removeprefix('/ppt')}") for path, _ in layouts), ("theme", "../theme/theme1.xml")),
        "ppt/notesMasters/notesMaster1.xml": _notes_master(language),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _relationships(("theme", "../theme/theme2.xml")),
    }  # fmt: skip
    for number, (path, spec) in enumerate(layouts, 1):
        parts[path[1:]] = _layout(spec, language)
        parts[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = _relationships(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, xml in parts.items():
            archive.writestr(name, _HEAD + xml)
    return buffer.getvalue()


def _relationships(*pairs: tuple[str, str]) -> str:
    lines = (
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(lines)}</Relationships>'


def _presentation(language: str) -> str:
    return (
        f'<p:presentation {_NAMESPACES} saveSubsetFonts="1">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{1280 * PX}" cy="{720 * PX}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="{language}"/></a:defPPr></p:defaultTextStyle></p:presentation>'
    )


def _placeholder(id_: int, name: str, holder: str, frame: _Frame | None, language: str, prompt: str) -> str:
    place = (
        f'<a:xfrm><a:off x="{frame.x * PX}" y="{frame.y * PX}"/><a:ext cx="{frame.width * PX}" cy="{frame.height * PX}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        if frame
        else ""
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {holder}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>"
        f"<p:txBody>{_FRAME.format(anchor=frame.anchor if frame else 't')}<a:lstStyle>{frame.style if frame else ''}</a:lstStyle>"
        f'<a:p><a:r><a:rPr lang="{language}"/><a:t>{prompt}</a:t></a:r><a:endParaRPr lang="{language}"/></a:p></p:txBody></p:sp>'
    )


def _layout(spec: _LayoutSpec, language: str) -> str:
    background = (
        '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        if spec.dark
        else ""
    )
    shapes = _placeholder(2, "Title", 'type="title"', spec.title, language, "Title")
    if spec.body:
        shapes += _placeholder(3, "Text", 'type="body" idx="1"', spec.body, language, "Text")
    return (
        f'<p:sldLayout {_NAMESPACES} preserve="1" userDrawn="1"><p:cSld name="{spec.name}">{background}'
        f"<p:spTree>{_TREE}{spec.extra}{shapes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _master(language: str) -> str:
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(_LAYOUTS)))
    text = _LAYOUTS[Layout.TEXT]
    title = _placeholder(2, "Title", 'type="title"', text.title, language, "Title")
    body = _placeholder(3, "Text", 'type="body" idx="1"', text.body, language, "Text")
    return (
        f"<p:sldMaster {_NAMESPACES}><p:cSld>{_PAPER_BACKGROUND}"
        f"<p:spTree>{_TREE}{title}{body}</p:spTree></p:cSld>"
        f"{_COLOUR_MAP}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles>"
        f"<p:titleStyle>{_level(3450, 117, 0, bold=True)}</p:titleStyle><p:bodyStyle>{_level(2550, 115, 1800)}</p:bodyStyle>"
        f"<p:otherStyle>{_level(2100, 115, 0)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


_PAPER_BACKGROUND = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
_COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3"'
    ' accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)


def _level(size: int, spacing: int, before: int, bold: bool = False) -> str:
    family = "mj" if bold else "mn"
    return (
        '<a:lvl1pPr marL="0" indent="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:lnSpc><a:spcPct val="{spacing * 1000}"/></a:lnSpc><a:spcBef><a:spcPts val="{before}"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{size}" b="{int(bold)}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        f'<a:latin typeface="+{family}-lt"/><a:ea typeface="+{family}-ea"/><a:cs typeface="+{family}-cs"/></a:defRPr></a:lvl1pPr>'
    )


def _notes_master(language: str) -> str:
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="685800" y="685800"/>'
        '<a:ext cx="5486400" cy="3086100"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:sp>'
    )
    notes = _placeholder(3, "Notes", 'type="body" sz="quarter" idx="3"', _Frame(72, 432, 576, 456), language, "Notes")
    return (
        f"<p:notesMaster {_NAMESPACES}><p:cSld>{_PAPER_BACKGROUND}"
        f"<p:spTree>{_TREE}{image}{notes}</p:spTree></p:cSld>{_COLOUR_MAP}"
        f"<p:notesStyle>{_level(1400, 115, 600)}</p:notesStyle></p:notesMaster>"
    )


def _theme(name: str) -> str:
    colours = {
        "dk1": INK, "lt1": PAPER, "dk2": DIM, "lt2": PANEL, "accent1": ACCENT, "accent2": MARK, "accent3": GREEN,
        "accent4": DIM, "accent5": "3F6377", "accent6": "4A3B2A", "hlink": ACCENT, "folHlink": DIM,
    }  # fmt: skip
    scheme = "".join(f'<a:{key}><a:srgbClr val="{value}"/></a:{key}>' for key, value in colours.items())
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="Narrate">{scheme}</a:clrScheme><a:fontScheme name="Narrate"><a:majorFont>{font}</a:majorFont>'
        f'<a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name="Narrate"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
