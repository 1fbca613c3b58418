"""Head and neck cut in the middle, from the side: a breathing tube through the mouth into the windpipe."""

from .canvas import Figure
from .geometry import Shape, add, beside, between, ellipse, normals, ribbon, rounded, spline

HEAD = [
    (296, 22), (372, 40), (424, 92), (440, 168), (430, 246), (404, 306), (392, 366), (398, 430), (424, 490), (450, 556),
    (458, 640), (458, 780), (120, 780), (132, 700), (162, 640), (204, 596), (224, 550), (222, 504), (214, 474), (222, 444),
    (212, 418), (172, 412), (136, 404), (122, 384), (124, 364), (114, 352), (113, 342), (124, 334), (124, 312), (110, 302),
    (110, 290), (116, 278), (96, 272), (88, 260), (102, 230), (114, 198), (114, 150), (130, 96), (174, 48), (234, 24),
]  # fmt: skip
AIR = [
    (104, 272), (116, 254), (132, 224), (176, 204), (234, 206), (284, 224), (316, 262), (326, 310), (329, 370), (326, 424),
    (316, 458), (304, 480), (262, 480), (256, 456), (264, 430), (283, 404), (280, 394), (262, 404), (253, 412), (250, 392),
    (244, 366), (226, 345), (196, 337), (158, 341), (128, 348), (116, 340), (116, 324), (134, 310), (176, 300), (222, 298),
    (254, 308), (276, 334), (287, 326), (281, 300), (262, 281), (200, 266), (140, 270), (112, 276),
]  # fmt: skip
"""Nose, mouth and throat down to the windpipe: the palate hangs in it from the front, the lid of the windpipe below."""

TONGUE = [
    (136, 358),
    (160, 347),
    (198, 344),
    (224, 352),
    (240, 374),
    (246, 400),
    (242, 412),
    (212, 408),
    (172, 402),
    (140, 388),
]
WINDPIPE = [(282, 446), (277, 520), (268, 600), (262, 680), (258, 780)]
GULLET = [(321, 436), (322, 520), (316, 600), (310, 690), (308, 780)]
TUBE = [
    (34, 306),
    (76, 318),
    (124, 322),
    (180, 314),
    (232, 316),
    (272, 344),
    (293, 394),
    (290, 444),
    (279, 520),
    (271, 590),
    (267, 632),
]


def breathing() -> Figure:
    figure = Figure("breathing")
    with figure.part("head", (400, 120)):
        figure.area(spline(HEAD), fill="body", edge="body-edge", width=3, contour=True)
    gullet = spline(GULLET, closed=False)
    with figure.part("gullet"):
        figure.area(ribbon(gullet, 24), fill="muscle", edge="inner-edge", width=2.5, contour=True)
        figure.line(gullet, edge="inner-edge", width=2)
    middle = spline(WINDPIPE, closed=False)
    _windpipe(figure, middle)
    with figure.part("mouth-and-throat", (322, 380)):
        figure.area(spline(AIR), fill="air", edge="inner-edge", width=2.5, contour=True)
    with figure.part("tongue", (190, 376)):
        figure.area(spline(TONGUE), fill="muscle", edge="inner-edge", width=2.5, contour=True)
    lumen = middle[4:]
    figure.area(ribbon(lumen, 42), fill="air")
    figure.line(beside(lumen[3:], 21), beside(lumen[3:], -21), edge="disc-edge", width=2.5)
    _tube(figure)
    return figure


def _windpipe(figure: Figure, middle: Shape) -> None:
    with figure.part("windpipe", (247, 536)):
        top = [(318, 462), (300, 446), (262, 440), (246, 452), (240, 474)]
        walls = [*beside(middle, 34)[11:], *beside(middle, -34)[:10:-1], *top]
        figure.area(rounded(walls, 8), fill="disc", edge="disc-edge", width=3, contour=True)
        rings = []
        for p, n in list(zip(middle, normals(middle), strict=True))[12::4]:
            rings += [[add(p, n, 23), add(p, n, 33)], [add(p, n, -23), add(p, n, -33)]]
        figure.line(*rings, edge="disc-edge", width=3)


def _tube(figure: Figure) -> None:
    middle = spline(TUBE, closed=False)
    with figure.part("tube", (291, 420)):
        cuff = between(TUBE[-3], TUBE[-2], 0.55)
        figure.area(ellipse(cuff, 23, 38, 6), fill="tube", edge="steel-edge", width=3)
        figure.area(_bevelled(middle), fill="tube", edge="steel-edge", width=3.5, contour=True)
        figure.line([add(p, n, 5) for p, n in zip(middle, normals(middle), strict=True)][3:-6], edge="shine", width=4)
        figure.area(
            rounded([(14, 284), (46, 290), (40, 330), (8, 322)], 5), fill="steel-shade", edge="steel-edge", width=3.5
        )


def _bevelled(middle: Shape) -> Shape:
    shape = ribbon(middle, 25)
    n = len(middle)
    shape[n - 1] = add(shape[n - 1], (0, 12))
    return shape
