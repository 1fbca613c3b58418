"""The rules of DAISY 2.02 for the NCC: its metadata, and the headings, pages and notes of its body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from narrate.exporters.daisy.verifying.found_text import XHTML

_ONCE = (
    "dc:title",
    "dc:date",
    "dc:format",
    "dc:identifier",
    "dc:publisher",
    "ncc:charset",
    "ncc:totalTime",
    "ncc:tocItems",
    "ncc:pageFront",
    "ncc:pageNormal",
    "ncc:pageSpecial",
)
_OFTEN = ("dc:creator", "dc:language")  # once at least
_AT_MOST_ONCE = (
    "dc:source",
    "ncc:depth",
    "ncc:files",
    "ncc:footnotes",
    "ncc:generator",
    "ncc:kByteSize",
    "ncc:maxPageNormal",
    "ncc:multimediaType",
    "ncc:prodNotes",
    "ncc:producedDate",
    "ncc:producer",
    "ncc:revision",
    "ncc:revisionDate",
    "ncc:setInfo",
    "ncc:sidebars",
    "ncc:sourceDate",
    "ncc:sourceEdition",
    "ncc:sourcePublisher",
    "ncc:sourceRights",
    "ncc:sourceTitle",
)
_ANY = ("dc:contributor", "dc:coverage", "dc:description", "dc:relation", "dc:rights", "dc:subject", "dc:type")
_KNOWN = frozenset([*_ONCE, *_OFTEN, *_AT_MOST_ONCE, *_ANY, "ncc:narrator"])
_FORMS = {
    "dc:date": r"\d{4}(?:-\d\d(?:-\d\d)?)?",
    "dc:format": r"Daisy 2\.02",
    "dc:language": r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*",
    "ncc:charset": r"(?i:utf-8)",
    "ncc:totalTime": r"\d{2,}:[0-5]\d:[0-5]\d",
    "ncc:setInfo": r"[1-9]\d* of [1-9]\d*",
    "ncc:multimediaType": r"audioOnly|audioNcc|audioPartText|audioFullText|textPartAudio|textNcc",
    **dict.fromkeys(["dc:identifier", "dc:title", "dc:publisher", "dc:creator"], r"(?s:.*\S.*)"),
}
_PAGES = ("page-front", "page-normal", "page-special")
_SPANS = (*_PAGES, "noteref", "sidebar", "optional-prodnote")
_LINK = re.compile(r"([^/#]+\.smil)#(.+)")
_ROUNDING_KB = 2  # tools count kilobytes differently


@dataclass(frozen=True, slots=True)
class NccEntry:
    """An entry of the NCC that leads to ``anchor`` in the SMIL file ``file``."""

    tag: str
    css: str
    text: str
    file: str
    anchor: str

    @property
    def is_heading(self) -> bool:
        return self.tag.startswith("h")


def entries_of(ncc: etree._Element) -> Iterator[NccEntry]:
    """Yield the entries of the NCC that have a link to a SMIL file."""
    for element in _body(ncc):
        link = element.find(f"{XHTML}a")
        match = _LINK.fullmatch(link.get("href", "")) if link is not None else None
        if match and link is not None:
            tag = etree.QName(element).localname
            yield NccEntry(tag, element.get("class", ""), "".join(map(str, link.itertext())), match[1], match[2])


def ncc_faults(ncc: etree._Element, sizes: Mapping[str, int]) -> Iterator[str]:
    """Yield the rules that the NCC breaks. ``sizes`` are the bytes of the files of the book."""
    yield from _meta_faults(ncc)
    yield from _count_faults(ncc, sizes)
    yield from _body_faults(ncc)


def metas(root: etree._Element, name: str) -> list[str]:
    """Return the contents of the metadata called ``name`` in an XHTML or SMIL document."""
    return [one.get("content", "") for one in root.iter(f"{XHTML}meta", "meta") if one.get("name") == name]


def _body(ncc: etree._Element) -> list[etree._Element]:
    body = ncc.find(f"{XHTML}body")
    return list(body.iterchildren(etree.Element)) if body is not None else []


def _meta_faults(ncc: etree._Element) -> Iterator[str]:
    named = Counter(name for one in ncc.iter(f"{XHTML}meta") if (name := one.get("name")))
    for name in _ONCE:
        if named[name] != 1:
            yield f"the NCC has {name} {named[name]} times instead of once"
    yield from (f"the NCC has no {name}" for name in _OFTEN if not named[name])
    yield from (f"the NCC has {name} {named[name]} times" for name in _AT_MOST_ONCE if named[name] > 1)
    for name in named:
        if name not in _KNOWN and not name.startswith("prod:"):
            yield f"the NCC has {name!r}, which the format does not know"
    for name, form in _FORMS.items():
        yield from (
            f"the NCC's {name} cannot be {value!r}" for value in metas(ncc, name) if not re.fullmatch(form, value)
        )


def _count_faults(ncc: etree._Element, sizes: Mapping[str, int]) -> Iterator[str]:
    """Yield totals in the metadata that are not the number of the things that they count."""
    spans = Counter(one.get("class") for one in _body(ncc) if one.tag == f"{XHTML}span")
    counted = {
        "ncc:tocItems": len(_body(ncc)),
        "ncc:pageFront": spans["page-front"],
        "ncc:pageNormal": spans["page-normal"],
        "ncc:pageSpecial": spans["page-special"],
        "ncc:prodNotes": spans["optional-prodnote"],
        "ncc:sidebars": spans["sidebar"],
        "ncc:footnotes": spans["noteref"],
        "ncc:depth": max(_levels(ncc), default=0),
        "ncc:files": len(sizes),
        "ncc:maxPageNormal": max(_numbers(ncc), default=0),
    }
    for name, count in counted.items():
        if any(value != str(count) for value in metas(ncc, name)):
            yield f"the NCC's {name} is {metas(ncc, name)[0]}, but there are {count}"
    needed = {"optional-prodnote": "ncc:prodNotes", "sidebar": "ncc:sidebars", "noteref": "ncc:footnotes"}
    yield from (f"the NCC has no {name}" for css, name in needed.items() if spans[css] and not metas(ncc, name))
    size = sum(sizes.values()) / 1024
    for value in metas(ncc, "ncc:kByteSize"):
        if not value.isdecimal() or abs(int(value) - size) > _ROUNDING_KB:
            yield f"the NCC's ncc:kByteSize is {value}, but the files have {size:.0f} kB"


def _levels(ncc: etree._Element) -> list[int]:
    """Return the levels of the headings, in order."""
    tags = (etree.QName(one).localname for one in _body(ncc))
    return [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]


def _numbers(ncc: etree._Element) -> list[int]:
    """Return the numbers of the normal pages, in order."""
    pages = (_text(one) for one in _body(ncc) if one.get("class") == "page-normal")
    return [int(text) for text in pages if text.isdecimal()]


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _body_faults(ncc: etree._Element) -> Iterator[str]:
    entries = _body(ncc)
    if not entries or entries[0].tag != f"{XHTML}h1" or entries[0].get("class") != "title":
        yield 'the NCC does not begin with <h1 class="title">'
    ids = Counter(one.get("id") for one in ncc.iter(etree.Element) if one.get("id"))
    yield from (f"the NCC has the id {id_!r} {count} times" for id_, count in ids.items() if count > 1)
    for entry in entries:
        yield from _entry_faults(entry)
    for one, other in pairwise(_levels(ncc)):
        if other > one + 1:
            yield f"the NCC jumps from level {one} to level {other}"
    for before, page in pairwise(_numbers(ncc)):
        if page <= before:
            yield f"the NCC's page {page} comes after page {before}"


def _entry_faults(entry: etree._Element) -> Iterator[str]:
    tag, words = etree.QName(entry).localname, _text(entry).strip()
    if not re.fullmatch(r"h[1-6]|span|div", tag):
        yield f"the NCC has <{tag}> in its body"
    if tag == "span" and entry.get("class") not in _SPANS:
        yield f"the NCC's {words!r} has the class {entry.get('class')!r}"
    if tag == "div" and entry.get("class") != "group":
        yield f"the NCC's {words!r} has the class {entry.get('class')!r}"
    if entry.get("class") == "page-normal" and not words.isdecimal():
        yield f"the NCC's page {words!r} is not a number"
    if not entry.get("id"):
        yield f"the NCC's {words!r} has no id"
    if not words:
        yield "the NCC has an entry without words"
    yield from _link_faults(entry, words)


def _link_faults(entry: etree._Element, words: str) -> Iterator[str]:
    """Yield a fault if ``entry``, which says ``words``, is anything but one link into a SMIL file."""
    children = list(entry)
    if [one.tag for one in children] != [f"{XHTML}a"] or (entry.text or children[0].tail or "").strip():
        yield f"the NCC's {words!r} is not one link"
    elif not _LINK.fullmatch(children[0].get("href", "")):
        yield f"the NCC's {words!r} leads to {children[0].get('href')!r}, which is not in a SMIL file"
