"""An arm with an IV line: a bag, a drip chamber, a line, and the small soft tube lying in the vein."""

from .canvas import Figure
from .geometry import Shape, add, beside, ellipse, normals, ribbon, rounded, spline

ARM_TOP = [(-30, 478), (60, 482), (150, 498), (230, 514), (280, 510), (330, 500)]
ARM_BOTTOM = [(-30, 656), (60, 648), (150, 630), (226, 612)]
FINGERS = [
    (352, 494), (446, 492), (450, 518), (366, 522), (460, 525), (461, 551), (366, 550), (454, 557), (452, 582), (360, 578),
    (428, 588), (424, 611), (346, 610),
]  # fmt: skip
ROUND = [16, 13, 13, 4, 13, 13, 4, 13, 13, 4, 12, 12, 14]
THUMB = [(312, 616), (330, 640), (344, 664), (332, 680), (310, 668), (280, 640), (254, 620)]
VEIN = [(-30, 566), (40, 570), (110, 566), (180, 562), (244, 562), (290, 548), (346, 538)]
BRANCH = [(236, 562), (276, 572), (336, 572)]
LINE = [(214, 560), (262, 552), (316, 508), (348, 452), (338, 396), (300, 360), (276, 330), (270, 292)]


def _arm() -> Shape:
    top, bottom = spline(ARM_TOP, closed=False), spline(ARM_BOTTOM, closed=False)
    hand = rounded([top[-1], *FINGERS, (316, 616)], [0, *ROUND, 0])[1:-1]
    return top + hand + spline(THUMB, closed=False) + bottom[::-1]


def _half(x: float) -> float:
    """Half the width of the vein: wide where the tube lies, narrow on the hand."""
    return 13.0 if x < 170 else max(2.0, 13.0 - (x - 170) * 0.058)


def iv() -> Figure:
    figure = Figure("iv")
    with figure.part("arm", (60, 640)):
        figure.area(_arm(), fill="body", edge="body-edge", width=3, contour=True)
    vein = spline(VEIN, closed=False)
    with figure.part("vein", (60, 570)):
        main = [add(p, n, _half(p[0])) for p, n in zip(vein, normals(vein), strict=True)]
        main += [add(p, n, -_half(p[0])) for p, n in list(zip(vein, normals(vein), strict=True))[::-1]]
        branch = spline(BRANCH, closed=False)
        figure.area(
            [*beside(branch, 7), branch[-1], *beside(branch, -7)[-9::-1]], fill="vein", edge="vein-edge", width=2.5
        )
        figure.area(main, fill="vein", edge="vein-edge", width=2.5, contour=True)
    _bag(figure)
    line = spline(LINE, closed=False)
    with figure.part("iv-line", (346, 440)):
        inside = spline([(90, 567), (130, 565), (190, 561)], closed=False)
        figure.area(ribbon(inside, 10), fill="plaster", edge="plaster-edge", width=2.5)
        figure.contour(ribbon(spline([(90, 567), (130, 565), (180, 561), *LINE], closed=False), 26))
        figure.area(ribbon(line, 13), fill="tube", edge="steel-edge", width=3)
        hub = [(172, 554), (196, 548), (228, 546), (228, 574), (196, 574), (172, 569)]
        figure.area(rounded(hub, 4), fill="balloon", edge="steel-edge", width=3)
    with figure.part("tape"):
        for x in (182, 226):
            strip = [(x - 11, 528), (x + 11, 526), (x + 11, 596), (x - 11, 598)]
            figure.area(rounded(strip, 4), fill="plaster", edge="plaster-edge", width=3)
    return figure


def _bag(figure: Figure) -> None:
    with figure.part("bag", (216, 120)):
        figure.line([(270, -6), (270, 26)], edge="steel-edge", width=5)
        figure.area(ellipse((270, 36), 12, 12), fill="steel", edge="steel-edge", width=4)
        bag = rounded([(200, 48), (340, 48), (340, 190), (300, 222), (240, 222), (200, 190)], [22, 22, 26, 16, 16, 26])
        figure.area(bag, fill="bag", edge="steel-edge", width=3.5, contour=True)
        fluid = rounded([(206, 96), (334, 96), (334, 187), (297, 216), (243, 216), (206, 187)], [0, 0, 24, 14, 14, 24])
        figure.area(fluid, fill="fluid")
        figure.line([(206, 96), (334, 96)], edge="steel-edge", width=2.5)
        for y in (124, 150, 176):
            figure.line([(310, y), (330, y)], edge="steel-edge", width=2.5)
    with figure.part("drip-chamber", (270, 262)):
        figure.area(
            rounded([(260, 220), (280, 220), (280, 236), (260, 236)], 3), fill="steel", edge="steel-edge", width=3
        )
        figure.area(
            rounded([(252, 234), (288, 234), (284, 294), (256, 294)], 8),
            fill="bag",
            edge="steel-edge",
            width=3,
            contour=True,
        )
        figure.area(
            rounded([(256, 268), (284, 268), (282, 291), (258, 291)], 5), fill="fluid", edge="steel-edge", width=2
        )
        figure.area(
            spline([(270, 242), (275, 252), (270, 257), (265, 252)]), fill="balloon", edge="steel-edge", width=2
        )
