"""Three vertebrae from the side: healthy, broken, reached, lifted, filled. One camera for the whole topic."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from . import tools
from .bone import BROKEN, DEPTH, DISC, HEALTHY, HEIGHT, WEAK, Body, Sponge, arch, cut_open, disc, joints, spine_process
from .canvas import Figure
from .geometry import Place, Point, Shape, add, placed, spline, turned

SUNK = Body(front=HEIGHT * 0.58, sag=13, buckle=4)
LIFTED = Body(front=HEIGHT * 0.84, sag=9, buckle=-8)
WHOLE = Body()
THINNED = Body(sag=14)


@dataclass(frozen=True)
class Camera:
    """Where the lower front corner of the middle vertebra stands, and how large."""

    x: float
    y: float
    scale: float

    def __call__(self, p: Point) -> Point:
        return self.x + p[0] * self.scale, self.y + p[1] * self.scale


NEAR = Camera(250, 458, 1.0)
WIDE = Camera(246, 430, 0.74)


@dataclass(frozen=True)
class Column:
    """The middle vertebra and its neighbours; the one above leans forward by as much as the middle one has sunk."""

    camera: Camera
    body: Body

    @property
    def lean(self) -> float:
        wedge = math.degrees(math.atan2(self.body.back - self.body.front, DEPTH))
        return -0.72 * wedge  # the disc takes up the rest

    def middle(self, p: Point) -> Point:
        return self.camera(p)

    def stack(self, level: int) -> Place:
        """Place of the vertebra `level` steps above (or, negative, below) the middle one."""
        step = HEIGHT + DISC

        def place(p: Point) -> Point:
            q = add(p, (0, -step * level))
            return self.camera(turned(q, self.lean, (DEPTH, -HEIGHT)) if level > 0 else q)

        return place

    def run(self, x: float) -> Shape:
        """A line down the whole picture that follows the bones, `x` px behind the front."""
        points = [self.stack(level)((x, -HEIGHT / 2)) for level in (3, 2, 1, 0, -1, -2, -3)]
        return spline(points, closed=False)


def _plates(column: Column, level: int) -> tuple[Shape, Shape]:
    body = column.body if level == 0 else WHOLE
    top, _, bottom, _ = body.edges()
    place = column.stack(level)
    return placed(top, place), placed(bottom[::-1], place)


def tissues(figure: Figure, column: Column, muscle: float, fat: float | None = None, skin: float | None = None) -> None:
    """The layers of the back, from the bone outwards; without `fat`, muscle to the edge of the picture."""
    nerve, lamina = column.run(DEPTH - 24), column.run(DEPTH + 104)
    with figure.part("canal"):
        figure.area(nerve + lamina[::-1], fill="nerve")
    end = column.run(muscle)
    with figure.part("muscle", (655, 520) if fat is None else _crossing(end, 640, -22)):
        figure.area(lamina + end[::-1], fill="muscle", contour=True)
    if fat is None or skin is None:
        return
    border, surface = column.run(fat), column.run(skin)
    with figure.part("fat", _crossing(border, 660, -8)):
        figure.area(end + border[::-1], fill="fat", contour=True)
    with figure.part("skin", _crossing(surface, 600, -6)):
        figure.area(border + surface[::-1], fill="skin", contour=True)
        figure.line(surface, edge="outline", width=3)
    figure.line(end, border, edge="tissue-edge", width=2)


def _crossing(line: Shape, y: float, aside: float) -> Point:
    return add(min(line, key=lambda p: abs(p[1] - y)), (aside, 0))


def bones(figure: Figure, column: Column) -> None:
    """Arches, discs and the bodies of the neighbours; the middle body comes later, for it is cut open."""
    scale = column.camera.scale
    levels = [2, 1, 0, -1, -2]
    for level in levels:
        place = column.stack(level)
        with figure.part(f"arch-{_word(level)}"):
            figure.contour(arch(place))
            figure.solid(spine_process(place), "bone", "bone-shade", depth=11 * scale, contour=False)
            figure.solid(joints(place), "bone", "bone-shade", depth=11 * scale, contour=False)
    for level in levels:
        upper, lower = _plates(column, level)[1], _plates(column, level - 1)[0]
        shape = disc(upper, lower)
        first = level == 1
        with figure.part(_DISCS[level], add(upper[0], (26, 16)) if first else None):
            figure.area(shape, fill="disc", edge="disc-edge", width=3, contour=True)
    for level in levels:
        place = column.stack(level)
        if level:
            point = place((60, -HEIGHT * 0.45)) if level in (1, -1) else None
            with figure.part(_word(level), point):
                figure.solid(placed(WHOLE.outline(), place), "bone", "bone-shade", depth=11 * scale)


_DISCS = {2: "disc-far-above", 1: "disc", 0: "disc-below", -1: "disc-far-below", -2: "disc-lowest"}


def _word(level: int) -> str:
    return {2: "far-above", 1: "above", 0: "middle", -1: "below", -2: "far-below"}[level]


def crack(figure: Figure, column: Column) -> None:
    f = SUNK.front
    line = [
        (-6, -f * 0.44),
        (18, -f * 0.58),
        (36, -f * 0.28),
        (60, -f * 0.50),
        (82, -f * 0.26),
        (108, -f * 0.44),
        (132, -f * 0.30),
    ]
    zigzag = placed(line, column.middle)
    scale = column.camera.scale
    with figure.part("crack", zigzag[2]):
        half = max(9, 11 * scale)
        figure.contour([add(p, (0, -half)) for p in zigzag] + [add(p, (0, half)) for p in reversed(zigzag)])
        figure.line(zigzag, edge="bone", width=max(15, 19 * scale))
        figure.line(zigzag, edge="outline", width=max(6.5, 8 * scale))


def broken(figure: Figure, column: Column, *, cracked: bool) -> None:
    with figure.part("broken", column.middle((22, -column.body.front * 0.25))):
        cut_open(figure, column.body, BROKEN, column.middle)
        if cracked:
            crack(figure, column)


def _axis(column: Column) -> tools.Axis:
    """Through the middle of the pedicle: above the way out of the nerve, below the joint."""
    return tools.Axis(
        column.camera((92, -HEIGHT * 0.42)), column.camera((DEPTH + 26, -HEIGHT * 0.69)), column.camera.scale**0.6
    )


def fracture() -> Figure:
    figure, column = Figure("fracture"), Column(WIDE, SUNK)
    tissues(figure, column, 1000)
    bones(figure, column)
    broken(figure, column, cracked=True)
    return figure


def vertebra() -> Figure:
    """One healthy bone, cut open, between its discs; the neighbours are left out, so that it is seen as one thing."""
    figure, column = Figure("vertebra"), Column(Camera(224, 446, 1.0), WHOLE)
    healthy(figure, column, HEALTHY)
    return figure


def healthy(figure: Figure, column: Column, sponge: Sponge) -> None:
    place = column.middle
    with figure.part("arch", place((DEPTH + 170, -HEIGHT * 0.50))):
        figure.solid(arch(place), "bone", "bone-shade")
    for level, name in ((1, "disc"), (0, "disc-below")):
        upper, lower = _plates(column, level)[1], _plates(column, level - 1)[0]
        with figure.part(name, add(upper[0], (44, DISC / 2))):
            figure.area(disc(upper, lower), fill="disc", edge="disc-edge", width=3, contour=True)
    with figure.part("body", place((DEPTH - 26, -HEIGHT * 0.5))):
        cut_open(figure, column.body, sponge, place)


def pair() -> list[Figure]:
    """The same bone healthy and weak, to be set side by side."""
    out = []
    for name, body, sponge in (("bone-healthy", WHOLE, HEALTHY), ("bone-osteoporosis", THINNED, WEAK)):
        figure = Figure(name, 564, 376)
        healthy(figure, Column(Camera(56, 270, 0.98), body), sponge)
        out.append(figure)
    return out


def reaching() -> Figure:
    figure, column = Figure("reaching"), Column(WIDE, SUNK)
    tissues(figure, column, DEPTH + 232, DEPTH + 262, DEPTH + 284)
    bones(figure, column)
    broken(figure, column, cracked=True)
    axis = _axis(column)
    with figure.part("trocar", axis.at(4)):
        tools.trocar(figure, axis, -12, 40, 346)
    with figure.part("cannula", axis.at(300)):
        tools.cannula(figure, axis, 46, 314)
    return figure


def step(number: int) -> Figure:
    """The four pictures of kyphoplasty: the break, the tube, the balloon, the cement."""
    column = Column(NEAR, SUNK if number < 3 else LIFTED)
    figure = Figure(f"step-{number}")
    tissues(figure, column, 1000)
    bones(figure, column)
    broken(figure, column, cracked=number < 3)
    axis = _axis(Column(NEAR, SUNK))
    if number == 2:
        with figure.part("trocar", axis.at(6)):
            tools.trocar(figure, axis, -6, 40, 700)
    if number == 3:
        with figure.part("balloon", axis.at(-30)):
            tools.balloon(figure, axis, 14, 76, 50)
    if number == 4:
        with figure.part("cement", axis.at(-30)):
            tools.cement(figure, tools.lobed(axis.at(12), 78, 50, axis.degrees, 15, 5), 2)
    if number > 1:
        core = {2: "steel-shade", 3: "balloon", 4: "cement"}[number]
        with figure.part("cannula", axis.at(260)):
            tools.cannula(figure, axis, 92, 700, core, hub=False)
    return figure


def vertebroplasty() -> Figure:
    figure, column = Figure("vertebroplasty"), Column(NEAR, SUNK)
    tissues(figure, column, 1000)
    bones(figure, column)
    broken(figure, column, cracked=False)
    axis = _axis(column)
    with figure.part("cement", axis.at(-20)):
        tools.cement(figure, tools.lobed(axis.at(20), 92, 34, axis.degrees - 4, 15, 9, 0.16), 4)
    with figure.part("cannula", axis.at(260)):
        tools.cannula(figure, axis, 92, 700, "cement", hub=False)
    return figure


def figures() -> Sequence[Figure]:
    return [vertebra(), *pair(), fracture(), reaching(), *(step(n) for n in (1, 2, 3, 4)), vertebroplasty()]
