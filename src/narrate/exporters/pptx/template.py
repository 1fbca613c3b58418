"""An empty 16:9 presentation with a theme, a master, layouts and a notes master of our own, or a producer's.

Written as the parts of ECMA-376 that a presentation needs and no more, then opened by
python-pptx like any template.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from narrate.exporters.pptx.foreign import MASTER, THEME, Design, template_design
from narrate.exporters.pptx.plans import Plan
from narrate.exporters.pptx.shapes import DECORATIVE, NAMESPACES, PX, SCHEME, Script, coloured, quoteattr
from narrate.model import Deck, Layout, Theme
from narrate.typeset.contrast import luminance

if TYPE_CHECKING:
    from pptx.presentation import Presentation

    from narrate.sources.templates import Template

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_FRAME = '<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PRESENTATION_TYPE = "application/vnd.openxmlformats-officedocument.presentationml."


@dataclass(frozen=True, slots=True)
class _Frame:
    """A placeholder on a layout, in px."""

    x: float
    y: float
    width: float
    height: float
    style: str = ""


@dataclass(frozen=True, slots=True)
class _LayoutSpec:
    """A layout: where its placeholders stand, its background's token, and whether the panel is on it."""

    name: str
    title: _Frame
    bodies: tuple[_Frame, ...] = ()
    background: str = ""
    panel: bool = False
    counted: bool = True


_BULLETS = (
    '<a:lvl1pPr marL="323850" indent="-323850"><a:buClr><a:schemeClr val="accent1"/></a:buClr>'
    '<a:buFont typeface="Arial"/><a:buChar char="•"/></a:lvl1pPr>'
)


def _title_style(size: int, shade: str = "ink") -> str:
    return (
        f'<a:lvl1pPr><a:defRPr sz="{size}"><a:solidFill>{coloured(SCHEME[shade])}</a:solidFill></a:defRPr></a:lvl1pPr>'
    )


_LAYOUTS = {
    Layout.TITLE: _LayoutSpec(
        "Title", _Frame(64, 150, 488, 300, _title_style(4800)), (_Frame(64, 470, 488, 80),), panel=True, counted=False
    ),
    Layout.SECTION: _LayoutSpec(
        "Section", _Frame(64, 250, 1152, 300, _title_style(6300, "bar_ink")), background="bar", counted=False
    ),
    Layout.TEXT: _LayoutSpec(
        "Text", _Frame(64, 56, 1152, 60, _title_style(2700, "accent")), (_Frame(64, 132, 1060, 490),)
    ),
    Layout.POINTS: _LayoutSpec("Points", _Frame(64, 64, 1152, 64), (_Frame(64, 160, 1060, 460, _BULLETS),)),
    Layout.SPLIT: _LayoutSpec(
        "Points and figure", _Frame(64, 64, 474, 110), (_Frame(64, 214, 474, 420, _BULLETS),), panel=True
    ),
    Layout.FIGURE: _LayoutSpec("Figure", _Frame(64, 64, 420, 220), background="panel"),
    Layout.PAIR: _LayoutSpec(
        "Two figures", _Frame(64, 56, 1152, 64), tuple(_Frame(64 + 588 * n, 570, 564, 60) for n in range(2))
    ),
    Layout.SERIES: _LayoutSpec(
        "Series", _Frame(64, 56, 1152, 64), tuple(_Frame(64 + 294 * n, 540, 270, 90) for n in range(4))
    ),
    Layout.CLOSING: _LayoutSpec(
        "Closing", _Frame(64, 64, 488, 140, _title_style(4200)), (_Frame(64, 232, 474, 380),), panel=True
    ),
}


def new_presentation(deck: Deck, script: Script, organisation: str, template: Template | None = None) -> Presentation:
    """An empty presentation in the deck's theme, on our own master or on that of ``template``."""
    import pptx

    design = template_design(template) if template else _own_design(deck, script)
    return pptx.Presentation(io.BytesIO(_package(deck, script, organisation, design)))


def own_plans() -> dict[Layout, Plan]:
    """How the kinds of slide are made on our own layouts."""
    return {
        kind: Plan(
            index=index,
            title='type="title"',
            bodies=tuple(f'type="body" idx="{number}"' for number in range(1, len(spec.bodies) + 1)),
            count='type="sldNum" sz="quarter" idx="12"' if spec.counted else "",
            panelled=spec.panel,
        )
        for index, (kind, spec) in enumerate(_LAYOUTS.items())
    }


