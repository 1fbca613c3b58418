"""The layouts of narrate's own master: their placeholders and their XML."""

from __future__ import annotations

from dataclasses import dataclass, replace

from narrate.exporters.pptx.format import PX
from narrate.exporters.pptx.writing.plans import Plan
from narrate.exporters.pptx.writing.shapes import DECORATIVE, NAMESPACES, SCHEME, TextStyle, coloured
from narrate.model import Layout

TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
    '<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_FRAME = (
    '<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}">'
    "<a:noAutofit/></a:bodyPr>"
)


@dataclass(frozen=True, slots=True)
class PlaceholderFrame:
    """The place of a placeholder on a layout, in px. ``style`` is the XML of the placeholder's list style."""

    x: float
    y: float
    width: float
    height: float
    style: str = ""


@dataclass(frozen=True, slots=True)
class LayoutSpec:
    """What makes up a layout.

    - ``background``: the theme's name for the colour of the background; empty if it is the master's.
    - ``panel``: whether the layout draws the panel, a coloured area for a figure.
    - ``counted``: whether slides show their number.
    """

    name: str
    title: PlaceholderFrame
    bodies: tuple[PlaceholderFrame, ...] = ()
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


LAYOUTS = {
    Layout.TITLE: LayoutSpec(
        "Title",
        PlaceholderFrame(64, 150, 488, 300, _title_style(4800)),
        (PlaceholderFrame(64, 470, 488, 80),),
        panel=True,
        counted=False,
    ),
    Layout.SECTION: LayoutSpec(
        "Section", PlaceholderFrame(64, 250, 1152, 300, _title_style(6300, "bar_ink")), background="bar", counted=False
    ),
    Layout.TEXT: LayoutSpec(
        "Text",
        PlaceholderFrame(64, 56, 1152, 60, _title_style(2700, "accent")),
        (PlaceholderFrame(64, 132, 1060, 490),),
    ),
    Layout.POINTS: LayoutSpec(
        "Points", PlaceholderFrame(64, 64, 1152, 64), (PlaceholderFrame(64, 160, 1060, 460, _BULLETS),)
    ),
    Layout.SPLIT: LayoutSpec(
        "Points and figure",
        PlaceholderFrame(64, 64, 474, 110),
        (PlaceholderFrame(64, 214, 474, 420, _BULLETS),),
        panel=True,
    ),
    Layout.FIGURE: LayoutSpec("Figure", PlaceholderFrame(64, 64, 420, 220), background="panel"),
    Layout.PAIR: LayoutSpec(
        "Two figures",
        PlaceholderFrame(64, 56, 1152, 64),
        tuple(PlaceholderFrame(64 + 588 * n, 570, 564, 60) for n in range(2)),
    ),
    Layout.SERIES: LayoutSpec(
        "Series",
        PlaceholderFrame(64, 56, 1152, 64),
        tuple(PlaceholderFrame(64 + 294 * n, 540, 270, 90) for n in range(4)),
    ),
    Layout.CLOSING: LayoutSpec(
        "Closing",
        PlaceholderFrame(64, 64, 488, 140, _title_style(4200)),
        (PlaceholderFrame(64, 232, 474, 380),),
        panel=True,
    ),
}


def own_plans() -> dict[Layout, Plan]:
    """Return for each kind of slide the plan by which it is made on narrate's own layouts."""
    plans = {
        kind: Plan(
            index=index,
            title='type="title"',
            bodies=tuple(f'type="body" idx="{number}"' for number in range(1, len(spec.bodies) + 1)),
            count='type="sldNum" sz="quarter" idx="12"' if spec.counted else "",
            panelled=spec.panel,
        )
        for index, (kind, spec) in enumerate(LAYOUTS.items())
    }
    return {**plans, Layout.TABLE: replace(plans[Layout.POINTS], bodies=())}  # below the title is the table alone


def placeholder(id_: int, name: str, holder: str, frame: PlaceholderFrame | None, style: TextStyle, prompt: str) -> str:
    """Return the XML of a placeholder on a layout or master.

    ``holder`` are the attributes of its ``p:ph`` element, and ``prompt`` is the text that editors show in it. If
    ``frame`` is None, the place is that of the master's placeholder.
    """
    place = ""
    if frame:
        x = 1280 - frame.x - frame.width if style.mirrored else frame.x
        place = (
            f'<a:xfrm><a:off x="{round(x * PX)}" y="{round(frame.y * PX)}"/>'
            f'<a:ext cx="{round(frame.width * PX)}" cy="{round(frame.height * PX)}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        )
    language = style.language
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {holder}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>"
        f"<p:txBody>{_FRAME.format(anchor='t')}<a:lstStyle>{frame.style if frame else ''}</a:lstStyle>"
        f'<a:p><a:r><a:rPr lang="{language}"/><a:t>{prompt}</a:t></a:r><a:endParaRPr lang="{language}"/></a:p>'
        "</p:txBody></p:sp>"
    )


COUNT = PlaceholderFrame(
    552,
    654,
    160,
    24,
    '<a:lvl1pPr><a:defRPr sz="1650"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:defRPr></a:lvl1pPr>',
)


def layout(spec: LayoutSpec, style: TextStyle) -> str:
    """Return the XML of a layout."""
    background = (
        f"<p:bg><p:bgPr><a:solidFill>{coloured(SCHEME[spec.background])}</a:solidFill><a:effectLst/></p:bgPr></p:bg>"
        if spec.background
        else ""
    )
    shapes = _panel(style) if spec.panel else ""
    shapes += placeholder(2, "Title", 'type="title"', spec.title, style, "Title")
    for number, frame in enumerate(spec.bodies, 1):
        shapes += placeholder(2 + number, f"Text {number}", f'type="body" idx="{number}"', frame, style, "Text")
    if spec.counted:
        shapes += placeholder(8, "Slide number", 'type="sldNum" sz="quarter" idx="12"', COUNT, style, "1")
    return (
        f'<p:sldLayout {NAMESPACES} preserve="1" userDrawn="1"><p:cSld name="{spec.name}">{background}'
        f"<p:spTree>{TREE}{shapes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _panel(style: TextStyle) -> str:
    x = 0 if style.mirrored else 592
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="9" name="Panel" descr="">{DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{x * PX}" y="0"/><a:ext cx="{688 * PX}" cy="{720 * PX}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="bg2"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
