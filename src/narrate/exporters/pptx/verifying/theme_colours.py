"""Checks that the themes of a deck have the colours of the edition's theme, which the manifest holds."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator, Mapping

from lxml import etree

from narrate.exporters.pptx.format import A, is_template_part
from narrate.typeset.contrast import contrast, luminance

_FIRST, _SECOND = ("dk1", "lt1"), ("dk2", "lt2")
_TOKENS = {
    "accent1": "accent", "accent2": "mark", "accent3": "tint", "accent4": "bar", "accent5": "bar_dim",
    "accent6": "bar_line", "hlink": "accent", "folHlink": "dim",
}  # fmt: skip
_MARK_ON = ("paper", "panel")
_LEAST_CONTRAST = 3.0


def theme_colour_faults(
    deck: zipfile.ZipFile, template_parts: Collection[str], colours: Mapping[str, str]
) -> Iterator[str]:
    """Yield how the colours of narrate's own themes in ``deck`` differ from ``colours``, those of the manifest.

    Themes that came from a producer's template, ``template_parts``, are compared as whole parts elsewhere.
    """
    wanted = _scheme(colours)
    if not wanted:
        yield "the manifest does not hold the colours of the theme; build the edition again"
        return
    if not template_parts:
        yield from _mark_faults(colours)
    for name in sorted(name for name in deck.namelist() if name.startswith("ppt/theme/") and name.endswith(".xml")):
        if not (template_parts and is_template_part(name)):
            yield from _part_faults(name, etree.fromstring(deck.read(name)), wanted)


def _mark_faults(colours: Mapping[str, str]) -> Iterator[str]:
    """Yield on which backgrounds the mark of what is spoken has too little contrast."""
    for back in _MARK_ON:
        if (ratio := contrast(colours["mark"], colours[back])) < _LEAST_CONTRAST:
            yield f"the mark of what is spoken has a contrast of {ratio:.1f} with {back}, not {_LEAST_CONTRAST:g}"


def _part_faults(name: str, theme: etree._Element, wanted: Mapping[str, str]) -> Iterator[str]:
    """Yield the colours in the part ``name`` with root ``theme`` that are not those that are ``wanted``."""
    scheme = {
        etree.QName(item).localname: [colour.get("val") for colour in item]
        for item in theme.iterfind(f"{A}themeElements/{A}clrScheme/*")
    }
    for key, colour in wanted.items():
        if scheme.get(key) != [colour]:
            shown = " ".join(str(value) for value in scheme.get(key, ())) or "not at all"
            yield f"{name} has the colour {key} {shown}, and the edition's theme {colour}"


def _scheme(colours: Mapping[str, str]) -> dict[str, str]:
    """Return the colours of a deck's scheme by their names in it; empty if one of ``colours`` is missing."""
    try:
        is_dark = luminance(colours["paper"]) < luminance(colours["ink"])
        front, behind = (1, 0) if is_dark else (0, 1)
        scheme = {key: colours[token] for key, token in _TOKENS.items()}
        scheme |= {_FIRST[front]: colours["ink"], _FIRST[behind]: colours["paper"]}
        scheme |= {_SECOND[front]: colours["dim"], _SECOND[behind]: colours["panel"]}
    except KeyError:
        return {}
    return scheme
