"""Reads a producer's PowerPoint template: its master, the suitable layouts, its colours and fonts.

Sample slides, their notes and everything else in the file are ignored.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from narrate.errors import InputError, Place, Problem, Severity
from narrate.model import Layout
from narrate.sources.drawing_colours import SCHEME, read_map, read_scheme, seen_through
from narrate.sources.ooxml import A, P, R
from narrate.sources.packages import SAVE_ANEW, OpenPackage, PackageFault, Relation, open_package
from narrate.sources.template_copying import with_fallbacks
from narrate.sources.template_frames import check_count, slide_factor
from narrate.sources.template_layouts import TemplateLayout, choose, read_layout
from narrate.sources.template_parts import PICTURED, clean_part, copied, with_sound_values
from narrate.sources.template_pictures import CleanPicture, TemplatePart, TemplatePictures
from narrate.sources.template_unseen import Sheet, without_hidden_shapes, without_hidden_words

__all__ = ["Template", "TemplateLayout", "read_template", "template_warnings"]

_Ranked = Mapping[Layout, tuple[TemplateLayout, ...]]
_MOST_SHAPES, _MOST_IN_ALL = 2_000, 10_000  # in a master or layout, and in all of them together
_KINDS = ("presentation", "template", "slideshow")
_CONTENT_TYPE = re.compile(r"application/vnd\.openxmlformats-officedocument\.presentationml\.(\w+)\.main\+xml")


@dataclass(frozen=True, slots=True)
class Template:
    """A template on which decks can be made.

    ``layouts`` holds one layout for each kind of slide. ``colours`` are the theme's colours in hex, by name (``tx1``,
    ``accent1``). ``heading_face`` and ``face`` are the theme's font families. ``parts`` are all that a deck takes from
    the file. ``others`` are further suitable layouts, best first; ``spare`` holds the parts of these further layouts.
    """

    master: TemplatePart
    theme: TemplatePart
    parts: tuple[TemplatePart, ...]
    layouts: Mapping[Layout, TemplateLayout]
    colours: Mapping[str, str]
    heading_face: str
    face: str
    others: Mapping[Layout, tuple[TemplateLayout, ...]]
    spare: tuple[TemplatePart, ...]

    def on(self, layouts: Mapping[Layout, TemplateLayout]) -> Template:
        """Return this template with ``layouts``, from its own or from ``others``, for some kinds of slide."""
        chosen = {**self.layouts, **layouts}
        if chosen == self.layouts:
            return self
        known = {part.name: part for part in (*self.parts, *self.spare)}
        used = list(dict.fromkeys(layout.part for layout in chosen.values()))
        return replace(
            self, layouts=chosen, parts=_with_shown([self.master, self.theme, *(known[name] for name in used)], known)
        )


def _with_shown(parts: Iterable[TemplatePart], known: Mapping[str, TemplatePart]) -> tuple[TemplatePart, ...]:
    """Return ``parts`` and those of ``known`` that they show: pictures and replaced theme colours."""
    found = {part.name: part for part in parts}
    todo = list(found.values())
    while todo:
        for relation in todo.pop(0).relations:
            if relation.kind in PICTURED and relation.target in known and relation.target not in found:
                found[relation.target] = known[relation.target]
                todo.append(known[relation.target])
    return tuple(found.values())


_KEPT = 8  # templates kept in memory
_known: OrderedDict[tuple[Path, int, int], Template | tuple[str, str]] = OrderedDict()


def read_template(path: Path, place: Place, clean: CleanPicture) -> Template:
    """Read the template at ``path``; ``place`` is where a script or its settings name it.

    ``clean`` cleans a picture. Raises InputError, which says what is wrong or missing in the template.
    """
    try:
        status = path.stat()
        key = (path, status.st_size, status.st_mtime_ns)
        if key not in _known:
            _known[key] = _read_once(path, clean)
            while len(_known) > _KEPT:
                _known.popitem(last=False)
        template = _known[key]
    except OSError as error:
        template = (f"it cannot be read: {error.strerror}", "check its permissions")
    if isinstance(template, Template):
        return template
    message, hint = template
    raise InputError(Problem(place, Severity.ERROR, "template", f"{path.name}: {message}", hint))


def template_warnings(template: Template, path: Path, place: Place) -> Iterator[Problem]:
    """Yield warnings about what a deck does not take over, and about objects in the area for words.

    ``path`` is the template's file, and ``place`` is where a script or its settings name it.
    """
    for part in template.parts:
        for advice in part.left_out:
            yield Problem(place, Severity.WARNING, "template", f"{path.name}: {advice.message}", advice.hint)
    content = template.layouts[Layout.TEXT]
    reported = set()
    for layout in template.layouts.values():
        if layout.name in reported:
            continue
        reported.add(layout.name)
        if not layout.ground:
            message = f"{path.name}: the background of the layout {layout.name!r} is a picture, a pattern or a gradient"
            hint = "slides get a plain one, so that words stay readable; give the layout a plain colour"
            yield Problem(place, Severity.WARNING, "template", message, hint)
        elif layout is template.layouts[Layout.TITLE] and content.ground not in ("", layout.ground):
            message = f"{path.name}: the background of {layout.name!r} is not that of {content.name!r}, which title slides get"
            hint = "give both the same colour, or ignore this"
            yield Problem(place, Severity.WARNING, "template", message, hint)
        for decoration in layout.decorated:
            if decoration not in reported:
                reported.add(decoration)
                message = f"{path.name}: on the layout {layout.name!r} {decoration} stands where words may stand"
                hint = "leave free 64 px at both sides, 48 px at the top and 30 px at the foot of 1280 × 720 px"
                yield Problem(place, Severity.WARNING, "template", message, hint)


def _read_once(path: Path, clean: CleanPicture) -> Template | tuple[str, str]:
    """Return the template at ``path``, or (message, hint) if it cannot be used."""
    try:
        with open_package(path) as package:
            return _read(package, TemplatePictures(package, clean))
    except PackageFault as fault:
        return str(fault), fault.hint


@dataclass(frozen=True, slots=True)
class _Master:
    """A slide master and its theme as they are in the package: names and roots of their parts, and their colours.

    ``relations`` are those of the master. ``factor`` is the scale to slides 1280 px wide.
    """

    name: str
    root: etree._Element
    relations: Mapping[str, Relation]
    theme_name: str
    theme: etree._Element
    scheme: Mapping[str, str]
    colour_map: Mapping[str, str]
    factor: float


def _read(package: OpenPackage, pictures: TemplatePictures) -> Template:
    master = _read_master(package)
    scheme, colour_map, factor = master.scheme, master.colour_map, master.factor
    roots = {name: _layout_root(package, name, master.name, factor) for name in _layout_names(master)}
    check_count([master.root, *roots.values()], _MOST_IN_ALL, "its slide master and layouts have")
    ranked = choose([
        read_layout(package, name, root, master.root, master.theme, scheme, colour_map, factor)
        for name, root in roots.items()
    ])  # fmt: skip
    layouts = {kind: suitable[0] for kind, suitable in ranked.items()}
    _hide_words(master, roots, ranked)

    def clean(name: str, title: str, root: etree._Element, scale: float = factor) -> TemplatePart:
        return clean_part(package, pictures, name, title, root, scale)

    master_part = clean(master.name, "the slide master", master.root)
    theme_part = clean(master.theme_name, "the theme", master.theme, 1.0)
    used = {layout.part: layout for layout in layouts.values()}
    kept = [clean(name, _title(layout), roots[name]) for name, layout in used.items()]
    parts = copied(package, pictures, (master_part, theme_part, *kept))
    spare: dict[str, tuple[TemplatePart, ...]] = {}
    for name, layout in {layout.part: layout for suitable in ranked.values() for layout in suitable}.items():
        if name not in used:
            with suppress(PackageFault):  # a deck can do without this layout
                spare[name] = copied(package, pictures, [clean(name, _title(layout), roots[name])])
    return Template(
        master=master_part,
        theme=theme_part,
        parts=parts,
        layouts=layouts,
        colours=seen_through(scheme, colour_map),
        heading_face=_face(master.theme, "majorFont"),
        face=_face(master.theme, "minorFont"),
        others=_others(ranked, {*used, *spare}),
        spare=tuple(part for parts in spare.values() for part in parts),
    )


def _presentation_name(package: OpenPackage) -> str:
    """Return the name of the main part. Raises PackageFault unless it is a presentation without macros."""
    name = package.main_part()
    content_type = package.types.get(name, "")
    if "macroEnabled" in content_type or any(part.lower().endswith("vbaproject.bin") for part in package.sizes):
        raise PackageFault("it holds macros", "save it as a .pptx or .potx without macros")
    kind = _CONTENT_TYPE.fullmatch(content_type)
    if kind is None or kind.group(1) not in _KINDS:
        raise PackageFault("it is not a PowerPoint presentation or template", "save it as a .pptx or .potx")
    return name


def _read_master(package: OpenPackage) -> _Master:
    """Read the first slide master of the presentation, and its theme."""
    presentation_name = _presentation_name(package)
    presentation = with_sound_values(presentation_name, package.xml(presentation_name))
    factor = slide_factor(presentation)
    name = _master_name(presentation, package.relations(presentation_name))
    root = _sheet_root(package, name, factor)
    relations = package.relations(name)
    theme_name = next((relation.target for relation in relations.values() if relation.kind == "theme"), "")
    theme = with_sound_values(theme_name, package.xml(theme_name))
    return _Master(name, root, relations, theme_name, theme, _scheme(theme), read_map(root) or {}, factor)


def _sheet_root(package: OpenPackage, name: str, factor: float) -> etree._Element:
    """Return the root of the master or layout ``name``, without invisible shapes.

    Raises PackageFault if it has too many shapes.
    """
    root = with_fallbacks(package.xml(name))
    check_count([root], _MOST_SHAPES, f"its part {name} has")
    return without_hidden_shapes(with_sound_values(name, root), factor)


def _hide_words(master: _Master, roots: Mapping[str, etree._Element], ranked: _Ranked) -> None:
    """Remove the words that nobody sees from the master and from the layouts, whose XML is in ``roots`` by part."""
    colours = seen_through(master.scheme, master.colour_map)
    without_hidden_words(Sheet(master.root, (), master.root, colours, master.theme, master.factor))
    for layout in {layout.part: layout for suitable in ranked.values() for layout in suitable}.values():
        root = roots[layout.part]
        below = () if root.get("showMasterSp") in ("0", "false") else (master.root,)
        without_hidden_words(Sheet(root, below, master.root, layout.colours, master.theme, master.factor))


def _master_name(presentation: etree._Element, relations: Mapping[str, Relation]) -> str:
    masters = presentation.iterfind(f"{P}sldMasterIdLst/{P}sldMasterId")
    ids = [master.get(f"{R}id") or "" for master in masters]
    name = next((relations[id_].target for id_ in ids if id_ in relations), "")
    if not name:
        raise PackageFault("there is no slide master in it", "in PowerPoint, View > Slide Master, insert one")
    return name


def _scheme(theme: etree._Element) -> dict[str, str]:
    """Return the colours of ``theme`` by name. Raises PackageFault unless all are plain colours."""
    scheme = read_scheme(theme)
    missing = [name for name in SCHEME if name not in scheme]
    if missing:
        message = f"the theme's colour {missing[0]} is not a plain colour"
        raise PackageFault(message, "choose it again: Design > Variants > Colors")
    return scheme


def _title(layout: TemplateLayout) -> str:
    """What messages call ``layout``."""
    return f"the layout {layout.name!r}"


def _others(ranked: _Ranked, parts: Container[str]) -> _Ranked:
    """Return the suitable layouts after the first, for each kind of slide, if they are in one of ``parts``."""
    return {kind: tuple(layout for layout in suitable[1:] if layout.part in parts) for kind, suitable in ranked.items()}


def _layout_names(master: _Master) -> list[str]:
    """Return the names of the parts of the master's layouts, in the master's order."""
    layouts = master.root.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId")
    ids = (layout.get(f"{R}id") or "" for layout in layouts)
    return list(dict.fromkeys(master.relations[id_].target for id_ in ids if id_ in master.relations))


def _layout_root(package: OpenPackage, name: str, master: str, factor: float) -> etree._Element:
    """Return the root of the layout in the part ``name``. Raises PackageFault unless it belongs to ``master``."""
    root = _sheet_root(package, name, factor)
    masters = [relation.target for relation in package.relations(name).values() if relation.kind == "slideMaster"]
    if root.tag != f"{P}sldLayout" or masters != [master]:
        message = f"its part {name} is not a layout of the slide master"
        raise PackageFault(message, SAVE_ANEW)
    return root


def _face(theme: etree._Element, name: str) -> str:
    """Return the family for Latin text of the theme's font ``name``, which is ``majorFont`` or ``minorFont``."""
    latin = theme.find(f"{A}themeElements/{A}fontScheme/{A}{name}/{A}latin")
    return (latin.get("typeface") if latin is not None else "") or "Arial"
