"""Reads the XML of a slide against a table of all that narrate writes there, and finds everything else.

A table has a rule for each element: its attributes with their values, and the elements in it. So whatever could strike,
cover, turn, delay or silence something is found without being listed: only what is allowed is listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from narrate.exporters.pptx.format import URIS

_PREFIXES = {uri: prefix for prefix, uri in URIS.items()}
_NAME = re.compile(r"[\w:@]+")
_MOST_KEPT = 20_000
_LONGEST = 60  # characters of a value that a message shows
_SHAPES = ("p:sp", "p:pic", "p:grpSp", "p:graphicFrame")
_FREE = re.compile(rb'( (?:id|x|y|cx|cy|spid|grpId|sz|st|end|startAt|r:embed)=")(?:rId)?\d{1,10}(?=")')
"""Numbers that every rule allows wherever it allows these attributes, in elements that ``_alike`` compares."""
_FREE_TEXT = re.compile(rb"<a:t>[^<]*(?=</a:t>)")
_FREE_DELAY = re.compile(rb'<p:cond delay="\d{1,10}"(?=/></p:stCondLst><p:childTnLst>)')


@dataclass(frozen=True, slots=True)
class Rule:
    """What narrate writes in one element.

    ``attributes`` are the values that each attribute may have, by its name: all that there are, or what they match.
    ``optional`` are the names that may be missing. ``children`` matches the names of the elements in it, each followed
    by a semicolon. ``known`` are these names.
    """

    attributes: Mapping[str, frozenset[str] | re.Pattern[str]]
    optional: frozenset[str]
    children: re.Pattern[str]
    known: frozenset[str]


class Grammar:
    """The rules of ``table``, which maps an element to (attributes, content).

    An element is named by its tag, or by the end of its path such as ``a:ln/a:solidFill``; the longest path counts.
    Attributes are written ``name=value`` or ``name=one|other``, separated by spaces, with ``name?=value`` if the
    attribute may be missing. A value in capitals is the name of one of ``patterns``. Contents are written as in a DTD.
    ``kind_of`` holds, for some tags, a function that returns what is added to the tag in paths, such as ``@words``.
    Only elements in ``with_text`` hold text.
    """

    def __init__(
        self,
        table: Mapping[str, tuple[str, str]],
        patterns: Mapping[str, re.Pattern[str]],
        kind_of: Mapping[str, Callable[[etree._Element], str]],
        with_text: frozenset[str],
    ) -> None:
        self._table, self._patterns = table, patterns
        self._kind_of, self._with_text = kind_of, with_text
        self._rules: dict[str, Rule | None] = {}
        self._names: dict[str, str] = {}
        self._fine: set[tuple[str, bytes | tuple[str, ...]]] = set()

    def faults(self, root: etree._Element) -> Iterator[str]:
        """Yield a line of text for everything below ``root`` that narrate does not write."""
        self._fine = self._fine if len(self._fine) < _MOST_KEPT else set()
        path = self._name(root)
        if self._rule(path) is None:
            yield f"{path} is nothing that narrate writes"
        else:
            yield from self._faults(root, path, "")

    def _faults(self, element: etree._Element, path: str, shape: str) -> Iterator[str]:
        """Yield the faults of ``element`` and everything in it. ``shape`` is the name of the shape that holds it."""
        rule = self._rules[path] if path in self._rules else self._rule(path)
        if rule is None:
            return
        if element.attrib or rule.attributes:
            yield from (f"{_place(shape, path)} {fault}" for fault in _attribute_faults(element, rule))
        children = list(element)
        if _has_text(element, children) and path.rpartition("/")[2] not in self._with_text:
            yield f"{_place(shape, path)} has a text of its own"
        names = tuple(map(self._name, children))
        if (path, names) not in self._fine:
            fault = _content_fault(names, rule)
            if fault:
                yield f"{_place(shape, path)} {fault}"
            else:
                self._fine.add((path, names))
        for child, name in zip(children, names, strict=True):
            if name:
                yield from self._remembered(child, f"{path}/{name}", name, shape)

    def _remembered(self, element: etree._Element, path: str, name: str, shape: str) -> Iterator[str]:
        """Yield the faults of ``element``, unless it is a shape or an effect like one that had no faults.

        Most shapes and effects of a deck differ only in their places, times and words. To compare them takes a third of
        the time of reading them.
        """
        is_shape = name.partition("@")[0] in _SHAPES
        if not is_shape and name != "p:par@effect":
            yield from self._faults(element, path, shape)
            return
        alike = (path, _alike(element))
        if alike not in self._fine:
            faults = list(self._faults(element, path, _shape_name(element) if is_shape else shape))
            yield from faults
            if not faults:
                self._fine.add(alike)

    def _rule(self, path: str) -> Rule | None:
        """Return the rule of the longest end of ``path`` that has one; None if there is no rule."""
        if path not in self._rules:
            steps = path.split("/")
            ends = ("/".join(steps[index:]) for index in range(len(steps)))
            written = next((self._table[end] for end in ends if end in self._table), None)
            self._rules[path] = None if written is None else _parsed(*written, self._patterns)
        return self._rules[path]

    def _name(self, element: etree._Element) -> str:
        """Return the tag of ``element`` with its usual prefix and its kind; empty for a comment."""
        tag = element.tag
        if not isinstance(tag, str):
            return ""
        if tag not in self._names:
            qualified = etree.QName(tag)
            self._names[tag] = f"{_PREFIXES.get(qualified.namespace or '', '?')}:{qualified.localname}"
        name = self._names[tag]
        return name + self._kind_of[name](element) if name in self._kind_of else name


def _parsed(attributes: str, content: str, patterns: Mapping[str, re.Pattern[str]]) -> Rule:
    values: dict[str, frozenset[str] | re.Pattern[str]] = {}
    optional = set()
    for item in attributes.split():
        written, _, value = item.partition("=")
        prefix, _, local = written.removesuffix("?").rpartition(":")
        name = f"{{{URIS[prefix]}}}{local}" if prefix else local
        values[name] = patterns.get(value) or frozenset(value.split("|"))
        if written.endswith("?"):
            optional.add(name)
    model = _NAME.sub(lambda match: f"(?:{match.group()};)", content)
    children = re.compile(re.sub(r"[\s,]", "", model))
    return Rule(values, frozenset(optional), children, frozenset(_NAME.findall(content)))


def _attribute_faults(element: etree._Element, rule: Rule) -> Iterator[str]:
    for key, text in element.items():
        name, value = str(key), str(text)
        allowed = rule.attributes.get(name)
        if allowed is None:
            yield f"has {_local(name)}={value[:_LONGEST]!r}, which narrate does not write"
        elif not (value in allowed if isinstance(allowed, frozenset) else allowed.fullmatch(value)):
            yield f"has {_local(name)}={value[:_LONGEST]!r}, and not what narrate writes"
    for name in rule.attributes:
        if name not in rule.optional and element.get(name) is None:
            yield f"has no {_local(name)}"


def _content_fault(names: tuple[str, ...], rule: Rule) -> str:
    """Return what is wrong with child elements of these ``names``; empty if nothing is."""
    if rule.children.fullmatch("".join(f"{name};" for name in names)):
        return ""
    foreign = [name or "a comment" for name in names if name not in rule.known]
    if foreign:
        return f"holds {foreign[0][:_LONGEST]}, which narrate does not write there"
    return "does not hold its parts, each once and in order"


def _alike(element: etree._Element) -> bytes:
    """Return the XML of a shape or effect without the values in which allowed ones may differ."""
    text = etree.tostring(element, with_tail=False)
    return _FREE_DELAY.sub(b"<p:cond", _FREE_TEXT.sub(b"<a:t>", _FREE.sub(rb"\1", text)))


def _has_text(element: etree._Element, children: Sequence[etree._Element]) -> bool:
    """Whether ``element`` itself holds text, before, between or after its ``children``."""
    if element.text and element.text.strip():
        return True
    return any(child.tail and child.tail.strip() for child in children)


def _shape_name(element: etree._Element) -> str:
    """Return the name of the shape ``element``; empty if the element is not a shape or has no name."""
    properties = element.find("./*/{*}cNvPr")
    return "" if properties is None else properties.get("name") or ""


def _place(shape: str, path: str) -> str:
    tag = path.rpartition("/")[2].partition("@")[0]
    return f"{shape!r}: {tag}" if shape else tag


def _local(name: str) -> str:
    return etree.QName(name).localname
