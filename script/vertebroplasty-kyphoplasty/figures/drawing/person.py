"""A plain person to the hips: from the front in a back brace, and from behind with the two bandages."""

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


def _blades(figure: Figure) -> None:
    for side in (-1, 1):
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
    """Worn, from the front: a firm shell around the body, closed over the belly by two wide bands."""
    figure = Figure("brace")
    _person(figure)
    for side in (-1, 1):  # collar bones
        figure.line(
            spline([(CENTRE + side * x, y) for x, y in [(14, 250), (52, 244), (98, 258)]], closed=False),
            edge="body-shade",
            width=5,
        )
    right = [
        (0, 384),
        *spline([(48, 380), (92, 370), (147, 366)], closed=False),
        *spline([(146, 398), (141, 440), (135, 490), (135, 540), (143, 590), (152, 640)], closed=False),
        *spline([(152, 640), (100, 668), (50, 680)], closed=False),
        (0, 684),
    ]
    shell = [*right, *((-x, y) for x, y in reversed(right[1:-1]))]
    with figure.part("brace", (CENTRE + 122, 424)):
        figure.area([(CENTRE + x, y) for x, y in shell], fill="cloth", edge="cloth-edge", width=4, contour=True)
        for side in (-1, 1):  # firm stays at the sides of the belly
            stay = [(side * (100 + dx), y) for dx, y in [(-8, 392), (8, 390), (8, 644), (-8, 650)]]
            figure.area(
                rounded([(CENTRE + x, y) for x, y in stay], 7), fill="cloth-shade", edge="cloth-edge", width=2.5
            )
        front = [(-62, 374), (62, 374), (56, 450), (54, 530), (60, 610), (68, 692), (-68, 692), (-60, 610), (-54, 530), (-56, 450)]  # fmt: skip
        figure.area(
            rounded([(CENTRE + x, y) for x, y in front], [18, 18, 30, 30, 30, 18, 18, 30, 30, 30]),
            fill="cloth-shade",
            edge="cloth-edge",
            width=4,
        )
        for y in (466, 566):
            _band(figure, y)
    return figure


def _band(figure: Figure, y: float) -> None:
    """A band around the body; its end lies over the other half, with a tab to pull."""
    reach = 136 if y < 500 else 139
    for shape, fill in (
        ([(-reach, y - 30), (20, y - 26), (20, y + 26), (-reach, y + 30)], "plaster"),
        ([(-34, y - 34), (reach, y - 30), (reach, y + 30), (-34, y + 34)], "plaster"),
    ):
        figure.area(
            rounded([(CENTRE + x, yy) for x, yy in shape], [2, 16, 16, 2] if shape[0][0] == -reach else [16, 2, 2, 16]),
            fill=fill,
            edge="cloth-edge",
            width=3,
        )
    tab = [(-26, y - 17), (10, y - 17), (10, y + 17), (-26, y + 17)]
    figure.area(rounded([(CENTRE + x, yy) for x, yy in tab], 9), fill="steel-shade", edge="cloth-edge", width=3)


def bandage() -> Figure:
    figure = Figure("bandage")
    _person(figure)
    _blades(figure)
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
