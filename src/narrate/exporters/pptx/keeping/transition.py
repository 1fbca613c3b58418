"""Lets a slide advance by itself, with the transition that it has (ISO/IEC 29500-1, 19.3.1.50)."""

from __future__ import annotations

import math
from copy import deepcopy

from lxml import etree

from narrate.exporters.pptx.format import URIS, P, xmlns

_MC = f"{{{URIS['mc']}}}"
_FIRST_MS, _OTHER_MS, _POINT_MS = 1300, 300, 800


def advancing(
    transition: etree._Element | None, heard_ms: int, last_effect_ms: int, *, is_first: bool
) -> etree._Element:
    """Return the element with which the slide advances when ``heard_ms`` have been heard.

    ``transition`` is that of the slide, a ``p:transition`` or an ``mc:AlternateContent`` around some; None if it has none.
    PowerPoint counts from the start of the slide. LibreOffice counts from the end of the last effect, which comes at
    ``last_effect_ms``, in whole seconds, and starts the sound of the first slide later. It does not advance if no kind of
    transition is given.
    """
    late = _FIRST_MS if is_first else _OTHER_MS
    office_ms = 1000 * max(1, math.ceil((heard_ms + late - last_effect_ms) / 1000))
    point_ms = heard_ms + _POINT_MS
    around = etree.fromstring(
        f"<mc:AlternateContent {xmlns('mc', 'p', 'x12ac')}>"
        '<mc:Choice Requires="x12ac"/><mc:Fallback/></mc:AlternateContent>'
    )
    choice, fallback = around
    plain = _plain(transition)
    for branch, at_ms in ((choice, office_ms), (fallback, point_ms)):
        one = deepcopy(plain)
        one.set("advTm", str(at_ms))
        if branch is choice and len(one) == 0:
            etree.SubElement(one, f"{P}cut")
        branch.append(one)
    if transition is not None and transition.tag == f"{_MC}AlternateContent":
        for other in transition.iterfind(f"{_MC}Choice"):
            kept = deepcopy(other)
            for one in kept.iter(f"{P}transition"):
                one.set("advTm", str(point_ms))
            fallback.addprevious(kept)
    return around


def _plain(transition: etree._Element | None) -> etree._Element:
    """Return the transition for programs that know no extensions."""
    found = None
    if transition is not None and transition.tag == f"{P}transition":
        found = transition
    elif transition is not None:
        found = transition.find(f"{_MC}Fallback/{P}transition")
    if found is None:
        return etree.fromstring(f'<p:transition {xmlns("p")} spd="fast"/>')
    copy = deepcopy(found)
    copy.tail = None
    for name in [name for name in copy.attrib if str(name).startswith("{")]:
        del copy.attrib[name]
    return copy
