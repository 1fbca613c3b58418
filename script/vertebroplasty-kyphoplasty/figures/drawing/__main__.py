"""Rewrites every figure of the sample: `python -m drawing` in the folder of the figures."""

from pathlib import Path

from . import airway, axial, infusion, person, side, spine


def main() -> None:
    folder = Path(__file__).parent.parent
    drawn = [spine.spine(), *side.figures(), axial.cannulas_axial()]
    drawn += [person.brace(), person.bandage(), infusion.iv(), airway.breathing()]
    for figure in drawn:
        figure.write(folder)


main()
