"""Checks that the parts of a deck hold no other elements, attributes and words than narrate writes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lxml import etree

from narrate.exporters.pptx.format import URIS, P
from narrate.exporters.pptx.verifying.allowed_elements import EXTENSIONS, GRAMMARS, NOTES_SHAPES

_PREFIXES = {
    **{uri: prefix for prefix, uri in URIS.items()},
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "ep",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/dc/dcmitype/": "dcmitype",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
}
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_NAMESPACES = frozenset({*_PREFIXES, f"{_PACKAGE}relationships", f"{_PACKAGE}content-types"})
_HEAD = re.compile(rb"""<\?xml version=['"]1\.0['"] encoding=['"]UTF-8['"]( standalone=['"]yes['"])?\?>\s*""")
_NAMESPACE = re.compile(rb"""\sxmlns(?::\w+)?=["']([^"']*)["']""")
_SHORTHAND = {"*": r"[\s\S]*", "#": r"-?\d{1,15}"}


@dataclass(frozen=True, slots=True)
class _Rule:
    """What an element may hold: attributes with the pattern of their values, children, and whether words.

    ``needed`` are the attributes that it must have, ``repeated`` the children that it may have more than once.
    """

    attributes: Mapping[str, re.Pattern[str]]
    needed: frozenset[str]
    children: frozenset[str]
    repeated: frozenset[str]
    has_words: bool


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The rules for a kind of part, by element or by ``parent>element``, and its outermost element."""

    root: str
    rules: Mapping[str, _Rule]


def form_faults(content: bytes) -> Iterator[str]:
    """Yield what the XML of a part holds outside its elements.

    That is comments, instructions to programs, document types with their entities, and namespaces that no part uses.
    narrate escapes every ``<`` in words, so that its parts hold neither ``<!`` nor a second ``<?``.
    """
    head = _HEAD.match(content)
    if head is None:
        yield "it does not begin as narrate begins a part"
    body = content[head.end() :] if head else content
    if b"<!" in body:
        yield "it holds a comment, or a document type"
    if b"<?" in body:
        yield "it holds an instruction to a program"
    if not _namespaces(body) <= _NAMESPACES:  # one may stand in words: only those in tags count
        tags = b">".join(piece.partition(b">")[0] for piece in body.split(b"<"))
        for uri in sorted(_namespaces(tags) - _NAMESPACES):
            yield f"it names the namespace {uri!r}, of which narrate writes nothing"


def _namespaces(content: bytes) -> set[str]:
    return {uri.decode(errors="replace") for uri in _NAMESPACE.findall(content)}


def element_faults(name: str, root: etree._Element) -> Iterator[str]:
    """Yield what ``root``, of the part ``name``, holds that narrate does not write there, each fault once."""
    grammar = _grammar(name)
    if grammar is None:
        return
    if _short(root.tag) != grammar.root:
        yield f"it is a {_short(root.tag)}, not a {grammar.root}"
        return
    yield from dict.fromkeys(_faults_below(root, grammar))
    yield from dict.fromkeys(_extension_faults(root))
    if grammar.root == "p:notes":
        shapes = [_shape(shape) for shape in root.iterfind(f"{P}cSld/{P}spTree/{P}sp")]
        if shapes != list(NOTES_SHAPES):
            yield f"its shapes are {shapes}, and notes have the picture of their slide and their words"


def _shape(shape: etree._Element) -> tuple[str, str, bool]:
    """Return the name of a shape, the type of its placeholder, and whether it has words."""
    named, holder = shape.find(f"{P}nvSpPr/{P}cNvPr"), shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    name = named.get("name") if named is not None else None
    type_ = holder.get("type") if holder is not None else None
    return name or "", type_ or "", shape.find(f"{P}txBody") is not None


