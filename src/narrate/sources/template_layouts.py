"""Reads the layouts of a PowerPoint template and finds the suitable ones for each kind of slide."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from narrate.model import Layout
from narrate.sources.drawing_colours import background, read_map, read_scheme, seen_through
from narrate.sources.ooxml import EMU_PER_PX, P
from narrate.sources.packages import OpenPackage, PackageFault
from narrate.sources.template_frames import frame_of
from narrate.sources.template_parts import with_sound_values

_TITLES = ("title", "ctrTitle")
_BODIES = ("", "obj", "body", "subTitle")
_TEXTS = ("obj", "body", "subTitle")
_OBJECTS = frozenset({"chart", "tbl", "media", "dgm", "clipArt"})
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
    Layout.TABLE: (("titleOnly", "obj"), r"title only|s[oó]lo el t[ií]tulo|nur titel"),
    Layout.CLOSING: (("twoObj", "obj", "tx"), r"two content|title and content"),
}
_NEEDS_BODY = (Layout.TEXT, Layout.POINTS, Layout.SPLIT, Layout.CLOSING)


@dataclass(frozen=True, slots=True)
class TemplateLayout:
    """A layout of a template, in the part ``part``. ``kind`` is its OOXML type, such as ``titleOnly``.

    ``title``, ``bodies`` and ``count`` are the ``p:ph`` attributes of the placeholders for the title, for content and
    for the slide number; empty if there is none. ``ground`` is the background colour, empty for a picture or a
    gradient. ``overrides`` is true if the layout maps or replaces the theme's colours; ``colours`` are the resulting
    ones. ``decorated`` names the objects in the area for words, with their positions.
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
    """Read the layout in the part ``name``, whose root is ``root``.

    ``master`` and ``theme`` are the roots of its slide master and theme. ``scheme`` holds the theme's colours by name,
    ``colour_map`` the scheme's names for the colour names of slides. ``factor`` is the scale from the template's slides
    to slides 1280 px wide. Raises PackageFault if the layout's own colours cannot be read.
    """
    override = read_map(root)
    relations = package.relations(name).values()
    own_theme = next((relation.target for relation in relations if relation.kind == "themeOverride"), "")
    if own_theme:
        scheme = {**scheme, **read_scheme(with_sound_values(own_theme, package.xml(own_theme)))}
    colours = seen_through(scheme, override or colour_map)
    holders = list(_holders(root))
    return TemplateLayout(
        part=name,
        name=_name(root) or name,
        kind=_kind(root),
        title=_first(holders, _TITLES),
        bodies=_bodies(holders),
        count=_first(holders, ("sldNum",)),
        ground=_only(background([root, master], colours, theme)),
        overrides=bool(own_theme) or (override is not None and override != dict(colour_map)),
        colours=colours,
        decorated=tuple(decoration for shown in _shown(root, master) for decoration in _decorated(shown, factor)),
    )


def _name(root: etree._Element) -> str:
    content = root.find(f"{P}cSld")
    return (content.get("name") or "") if content is not None else ""


def _shown(root: etree._Element, master: etree._Element) -> list[etree._Element]:
    """Return the roots of the parts whose objects a slide of the layout ``root`` shows."""
    return [root] if root.get("showMasterSp") in ("0", "false") else [master, root]


def _only(grounds: Sequence[str]) -> str:
    """Return the one colour of a background, or an empty string if it has several."""
    return grounds[0] if len(set(grounds)) == 1 else ""


_Holder = tuple[str, int, str]  # type, index and attributes of a placeholder


def _holders(root: etree._Element) -> Iterator[_Holder]:
    """Yield the placeholders for horizontal text."""
    for holder in root.iterfind(f"{P}cSld/{P}spTree/{P}sp/{P}nvSpPr/{P}nvPr/{P}ph"):
        if holder.get("orient") != "vert":
            kept = [f'{name}="{holder.get(name)}"' for name in ("type", "sz", "idx") if holder.get(name)]
            yield holder.get("type") or "", int(holder.get("idx") or 0), " ".join(kept)


def _first(holders: Iterable[_Holder], kinds: Container[str]) -> str:
    """Return the attributes of the first placeholder of a type in ``kinds``, or an empty string if there is none."""
    return next((attributes for kind, _, attributes in holders if kind in kinds), "")


def _bodies(holders: Iterable[_Holder]) -> tuple[str, ...]:
    """Return the attributes of each placeholder for content, in the order of their indices."""
    bodies = sorted((holder for holder in holders if holder[0] in _BODIES), key=lambda holder: holder[1])
    return tuple(attributes for _, _, attributes in bodies)


