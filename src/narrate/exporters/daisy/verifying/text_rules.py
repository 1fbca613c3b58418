"""The rules of DAISY 2.02 for the text: ids, headings, links, what is heard with it, and what may be skipped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from narrate.exporters.daisy.verifying.found_text import XHTML
from narrate.exporters.daisy.verifying.smil_rules import Par, SmilFile

_HEADING = re.compile(r"h[1-6]")


def text_faults(content: etree._Element, ncc: etree._Element, files: Sequence[SmilFile]) -> Iterator[str]:
    """Yield the rules that ``content.html`` breaks. ``files`` are the SMIL files in the order of playing."""
    ids = Counter(one.get("id") for one in content.iter(etree.Element) if one.get("id"))
    yield from (f"content.html has the id {id_!r} {count} times" for id_, count in ids.items() if count > 1)
    yield from _heading_faults(content)
    known = {f"{smil.name}#{id_}" for smil in files for id_ in smil.targets}
    for link in content.iter(f"{XHTML}a"):
        if link.get("href") not in known:
            yield f"content.html has a link to {link.get('href')!r}, which is not there"
    yield from _heard_faults(content, files)
    listed, there = (_notes(root, "optional-prodnote") for root in (ncc, content))
    if listed != there:
        yield f"the NCC lists {listed} producer's notes, but the text has {there}"
    listed, there = (_notes(root, "page-normal") for root in (ncc, content))
    if there not in (0, listed):
        yield f"the NCC lists {listed} pages, but the text has {there}"


def _notes(root: etree._Element, css: str) -> int:
    return sum(one.get("class") == css for one in root.iter(f"{XHTML}span"))


def _heading_faults(content: etree._Element) -> Iterator[str]:
    """Yield headings that jump over a level. The first is of level 1."""
    level = 0
    for element in content.iter(etree.Element):
        tag = etree.QName(element).localname
        if not _HEADING.fullmatch(tag):
            continue
        if int(tag[1]) > level + 1:
            words = "".join(map(str, element.itertext()))
            yield f"in content.html, {words!r} of level {tag[1]} follows a heading of level {level}"
        level = int(tag[1])


def _heard_faults(content: etree._Element, files: Sequence[SmilFile]) -> Iterator[str]:
    """Yield what is heard with a text that is missing, or that stands before a text that is heard earlier."""
    elements = {f"content.html#{one.get('id')}": (at, one) for at, one in enumerate(content.iter(etree.Element))}
    last = -1
    for par in (par for smil in files for par in smil.pars):
        at, element = elements.get(par.text, (-1, None))
        if element is None:
            yield f"{par.id} is heard with {par.text!r}, which is not there"
            continue
        if at <= last:
            yield f"{par.id} is heard with {par.text!r}, which stands before a text that is heard earlier"
        last = at
        yield from _skipping_faults(par, element)


def _skipping_faults(par: Par, element: etree._Element) -> Iterator[str]:
    """Yield a fault if ``par`` may be skipped and its text ``element`` may not, or the reverse."""
    around = [element, *element.iterancestors()]
    classes = {one.get("class") for one in around}
    is_heading = any(_HEADING.fullmatch(etree.QName(one).localname) for one in around)
    if ("page-normal" in classes) != (par.required == "pagenumber-on"):
        yield f"{par.id} is skipped with page numbers but is not a page number, or the reverse"
    if "optional-prodnote" in classes and par.required != "prodnote-on":
        yield f"{par.id} is a producer's note that cannot be skipped"
    if par.required == "prodnote-on" and "optional-prodnote" not in classes and not is_heading:
        yield f"{par.id} is skipped with producer's notes, but its text is not one"