def _faults_below(root: etree._Element, grammar: _Grammar) -> Iterator[str]:
    """Yield the faults of ``root`` and of the elements in it. What is unknown is not looked into."""
    waiting = [(root, grammar.rules[grammar.root])]
    while waiting:
        element, rule = waiting.pop()
        yield from _own_faults(element, rule)
        seen = set()
        inside = _local(element.tag)
        for child in element:
            tag = _short(child.tag)
            below = grammar.rules.get(f"{inside}>{tag}") or grammar.rules.get(tag)
            if tag not in rule.children or below is None:
                yield f"{_short(element.tag)} holds {tag}, which narrate does not write there"
                continue
            if tag in seen and tag not in rule.repeated:
                yield f"{_short(element.tag)} holds {tag} twice"
            seen.add(tag)
            waiting.append((child, below))


def _own_faults(element: etree._Element, rule: _Rule) -> Iterator[str]:
    """Yield the faults of the attributes and the words of ``element``."""
    for key, value in element.items():
        attribute = _short(key)
        pattern = rule.attributes.get(attribute)
        if pattern is None or not pattern.fullmatch(str(value)):
            yield f"{_short(element.tag)} has {attribute}={value[:60]!r}, which narrate does not write"
    if rule.needed:
        missing = rule.needed.difference(map(_short, element.keys()))
        yield from (f"{_short(element.tag)} lacks {attribute}" for attribute in sorted(missing))
    if not rule.has_words and element.text and element.text.strip():
        yield f"{_short(element.tag)} holds the words {element.text.strip()[:40]!r}, which no viewer shows"
    if element.tail and element.tail.strip():
        yield f"the words {element.tail.strip()[:40]!r} stand after {_short(element.tag)}, where no viewer shows them"


def _extension_faults(root: etree._Element) -> Iterator[str]:
    for extension in root.iter("{*}ext"):
        uri = extension.get("uri")
        parent = extension.getparent()
        holder = parent.getparent() if parent is not None else None
        if uri is not None and holder is not None:
            for child in extension:
                if (_local(holder.tag), uri, _local(child.tag)) not in EXTENSIONS:
                    yield f"{_short(holder.tag)} has the extension {uri} with {_short(child.tag)}"
            if not len(extension):
                yield f"{_short(holder.tag)} has the extension {uri} with nothing in it"


@cache
def _short(tag: object) -> str:
    """Return the name of an element or attribute with the prefix that narrate uses, such as ``p:sp``."""
    if not isinstance(tag, str):
        return "a comment"
    uri, _, name = tag.rpartition("}")
    return f"{_PREFIXES.get(uri[1:], uri[1:])}:{name}" if uri else name


def _local(tag: object) -> str:
    return _short(tag).rpartition(":")[2]


@cache
def _grammar(name: str) -> _Grammar | None:
    """Return the grammar of the part called ``name``; None if its elements are not checked here."""
    return next((_read(*table) for pattern, table in GRAMMARS.items() if re.fullmatch(pattern, name)), None)


@cache
def _read(root: str, text: str) -> _Grammar:
    """Return the grammar with the outermost element ``root`` that ``text`` describes (allowed_elements.py says how)."""
    rules: dict[str, _Rule] = {}
    for line in filter(None, text.split("\n")):
        left, _, right = line.partition(" / ")
        element, *attributes = left.split(" ")
        children = right.split()
        values = {key: value for key, _, value in (item.partition("=") for item in attributes)}
        rules[element] = _Rule(
            {key.rstrip("!"): _pattern(value) for key, value in values.items()},
            frozenset(key.rstrip("!") for key in values if key.endswith("!")),
            frozenset(child.rstrip("+") for child in children),
            frozenset(child.rstrip("+") for child in children if child.endswith("+")),
            "text" in children,
        )
    return _Grammar(root, rules)


@cache
def _pattern(value: str) -> re.Pattern[str]:
    for short, long in _SHORTHAND.items():
        value = long if value == short else value.replace("#", long) if short == "#" else value
    return re.compile(value)
