"""A vertebra from above, cut level with its pedicles: the front is at the top, the skin of the back at the bottom."""

import math

from . import tools
from .bone import Sponge, holes
from .canvas import Figure
from .geometry import Place, Point, Shape, ellipse, middle, rounded, spline

CENTRE = 230.0
SPONGE = Sponge(columns=10, rows=8, wall=4.6, lost=8, crust=0.0, seed=4)

BODY = [(0, 46), (60, 52), (106, 88), (120, 140), (104, 190), (66, 216), (30, 212), (0, 206)]
ARCH = [
    (86, 180), (103, 214), (104, 252), (116, 278), (146, 286), (174, 298), (182, 312), (172, 324), (140, 322), (114, 330),
    (104, 352), (82, 362), (56, 370), (34, 394), (24, 430), (20, 462), (0, 474),
]  # fmt: skip
CANAL = [(0, 212), (28, 216), (48, 228), (53, 254), (42, 284), (20, 308), (0, 316)]
LEVELS = {"muscle": 540.0, "fat": 588.0, "skin": 614.0}


def _both(half: list[Point]) -> Shape:
    """The outline whose right half runs from top to bottom, closed by its mirror image."""
    inner = [p for p in half if p[0] > 0]
    ends = [p for p in half if p[0] <= 0]
    ring = [*ends[:1], *inner, *ends[1:], *((-x, y) for x, y in reversed(inner))]
    if half[0][0] > 0:  # open at the top: the body covers the ends
        ring = [*inner, *ends, *((-x, y) for x, y in reversed(inner))]
    return [(CENTRE + x, y) for x, y in ring]


def _surface(level: float) -> Shape:
    """A layer of the back, nearly flat, with the furrow in the middle."""
    points = [
        (14, level - 20),
        (70, level - 5),
        (150, level + 3),
        (CENTRE, level - 6),
        (310, level + 3),
        (390, level - 5),
        (446, level - 20),
    ]
    return spline(points, closed=False)


def _radial(outline: Shape) -> Place:
    """Maps the unit square onto an outline that can be seen whole from its middle."""
    centre = middle(outline)
    polar = sorted((math.atan2(y - centre[1], x - centre[0]), math.dist((x, y), centre)) for x, y in outline)

    def place(p: Point) -> Point:
        x, y = 2 * p[0] - 1, 2 * p[1] - 1
        dx, dy = x * math.sqrt(1 - y * y / 2), y * math.sqrt(1 - x * x / 2)
        turn = math.atan2(dy, dx)
        reach = min(polar, key=lambda q: abs(q[0] - turn))[1]
        return centre[0] + dx * reach, centre[1] + dy * reach

    return place


def cannulas_axial() -> Figure:
    figure = Figure("cannulas-axial")
    top = [(446, 320), (380, 300), (CENTRE, 290), (80, 300), (14, 320)]
    layers = [("muscle", top[::-1], _surface(LEVELS["muscle"]), (CENTRE + 60, 470))]
    layers.append(("fat", _surface(LEVELS["muscle"]), _surface(LEVELS["fat"]), (CENTRE + 40, LEVELS["fat"] - 20)))
    layers.append(("skin", _surface(LEVELS["fat"]), _surface(LEVELS["skin"]), (CENTRE + 20, LEVELS["skin"] - 12)))
    for name, upper, lower, point in layers:
        with figure.part(name, point):
            figure.area(rounded(upper + lower[::-1], 0), fill=name, edge="tissue-edge", width=2.5, contour=True)
    figure.area([*top[::-1], *_surface(LEVELS["skin"])[::-1]], fill=None, edge="inner-edge", width=3)
    arch, canal, body = (spline(_both(half)) for half in (ARCH, CANAL, BODY))
    with figure.part("arch", (CENTRE - 150, 304)):
        figure.solid(arch, "bone", "bone-shade")
    with figure.part("canal", (CENTRE, 262)):
        figure.area(canal, fill="fat", edge="outline", width=3, contour=True)
        figure.area(ellipse((CENTRE, 260), 34, 30), fill="nerve", edge="tissue-edge", width=2.5)
    with figure.part("body", (CENTRE - 60, 70)):
        figure.area(body, fill="bone", edge="outline", width=3.5, contour=True)
        centre = middle(body)
        inner = [(centre[0] + (x - centre[0]) * 0.89, centre[1] + (y - centre[1]) * 0.87) for x, y in body]
        figure.area(inner, fill="cut")
        figure.area(*holes(SPONGE, _radial(inner)), fill="pore")
    paths = [
        (name, tools.Axis((CENTRE + s * 45, 128), (CENTRE + s * 77.5, 255), 0.74))
        for name, s in (("left", -1), ("right", 1))
    ]
    for name, axis in paths:
        with figure.part(f"trocar-{name}", axis.at(8)):
            tools.trocar(figure, axis, -6, 34, 546)
    with figure.part("cannulas", paths[1][1].at(340)):
        for name, axis in paths:
            with figure.part(f"cannula-{name}", axis.at(340)):
                tools.cannula(figure, axis, 38, 516)
    return figure
