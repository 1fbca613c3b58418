"""A producer's PowerPoint template: its master, the layouts that serve our kinds of slide, its colours and faces.

Sample slides, their notes and everything else in the file are left where they are.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from lxml import etree

from narrate.errors import InputError, Place, Problem, Severity
from narrate.model import Layout
from narrate.sources.drawing_colours import SCHEME, A, P, background, read_map, read_scheme, seen_through
from narrate.sources.packages import OpenPackage, PackageFault, Relation, open_package
from narrate.sources.template_parts import PICTURED, TemplatePart, clean_part, copied, sound, without_hidden

_WIDE = 16 / 9
_EMU = 9525  # in a px of a slide 1280 px wide
_TITLES = ("title", "ctrTitle")
_BODIES = ("", "obj", "body", "subTitle")
_KINDS = ("presentation", "template", "slideshow")
_CONTENT_TYPE = re.compile(r"application/vnd\.openxmlformats-officedocument\.presentationml\.(\w+)\.main\+xml")
_WORDS = (64, 48, 1216, 690)  # left, top, right, bottom in px: where our words and the sound's icon may stand
# For each kind of slide: the layouts it is made on, by OOXML's type, best first; then by words in their names.
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
    """A layout: the ``p:ph`` attributes of its placeholders, and its ground.

    ``ground`` is the colour behind, empty where it is a picture or a gradient; ``overrides``
    whether it names or replaces the theme's colours in a way of its own, which ``colours`` are.
    ``decorated`` names what stands where words may stand, with its place.
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


@dataclass(frozen=True, slots=True)
class Template:
    """``layouts`` holds one for each kind of slide; ``colours`` the theme's by name (``tx1``, ``accent1``), in hex.

    ``heading_face`` and ``face`` are the families of the theme, ``parts`` all that a deck
    takes from the file. ``others`` are layouts that serve as well, the best first, and ``spare`` their parts.
    """

    master: TemplatePart
    theme: TemplatePart
    parts: tuple[TemplatePart, ...]
    layouts: Mapping[Layout, TemplateLayout]
    colours: Mapping[str, str]
    colour_map: Mapping[str, str]
    heading_face: str
    face: str
    others: Mapping[Layout, tuple[TemplateLayout, ...]]
    spare: tuple[TemplatePart, ...]

    def on(self, layouts: Mapping[Layout, TemplateLayout]) -> Template:
        """The same template with ``layouts`` for some kinds of slide, of its own or of ``others``."""
        chosen = {**self.layouts, **layouts}
        if chosen == self.layouts:
            return self
        known = {part.name: part for part in (*self.parts, *self.spare)}
        used = list(dict.fromkeys(layout.part for layout in chosen.values()))
        parts = [self.master, self.theme, *(known[name] for name in used)]
        shown = dict.fromkeys(one.target for part in parts for one in part.relations if one.kind in PICTURED)
        return replace(self, layouts=chosen, parts=(*parts, *(known[name] for name in shown if name in known)))


def read_template(path: Path, place: Place) -> Template:
    """The template in the file ``path``, which ``place`` names. Raises InputError with what is wrong with it, or lacking."""
    try:
        stat = path.stat()
        found = _read_once(path, stat.st_size, stat.st_mtime_ns)
    except OSError as error:
        found = (f"it cannot be read: {error.strerror}", "check its permissions")
    if isinstance(found, Template):
        return found
    message, hint = found
    raise InputError(Problem(place, Severity.ERROR, "template", f"{path.name}: {message}", hint))


def template_warnings(template: Template, path: Path, place: Place) -> Iterator[Problem]:
    """What a deck does not take over, and what stands in the way of its words."""
    content = template.layouts[Layout.TEXT]
    said = set()
    for layout in template.layouts.values():
        if layout.name in said:
            continue
        said.add(layout.name)
        if not layout.ground:
            message = f"{path.name}: the background of the layout {layout.name!r} is a picture, a pattern or a gradient"
            hint = "slides get a plain one, so that words stay readable; give the layout a plain colour"
            yield Problem(place, Severity.WARNING, "template", message, hint)
        elif layout is template.layouts[Layout.TITLE] and content.ground not in ("", layout.ground):
            message = f"{path.name}: the background of {layout.name!r} is not that of {content.name!r}, which title slides get"
            hint = "give both one colour, or let it be"
            yield Problem(place, Severity.WARNING, "template", message, hint)
        for what in layout.decorated:
            if what not in said:
                said.add(what)
                message = f"{path.name}: on the layout {layout.name!r} {what} stands where words may stand"
                hint = "leave free 64 px at both sides, 48 px at the top and 30 px at the foot of 1280 × 720 px"
                yield Problem(place, Severity.WARNING, "template", message, hint)


