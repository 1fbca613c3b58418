"""A plain person from behind, to the hips: with a back brace, and with the two bandages."""

from .canvas import Figure
from .geometry import Point, Shape, rounded, spline

CENTRE = 234.0
OUTER = [
    (0, 22), (42, 32), (62, 66), (63, 108), (52, 146), (40, 172), (40, 198), (62, 222), (112, 240), (158, 254), (188, 284),
    (200, 334), (206, 400), (214, 470), (221, 540), (225, 610), (226, 690), (226, 780),
]  # fmt: skip
ARM = [(180, 780), (178, 690), (174, 610), (168, 530), (160, 460), (151, 400), (143, 362)]
FLANK = [(140, 400), (135, 450), (129, 500), (130, 546), (140, 600), (149, 660), (152, 720), (152, 780)]


def _mirrored(half: list[Point]) -> Shape:
    return [(CENTRE + x, y) for x, y in half] + [(CENTRE - x, y) for x, y in reversed(half) if x]


def _half(*runs: list[Point]) -> list[Point]:
    """Smooth runs that meet at corners."""
    return [p for run in runs for p in spline(run, closed=False, steps=8)]


def _person(figure: Figure) -> None:
    with figure.part("person"):
        figure.area(
            _mirrored(_half(OUTER, [*ARM, (139, 346)], [(139, 346), *FLANK])),
            fill="body",
            edge="body-edge",
            width=3,
            contour=True,
        )
        for side in (-1, 1):  # shoulder blades, the only relief
            blade = [(52, 300), (66, 352), (96, 366), (112, 340)]
            figure.line(spline([(CENTRE + side * x, y) for x, y in blade], closed=False), edge="body-shade", width=5)


def _spine(figure: Figure, first: float, last: float) -> None:
    """The row of bones under the skin, faint: for orientation only."""
    with figure.part("spine", (CENTRE, first + 60)):
        y, height = first, 15.0
        while y + height < last:
            w = 8 + (y - first) * 0.016
            box = [
                (-w, 0),
                (w, 0),
                (w * 0.8, height * 0.45),
                (w, height - 3),
                (-w, height - 3),
                (-w * 0.8, height * 0.45),
            ]
            figure.area(
                rounded([(CENTRE + x, y + dy) for x, dy in box], 3), fill="body-shade", edge="body-edge", width=1.5
            )
            y, height = y + height, height * 1.035


def brace() -> Figure:
    figure = Figure("brace")
    _person(figure)
    _spine(figure, 206, 720)
    side = [(146, 398), (141, 440), (135, 490), (135, 540), (143, 590), (152, 640)]
    flank = spline(side, closed=False)
    right = [
        (0, 366),
        (50, 366),
        (60, 370),
        (65, 380),
        (65, 388),
        *flank,
        (68, 652),
        (71, 660),
        (66, 669),
        (56, 672),
        (0, 672),
    ]
    shell = [*right, *((-x, y) for x, y in reversed(right[1:-1]))]
    with figure.part("brace", (CENTRE + 112, 560)):
        figure.area([(CENTRE + x, y) for x, y in shell], fill="cloth", edge="cloth-edge", width=4, contour=True)
        for y in (438, 519, 600):
            _straps(figure, y)
        plate = [
            (-66, 366),
            (66, 366),
            (58, 440),
            (54, 520),
            (60, 600),
            (72, 672),
            (-72, 672),
            (-60, 600),
            (-54, 520),
            (-58, 440),
        ]
        figure.area(
            rounded([(CENTRE + x, y) for x, y in plate], [18, 18, 30, 30, 30, 18, 18, 30, 30, 30]),
            fill="cloth-shade",
            edge="cloth-edge",
            width=4,
        )
        for x in (-30, 30):
            stay = [(CENTRE + x - 7, 392), (CENTRE + x + 7, 392), (CENTRE + x + 7, 646), (CENTRE + x - 7, 646)]
            figure.area(rounded(stay, 7), fill="cloth", edge="cloth-edge", width=2.5)
    return figure


def _straps(figure: Figure, y: float) -> None:
    """A strap on each side, from the firm plate around the body, with its buckle."""
    for side in (-1, 1):
        reach = 144 if y > 560 else 139 if y < 480 else 134
        strap = [(50, y - 13), (reach, y - 17), (reach, y + 9), (50, y + 13)]
        figure.area([(CENTRE + side * x, yy) for x, yy in strap], fill="plaster", edge="cloth-edge", width=3)
        buckle = [(88, y - 20), (112, y - 21), (112, y + 18), (88, y + 19)]
        figure.area(
            rounded([(CENTRE + side * x, yy) for x, yy in buckle], 5), fill="steel-shade", edge="cloth-edge", width=3
        )


def bandage() -> Figure:
    figure = Figure("bandage")
    _person(figure)
    _spine(figure, 206, 720)
    with figure.part("bandages", (CENTRE + 74, 500)):
        for name, side in (("left", -1), ("right", 1)):
            with figure.part(f"bandage-{name}"):
                x = CENTRE + side * 50
                corners = [(x - 30, 476), (x + 30, 476), (x + 30, 524), (x - 30, 524)]
                figure.area(rounded(corners, 10), fill="plaster", edge="plaster-edge", width=3.5, contour=True)
                pad = [(x - 16, 484), (x + 16, 484), (x + 16, 516), (x - 16, 516)]
                figure.area(rounded(pad, 5), fill="pad", edge="plaster-edge", width=1.5)
    return figure
