"""Checks the design of a deck: its masters, layouts and themes are narrate's own, or those of the template.

The manifest holds the hash of each part that came from a producer's template. narrate's own parts are compared with
the digests in own_design.py: they differ only by language, direction, colours and font families.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache

from lxml import etree

from narrate.exporters.pptx.format import is_template_part
from narrate.exporters.pptx.verifying.own_design import OWN
from narrate.typeset.faces import FACES

_OWN_PART = re.compile(r"ppt/(slideMasters|slideLayouts|notesMasters|theme)/[^/]+\.xml")
_VARIES = re.compile(r'(?<=<a:srgbClr val=")[0-9A-F]{6}(?=")|(?<= typeface=")[^"]*(?=")')


def design_faults(deck: zipfile.ZipFile, template_parts: Mapping[str, str], language: str) -> Iterator[str]:
    """Yield what differs from the design that a deck should have, each fault as a line of text.

    ``template_parts`` are the hashes in the manifest, empty if the deck is of narrate's own design. ``language`` is that
    of the deck's words.
    """
    names = set(deck.namelist())
    yield from _template_faults(deck, template_parts)
    families = _families(deck, template_parts)
    own = {name for name in names if _OWN_PART.fullmatch(name) and not (template_parts and is_template_part(name))}
    for name in sorted(own):
        content = deck.read(name)
        for family in sorted(_families_in(name, content) - families):
            yield f"{name} names the font {family!r}, which is none of narrate's"
        if digest_of(name, content, language) not in OWN.get(name, ()):
            yield f"{name} is not narrate's own, and the manifest names no template for it"
    if not template_parts:
        yield from (f"{name} is missing" for name in sorted(set(OWN) - own))


def _template_faults(deck: zipfile.ZipFile, template_parts: Mapping[str, str]) -> Iterator[str]:
    """Yield how the parts that came from the template differ from ``template_parts``, if there are any."""
    if not template_parts:
        return
    names = {name for name in deck.namelist() if is_template_part(name)}
    yield from (f"{name} is gone, which came from the template" for name in sorted(set(template_parts) - names))
    yield from (f"{name} did not come from the template" for name in sorted(names - set(template_parts)))
    for name in sorted(set(template_parts) & names):
        if hashlib.sha256(deck.read(name)).hexdigest() != template_parts[name]:
            yield f"{name} is not as it came from the template"


def digest_of(name: str, content: bytes, language: str) -> str:
    """Return the first 16 digits of the SHA-256 of what does not vary in ``content``, the part ``name`` of a deck.

    That is its canonical XML without ``language``, and in a theme also without colours and font families.
    """
    text = etree.tostring(etree.fromstring(content), method="c14n").decode()
    text = text.replace(f' lang="{language}"', ' lang=""')
    if name.startswith("ppt/theme/"):
        text = _VARIES.sub("", text)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _families_in(name: str, content: bytes) -> set[str]:
    """Return the font families that a theme names; none if the part ``name`` is not a theme."""
    if not name.startswith("ppt/theme/"):
        return set()
    return {element.get("typeface") or "" for element in etree.fromstring(content).iter("{*}latin", "{*}ea", "{*}cs")}


def _families(deck: zipfile.ZipFile, template_parts: Mapping[str, str]) -> set[str]:
    """Return the font families that narrate's own parts may name. With a template, these include the template's."""
    families = {"", *_own_families()}
    for name in sorted(set(template_parts) & set(deck.namelist())):
        if name.startswith("ppt/theme/") and name.endswith(".xml"):
            families |= _families_in(name, deck.read(name))
    return families


@cache
def _own_families() -> frozenset[str]:
    return frozenset(family for face in FACES.values() for family in (face.deck, face.east, face.complex) if family)