@lru_cache(maxsize=8)
def _read_once(path: Path, size: int, changed_ns: int) -> Template | tuple[str, str]:  # noqa: ARG001 - the key of the cache
    try:
        package = open_package(path)
        with package.archive:
            return _read(package)
    except PackageFault as fault:
        return str(fault), fault.hint


def _read(package: OpenPackage) -> Template:
    name = package.main_part()
    kind = _CONTENT_TYPE.fullmatch(package.types.get(name, ""))
    if "macroEnabled" in package.types.get(name, "") or any(
        n.lower().endswith("vbaproject.bin") for n in package.sizes
    ):
        raise PackageFault("it holds macros", "save it as a .pptx or .potx without macros")
    if kind is None or kind.group(1) not in _KINDS:
        raise PackageFault("it is no PowerPoint presentation or template", "save it as a .pptx or .potx")
    presentation = sound(name, package.xml(name))
    factor = _factor(presentation)
    relations = package.relations(name)
    ids = [one.get(f"{{{_R}}}id") or "" for one in presentation.iterfind(f"{P}sldMasterIdLst/{P}sldMasterId")]
    master_name = next((relations[id_].target for id_ in ids if id_ in relations), "")
    if not master_name:
        raise PackageFault("there is no slide master in it", "in PowerPoint, View > Slide Master, insert one")
    master = without_hidden(sound(master_name, package.xml(master_name)), factor)
    inner = package.relations(master_name)
    theme_name = next((one.target for one in inner.values() if one.kind == "theme"), "")
    theme = sound(theme_name, package.xml(theme_name))
    scheme, colour_map = read_scheme(theme), read_map(master) or {}
    missing = [one for one in SCHEME if one not in scheme]
    if missing:
        raise PackageFault(
            f"the theme's colour {missing[0]} is no plain colour", "choose it anew: Design > Variants > Colors"
        )
    names = _layout_names(master, inner)
    roots = {one: _layout_root(package, one, master_name, factor) for one in names}
    ranked = _choose(
        [_layout(package, one, root, master, theme, scheme, colour_map, factor) for one, root in roots.items()]
    )
    layouts = {kind: some[0] for kind, some in ranked.items()}
    master_part = clean_part(package, master_name, "the slide master", master, factor)
    theme_part = clean_part(package, theme_name, "the theme", theme, 1.0)
    used = {layout.part: layout for layout in layouts.values()}
    kept = [clean_part(package, one, f"the layout {used[one].name!r}", roots[one], factor) for one in used]
    parts = copied(package, (master_part, theme_part, *kept))
    spare = dict(_spare(package, {one.part: one for some in ranked.values() for one in some}, used, roots, factor))
    others = {kind: tuple(one for one in some[1:] if one.part in (*used, *spare)) for kind, some in ranked.items()}
    return Template(
        master_part,
        theme_part,
        parts,
        layouts,
        seen_through(scheme, colour_map),
        colour_map,
        _face(theme, "majorFont"),
        _face(theme, "minorFont"),
        others,
        tuple(part for some in spare.values() for part in some),
    )


def _spare(
    package: OpenPackage, layouts: Mapping[str, TemplateLayout], used: Container[str],
    roots: Mapping[str, etree._Element], factor: float,
) -> Iterator[tuple[str, tuple[TemplatePart, ...]]]:  # fmt: skip
    """Layouts that serve besides those ``used``, with their pictures; not those that no deck may hold."""
    for name, layout in layouts.items():
        if name in used:
            continue
        try:
            yield name, copied(package, [clean_part(package, name, f"the layout {layout.name!r}", roots[name], factor)])
        except PackageFault:
            continue


