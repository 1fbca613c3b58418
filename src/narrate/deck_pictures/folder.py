"""Finds pictures of slides beside a deck, as PowerPoint exports them: ``talk/Slide1.PNG``, or ``slides/01.png``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from narrate.errors import Place, Problem, Severity

ENDINGS = (".png", ".jpg", ".jpeg")
_NUMBER = re.compile(r"(?:^|\D)0{0,6}([1-9]\d{0,4})$")
_SHOWN = 8  # numbers in a message


def pictures_beside(deck: Path, numbers: Sequence[int]) -> tuple[Mapping[int, Path], list[Problem]]:
    """Return (the picture of each slide of ``numbers``, problems). There are none unless each slide has one.

    PowerPoint exports the slides into a folder with the name of the deck, and calls them by its own language: what counts
    is the number at the end of the name.
    """
    for folder in (deck.with_suffix(""), deck.parent / "slides"):
        found = _numbered(folder)
        there = {number: found[number] for number in numbers if number in found}
        if len(there) == len(numbers):
            return there, []
        if there:
            missing = [str(number) for number in numbers if number not in found]
            more = " …" if len(missing) > _SHOWN else ""
            message = f"the folder {folder.name}/ has no picture of slide {', '.join(missing[:_SHOWN])}{more}, so it is not used"
            hint = "export all slides again, as PNG, or remove the folder"
            return {}, [Problem(Place(str(deck)), Severity.WARNING, "no-pictures", message, hint)]
    return {}, []


def _numbered(folder: Path) -> dict[int, Path]:
    """Return the pictures in ``folder`` whose names end in a number. Of two with the same number, the first counts."""
    found: dict[int, Path] = {}
    if folder.is_dir():
        for path in sorted(folder.iterdir(), reverse=True):
            match = _NUMBER.search(path.stem)
            if match and path.suffix.lower() in ENDINGS and path.is_file():
                found[int(match[1])] = path
    return found
