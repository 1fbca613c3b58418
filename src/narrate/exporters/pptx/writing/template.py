"""Makes an empty 16:9 presentation with narrate's own theme, master and layouts, or with those of a user's template.

It has only those parts that ECMA-376 requires. python-pptx opens it as it opens any template.
"""

from __future__ import annotations

import io
import zipfile
from html import escape
from typing import TYPE_CHECKING

from narrate.exporters.pptx.format import PX, URIS, xmlns
from narrate.exporters.pptx.writing.layouts import COUNT, LAYOUTS, TREE, PlaceholderFrame, layout, placeholder
from narrate.exporters.pptx.writing.shapes import NAMESPACES, TextStyle, quoteattr
from narrate.exporters.pptx.writing.template_import import MASTER, THEME, Design, template_design
from narrate.model import Deck, Layout, Theme
from narrate.typeset.contrast import luminance

if TYPE_CHECKING:
    from pptx.presentation import Presentation

    from narrate.sources.templates import Template

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = URIS["r"]
_PRESENTATION_TYPE = "application/vnd.openxmlformats-officedocument.presentationml."


def new_presentation(deck: Deck, style: TextStyle, organisation: str, template: Template | None = None) -> Presentation:
    """Return an empty presentation on the master of ``template``; if it is None, on narrate's own in the deck's theme.

    ``organisation`` is the publisher, as it stands in the properties of the file.
    """
    import pptx

    design = template_design(template) if template else _own_design(deck, style)
    return pptx.Presentation(io.BytesIO(_package(deck, style, organisation, design)))


def _own_design(deck: Deck, style: TextStyle) -> Design:
    layouts = [(f"ppt/slideLayouts/slideLayout{n}.xml", spec) for n, spec in enumerate(LAYOUTS.values(), 1)]
    parts: dict[str, str | bytes] = {
        THEME: _theme("Narrate", deck),
        MASTER: _master(deck, style),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relationships(
            *(("slideLayout", f"..{path.removeprefix('ppt')}") for path, _ in layouts), ("theme", "../theme/theme1.xml")
        ),
    }
    for number, (path, spec) in enumerate(layouts, 1):
        parts[path] = layout(spec, style)
        parts[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = _relationships(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    return Design(parts, tuple(path for path, _ in layouts), {})


def _package(deck: Deck, style: TextStyle, organisation: str, design: Design) -> bytes:
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
        "_rels/.rels": _relationships(
            ("officeDocument", "ppt/presentation.xml"), ("extended-properties", "docProps/app.xml")),
        "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>narrate</Application><PresentationFormat>Widescreen</PresentationFormat>"
        f"<Company>{escape(organisation)}</Company></Properties>",
        "ppt/presentation.xml": _presentation(style.language),
        "ppt/_rels/presentation.xml.rels": _relationships(
            ("slideMaster", "slideMasters/slideMaster1.xml"), ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("presProps", "presProps.xml"), ("viewProps", "viewProps.xml"), ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml")),
        "ppt/presProps.xml": f"<p:presentationPr {NAMESPACES}>"
        '<p:showPr showNarration="1" showAnimation="1" useTimings="1"><p:present/></p:showPr></p:presentationPr>',
        "ppt/viewProps.xml": f"<p:viewPr {NAMESPACES}/>",
        "ppt/tableStyles.xml": f'<a:tblStyleLst {NAMESPACES} def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
        "ppt/theme/theme2.xml": _theme("Narrate notes", deck),
        "ppt/notesMasters/notesMaster1.xml": _notes_master(deck, style),
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
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{"".join(lines)}</Relationships>'


def _presentation(language: str) -> str:
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{1280 * PX}" cy="{720 * PX}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="{language}"/></a:defPPr></p:defaultTextStyle></p:presentation>'
    )


def _master(deck: Deck, style: TextStyle) -> str:
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(LAYOUTS)))
    points = LAYOUTS[Layout.POINTS]
    title = placeholder(2, "Title", 'type="title"', points.title, style, "Title")
    body = placeholder(3, "Text", 'type="body" idx="1"', LAYOUTS[Layout.TEXT].bodies[0], style, "Text")
    count = placeholder(4, "Slide number", 'type="sldNum" sz="quarter" idx="4"', COUNT, style, "1")
    return (
        f"<p:sldMaster {NAMESPACES}><p:cSld>{_PAPER_BACKGROUND}"
        f"<p:spTree>{TREE}{title}{body}{count}</p:spTree></p:cSld>"
        f"{_colour_map(deck.theme)}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles>"
        f"<p:titleStyle>{_level(3450, 117, 0, style, bold=True)}</p:titleStyle>"
        f"<p:bodyStyle>{_level(2550, 136, 1800, style)}</p:bodyStyle>"
        f"<p:otherStyle>{_level(2100, 115, 0, style)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


_PAPER_BACKGROUND = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'


def _colour_map(theme: Theme) -> str:
    """Return the colour map as XML. In a dark theme it takes the background from the scheme's dark colours."""
    behind, before = ("dk", "lt") if _is_dark(theme) else ("lt", "dk")
    accents = "".join(f' accent{n}="accent{n}"' for n in range(1, 7))
    grounds_and_texts = f'bg1="{behind}1" tx1="{before}1" bg2="{behind}2" tx2="{before}2"'
    return f'<p:clrMap {grounds_and_texts}{accents} hlink="hlink" folHlink="folHlink"/>'


def _is_dark(theme: Theme) -> bool:
    return luminance(theme.colours["paper"]) < luminance(theme.colours["ink"])


def _level(size: int, spacing: int, before: int, style: TextStyle, *, bold: bool = False) -> str:
    family = "mj" if bold else "mn"
    side = "r" if style.mirrored else "l"
    return (
        f'<a:lvl1pPr marL="0" indent="0" algn="{side}" defTabSz="914400" rtl="{int(style.mirrored)}"'
        ' eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:lnSpc><a:spcPct val="{spacing * 1000}"/></a:lnSpc><a:spcBef><a:spcPts val="{before}"/></a:spcBef>'
        "<a:buNone/>"
        f'<a:defRPr sz="{size}" b="{int(bold)}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        f'<a:latin typeface="+{family}-lt"/><a:ea typeface="+{family}-ea"/><a:cs typeface="+{family}-cs"/>'
        "</a:defRPr></a:lvl1pPr>"
    )


def _notes_master(deck: Deck, style: TextStyle) -> str:
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="685800" y="685800"/>'
        '<a:ext cx="5486400" cy="3086100"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:sp>'
    )
    frame = PlaceholderFrame(1280 - 72 - 576 if style.mirrored else 72, 432, 576, 456)
    notes = placeholder(3, "Notes", 'type="body" sz="quarter" idx="3"', frame, style, "Notes")
    return (
        f"<p:notesMaster {NAMESPACES}><p:cSld>{_PAPER_BACKGROUND}"
        f"<p:spTree>{TREE}{image}{notes}</p:spTree></p:cSld>{_colour_map(deck.theme)}"
        f"<p:notesStyle>{_level(1400, 115, 600, style)}</p:notesStyle></p:notesMaster>"
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
    font = (
        f"<a:latin typeface={quoteattr(deck.deck_face)}/><a:ea typeface={quoteattr(deck.deck_east)}/>"
        f"<a:cs typeface={quoteattr(deck.deck_complex)}/>"
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme {xmlns("a")} name="{name}"><a:themeElements>'
        f'<a:clrScheme name="Narrate">{scheme}</a:clrScheme><a:fontScheme name="Narrate">'
        f"<a:majorFont>{font}</a:majorFont>"
        f'<a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name="Narrate">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst>"
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
