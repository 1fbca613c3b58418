"""Rewrites every figure of the sample: `python -m drawing` in the folder of the figures."""

from pathlib import Path

from . import side, spine


def main() -> None:
    folder = Path(__file__).parent.parent
    for figure in [spine.spine(), *side.figures()]:
        figure.write(folder)


main()
