"""One vertebra from the side: its body, whole or cut open, and the arch behind it. The front is on the left.

Local coordinates: the lower front corner of a healthy body is (0, 0), its upper back corner (DEPTH, -HEIGHT).
"""

import random
from dataclasses import dataclass

from .canvas import Figure
from .geometry import Place, Point, Shape, add, area, between, inset, joined, placed, quadratic, rounded, spline

DEPTH = 226.0
HEIGHT = 172.0
DISC = 46.0


@dataclass(frozen=True)
class Body:
    """Side view of a vertebral body. `front` and `back` are heights in px; `sag` is how far the plates hollow."""

    front: float = HEIGHT
    back: float = HEIGHT
    sag: float = 9.0
    buckle: float = -16.0  # negative: the front wall is hollow, as it should be

    def edges(self, depth: float = 0.0) -> tuple[Shape, Shape, Shape, Shape]:
        """Upper plate, back wall, lower plate, front wall, clockwise; `depth` px inside the surface."""
        d = depth
        a, b = (2 + d, -self.front + d), (DEPTH - d, -self.back + d)
        c, e = (DEPTH - d, -d), (d, -d)
        top = quadratic(a, add(between(a, b, 0.42), (0, 2 * self.sag)), b)
        back = quadratic(b, (DEPTH - d - 22, -self.back / 2), c)
        bottom = quadratic(c, (DEPTH / 2, -d - 16), e)
        front = quadratic(e, (d - self.buckle, -self.front * 0.5), a)
        return top, back, bottom, front

    def outline(self, depth: float = 0.0) -> Shape:
        return joined(self.edges(depth), max(4.0, 15.0 - depth))

    def inside(self, depth: float) -> Place:
        """Maps the unit square onto the bone `depth` px inside the surface, so that holes bend with their bone."""
        top, back, bottom, front = self.edges(depth)
        bottom, front = bottom[::-1], front[::-1]

        def at(line: Shape, share: float) -> Point:
            k = min(max(share, 0.0), 1.0) * (len(line) - 1)
            i = min(int(k), len(line) - 2)
            return between(line[i], line[i + 1], k - i)

        def place(p: Point) -> Point:
            u, v = p
            across = between(at(top, u), at(bottom, u), v)
            down = between(at(front, v), at(back, v), u)
            corners = between(between(top[0], top[-1], u), between(bottom[0], bottom[-1], u), v)
            return across[0] + down[0] - corners[0], across[1] + down[1] - corners[1]

        return place


@dataclass(frozen=True)
class Sponge:
    """The network inside a bone: how many holes, how many walls between them are lost.

    `wall` is the thickness of those walls, `crust` that of the shell around the network, both in px.
    """

    columns: int
    rows: int
    wall: float
    lost: int
    crust: float
    seed: int


HEALTHY = Sponge(columns=11, rows=8, wall=6.4, lost=0, crust=19.0, seed=3)
WEAK = Sponge(columns=8, rows=6, wall=4.0, lost=13, crust=8.0, seed=11)
BROKEN = Sponge(columns=9, rows=5, wall=5.4, lost=8, crust=9.0, seed=8)

Corner = tuple[int, int]


def holes(sponge: Sponge, inside: Place) -> list[Shape]:
    """An uneven honeycomb mapped by `inside`; holes whose wall is lost are drawn as one."""
    rng = random.Random(sponge.seed)
    corners: dict[Corner, Point] = {}
    for line in range(sponge.rows + 1):
        for k in range(-1, 2 * sponge.columns + 2):
            u, v = k / (2 * sponge.columns), line / sponge.rows
            if 0 < line < sponge.rows:
                v += (-0.17 if (k + line) % 2 else 0.17) / sponge.rows + rng.gauss(0, 0.08) / sponge.rows
            if 0 < k < 2 * sponge.columns:
                u += rng.gauss(0, 0.08) / sponge.columns
            corners[k, line] = (min(max(u, 0.0), 1.0), v)
    cells = []
    for row in range(sponge.rows):
        for column in range(-(row % 2), sponge.columns):
            k = 2 * column + row % 2
            cells.append([(k, row), (k + 1, row), (k + 2, row), (k + 2, row + 1), (k + 1, row + 1), (k, row + 1)])
    for _ in range(sponge.lost):
        _lose_a_wall(cells, rng)
    out = []
    for cell in cells:
        shape = _distinct([inside(corners[c]) for c in cell])
        shape = inset(shape, sponge.wall / 2) if len(shape) > 2 else []
        if shape and abs(area(shape)) > 40:
            out.append(rounded(shape, 5.0))
    return out