_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def _factor(presentation: etree._Element) -> float:
    """By how much what is on the template's slides grows to be on one of 1280 px."""
    size = presentation.find(f"{P}sldSz")
    width, height = (int(size.get(name) or 0) for name in ("cx", "cy")) if size is not None else (0, 0)
    if not height or abs(width / height - _WIDE) > 0.002:
        shape = f"{width / 914400:.3g} × {height / 914400:.3g} inches"
        hint = "in PowerPoint: Design > Slide Size > Widescreen (16:9)"
        raise PackageFault(f"its slides are {shape}, and not 16:9", hint)
    return 1280 * _EMU / width


def _layout_names(master: etree._Element, relations: Mapping[str, Relation]) -> list[str]:
    ids = (one.get(f"{{{_R}}}id") or "" for one in master.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId"))
    return list(dict.fromkeys(relations[id_].target for id_ in ids if id_ in relations))


def _layout_root(package: OpenPackage, name: str, master: str, factor: float) -> etree._Element:
    """The layout ``name``, which must know its ``master``."""
    root = without_hidden(sound(name, package.xml(name)), factor)
    masters = [one.target for one in package.relations(name).values() if one.kind == "slideMaster"]
    if root.tag != f"{P}sldLayout" or masters != [master]:
        raise PackageFault(
            f"its part {name} is no layout of the slide master", "open it in PowerPoint and save it anew as a .pptx"
        )
    return root


def _layout(
    package: OpenPackage, name: str, root: etree._Element, master: etree._Element, theme: etree._Element,
    scheme: Mapping[str, str], colour_map: Mapping[str, str], factor: float,
) -> TemplateLayout:  # fmt: skip
    content = root.find(f"{P}cSld")
    override = read_map(root)
    other = next((one.target for one in package.relations(name).values() if one.kind == "themeOverride"), "")
    if other:
        scheme = {**scheme, **read_scheme(sound(other, package.xml(other)))}
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
    """(type, index, attributes) of each placeholder whose words run across."""
    for holder in root.iterfind(f"{P}cSld/{P}spTree/{P}sp/{P}nvSpPr/{P}nvPr/{P}ph"):
        if holder.get("orient") != "vert":
            kept = [f'{name}="{holder.get(name)}"' for name in ("type", "sz", "idx") if holder.get(name)]
            yield holder.get("type") or "", int(holder.get("idx") or 0), " ".join(kept)


def _decorated(root: etree._Element, factor: float) -> Iterator[str]:
    """What is no placeholder and stands where words may stand."""
    left, top, right, low = _WORDS
    for shape in (
        *root.iterfind(f"{P}cSld/{P}spTree/*"),
        *root.iterfind(f"{P}cSld/{P}spTree/{_MC}AlternateContent/{_MC}Choice/*"),
    ):
        properties = shape.find(f".//{P}cNvPr")
        frame = shape.find(f"./*/{A}xfrm") if shape.find(f"./*/{A}xfrm") is not None else shape.find(f"./{P}xfrm")
        if properties is None or frame is None or shape.find(f".//{P}ph") is not None:
            continue
        offset, extent = frame.find(f"{A}off"), frame.find(f"{A}ext")
        if offset is None or extent is None or extent.get("cx") is None:
            continue
        x, y = (int(offset.get(name) or 0) * factor / _EMU for name in ("x", "y"))
        width, height = (int(extent.get(name) or 0) * factor / _EMU for name in ("cx", "cy"))
        if x < right and y < low and x + width > left and y + height > top:
            yield f"{properties.get('name') or 'a shape'!r} ({x:.0f}, {y:.0f} to {x + width:.0f}, {y + height:.0f} px)"


def _choose(layouts: Sequence[TemplateLayout]) -> dict[Layout, tuple[TemplateLayout, ...]]:
    """The layouts for each kind of slide, the best first. Raises PackageFault where none will do."""
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
    """The type of a layout, OOXML's; where it says none, by its placeholders, as PowerPoint types such a layout."""
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


def _face(theme: etree._Element, name: str) -> str:
    latin = theme.find(f"{A}themeElements/{A}fontScheme/{A}{name}/{A}latin")
    return (latin.get("typeface") if latin is not None else "") or "Arial"
