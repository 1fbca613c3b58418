"""The whole spine from the side in the outline of a person; the front is on the left."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from .canvas import Figure
from .geometry import Point, Shape, add, along, even, joined, placed, quadratic, rounded, spline

SHIFT = -62.0
CENTRE = [
    (327, 146), (314, 176), (309, 204), (318, 238), (341, 280), (361, 330), (365, 380), (355, 430), (338, 470),
    (325, 508), (322, 540), (331, 572), (352, 604), (369, 634), (371, 658), (355, 686),
]  # fmt: skip
"""Line through the bodies: neck forwards, chest backwards, lower back forwards, sacrum backwards, tail forwards."""

PERSON = [
    (318, 30), (356, 40), (384, 70), (391, 110), (384, 146), (374, 176), (378, 206), (402, 238), (430, 276), (446, 320),
    (449, 366), (442, 414), (430, 452), (420, 488), (418, 522), (426, 556), (438, 592), (456, 632), (458, 676), (446, 730),
    (440, 780), (244, 780), (240, 720), (226, 660), (216, 600), (216, 546), (224, 490), (226, 440), (220, 392), (220, 346),
    (232, 304), (254, 270), (276, 244), (284, 222), (276, 206), (256, 204), (241, 200), (233, 187), (233, 168), (231, 150),
    (221, 138), (227, 122), (234, 106), (236, 84), (250, 54), (282, 34),
]  # fmt: skip

REGIONS = (("cervical", 7), ("thoracic", 12), ("lumbar", 5))
SACRUM, COCCYX = 86.0, 36.0


@dataclass(frozen=True)
class Line:
    """The centre line by the distance along it."""

    points: Shape
    lengths: list[float]

    def at(self, distance: float) -> tuple[Point, Point]:
        """Point, and unit vector downwards along the line."""
        step = self.lengths[-1] / (len(self.points) - 1)
        k = min(max(distance / step, 0.0), len(self.points) - 1.001)
        i = int(k)
        a, b = self.points[i], self.points[i + 1]
        u = (b[0] - a[0], b[1] - a[1])
        size = math.hypot(*u)
        return add(a, u, k - i), (u[0] / size, u[1] / size)

    def place(self, distance: float) -> Callable[[Point], Point]:
        """Local axes at a distance: x backwards, y downwards along the line."""
        origin, (ux, uy) = self.at(distance)
        return lambda p: (origin[0] + p[0] * uy + p[1] * ux, origin[1] - p[0] * ux + p[1] * uy)


def _line() -> Line:
    points = even(spline([(x + SHIFT, y) for x, y in CENTRE], closed=False, steps=40), 0.5)
    return Line(points, along(points))


@dataclass(frozen=True)
class Bone:
    """One vertebra: where it stands on the line, its height with half of both discs, depth of the body, all in px."""

    region: str
    number: int
    at: float
    pitch: float
    depth: float


def _bones(line: Line) -> list[Bone]:
    pitches = []
    for region, count in REGIONS:
        for number in range(1, count + 1):
            pitch = {"cervical": 13.8, "thoracic": 15.4 + number * 0.62, "lumbar": 25.0 + number * 0.4}[region]
            depth = {"cervical": 27.0, "thoracic": 28.0 + number, "lumbar": 42.0 + number * 0.5}[region]
            pitches.append((region, number, pitch * (1.25 if (region, number) == ("cervical", 2) else 1), depth))
    scale = (line.lengths[-1] - SACRUM - COCCYX) / sum(p[2] for p in pitches)
    bones, at = [], 0.0
    for region, number, pitch, depth in pitches:
        bones.append(Bone(region, number, at + pitch * scale / 2, pitch * scale, depth))
        at += pitch * scale
    return bones


def _body(bone: Bone) -> Shape:
    a, b = bone.depth / 2, bone.pitch * 0.385
    if bone.region == "cervical" and bone.number == 1:
        return rounded([(-a - 1, -4), (-a + 6, -5), (-a + 6, 5), (-a - 1, 4)], 2)
    if bone.region == "cervical" and bone.number == 2:
        tooth = [(-a, b), (-a + 1, -b * 0.5), (-a + 8, -b), (-a + 8, -b - 12), (-a + 12, -b - 16), (-a + 18, -b - 12)]
        return rounded([*tooth, (-a + 18, -b), (a, -b * 0.6), (a, b)], 2.5)
    waist = 0.16 * a
    top = quadratic((-a, -b), (0, -b + 2), (a, -b), 6)
    back = quadratic((a, -b), (a - waist, 0), (a, b), 6)
    bottom = quadratic((a, b), (0, b - 2), (-a, b), 6)
    front = quadratic((-a, b), (-a + 1.5 * waist, 0), (-a, -b), 6)
    return joined([top, back, bottom, front], 2.5)


def _arch(bone: Bone) -> Shape:
    """Pedicle, joints and spinous process in one outline."""
    s, h, n = bone.depth, bone.pitch, bone.number
    if bone.region == "cervical":
        tip = {1: 1.22, 2: 1.55, 7: 1.85}.get(n, 1.42) * s
        drop = {1: 0.1, 2: 0.35, 3: 0.35, 4: 0.45, 5: 0.6, 6: 0.9, 7: 1.2}[n] * h
        thick = 0.24 * h
    elif bone.region == "thoracic":
        tip = (1.56 + 0.10 * math.sin(n / 12 * math.pi)) * s
        drop = (1.35, 1.4, 1.45, 1.45, 1.4, 1.35, 1.3, 1.15, 0.95, 0.7, 0.4, 0.14)[n - 1] * h
        thick = (0.19 if n < 11 else 0.25) * h
    else:
        tip = {4: 1.52, 5: 1.36}.get(n, 1.62) * s
        drop, thick = {1: -0.08, 2: -0.04, 3: 0.0, 4: 0.06, 5: 0.1}[n] * h, 0.26 * h
    root = 0.92 * s
    points = [
        (0.40 * s, -0.34 * h), (0.60 * s, -0.36 * h), (0.70 * s, -0.60 * h), (0.86 * s, -0.58 * h), (root, -0.22 * h),
        (root + (tip - root) * 0.55, drop * 0.52 - thick * 1.05), (tip, drop - thick), (tip + 0.04 * s, drop),
        (tip, drop + thick), (root + (tip - root) * 0.5, drop * 0.52 + thick * 1.1), (root, 0.30 * h),
        (0.90 * s, 0.48 * h), (0.76 * s, 0.46 * h), (0.66 * s, 0.08 * h), (0.40 * s, 0.06 * h),
    ]  # fmt: skip
    return spline(points, steps=6)


def _envelope(
    line: Line, shapes: list[Shape], start: float, end: float, reach: float = 9.0, margin: float = 5.0
) -> Shape:
    """One smooth outline around all shapes: how far they go to the front and the back, read along the line."""
    step = line.lengths[-1] / (len(line.points) - 1)
    local = []
    for shape in shapes:
        for p in shape:
            i = min(range(0, len(line.points), 4), key=lambda k: math.dist(line.points[k], p))
            (ox, oy), (ux, uy) = line.at(i * step)
            local.append((i * step, (p[0] - ox) * uy - (p[1] - oy) * ux))
    front, back = [], []
    count = round((end - start) / 5)
    for k in range(count + 1):
        d = start + (end - start) * k / count
        near = [off for at, off in local if abs(at - d) <= reach] or [0.0]
        place = line.place(d)
        front.append(place((min(near) - margin, 0)))
        back.append(place((max(near) + margin, 0)))
    return spline(_calm(front)[::-1] + _calm(back), steps=4)


def _calm(points: Shape) -> Shape:
    n = len(points)
    out = []
    for i in range(n):
        near = points[max(0, i - 2) : i + 3]
        out.append((sum(p[0] for p in near) / len(near), sum(p[1] for p in near) / len(near)))
    return [points[0], *out[1:-1], points[-1]]


def spine() -> Figure:
    figure, line = Figure("spine"), _line()
    figure.points["person"] = (446 + SHIFT - 180, 690)
    with figure.part("person"):
        figure.area(spline([(x + SHIFT, y) for x, y in PERSON]), fill="body", edge="body-edge", width=2, contour=True)
    bones = _bones(line)
    with figure.overview():
        for region, _ in REGIONS:
            mine = [b for b in bones if b.region == region]
            _region(figure, line, region, mine)
        _sacrum(figure, line, bones[-1].at + bones[-1].pitch / 2)
    return figure


def _region(figure: Figure, line: Line, region: str, bones: list[Bone]) -> None:
    arches = [placed(_arch(b), line.place(b.at)) for b in bones]
    bodies = [placed(_body(b), line.place(b.at)) for b in bones]
    centre = bones[len(bones) // 2]
    with figure.part(region, line.place(centre.at)((centre.depth * 0.8, 0))):
        for shape in reversed(arches):
            figure.area(shape, fill=region, edge="outline", width=1.8)
        for bone in bones:
            if (bone.region, bone.number) != ("cervical", 1):
                a, h = bone.depth / 2 * 0.93, bone.pitch
                place = line.place(bone.at + h / 2)
                figure.area(
                    placed(rounded([(-a, -h * 0.2), (a, -h * 0.2), (a, h * 0.2), (-a, h * 0.2)], 2), place),
                    fill="disc",
                    edge="outline",
                    width=1.2,
                )
        for shape in bodies:
            figure.area(shape, fill=region, edge="outline", width=1.8)
        start, end = bones[0].at - bones[0].pitch / 2, bones[-1].at + bones[-1].pitch / 2
        figure.contour(_envelope(line, arches + bodies, start, end))


def _sacrum(figure: Figure, line: Line, top: float) -> None:
    front, back = [], []
    for i in range(31):
        f = i / 30
        place = line.place(top + 3 + f * (SACRUM - 5))
        front.append(place((-(21 * (1 - f) ** 0.9 + 6), 0)))
        back.append(place((26 * (1 - f) ** 0.8 + 6 + 2.4 * math.cos(f * 4.2 * math.tau) * (1 - f) ** 0.5, 0)))
    with figure.part("sacrum", line.place(top + SACRUM * 0.42)((14, 0))):
        figure.area(rounded(front[::-1] + back, 3), fill="sacrum", edge="outline", width=1.8, contour=True)
        seams = []
        for i in range(1, 5):
            place, f = line.place(top + 3 + i / 5 * SACRUM), i / 5
            seams.append([place((-(20 * (1 - f) ** 0.9 + 2), 0)), place((4 * (1 - f) + 1, 0))])
        figure.line(*seams, edge="outline", width=1.5)
    at, pieces = top + SACRUM + 1, []
    for length, half in ((11, 9.0), (9, 7.5), (8, 6.0), (7, 4.5)):
        corners = [
            (-half, -length / 2 + 1),
            (half, -length / 2 + 1),
            (half * 0.8, length / 2),
            (-half * 0.8, length / 2),
        ]
        pieces.append(placed(rounded(corners, 2.5), line.place(at + length / 2)))
        at += length
    with figure.part("coccyx", line.place(top + SACRUM + COCCYX * 0.4)((5, 0))):
        for piece in pieces:
            figure.area(piece, fill="coccyx", edge="outline", width=1.8)
        figure.contour(_envelope(line, pieces, top + SACRUM, line.lengths[-1], reach=6, margin=4))