def _own_design(deck: Deck, script: Script) -> Design:
    layouts = [(f"ppt/slideLayouts/slideLayout{n}.xml", spec) for n, spec in enumerate(_LAYOUTS.values(), 1)]
    parts: dict[str, str | bytes] = {
        THEME: _theme("Narrate", deck),
        MASTER: _master(deck, script),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relationships(
            *(("slideLayout", f"..{path.removeprefix('ppt')}") for path, _ in layouts), ("theme", "../theme/theme1.xml")
        ),
    }
    for number, (path, spec) in enumerate(layouts, 1):
        parts[path] = _layout(spec, script)
        parts[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = _relationships(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    return Design(parts, tuple(path for path, _ in layouts), {})


def _package(deck: Deck, script: Script, organisation: str, design: Design) -> bytes:
    kinds = {
        "ppt/presentation.xml": "presentation.main",
        MASTER: "slideMaster",
        "ppt/notesMasters/notesMaster1.xml": "notesMaster",
        "ppt/presProps.xml": "presProps",
        "ppt/viewProps.xml": "viewProps",
        "ppt/tableStyles.xml": "tableStyles",
    } | dict.fromkeys(design.layouts, "slideLayout")
    types = {path: f"{_PRESENTATION_TYPE}{kind}+xml" for path, kind in kinds.items()}
    types |= dict.fromkeys((THEME, "ppt/theme/theme2.xml"), "application/vnd.openxmlformats-officedocument.theme+xml")
    types["docProps/app.xml"] = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    types |= design.types
    overrides = "".join(f'<Override PartName="/{path}" ContentType="{type_}"/>' for path, type_ in types.items())
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": _relationships(("officeDocument", "ppt/presentation.xml"), ("extended-properties", "docProps/app.xml")),
        "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>narrate</Application><PresentationFormat>Widescreen</PresentationFormat><Company>{escape(organisation)}</Company></Properties>",
        "ppt/presentation.xml": _presentation(script.language),
        "ppt/_rels/presentation.xml.rels": _relationships(
            ("slideMaster", "slideMasters/slideMaster1.xml"), ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("presProps", "presProps.xml"), ("viewProps", "viewProps.xml"), ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml")),
        "ppt/presProps.xml": f'<p:presentationPr {NAMESPACES}><p:showPr showNarration="1" showAnimation="1" useTimings="1"><p:present/></p:showPr></p:presentationPr>',
        "ppt/viewProps.xml": f"<p:viewPr {NAMESPACES}/>",
        "ppt/tableStyles.xml": f'<a:tblStyleLst {NAMESPACES} def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
        "ppt/theme/theme2.xml": _theme("Narrate notes", deck),
        "ppt/notesMasters/notesMaster1.xml": _notes_master(deck, script),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _relationships(("theme", "../theme/theme2.xml")),
        **design.parts,
    }  # fmt: skip
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content if isinstance(content, bytes) else _HEAD + content)
    return buffer.getvalue()


def _relationships(*pairs: tuple[str, str]) -> str:
    lines = (
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(lines)}</Relationships>'


def _presentation(language: str) -> str:
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{1280 * PX}" cy="{720 * PX}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="{language}"/></a:defPPr></p:defaultTextStyle></p:presentation>'
    )


def _placeholder(id_: int, name: str, holder: str, frame: _Frame | None, script: Script, prompt: str) -> str:
    place = ""
    if frame:
        x = 1280 - frame.x - frame.width if script.mirrored else frame.x
        place = (
            f'<a:xfrm><a:off x="{round(x * PX)}" y="{round(frame.y * PX)}"/><a:ext cx="{round(frame.width * PX)}" cy="{round(frame.height * PX)}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        )
    language = script.language
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {holder}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>"
        f"<p:txBody>{_FRAME.format(anchor='t')}<a:lstStyle>{frame.style if frame else ''}</a:lstStyle>"
        f'<a:p><a:r><a:rPr lang="{language}"/><a:t>{prompt}</a:t></a:r><a:endParaRPr lang="{language}"/></a:p></p:txBody></p:sp>'
    )


_COUNT = _Frame(
    552,
    654,
    160,
    24,
    '<a:lvl1pPr><a:defRPr sz="1650"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:defRPr></a:lvl1pPr>',
)


