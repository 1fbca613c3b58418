"""Plane geometry on tuples of points: x to the right, y down, in px of the figure."""

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

Point = tuple[float, float]
Shape = list[Point]
Place = Callable[[Point], Point]


def add(a: Point, b: Point, times: float = 1.0) -> Point:
    return a[0] + b[0] * times, a[1] + b[1] * times


def between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def unit(a: Point, b: Point) -> Point:
    length = math.dist(a, b) or 1.0
    return (b[0] - a[0]) / length, (b[1] - a[1]) / length


def turned(point: Point, degrees: float, about: Point = (0.0, 0.0)) -> Point:
    """Positive degrees turn clockwise on the screen."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = point[0] - about[0], point[1] - about[1]
    return about[0] + x * c - y * s, about[1] + x * s + y * c


def placed(shape: Iterable[Point], place: Place) -> Shape:
    return [place(p) for p in shape]


def area(shape: Sequence[Point]) -> float:
    """Positive when the points run clockwise on the screen."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(shape, [*shape[1:], shape[0]], strict=True)) / 2


def middle(shape: Sequence[Point]) -> Point:
    return sum(p[0] for p in shape) / len(shape), sum(p[1] for p in shape) / len(shape)


def quadratic(a: Point, control: Point, b: Point, steps: int = 12) -> Shape:
    return [
        between(between(a, control, i / steps), between(control, b, i / steps), i / steps) for i in range(steps + 1)
    ]


def spline(points: Sequence[Point], *, closed: bool = True, steps: int = 10) -> Shape:
    """Smooth curve through all points (centripetal Catmull-Rom: no loops, however uneven the points)."""
    n = len(points)
    if closed:
        ring = [points[-1], *points, points[0], points[1]]
    else:
        ring = [add(points[0], unit(points[1], points[0])), *points, add(points[-1], unit(points[-2], points[-1]))]
    curve: Shape = []
    for i in range(n if closed else n - 1):
        curve += _piece(ring[i : i + 4], steps)
    if not closed:
        curve.append(points[-1])
    return curve


def _piece(four: Sequence[Point], steps: int) -> Shape:
    p0, p1, p2, p3 = four
    knots = [0.0]
    for a, b in ((p0, p1), (p1, p2), (p2, p3)):
        knots.append(knots[-1] + max(math.dist(a, b), 1e-6) ** 0.5)
    t0, t1, t2, t3 = knots

    def mix(a: Point, b: Point, ta: float, tb: float, t: float) -> Point:
        return between(a, b, (t - ta) / (tb - ta))

    out: Shape = []
    for i in range(steps):
        t = t1 + (t2 - t1) * i / steps
        a, b, c = mix(p0, p1, t0, t1, t), mix(p1, p2, t1, t2, t), mix(p2, p3, t2, t3, t)
        out.append(mix(mix(a, b, t0, t2, t), mix(b, c, t1, t3, t), t1, t2, t))
    return out


def rounded(points: Sequence[Point], radius: float | Sequence[float]) -> Shape:
    """Polygon with round corners; one radius for all or one for each corner."""
    n = len(points)
    radii = [radius] * n if isinstance(radius, int | float) else list(radius)
    out: Shape = []
    for i, corner in enumerate(points):
        before, after = points[i - 1], points[(i + 1) % n]
        r = min(radii[i], math.dist(before, corner) / 2, math.dist(corner, after) / 2)
        if r < 0.3:
            out.append(corner)
        else:
            a, b = add(corner, unit(corner, before), r), add(corner, unit(corner, after), r)
            out += quadratic(a, corner, b, max(3, min(8, round(r))))
    return out


def joined(edges: Sequence[Shape], radius: float) -> Shape:
    """Closed outline out of edges that meet end to end, with round corners where they meet."""
    trimmed = [_trimmed(_trimmed(edge, radius)[::-1], radius)[::-1] for edge in edges]
    out: Shape = []
    for i, edge in enumerate(trimmed):
        follows = trimmed[(i + 1) % len(trimmed)]
        out += edge + quadratic(edge[-1], edges[i][-1], follows[0], 6)[1:-1]
    return out


def _trimmed(edge: Shape, length: float) -> Shape:
    """The edge without its first `length` px."""
    rest = min(length, along(edge)[-1] * 0.45)
    for i in range(len(edge) - 1):
        step = math.dist(edge[i], edge[i + 1])
        if step > rest:
            return [between(edge[i], edge[i + 1], rest / step), *edge[i + 1 :]]
        rest -= step
    return edge[-2:]


def along(line: Sequence[Point]) -> list[float]:
    """Distance of each point from the first, measured on the line."""
    out = [0.0]
    for a, b in pairwise(line):
        out.append(out[-1] + math.dist(a, b))
    return out


