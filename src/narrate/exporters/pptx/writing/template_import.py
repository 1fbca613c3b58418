"""Copies the master, the layouts and the theme of a user's template into a new deck."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from lxml import etree

from narrate.exporters.pptx.format import P, R
from narrate.sources.drawn_words import drawn_checksum
from narrate.sources.packages import Relation

if TYPE_CHECKING:
    from narrate.sources.templates import Template

_FIRST_ID = 2_147_483_648  # of masters and layouts
_SHAPE_NAMES = {
    f"{P}spTree": "", f"{P}sp": "Shape", f"{P}pic": "Picture", f"{P}cxnSp": "Line", f"{P}grpSp": "Group",
    f"{P}graphicFrame": "Table",
}  # fmt: skip
_HOLDER_NAMES = {
    "title": "Title",
    "ctrTitle": "Title",
    "sldNum": "Slide number",
    "dt": "Date",
    "ftr": "Footer",
    "pic": "Picture",
}
_LAYOUT_NAMES = {
    "title": "Title Slide", "secHead": "Section Header", "obj": "Title and Content", "tx": "Title and Text",
    "twoObj": "Two Content", "twoTxTwoObj": "Comparison", "titleOnly": "Title Only", "picTx": "Picture with Caption",
    "txAndObj": "Text and Content", "objTx": "Content and Text",
}  # fmt: skip
MASTER, THEME = "ppt/slideMasters/slideMaster1.xml", "ppt/theme/theme1.xml"


@dataclass(frozen=True, slots=True)
class Design:
    """A slide master with its theme and layouts, as parts of a new deck.

    - ``parts``: the content of each part, by its path.
    - ``layouts``: the paths of the layouts, in order.
    - ``types``: the content types of the parts that are not the master, the theme or a layout, by path.
    """

    parts: Mapping[str, str | bytes]
    layouts: tuple[str, ...]
    types: Mapping[str, str]


def template_design(template: Template) -> Design:
    """Return the design of ``template``. Its parts get new names, which are always the same for the same file."""
    layouts = list(dict.fromkeys(layout.part for layout in template.layouts.values()))
    names = {template.master.name: MASTER, template.theme.name: THEME}
    names |= {layout: f"ppt/slideLayouts/slideLayout{number}.xml" for number, layout in enumerate(layouts, 1)}
    types: dict[str, str] = {}
    for part in template.parts:
        if part.name not in names:
            folder, stem = ("theme", "override") if part.name.endswith(".xml") else ("media", "template")
            ending = posixpath.splitext(part.name)[1].lower()
            names[part.name] = f"ppt/{folder}/{stem}{len(types) + 1}{ending}"
            types[names[part.name]] = part.type
    titles = _titles(template, layouts)
    parts: dict[str, str | bytes] = {}
    for part in template.parts:
        path = names[part.name]
        ids = {relation.target: relation.id for relation in part.relations}
        own = part.name == template.master.name
        content = _with_layouts(part.content, [ids[layout] for layout in layouts]) if own else part.content
        parts[path] = content if part.type else _named(content, titles.get(part.name, ""))
        kept = [relation for relation in part.relations if relation.target in names]
        if kept:
            folder, name = posixpath.split(path)
            parts[f"{folder}/_rels/{name}.rels"] = _relationships(kept, names)
    return Design(parts, tuple(names[layout] for layout in layouts), types)


def _titles(template: Template, layouts: Sequence[str]) -> dict[str, str]:
    """Return a name for each of ``layouts``, the parts of layouts. It says what the layout is for, in plain English.

    The template's own names may say whose they are.
    """
    kinds = {layout.part: layout.kind for layout in template.layouts.values()}
    names = [_LAYOUT_NAMES.get(kinds[part], "Layout") for part in layouts]
    return {
        part: f"{name} {names[:number].count(name) + 1}" if name in names[:number] else name
        for number, (part, name) in enumerate(zip(layouts, names, strict=True))
    }


def _named(content: bytes, title: str) -> bytes:
    """Return the XML ``content`` of a master, layout or theme, with names that only say what something is.

    ``title`` is the name of a layout, and empty for any other part.
    """
    root = etree.fromstring(content)
    for sheet in root.iter(f"{P}cSld"):
        if title:
            sheet.set("name", title)
    for shape in root.iter(*_SHAPE_NAMES):
        kind = _SHAPE_NAMES[str(shape.tag)]
        holder, properties = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph"), shape.find(f"./*/{P}cNvPr")
        if holder is not None:
            kind = _HOLDER_NAMES.get(holder.get("type") or "", "Text")
        if properties is not None:
            properties.set("name", kind and f"{kind} {properties.get('id')}")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def template_checksum(template: Template) -> str:
    """Return the checksum of all that the master and the chosen layouts of ``template`` draw on slides."""
    names = {template.master.name, *(layout.part for layout in template.layouts.values())}
    return drawn_checksum(etree.fromstring(part.content) for part in template.parts if part.name in names)


def _with_layouts(content: bytes, ids: Sequence[str]) -> bytes:
    """Return the XML ``content`` of a master with only those layouts that the deck uses.

    ``ids`` are the ids of the relationships to these layouts, in order.
    """
    root = etree.fromstring(content)
    holder = next(root.iter(f"{P}sldLayoutIdLst"))
    entries = {element.get(f"{R}id"): element for element in holder}
    for element in list(holder):
        holder.remove(element)
    for number, id_ in enumerate(ids, 1):
        entries[id_].set("id", str(_FIRST_ID + number))
        holder.append(entries[id_])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relationships(relations: Iterable[Relation], names: Mapping[str, str]) -> str:
    lines = (
        f"<Relationship Id={quoteattr(relation.id)} Type={quoteattr(relation.type)}"
        f' Target="/{names[relation.target]}"/>'
        for relation in relations
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{"".join(lines)}</Relationships>'
