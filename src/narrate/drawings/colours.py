"""Converts CSS colours to a form that every SVG program knows: ``#rrggbb`` and an opacity.

Colours of CSS Color 4 are known, and ``light-dark()`` of CSS Color 5, of which the light colour is used. Colours
that cannot be computed, such as ``color-mix()`` and printing colours, become None, since they would be shown as black.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from narrate.sources.srgb import gamma, linear

if TYPE_CHECKING:
    from lxml.etree import _Element

COLOURED = ("fill", "stroke", "stop-color", "color")
_INITIAL = {"fill": "#000000", "stroke": "none", "stop-color": "#000000", "color": "#000000"}
_KEYWORDS = {
    "none": "none", "inherit": "inherit", "currentcolor": "currentColor",
    "context-fill": "context-fill", "context-stroke": "context-stroke",
    "canvas": "#ffffff", "canvastext": "#000000",  # of a light page
}  # fmt: skip
_INHERITING = frozenset({"unset", "revert", "revert-layer"})
_MOST_LETTERS = 500
_HEX = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}")
_URL = re.compile(r"\s*url\([^()]*\)\s*", re.IGNORECASE)
_RGBA = re.compile(r"rgba\((\d+), (\d+), (\d+), ([\d.]+)\)")
_GAPS = ("whitespace", "comment")
_NEAR = {  # the colour space to which tinycss2 converts each
    "hsl": "srgb", "hwb": "srgb", "lab": "xyz-d50", "lch": "xyz-d50", "oklab": "xyz-d65", "oklch": "xyz-d65",
}  # fmt: skip
_Colour = tuple[float, float, float, float]  # red, green, blue and alpha from 0 to 1
_Matrix = tuple[tuple[float, float, float], ...]
# XYZ (D65) to linear sRGB, XYZ (D50) to XYZ (D65) by Bradford, linear Display P3 to XYZ: CSS Color 4, section 18
_TO_SRGB: _Matrix = (
    (12831 / 3959, -329 / 214, -1974 / 3959),
    (-851781 / 878810, 1648619 / 878810, 36519 / 878810),
    (705 / 12673, -2585 / 12673, 705 / 667),
)
_TO_D65: _Matrix = (
    (0.955473421488075, -0.02309845494876471, 0.06325924320057072),
    (-0.0283697093338637, 1.0099953980813041, 0.021041441191917323),
    (0.012314014864481998, -0.020507649298898964, 1.330365926242124),
)
_FROM_P3: _Matrix = (
    (608311 / 1250200, 189793 / 714400, 198249 / 1000160),
    (35783 / 156275, 247089 / 357200, 198249 / 2500400),
    (0.0, 32229 / 714400, 5220557 / 5000800),
)


@lru_cache(maxsize=4096)
def plain_colour(key: str, value: str) -> str | None:
    """Return ``value``, a colour of the attribute ``key``, as a keyword, ``#rrggbb`` or ``rgba(r, g, b, a)``.

    The result is None if the colour is unknown, and empty if the attribute counts as not set. A reference
    ``url(#id)`` in front of the colour is kept.
    """
    if _HEX.fullmatch(value):
        return value
    reference = _URL.match(value)
    if reference is not None:
        rest = value[reference.end() :]
        colour = plain_colour(key, rest) if rest else ""
        return None if colour is None else f"{reference.group().strip()} {colour}".strip()
    if len(value) > _MOST_LETTERS:
        return None
    token = _first(value)
    if token is None or token.type == "error":
        return None if value.strip() else ""
    keyword = _keyword(key, token.lower_value) if token.type == "ident" else None
    return _plain(token, value) if keyword is None else keyword


def _keyword(key: str, word: str) -> str | None:
    """Return what to write for the keyword ``word``, in lower case, in the attribute ``key``.

    The result is None if ``word`` is no keyword, and empty if the attribute counts as not set.
    """
    if word in _INHERITING:
        return _INITIAL[key] if key == "stop-color" else ""
    if word == "initial":
        return _INITIAL[key]
    return _KEYWORDS.get(word)


def _plain(token: Any, value: str) -> str | None:
    """Return the colour of ``token``, the first in ``value``; None if it is unknown.

    An opaque colour name or hash stays as it is. Any other colour is converted.
    """
    colour = _computed(token)
    if colour is None:
        return None
    if token.type in ("ident", "hash") and colour[3] == 1:
        return value.split(maxsplit=1)[0]
    return _written(colour)


def _first(value: str) -> Any:
    """Return the only CSS token in ``value``, or None if there are more.

    A printing colour that follows the first token is ignored (SVG 1.1, section 11.1).
    """
    import tinycss2

    tokens = [
        component
        for component in tinycss2.parse_component_value_list(value, skip_comments=True)
        if component.type != "whitespace"
    ]
    if len(tokens) == 2 and tokens[1].type == "function" and tokens[1].lower_name in ("icc-color", "device-cmyk"):
        del tokens[1]
    return tokens[0] if len(tokens) == 1 else None


def _computed(token: Any) -> _Colour | None:
    """Return the colour of ``token`` in sRGB, or None if it is unknown. ``light-dark()`` gives its light colour."""
    from tinycss2 import color5

    if token.type == "function" and token.lower_name == "light-dark":
        before_comma = takewhile(lambda argument: argument != ",", token.arguments)
        light = [argument for argument in before_comma if argument.type not in _GAPS]
        return _computed(light[0]) if len(light) == 1 else None
    try:
        colour = color5.parse_color(token)
    except (ValueError, AttributeError, IndexError, TypeError):  # tinycss2 fails on invalid arguments
        return None
    return None if colour is None or isinstance(colour, str) else _in_srgb(colour)


def _in_srgb(colour: Any) -> _Colour | None:
    """Return ``colour`` in sRGB, its channels limited to 0 to 1; None if its colour space is not supported."""
    if colour.space in _NEAR:
        colour = colour.to(_NEAR[colour.space])
    parts = [float(part or 0) for part in colour.coordinates]
    if colour.space == "xyz-d50":
        parts = _times(_TO_SRGB, _times(_TO_D65, parts))
    elif colour.space == "xyz-d65":
        parts = _times(_TO_SRGB, parts)
    elif colour.space == "display-p3":
        parts = _times(_TO_SRGB, _times(_FROM_P3, [linear(part) for part in parts]))
    elif colour.space not in ("srgb", "srgb-linear"):
        return None
    if colour.space != "srgb":
        parts = [gamma(part) for part in parts]
    red, green, blue = (max(0.0, min(1.0, part)) for part in parts)
    return red, green, blue, float(colour.alpha)


def _times(matrix: _Matrix, values: list[float]) -> list[float]:
    """The product of a matrix and a vector."""
    return [sum(a * b for a, b in zip(row, values, strict=True)) for row in matrix]


def _written(colour: _Colour) -> str:
    red, green, blue = (int(channel * 255 + 0.5) for channel in colour[:3])
    if colour[3] == 1:
        return f"#{red:02x}{green:02x}{blue:02x}"
    return f"rgba({red}, {green}, {blue}, {colour[3]:.4g})"


# -- opacities -----------------------------------------------------------------------------


def separate_opacities(root: _Element) -> None:
    """Replace ``rgba()`` and ``currentColor`` in a clean drawing by ``#rrggbb`` and an opacity.

    More programs know ``#rrggbb`` with an opacity.
    """
    if not _has_alpha_or_reference(root):
        return
    initial = {"color": "#000000", "fill": "#000000", "stroke": "none", "fill-opacity": "1", "stroke-opacity": "1"}
    todo = [(root, initial, {name: value for name, value in initial.items() if name != "color"})]
    while todo:
        element, above, made_above = todo.pop()
        # the values in the original drawing and in the result, both including inherited ones
        original = _with_own(above, element)
        made = _with_separate_opacities(element, original, made_above)
        _separate_stop(element, original["color"])
        todo += [(child, original, made) for child in element]


def _has_alpha_or_reference(root: _Element) -> bool:
    values = [value for element in root.iter() for key in COLOURED if (value := element.get(key))]
    return any("rgba(" in value or "currentColor" in value for value in values)


def _with_own(above: Mapping[str, str], element: _Element) -> dict[str, str]:
    """Return the properties in ``above``, which ``element`` inherits, overridden by its own."""
    own = {name: value for name in above if (value := element.get(name, "inherit")) != "inherit"}
    return {**above, **own}


def _with_separate_opacities(
    element: _Element, original: Mapping[str, str], made_above: Mapping[str, str]
) -> dict[str, str]:
    """Write the fill and stroke of ``element`` as ``#rrggbb`` with their opacities. Return these four properties.

    ``original`` holds the properties of ``element`` in the original drawing. ``made_above`` holds those it inherits
    in the rewritten drawing; only what differs from them is written. The property ``color`` is removed.
    """
    for name in {"color", *made_above} & set(element.attrib):
        del element.attrib[name]
    made: dict[str, str] = {}
    for name in ("fill", "stroke"):
        colour, alpha = _without_alpha(original[name], original["color"])
        made[name] = colour
        made[f"{name}-opacity"] = _multiplied(original[f"{name}-opacity"], alpha)
    for name, value in made.items():
        if value != made_above[name]:
            element.set(name, value)
    return made


def _separate_stop(element: _Element, current: str) -> None:
    """Write the colour of ``element``, if it is a stop of a gradient, with its opacity.

    ``current`` is the value of ``currentColor``.
    """
    stop_colour = element.get("stop-color")
    if not stop_colour:
        return
    colour, alpha = _without_alpha(stop_colour, current)
    element.set("stop-color", colour)
    if alpha != 1:
        element.set("stop-opacity", _multiplied(element.get("stop-opacity", "1"), alpha))


def _without_alpha(value: str, current: str) -> tuple[str, float]:
    """Return ``value`` as a colour without alpha, and its alpha (0 to 1). ``current`` replaces ``currentColor``."""
    value = value.replace("currentColor", current)
    match = _RGBA.search(value)
    if match is None:
        return value, 1.0
    red, green, blue = map(int, match.groups()[:3])
    return _RGBA.sub(f"#{red:02x}{green:02x}{blue:02x}", value), float(match.group(4))


def _multiplied(opacity: str, alpha: float) -> str:
    """Return ``opacity``, a number or a percentage, times ``alpha``. An ``opacity`` in any other form counts as 1."""
    if alpha == 1:
        return opacity
    share = opacity.strip().removesuffix("%")
    try:
        number = float(share) / (100 if "%" in opacity else 1)
    except ValueError:
        number = 1.0
    return f"{max(0.0, min(1.0, number)) * alpha:.4g}"