def even(line: Sequence[Point], step: float, *, closed: bool = False) -> Shape:
    """Points at even distances of about `step` px."""
    line = [*line, line[0]] if closed else list(line)
    lengths = along(line)
    count = max(2, round(lengths[-1] / step))
    out: Shape = []
    at = 0
    for i in range(count if closed else count + 1):
        want = lengths[-1] * i / count
        while at < len(line) - 2 and lengths[at + 1] < want:
            at += 1
        share = (want - lengths[at]) / ((lengths[at + 1] - lengths[at]) or 1.0)
        out.append(between(line[at], line[at + 1], share))
    return out


def normals(line: Sequence[Point], *, closed: bool = False) -> list[Point]:
    """For each point, the unit vector to the right of the way the line runs (inwards in a clockwise ring)."""
    last = len(line) - 1
    out = []
    for i in range(len(line)):
        a = line[i - 1] if closed or i > 0 else line[0]
        b = line[(i + 1) % len(line)] if closed or i < last else line[last]
        ux, uy = unit(a, b)
        out.append((-uy, ux))
    return out


def beside(line: Sequence[Point], distance: float) -> Shape:
    """The line moved to its right side (as seen on the screen by who walks along it)."""
    return [add(p, n, distance) for p, n in zip(line, normals(line), strict=True)]


def ribbon(line: Sequence[Point], width: float) -> Shape:
    """Outline of a band along an open line, with flat ends."""
    return beside(line, width / 2) + beside(line, -width / 2)[::-1]


def ellipse(at: Point, rx: float, ry: float, degrees: float = 0.0, steps: int = 60) -> Shape:
    turns = (2 * math.pi * i / steps for i in range(steps))
    return [turned((at[0] + rx * math.cos(a), at[1] + ry * math.sin(a)), degrees, at) for a in turns]


def contains(shape: Sequence[Point], point: Point) -> bool:
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(shape, [*shape[1:], shape[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def clearance(shape: Sequence[Point], point: Point) -> float:
    """Distance to the nearest corner of the outline (outlines here are drawn with close points)."""
    return min(math.dist(p, point) for p in shape)


def inset(shape: Sequence[Point], distance: float) -> Shape:
    """Polygon moved inwards on all sides by `distance` px; empty when nothing is left."""
    sign = 1.0 if area(shape) > 0 else -1.0
    out: Shape = []
    n = len(shape)
    for i in range(n):
        a, b, c = shape[i - 1], shape[i], shape[(i + 1) % n]
        u, v = unit(a, b), unit(b, c)
        na, nb = (-u[1] * sign, u[0] * sign), (-v[1] * sign, v[0] * sign)
        bisector = (na[0] + nb[0], na[1] + nb[1])
        scale = 1 + na[0] * nb[0] + na[1] * nb[1]
        out.append(add(b, bisector, distance / max(scale, 0.35)))
    return out if area(out) * sign > 0 else []


def shade(shape: Sequence[Point], width: float, light: Point = (-0.62, -0.78)) -> list[Shape]:
    """The crescents inside an outline that lie away from the light."""
    ring = even(shape, 3.0, closed=True)
    sign = 1.0 if area(ring) > 0 else -1.0
    depth = []
    for nx, ny in normals(ring, closed=True):
        away = (nx * light[0] + ny * light[1]) * sign
        depth.append(width * max(0.0, away - 0.12))
    n = len(ring)
    smooth = [sum(depth[(i + k) % n] for k in range(-4, 5)) / 9 for i in range(n)]
    inner = [
        add(p, nn, smooth[i] * sign) for i, (p, nn) in enumerate(zip(ring, normals(ring, closed=True), strict=True))
    ]
    start = next((i for i in range(n) if smooth[i] < 0.2), None)
    if start is None:
        return []
    bands: list[Shape] = []
    run: list[int] = []
    for k in range(n + 1):
        i = (start + k) % n
        if smooth[i] >= 0.2:
            run.append(i)
        elif run:
            if max(smooth[j] for j in run) > 1.2:
                bands.append([ring[j] for j in run] + [inner[j] for j in reversed(run)])
            run = []
    return bands


def simplified(line: Sequence[Point], tolerance: float = 0.1) -> Shape:
    """Fewer points, none further than `tolerance` px from the line (Douglas-Peucker)."""
    if len(line) < 3:
        return list(line)
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        a, b = line[first], line[last]
        length = math.dist(a, b)
        far, where = 0.0, -1
        for i in range(first + 1, last):
            p = line[i]
            if length < 1e-9:
                d = math.dist(a, p)
            else:
                d = abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / length
            if d > far:
                far, where = d, i
        if far > tolerance:
            keep.add(where)
            stack += [(first, where), (where, last)]
    return [line[i] for i in sorted(keep)]
