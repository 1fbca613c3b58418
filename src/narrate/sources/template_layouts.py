"""The layouts of a PowerPoint template, and the kind of slide that each serves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from narrate.model import Layout
from narrate.sources.drawing_colours import background, read_map, read_scheme, seen_through
from narrate.sources.ooxml import EMU_PER_PX, MC, A, P
from narrate.sources.packages import OpenPackage, PackageFault
from narrate.sources.template_parts import with_sound_values

_TITLES = ("title", "ctrTitle")
_BODIES = ("", "obj", "body", "subTitle")
_WORDS = (64, 48, 1216, 690)  # left, top, right, bottom in px: where narrate puts words and the sound icon
# For each kind of slide: the OOXML types of suitable layouts, best first; then words in suitable names.
_CHOICE: Mapping[Layout, tuple[tuple[str, ...], str]] = {
    Layout.TITLE: (
        ("title", "titleOnly"),
        r"title slide|cover|portada|diapositiva de título|titelfolie|titre|copertina|capa",
    ),
    Layout.SECTION: (
        ("secHead", "titleOnly", "title"),
        r"section|secci[oó]n|abschnitt|kapitel|chapter|chapitre|capítulo|divider|trennfolie|sezione|seção",
    ),
    Layout.TEXT: (("obj", "tx"), r"title and (content|text)|t[ií]tulo y (contenido|objetos|texto)|titel und inhalt"),
    Layout.POINTS: (("obj", "tx"), r"title and (content|text)|t[ií]tulo y (contenido|objetos|texto)|titel und inhalt"),
    Layout.SPLIT: (("twoObj", "txAndObj", "objTx", "picTx", "obj", "tx"), r"two content|dos objetos|picture|imagen"),
    Layout.FIGURE: (("titleOnly", "obj"), r"title only|s[oó]lo el t[ií]tulo|nur titel"),
    Layout.PAIR: (("twoTxTwoObj", "twoObj", "titleOnly", "obj"), r"comparison|comparaci[oó]n|two content|title only"),
    Layout.SERIES: (("titleOnly", "obj"), r"title only|s[oó]lo el t[ií]tulo|nur titel"),
    Layout.CLOSING: (("twoObj", "obj", "tx"), r"two content|title and content"),
}
_NEEDS_BODY = (Layout.TEXT, Layout.POINTS, Layout.SPLIT, Layout.CLOSING)


@dataclass(frozen=True, slots=True)
class TemplateLayout:
    """A layout: the ``p:ph`` attributes of its placeholders, and its background.

    ``ground`` is the background colour, empty if it is a picture or a gradient. ``overrides`` is true if the layout
    maps or replaces the theme's colours; ``colours`` are the resulting ones. ``decorated`` names the objects in the
    area for words, with their positions.
    """

    part: str
    name: str
    kind: str
    title: str
    bodies: tuple[str, ...]
    count: str
    ground: str
    overrides: bool
    colours: Mapping[str, str]
    decorated: tuple[str, ...]


def read_layout(
    package: OpenPackage, name: str, root: etree._Element, master: etree._Element, theme: etree._Element,
    scheme: Mapping[str, str], colour_map: Mapping[str, str], factor: float,
) -> TemplateLayout:  # fmt: skip
    content = root.find(f"{P}cSld")
    override = read_map(root)
    other = next((one.target for one in package.relations(name).values() if one.kind == "themeOverride"), "")
    if other:
        scheme = {**scheme, **read_scheme(with_sound_values(other, package.xml(other)))}
    colours = seen_through(scheme, override or colour_map)
    holders = list(_holders(root))
    grounds = background([root, master], colours, theme)
    shown = [root] if root.get("showMasterSp") in ("0", "false") else [master, root]
    return TemplateLayout(
        part=name,
        name=(content.get("name") if content is not None else "") or name,
        kind=_kind(root),
        title=next((text for kind, _, text in holders if kind in _TITLES), ""),
        bodies=tuple(text for _, _, text in sorted((h for h in holders if h[0] in _BODIES), key=lambda h: h[1])),
        count=next((text for kind, _, text in holders if kind == "sldNum"), ""),
        ground=grounds[0] if len(set(grounds)) == 1 else "",
        overrides=bool(other) or (override is not None and override != dict(colour_map)),
        colours=colours,
        decorated=tuple(what for one in shown for what in _decorated(one, factor)),
    )


def _holders(root: etree._Element) -> Iterator[tuple[str, int, str]]:
    """(type, index, attributes) of each placeholder for horizontal text."""
    for holder in root.iterfind(f"{P}cSld/{P}spTree/{P}sp/{P}nvSpPr/{P}nvPr/{P}ph"):
        if holder.get("orient") != "vert":
            kept = [f'{name}="{holder.get(name)}"' for name in ("type", "sz", "idx") if holder.get(name)]
            yield holder.get("type") or "", int(holder.get("idx") or 0), " ".join(kept)


def _decorated(root: etree._Element, factor: float) -> Iterator[str]:
    """Names of objects, other than placeholders, in the area for words."""
    left, top, right, low = _WORDS
    for shape in (
        *root.iterfind(f"{P}cSld/{P}spTree/*"),
        *root.iterfind(f"{P}cSld/{P}spTree/{MC}AlternateContent/{MC}Choice/*"),
    ):
        properties = shape.find(f".//{P}cNvPr")
        frame = shape.find(f"./*/{A}xfrm") if shape.find(f"./*/{A}xfrm") is not None else shape.find(f"./{P}xfrm")
        if properties is None or frame is None or shape.find(f".//{P}ph") is not None:
            continue
        offset, extent = frame.find(f"{A}off"), frame.find(f"{A}ext")
        if offset is None or extent is None or extent.get("cx") is None:
            continue
        x, y = (int(offset.get(name) or 0) * factor / EMU_PER_PX for name in ("x", "y"))
        width, height = (int(extent.get(name) or 0) * factor / EMU_PER_PX for name in ("cx", "cy"))
        if x < right and y < low and x + width > left and y + height > top:
            yield f"{properties.get('name') or 'a shape'!r} ({x:.0f}, {y:.0f} to {x + width:.0f}, {y + height:.0f} px)"


def choose(layouts: Sequence[TemplateLayout]) -> dict[Layout, tuple[TemplateLayout, ...]]:
    """The suitable layouts for each kind of slide, best first. Raises PackageFault if there are none."""
    titled = [one for one in layouts if one.title]
    if not titled:
        hint = 'in PowerPoint, View > Slide Master: add a "Title and Content" layout, or tick "Title" on one'
        raise PackageFault(f"none of its {len(layouts)} layouts has a title", hint)
    bodied = [one for one in titled if one.bodies]
    if not bodied:
        hint = 'in PowerPoint, View > Slide Master: add a "Title and Content" layout'
        raise PackageFault("no layout with a title has a placeholder for text, too", hint)
    found = {}
    for kind, (types, words) in _CHOICE.items():
        some = bodied if kind in _NEEDS_BODY else titled
        found[kind] = _ranked(some, types, words)
    return found


def _ranked(layouts: Sequence[TemplateLayout], types: Sequence[str], words: str) -> tuple[TemplateLayout, ...]:
    first = [one for one in layouts if one.kind == types[0]]
    named = [one for one in layouts if re.search(words, one.name, re.IGNORECASE)]
    others = [one for kind in types[1:] for one in layouts if one.kind == kind]
    plain = [one for one in layouts if one.kind not in ("title", "secHead", *_UPRIGHT)]
    ranked = {one.part: one for one in (*first, *named, *others, *plain, *layouts)}
    return tuple(ranked.values())


_UPRIGHT = ("vertTx", "vertTitleAndTx")


def _kind(root: etree._Element) -> str:
    """The OOXML type of a layout; if missing, the type that PowerPoint would infer from its placeholders."""
    said = root.get("type") or ""
    if said not in ("", "cust"):
        return said
    holders = list(root.iterfind(f"{P}cSld/{P}spTree//{P}nvPr/{P}ph"))
    types = [one.get("type") or "obj" for one in holders]
    if any(one.get("orient") == "vert" for one in holders):
        return _UPRIGHT[0]
    if "ctrTitle" in types or ("title" in types and "subTitle" in types):
        return "title"
    if "title" not in types:
        return "blank"
    texts, pictures = [one for one in types if one in ("obj", "body", "subTitle")], types.count("pic")
    if not texts and not pictures:
        return "titleOnly" if not {"chart", "tbl", "media", "dgm", "clipArt"} & set(types) else "cust"
    if pictures or len(texts) not in (1, 2, 4):
        return "picTx" if (pictures, len(texts)) == (1, 1) else "cust"
    return {1: "obj" if "obj" in texts else "tx", 2: "twoObj", 4: "twoTxTwoObj"}[len(texts)]
