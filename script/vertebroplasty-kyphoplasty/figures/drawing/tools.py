"""The instruments of the procedure and what they leave in the bone. They lie along one straight line."""

import math
import random
from dataclasses import dataclass

from .canvas import Figure
from .geometry import Point, Shape, add, clearance, contains, ellipse, rounded, spline, unit


@dataclass(frozen=True)
class Axis:
    """A line from `tip`, deep in the bone, outwards through `outside`; `size` scales the thickness of the tools."""

    tip: Point
    outside: Point
    size: float = 1.0

    def at(self, distance: float, side: float = 0.0) -> Point:
        u = unit(self.tip, self.outside)
        return add(add(self.tip, u, distance), (-u[1], u[0]), side)

    @property
    def degrees(self) -> float:
        u = unit(self.tip, self.outside)
        return math.degrees(math.atan2(u[1], u[0]))

    def bar(self, start: float, end: float, width: float) -> Shape:
        w = width / 2
        return [self.at(start, -w), self.at(end, -w), self.at(end, w), self.at(start, w)]


TUBE = 27.0
CORE = 13.0


def _edge(size: float) -> float:
    return max(2.6, 3.5 * size)


def cannula(
    figure: Figure, axis: Axis, start: float, end: float, core: str = "steel-shade", *, hub: bool = True
) -> None:
    """A hollow tube from `start` to `end`; its channel shows what is inside, in the colour `core`."""
    s = axis.size
    w, h = TUBE / 2 * s, 29 * s
    if hub:
        corners = [
            axis.at(start, -w), axis.at(end, -w), axis.at(end, -h), axis.at(end + 24 * s, -h),
            axis.at(end + 24 * s, h), axis.at(end, h), axis.at(end, w), axis.at(start, w),
        ]  # fmt: skip
    else:
        corners = axis.bar(start, end, TUBE * s)
    shape = rounded(corners, 3 * s)
    figure.area(shape, fill="steel", edge="steel-edge", width=_edge(s), contour=True)
    figure.area(axis.bar(start + 1.5, end, CORE * s), fill=core, edge="steel-edge", width=1.6 * s)
    if core == "cement":
        figure.dots(
            [axis.at(start + 14 * k * s + 9, (-2.2, 2.4)[k % 2] * s) for k in range(1, round((end - start) / 14 / s))],
            2 * s,
            "cement-edge",
        )
    figure.line([axis.at(start + 5, -w + 4.2 * s), axis.at(end - 3, -w + 4.2 * s)], edge="shine", width=2.4 * s)
    if hub:
        figure.area(
            rounded(axis.bar(end, end + 24 * s, 58 * s), 4 * s), fill="steel", edge="steel-edge", width=_edge(s)
        )


def trocar(figure: Figure, axis: Axis, point: float, start: float, end: float) -> None:
    """A pointed rod: its point is bare from `point` to `start`, the rest lies in the cannula, the handle at `end`."""
    s = axis.size
    w, h = CORE / 2 * s, 46 * s
    rod = [
        axis.at(point, 0), axis.at(point + 30 * s, -w), axis.at(end, -w), axis.at(end, -h), axis.at(end + 26 * s, -h),
        axis.at(end + 26 * s, h), axis.at(end, h), axis.at(end, w), axis.at(point + 30 * s, w),
    ]  # fmt: skip
    tip = [
        axis.at(point - 2, 0),
        axis.at(point + 30 * s, -w),
        axis.at(start, -w),
        axis.at(start, w),
        axis.at(point + 30 * s, w),
    ]
    figure.area(tip, fill="cut", edge="cut", width=11 * s)  # parts the point from the holes around it
    figure.area(
        rounded(rod, [0, 3 * s, 2 * s, *[6 * s] * 4, 2 * s, 3 * s]),
        fill="steel-shade",
        edge="steel-edge",
        width=_edge(s),
        contour=True,
    )
    figure.line([axis.at(start, 0), axis.at(point + 26 * s, 0)], edge="shine", width=2 * s)


def balloon(figure: Figure, axis: Axis, centre: float, long: float, short: float) -> None:
    at = axis.at(centre)
    shape = ellipse(at, long, short, axis.degrees)
    figure.area(
        axis.bar(centre + long - 6, centre + long + 60, CORE * axis.size), fill="balloon", edge="balloon-edge", width=3
    )
    figure.area(shape, fill="cut", edge="cut", width=14)  # parts it from the holes around it
    figure.area(shape, fill="balloon", edge="balloon-edge", width=5, contour=True)
    glint = ellipse(at, long - 17, short - 17, axis.degrees)
    figure.line(glint[33:44], edge="shine", width=7)


def lobed(at: Point, long: float, short: float, degrees: float, lobes: int, seed: int, uneven: float = 0.08) -> Shape:
    """An oval with a cauliflower edge."""
    rng = random.Random(seed)
    ring: Shape = []
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    for k in range(lobes):
        size = 1 + rng.gauss(0, uneven)
        for share, reach in ((0.0, 0.88), (0.22, 1.0), (0.5, 1.045), (0.78, 1.0)):
            turn = 2 * math.pi * (k + share) / lobes
            grow = reach * (size if share else 1 + (size - 1) * 0.2)
            x, y = long * grow * math.cos(turn), short * grow * math.sin(turn)
            ring.append((at[0] + x * c - y * s, at[1] + x * s + y * c))
    return spline(ring, steps=5)


def cement(figure: Figure, shape: Shape, seed: int, radius: float = 3.0) -> None:
    """Known by its lobed edge and its dots, with or without colour."""
    figure.area(shape, fill="cut", edge="cut", width=12)
    figure.area(shape, fill="cement", edge="cement-edge", width=4.5, contour=True)
    rng = random.Random(seed)
    xs, ys = [p[0] for p in shape], [p[1] for p in shape]
    step = radius * 5.0
    dots = []
    for row in range(int((max(ys) - min(ys)) / step) + 2):
        for column in range(int((max(xs) - min(xs)) / step) + 2):
            at = (
                min(xs) + (column + (row % 2) / 2) * step + rng.uniform(-0.2, 0.2) * step,
                min(ys) + row * step + rng.uniform(-0.2, 0.2) * step,
            )
            if contains(shape, at) and clearance(shape, at) > radius + 5:
                dots.append(at)
    figure.dots(dots, radius, "cement-edge")