def _decorated(root: etree._Element, factor: float) -> Iterator[str]:
    """Yield the name and position (px) of each object in the area for words, except placeholders."""
    left, top, right, low = _WORDS
    for shape in root.iterfind(f"{P}cSld/{P}spTree/*"):
        properties, box = shape.find(f".//{P}cNvPr"), _box(shape, factor)
        if properties is None or box is None or shape.find(f".//{P}ph") is not None:
            continue
        x, y, x2, y2 = box
        if x < right and y < low and x2 > left and y2 > top:
            yield f"{properties.get('name') or 'a shape'!r} ({x:.0f}, {y:.0f} to {x2:.0f}, {y2:.0f} px)"


def _box(shape: etree._Element, factor: float) -> tuple[float, float, float, float] | None:
    """Return (left, top, right, bottom) of ``shape`` in px, or None if it has no place of its own."""
    frame = frame_of(shape)
    if frame is None or frame[1].get("cx") is None:
        return None
    x, y = (int(frame[0].get(name) or 0) * factor / EMU_PER_PX for name in ("x", "y"))
    width, height = (int(frame[1].get(name) or 0) * factor / EMU_PER_PX for name in ("cx", "cy"))
    return x, y, x + width, y + height


def choose(layouts: Sequence[TemplateLayout]) -> dict[Layout, tuple[TemplateLayout, ...]]:
    """Return the suitable layouts for each kind of slide, best first.

    Raises PackageFault if no layout has a title, or none with a title has a place for text.
    """
    titled = [layout for layout in layouts if layout.title]
    if not titled:
        hint = 'in PowerPoint, View > Slide Master: add a "Title and Content" layout, or tick "Title" on one'
        raise PackageFault(f"none of its {len(layouts)} layouts has a title", hint)
    bodied = [layout for layout in titled if layout.bodies]
    if not bodied:
        hint = 'in PowerPoint, View > Slide Master: add a "Title and Content" layout'
        raise PackageFault("no layout with a title has a placeholder for text, too", hint)
    return {
        kind: _ranked(bodied if kind in _NEEDS_BODY else titled, types, words)
        for kind, (types, words) in _CHOICE.items()
    }


def _ranked(layouts: Sequence[TemplateLayout], types: Sequence[str], words: str) -> tuple[TemplateLayout, ...]:
    """Return all ``layouts``, best first.

    The best have the first of ``types``. Then come those whose name matches the pattern ``words``, those of the other
    ``types``, other horizontal ones that are no title or section, and the rest.
    """
    first = [layout for layout in layouts if layout.kind == types[0]]
    named = [layout for layout in layouts if re.search(words, layout.name, re.IGNORECASE)]
    others = [layout for kind in types[1:] for layout in layouts if layout.kind == kind]
    plain = [layout for layout in layouts if layout.kind not in ("title", "secHead", *_UPRIGHT)]
    ranked = {layout.part: layout for layout in (*first, *named, *others, *plain, *layouts)}
    return tuple(ranked.values())


_UPRIGHT = ("vertTx", "vertTitleAndTx")


def _kind(root: etree._Element) -> str:
    """Return the OOXML type of a layout, or, if it states none, what PowerPoint would infer from its placeholders."""
    stated = root.get("type") or ""
    if stated not in ("", "cust"):
        return stated
    return _inferred_kind(list(root.iterfind(f"{P}cSld/{P}spTree//{P}nvPr/{P}ph")))


def _inferred_kind(holders: Sequence[etree._Element]) -> str:
    """Return the OOXML type that PowerPoint would infer from the placeholders ``holders``."""
    types = [holder.get("type") or "obj" for holder in holders]
    if any(holder.get("orient") == "vert" for holder in holders):
        return _UPRIGHT[0]
    if "ctrTitle" in types or {"title", "subTitle"} <= set(types):
        return "title"
    if "title" not in types:
        return "blank"
    texts, pictures = [type_ for type_ in types if type_ in _TEXTS], types.count("pic")
    if pictures:
        return "picTx" if pictures == len(texts) == 1 else "cust"
    if not texts:
        return "cust" if _OBJECTS & set(types) else "titleOnly"
    return _kind_by_texts(texts)


def _kind_by_texts(texts: Sequence[str]) -> str:
    """Return the type of a layout whose placeholders are a title and texts. ``texts`` are their types, at least one."""
    if len(texts) == 1:
        return "obj" if "obj" in texts else "tx"
    return {2: "twoObj", 4: "twoTxTwoObj"}.get(len(texts), "cust")
