"""Head and neck cut in the middle, from the side: a breathing tube through the mouth into the windpipe."""

from .canvas import Figure
from .geometry import Shape, add, between, ellipse, normals, ribbon, rounded, spline

HEAD = [
    (296, 22), (372, 40), (424, 92), (440, 168), (430, 246), (404, 306), (392, 366), (398, 430), (424, 490), (450, 556),
    (458, 640), (458, 780), (120, 780), (132, 700), (162, 640), (204, 596), (224, 550), (222, 504), (214, 474), (222, 444),
    (212, 418), (172, 412), (136, 404), (122, 384), (124, 364), (114, 352), (113, 342), (124, 334), (124, 312), (110, 302),
    (110, 290), (116, 278), (96, 272), (88, 260), (102, 230), (114, 198), (114, 150), (130, 96), (174, 48), (234, 24),
]  # fmt: skip
NOSE = [
    (104, 268),
    (118, 256),
    (132, 222),
    (176, 202),
    (234, 204),
    (284, 224),
    (312, 262),
    (300, 290),
    (262, 268),
    (200, 264),
    (140, 270),
]
THROAT = [
    (112, 326), (134, 308), (176, 298), (222, 296), (254, 304), (276, 330), (287, 326), (284, 296), (290, 262), (312, 256),
    (322, 300), (326, 360), (324, 420), (312, 456), (298, 470), (262, 468), (258, 446), (266, 428), (260, 396), (248, 364),
    (228, 342), (196, 334), (160, 336), (132, 342),
]  # fmt: skip
TONGUE = [
    (134, 352),
    (160, 340),
    (198, 337),
    (228, 346),
    (246, 370),
    (256, 402),
    (250, 418),
    (216, 410),
    (172, 402),
    (140, 388),
]
WINDPIPE = [(280, 456), (276, 520), (268, 600), (262, 680), (258, 780)]
GULLET = [(318, 448), (318, 520), (312, 600), (306, 690), (304, 780)]
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
    with figure.part("mouth-and-throat", (322, 400)):
        figure.area(spline(NOSE), fill="air", edge="tissue-edge", width=2.5)
        figure.area(spline(THROAT), fill="air", edge="tissue-edge", width=2.5, contour=True)
    with figure.part("tongue", (190, 370)):
        figure.area(spline(TONGUE), fill="muscle", edge="tissue-edge", width=2.5, contour=True)
    gullet = spline(GULLET, closed=False)
    with figure.part("gullet"):
        figure.area(ribbon(gullet, 22), fill="muscle", edge="tissue-edge", width=2.5, contour=True)
        figure.line(gullet, edge="tissue-edge", width=2)
    _windpipe(figure)
    _tube(figure)
    return figure


def _windpipe(figure: Figure) -> None:
    middle = spline(WINDPIPE, closed=False)
    with figure.part("windpipe", (240, 680)):
        figure.area(ribbon(middle, 66), fill="disc", edge="disc-edge", width=3, contour=True)
        rings = []
        for p, n in list(zip(middle, normals(middle), strict=True))[3::4]:
            rings += [[add(p, n, 23), add(p, n, 32)], [add(p, n, -23), add(p, n, -32)]]
        figure.line(*rings, edge="disc-edge", width=3)
        figure.area(ribbon(middle, 44), fill="air", edge="disc-edge", width=2.5)


def _tube(figure: Figure) -> None:
    middle = spline(TUBE, closed=False)
    with figure.part("tube", (60, 314)):
        cuff = between(TUBE[-3], TUBE[-2], 0.55)
        figure.area(ellipse(cuff, 23, 38, 6), fill="balloon", edge="balloon-edge", width=3)
        figure.area(_bevelled(middle), fill="fluid", edge="steel-edge", width=3.5, contour=True)
        figure.line([add(p, n, 5) for p, n in zip(middle, normals(middle), strict=True)][3:-6], edge="shine", width=4)
        figure.area(
            rounded([(14, 284), (46, 290), (40, 330), (8, 322)], 5), fill="steel-shade", edge="steel-edge", width=3.5
        )


def _bevelled(middle: Shape) -> Shape:
    shape = ribbon(middle, 25)
    n = len(middle)
    shape[n - 1] = add(shape[n - 1], (0, 12))
    return shape
