"""Reads a producer's PowerPoint template: its master, the suitable layouts, its colours and fonts.

Sample slides, their notes and everything else in the file are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from lxml import etree

from narrate.errors import InputError, Place, Problem, Severity
from narrate.model import Layout
from narrate.sources.drawing_colours import SCHEME, read_map, read_scheme, seen_through
from narrate.sources.ooxml import EMU_PER_INCH, EMU_PER_PX, A, P, R
from narrate.sources.packages import OpenPackage, PackageFault, Relation, open_package
from narrate.sources.template_layouts import TemplateLayout, choose, read_layout
from narrate.sources.template_parts import PICTURED, TemplatePart, clean_part, copied, with_sound_values, without_hidden

__all__ = ["Template", "TemplateLayout", "read_template", "template_warnings"]

_WIDE = 16 / 9
_KINDS = ("presentation", "template", "slideshow")
_CONTENT_TYPE = re.compile(r"application/vnd\.openxmlformats-officedocument\.presentationml\.(\w+)\.main\+xml")


@dataclass(frozen=True, slots=True)
class Template:
    """A template that decks can be made on.

    ``layouts`` holds one layout for each kind of slide. ``colours`` are the theme's colours in hex, by name (``tx1``,
    ``accent1``). ``heading_face`` and ``face`` are the theme's font families, ``parts`` all that a deck takes from the
    file. ``others`` are further suitable layouts, best first; ``spare`` holds their parts.
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
        """The same template with other ``layouts`` (its own or from ``others``) for some kinds of slide."""
        chosen = {**self.layouts, **layouts}
        if chosen == self.layouts:
            return self
        known = {part.name: part for part in (*self.parts, *self.spare)}
        used = list(dict.fromkeys(layout.part for layout in chosen.values()))
        parts = [self.master, self.theme, *(known[name] for name in used)]
        shown = dict.fromkeys(one.target for part in parts for one in part.relations if one.kind in PICTURED)
        return replace(self, layouts=chosen, parts=(*parts, *(known[name] for name in shown if name in known)))


def read_template(path: Path, place: Place) -> Template:
    """Read the template at ``path``; ``place`` is where it is named.

    Raises InputError with what is wrong or missing in it.
    """
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
    """Warn about what a deck does not take over, and about objects in the area for words."""
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
            hint = "give both the same colour, or ignore this"
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
        raise PackageFault("it is not a PowerPoint presentation or template", "save it as a .pptx or .potx")
    presentation = with_sound_values(name, package.xml(name))
    factor = _factor(presentation)
    relations = package.relations(name)
    ids = [one.get(f"{R}id") or "" for one in presentation.iterfind(f"{P}sldMasterIdLst/{P}sldMasterId")]
    master_name = next((relations[id_].target for id_ in ids if id_ in relations), "")
    if not master_name:
        raise PackageFault("there is no slide master in it", "in PowerPoint, View > Slide Master, insert one")
    master = without_hidden(with_sound_values(master_name, package.xml(master_name)), factor)
    inner = package.relations(master_name)
    theme_name = next((one.target for one in inner.values() if one.kind == "theme"), "")
    theme = with_sound_values(theme_name, package.xml(theme_name))
    scheme, colour_map = read_scheme(theme), read_map(master) or {}
    missing = [one for one in SCHEME if one not in scheme]
    if missing:
        raise PackageFault(
            f"the theme's colour {missing[0]} is not a plain colour", "choose it anew: Design > Variants > Colors"
        )
    names = _layout_names(master, inner)
    roots = {one: _layout_root(package, one, master_name, factor) for one in names}
    ranked = choose(
        [read_layout(package, one, root, master, theme, scheme, colour_map, factor) for one, root in roots.items()]
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
        _face(theme, "majorFont"),
        _face(theme, "minorFont"),
        others,
        tuple(part for some in spare.values() for part in some),
    )


def _spare(
    package: OpenPackage, layouts: Mapping[str, TemplateLayout], used: Container[str],
    roots: Mapping[str, etree._Element], factor: float,
) -> Iterator[tuple[str, tuple[TemplatePart, ...]]]:  # fmt: skip
    """Further suitable layouts with their pictures, except those that a deck cannot hold."""
    for name, layout in layouts.items():
        if name in used:
            continue
        try:
            yield name, copied(package, [clean_part(package, name, f"the layout {layout.name!r}", roots[name], factor)])
        except PackageFault:
            continue


def _factor(presentation: etree._Element) -> float:
    """The scale from the template's slides to slides 1280 px wide."""
    size = presentation.find(f"{P}sldSz")
    width, height = (int(size.get(name) or 0) for name in ("cx", "cy")) if size is not None else (0, 0)
    if not height or abs(width / height - _WIDE) > 0.002:
        shape = f"{width / EMU_PER_INCH:.3g} × {height / EMU_PER_INCH:.3g} inches"
        hint = "in PowerPoint: Design > Slide Size > Widescreen (16:9)"
        raise PackageFault(f"its slides are {shape}, but must be 16:9", hint)
    return 1280 * EMU_PER_PX / width


def _layout_names(master: etree._Element, relations: Mapping[str, Relation]) -> list[str]:
    ids = (one.get(f"{R}id") or "" for one in master.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId"))
    return list(dict.fromkeys(relations[id_].target for id_ in ids if id_ in relations))


def _layout_root(package: OpenPackage, name: str, master: str, factor: float) -> etree._Element:
    """The root of the layout ``name``, which must refer to its ``master``."""
    root = without_hidden(with_sound_values(name, package.xml(name)), factor)
    masters = [one.target for one in package.relations(name).values() if one.kind == "slideMaster"]
    if root.tag != f"{P}sldLayout" or masters != [master]:
        raise PackageFault(
            f"its part {name} is not a layout of the slide master", "open it in PowerPoint and save it anew as a .pptx"
        )
    return root


def _face(theme: etree._Element, name: str) -> str:
    latin = theme.find(f"{A}themeElements/{A}fontScheme/{A}{name}/{A}latin")
    return (latin.get("typeface") if latin is not None else "") or "Arial"