def _layout(spec: _LayoutSpec, script: Script) -> str:
    background = (
        f"<p:bg><p:bgPr><a:solidFill>{coloured(SCHEME[spec.background])}</a:solidFill><a:effectLst/></p:bgPr></p:bg>"
        if spec.background
        else ""
    )
    shapes = _panel(script) if spec.panel else ""
    shapes += _placeholder(2, "Title", 'type="title"', spec.title, script, "Title")
    for number, frame in enumerate(spec.bodies, 1):
        shapes += _placeholder(2 + number, f"Text {number}", f'type="body" idx="{number}"', frame, script, "Text")
    if spec.counted:
        shapes += _placeholder(8, "Slide number", 'type="sldNum" sz="quarter" idx="12"', _COUNT, script, "1")
    return (
        f'<p:sldLayout {NAMESPACES} preserve="1" userDrawn="1"><p:cSld name="{spec.name}">{background}'
        f"<p:spTree>{_TREE}{shapes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _panel(script: Script) -> str:
    x = 0 if script.mirrored else 592
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="9" name="Panel" descr="">{DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{x * PX}" y="0"/><a:ext cx="{688 * PX}" cy="{720 * PX}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="bg2"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _master(deck: Deck, script: Script) -> str:
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(_LAYOUTS)))
    points = _LAYOUTS[Layout.POINTS]
    title = _placeholder(2, "Title", 'type="title"', points.title, script, "Title")
    body = _placeholder(3, "Text", 'type="body" idx="1"', _LAYOUTS[Layout.TEXT].bodies[0], script, "Text")
    count = _placeholder(4, "Slide number", 'type="sldNum" sz="quarter" idx="4"', _COUNT, script, "1")
    return (
        f"<p:sldMaster {NAMESPACES}><p:cSld>{_PAPER_BACKGROUND}"
        f"<p:spTree>{_TREE}{title}{body}{count}</p:spTree></p:cSld>"
        f"{_colour_map(deck.theme)}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles>"
        f"<p:titleStyle>{_level(3450, 117, 0, script, bold=True)}</p:titleStyle><p:bodyStyle>{_level(2550, 136, 1800, script)}</p:bodyStyle>"
        f"<p:otherStyle>{_level(2100, 115, 0, script)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


_PAPER_BACKGROUND = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'


def _colour_map(theme: Theme) -> str:
    """Which of the scheme's dark and light colours lie behind: a dark theme's dark ones."""
    behind, before = ("dk", "lt") if _is_dark(theme) else ("lt", "dk")
    accents = "".join(f' accent{n}="accent{n}"' for n in range(1, 7))
    return f'<p:clrMap bg1="{behind}1" tx1="{before}1" bg2="{behind}2" tx2="{before}2"{accents} hlink="hlink" folHlink="folHlink"/>'


def _is_dark(theme: Theme) -> bool:
    return luminance(theme.colours["paper"]) < luminance(theme.colours["ink"])


def _level(size: int, spacing: int, before: int, script: Script, *, bold: bool = False) -> str:
    family = "mj" if bold else "mn"
    side = "r" if script.mirrored else "l"
    return (
        f'<a:lvl1pPr marL="0" indent="0" algn="{side}" defTabSz="914400" rtl="{int(script.mirrored)}" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:lnSpc><a:spcPct val="{spacing * 1000}"/></a:lnSpc><a:spcBef><a:spcPts val="{before}"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{size}" b="{int(bold)}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        f'<a:latin typeface="+{family}-lt"/><a:ea typeface="+{family}-ea"/><a:cs typeface="+{family}-cs"/></a:defRPr></a:lvl1pPr>'
    )


def _notes_master(deck: Deck, script: Script) -> str:
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="685800" y="685800"/>'
        '<a:ext cx="5486400" cy="3086100"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:sp>'
    )
    frame = _Frame(1280 - 72 - 576 if script.mirrored else 72, 432, 576, 456)
    notes = _placeholder(3, "Notes", 'type="body" sz="quarter" idx="3"', frame, script, "Notes")
    return (
        f"<p:notesMaster {NAMESPACES}><p:cSld>{_PAPER_BACKGROUND}"
        f"<p:spTree>{_TREE}{image}{notes}</p:spTree></p:cSld>{_colour_map(deck.theme)}"
        f"<p:notesStyle>{_level(1400, 115, 600, script)}</p:notesStyle></p:notesMaster>"
    )


def _theme(name: str, deck: Deck) -> str:
    c = deck.theme.colours
    dark = _is_dark(deck.theme)
    first, second = (("paper", "ink"), ("panel", "dim")) if dark else (("ink", "paper"), ("dim", "panel"))
    tokens = {
        "dk1": first[0], "lt1": first[1], "dk2": second[0], "lt2": second[1], "accent1": "accent", "accent2": "mark",
        "accent3": "tint", "accent4": "bar", "accent5": "bar_dim", "accent6": "bar_line", "hlink": "accent",
        "folHlink": "dim",
    }  # fmt: skip
    scheme = "".join(f'<a:{key}><a:srgbClr val="{c[token]}"/></a:{key}>' for key, token in tokens.items())
    font = f"<a:latin typeface={quoteattr(deck.deck_face)}/><a:ea typeface={quoteattr(deck.deck_east)}/><a:cs typeface={quoteattr(deck.deck_complex)}/>"
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
