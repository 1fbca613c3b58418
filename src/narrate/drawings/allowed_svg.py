"""The elements and attributes of SVG that are allowed in a figure. All others are left out."""

from __future__ import annotations

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
SHAPES = ("path", "rect", "circle", "ellipse", "polygon", "polyline", "line")
CONTAINERS = ("svg", "g", "a", "switch", "symbol", "use")
TEXTS = ("text", "tspan")
GRADIENTS = ("linearGradient", "radialGradient")
SERVERS = (*GRADIENTS, "pattern", "clipPath", "mask", "marker")  # shown only where other elements refer to them
ANIMATIONS = ("animate", "animateColor", "animateMotion", "animateTransform", "set", "mpath", "discard")
SILENT = ("title", "desc", "metadata", "view", "cursor", "script-data")  # invisible: left out without a warning
OVERVIEW = "data-overview"  # marks a group whose other parts are faded while one is lit
CONTOUR = "data-contour"  # marks the shape that is the outline of its group

GEOMETRY = {
    "rect": ("x", "y", "width", "height", "rx", "ry"),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "line": ("x1", "y1", "x2", "y2"),
    "image": ("x", "y", "width", "height"),
    "use": ("x", "y", "width", "height"),
    "svg": ("x", "y", "width", "height"),
}
DOWN = ("y", "height", "cy", "ry", "y1", "y2")  # percentages refer to the height
FONTS = (
    "direction", "dominant-baseline", "font-family", "font-size", "font-style", "font-variant", "font-weight",
    "letter-spacing", "text-anchor", "text-decoration", "unicode-bidi", "word-spacing", "writing-mode",
)  # fmt: skip
INHERITED = (
    "clip-rule", "color", "fill", "fill-opacity", "fill-rule", "marker-end", "marker-mid", "marker-start",
    "paint-order", "shape-rendering", "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "visibility", *FONTS,
)  # fmt: skip
PRESENTATION = frozenset({
    *INHERITED, "clip-path", "display", "mask", "opacity", "overflow", "stop-color", "stop-opacity", "vector-effect",
})  # fmt: skip
REFERRING = ("fill", "stroke", "clip-path", "mask", "marker-start", "marker-mid", "marker-end")
LENGTHS = ("stroke-width", "stroke-dashoffset", "font-size")  # presentation attributes that are lengths
# the attributes of each element besides presentation attributes, ``id``, ``transform`` and geometry
OWN = {
    "path": ("d", "pathLength", CONTOUR),
    "rect": (CONTOUR,),
    "circle": (CONTOUR,),
    "ellipse": (CONTOUR,),
    "line": (CONTOUR,),
    "polygon": ("points", CONTOUR),
    "polyline": ("points", CONTOUR),
    "g": (OVERVIEW, CONTOUR),
    "image": ("preserveAspectRatio",),
    "linearGradient": ("x1", "y1", "x2", "y2", "gradientUnits", "gradientTransform", "spreadMethod"),
    "radialGradient": ("cx", "cy", "r", "fx", "fy", "fr", "gradientUnits", "gradientTransform", "spreadMethod"),
    "stop": ("offset",),
    "pattern": (
        "x", "y", "width", "height", "viewBox", "preserveAspectRatio", "patternUnits", "patternContentUnits",
        "patternTransform",
    ),
    "clipPath": ("clipPathUnits",),
    "mask": ("x", "y", "width", "height", "maskUnits", "maskContentUnits"),
    "marker": (
        "viewBox", "preserveAspectRatio", "markerUnits", "markerWidth", "markerHeight", "orient", "refX", "refY",
    ),
    "text": ("x", "y", "dx", "dy", "rotate", "textLength", "lengthAdjust"),
    "tspan": ("x", "y", "dx", "dy", "rotate", "textLength", "lengthAdjust"),
}  # fmt: skip
TRANSFORMS = ("transform", "gradientTransform", "patternTransform")