def _lose_a_wall(cells: list[list[Corner]], rng: random.Random) -> None:
    """Joins two neighbouring cells by leaving out the edges they share."""
    for _ in range(50):
        one = cells[rng.randrange(len(cells))]
        if len(one) > 6:
            continue
        mine = {(one[i - 1], one[i]) for i in range(len(one))}
        near = [c for c in cells if len(c) == 6 and c is not one and any((c[i], c[i - 1]) in mine for i in range(6))]
        if not near:
            continue
        other = rng.choice(near)
        theirs = {(other[i - 1], other[i]) for i in range(6)}
        follows = {a: b for a, b in mine | theirs if (b, a) not in mine | theirs}
        first = min(follows)
        ring, at = [first], follows[first]
        while at != first:
            ring.append(at)
            at = follows[at]
        cells.remove(one)
        cells.remove(other)
        cells.append(ring)
        return


def _distinct(shape: Shape) -> Shape:
    return [p for i, p in enumerate(shape) if abs(p[0] - shape[i - 1][0]) + abs(p[1] - shape[i - 1][1]) > 0.5]


def cut_open(figure: Figure, body: Body, sponge: Sponge, place: Place) -> None:
    """Draws a body cut open: the shell and the spongy bone in it."""
    outer = placed(body.outline(), place)
    inner = placed(body.outline(sponge.crust), place)
    pores = [placed(hole, place) for hole in holes(sponge, body.inside(sponge.crust - sponge.wall / 3))]
    near_top = place((DEPTH * 0.2, -body.front - (body.back - body.front) * 0.2 + body.sag * 0.7 + sponge.crust / 2))
    figure.contour(outer)
    with figure.part("shell", near_top):
        figure.area(outer, fill="bone", edge="outline", width=3.5, contour=True)
    clear = (DEPTH * 0.82, -HEIGHT * 0.2) if sponge is BROKEN else (DEPTH * 0.38, -HEIGHT * 0.45)  # of tools and cement
    with figure.part("spongy", place(clear)):
        figure.area(inner, fill="cut", contour=True)
        figure.area(*pores, fill="pore")


_TO_JOINT = [
    (-16, -0.90), (22, -0.86), (46, -0.93), (58, -1.12), (72, -1.30), (88, -1.33), (97, -1.20), (98, -1.00), (108, -0.84),
]  # fmt: skip
_FROM_JOINT = [
    (124, 0.18), (110, 0.22), (101, 0.10), (97, -0.10), (88, -0.30), (66, -0.43), (30, -0.48), (-16, -0.44),
]  # fmt: skip
_SPINE_PROCESS = [
    (130, -0.68), (176, -0.62), (208, -0.60), (222, -0.46), (224, -0.14), (212, 0.04), (190, 0.02), (156, -0.14),
]  # fmt: skip


def _behind(points: list[Point], place: Place) -> Shape:
    """Smooth outline of points given as px behind the body and shares of its height."""
    return placed(spline([(DEPTH + x, HEIGHT * y) for x, y in points]), place)


def joints(place: Place) -> Shape:
    """Pedicle, upper and lower joint process in one outline, seen from the side."""
    return _behind([*_TO_JOINT, (122, -0.66), (128, -0.35), (130, 0.0), *_FROM_JOINT], place)


def spine_process(place: Place) -> Shape:
    """The process that can be felt under the skin of the back."""
    return _behind([(96, -0.80), *_SPINE_PROCESS, (96, -0.20)], place)


def arch(place: Place) -> Shape:
    """All that lies behind the body, in one outline."""
    return _behind([*_TO_JOINT, *_SPINE_PROCESS, (134, -0.17), (130, 0.02), *_FROM_JOINT], place)


def disc(upper: Shape, lower: Shape) -> Shape:
    """A disc between a lower plate (above it) and an upper plate (below it), both from front to back."""
    a, b, c, d = upper[0], upper[-1], lower[-1], lower[0]
    back = quadratic(b, add(between(b, c, 0.5), (9, 0)), c)
    front = quadratic(d, add(between(d, a, 0.5), (-13, 0)), a)
    return joined([upper, back, lower[::-1], front], 6.0)
