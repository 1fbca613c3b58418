"""Reads DrawingML colours: a theme's scheme, colour maps and fills (ECMA-376 part 1, 20.1)."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator, Mapping

from lxml import etree

from narrate.sources import ooxml
from narrate.sources.srgb import gamma, linear

A, P = ooxml.A, ooxml.P

SCHEME = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
MAPPED = ("bg1", "tx1", "bg2", "tx2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
UNKNOWN = ""  # a picture or a pattern has no single colour

Colours = Mapping[str, str]


def read_scheme(theme: etree._Element) -> dict[str, str]:
    """Return the colours of the scheme in ``theme`` by name, as six hexadecimal digits.

    Colours in other forms are left out.
    """
    scheme = next(theme.iter(f"{A}clrScheme"), None)
    colours = {}
    for name in SCHEME:
        element = scheme.find(f"{A}{name}/*") if scheme is not None else None
        value = "" if element is None else element.get("lastClr") or element.get("val") or ""
        if len(value) == 6 and set(value.upper()) <= set("0123456789ABCDEF"):
            colours[name] = value.upper()
    return colours


def seen_through(scheme: Colours, colour_map: Mapping[str, str]) -> dict[str, str]:
    """Return ``scheme`` with the names that slides use (``tx1``, ``bg1`` …) beside its own names.

    ``colour_map`` gives the scheme's name for each name that slides use.
    """
    return {**scheme, **{name: scheme[own] for name in MAPPED if (own := colour_map.get(name, name)) in scheme}}


def read_map(root: etree._Element) -> dict[str, str] | None:
    """Return the colour map of a master, or the one with which a layout or slide replaces it; None if there is none."""
    element = root.find(f"{P}clrMap")
    if element is None:
        element = root.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    return None if element is None else {str(name): str(value) for name, value in element.items()}


def colour_of(holder: etree._Element, colours: Colours, own: str = UNKNOWN) -> str:
    """Return the colour in ``holder`` (a solid fill or a style reference) with its modifications applied.

    ``colours`` are the theme's by name. ``own`` replaces the placeholder colour of a style. The result is ``UNKNOWN``
    if it cannot be computed.
    """
    for element in holder:
        name = etree.QName(element).localname
        value = element.get("val") or ""
        if name == "srgbClr":
            base = value.upper()
        elif name == "schemeClr":
            base = own if value == "phClr" else colours.get(value, UNKNOWN)
        elif name == "sysClr":
            base = (element.get("lastClr") or UNKNOWN).upper()
        elif name == "prstClr":
            base = {"black": "000000", "white": "FFFFFF"}.get(value, UNKNOWN)
        else:
            continue
        return _changed(base, element) if len(base) == 6 else UNKNOWN
    return UNKNOWN


def fills(holder: etree._Element, colours: Colours, own: str = UNKNOWN) -> list[str] | None:
    """Return the colours that the fill in ``holder``, the properties of a shape or background, may show.

    Each stop of a gradient counts as one colour. A picture or pattern is ``UNKNOWN``. The list is empty if the shape
    has expressly no fill. The result is None if ``holder`` says nothing of a fill.
    """
    for element in holder:
        name = etree.QName(element).localname
        if name == "noFill":
            return []
        if name == "solidFill":
            return [colour_of(element, colours, own)]
        if name == "gradFill":
            return [colour_of(stop, colours, own) for stop in element.iter(f"{A}gs")] or [UNKNOWN]
        if name in ("blipFill", "pattFill", "grpFill"):
            return [UNKNOWN]
    return None


def background(
    roots: Iterator[etree._Element] | list[etree._Element], colours: Colours, theme: etree._Element
) -> list[str]:
    """Return the colours of the first background among ``roots`` (slide, layout, master).

    If none of them has a background, its colour is ``bg1``, or white if that is unknown.
    """
    for root in roots:
        element = root.find(f"{P}cSld/{P}bg")
        if element is None:
            continue
        properties, reference = element.find(f"{P}bgPr"), element.find(f"{P}bgRef")
        if properties is not None:
            return fills(properties, colours) or [UNKNOWN]
        if reference is not None:
            return styled_fills(reference, colours, theme)
    return [colours.get("bg1", "FFFFFF")]


def styled_fills(reference: etree._Element, colours: Colours, theme: etree._Element) -> list[str]:
    """Return the colours of the theme's fill whose number and colour ``reference`` gives; none for number 0."""
    number = int(reference.get("idx") or 0)
    own = colour_of(reference, colours)
    kind, place = ("bgFillStyleLst", number - 1001) if number > 1000 else ("fillStyleLst", number - 1)
    styles = theme.find(f"{A}themeElements/{A}fmtScheme/{A}{kind}")
    if place < 0 or styles is None or place >= len(styles):
        return []
    holder = etree.Element("holder")
    holder.append(etree.fromstring(etree.tostring(styles[place])))
    return fills(holder, colours, own) or []


def mixed(colour: str, other: str, share: float) -> str:
    """Return ``colour`` blended with ``other``, whose weight is ``share`` (0 to 1)."""
    return "".join(
        f"{round(a + (b - a) * share):02X}" for a, b in zip(_channels(colour), _channels(other), strict=True)
    )


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)


_CHANGES = ("alpha", "lumMod", "lumOff", "shade", "tint")


def _changed(base: str, element: etree._Element) -> str:
    """Return the colour ``base`` after the lumMod, lumOff, shade and tint in ``element``; UNKNOWN if transparent."""
    red, green, blue = (channel / 255 for channel in _channels(base))
    for change in element:
        name = etree.QName(change).localname
        if name not in _CHANGES:
            continue
        value = int(change.get("val") or 100_000) / 100_000
        if name == "alpha" and value < 1:
            return UNKNOWN
        if name in ("lumMod", "lumOff"):
            hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
            light = min(1.0, light * value if name == "lumMod" else light + value)
            red, green, blue = colorsys.hls_to_rgb(hue, light, saturation)
        elif name in ("shade", "tint"):
            limit = 0.0 if name == "shade" else 1.0  # black or white
            red, green, blue = (gamma(linear(channel) * value + limit * (1 - value)) for channel in (red, green, blue))
    return "".join(f"{round(max(0.0, min(1.0, channel)) * 255):02X}" for channel in (red, green, blue))
