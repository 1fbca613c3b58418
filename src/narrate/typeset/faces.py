"""The faces that text is set in, and which of them has every letter of a text.

Pictures are set in Atkinson Hyperlegible, made for low vision, where it has every letter; else
the whole text is set in Noto Sans, so that no word mixes two faces. A deck names Arial, which
is on people's machines, and is measured with Arimo, which has Arial's widths.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from narrate.errors import MissingDependencyError


@dataclass(frozen=True, slots=True)
class Face:
    """A family as pictures are set in, with its twin in the deck.

    ``family`` is its name in typst; ``regular`` and ``bold`` its files, which may be one
    variable file; ``package`` the distribution that brings them; ``deck`` the family that a deck names and
    ``twin`` the face with that family's widths, where it is not this one.
    """

    family: str
    package: str
    regular: str
    bold: str
    deck: str = "Arial"
    twin: str = ""

    def file(self, *, bold: bool) -> Path:
        """Raises MissingDependencyError where the package is not installed."""
        return folder_of(self.package) / (self.bold if bold else self.regular)


_ARIMO = "Arimo"
FACES = {
    face.family: face
    for face in (
        Face(
            "Atkinson Hyperlegible", "fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Regular.ttf",
            "AtkinsonHyperlegible-Bold.ttf", twin=_ARIMO,
        ),
        Face("Noto Sans", "fontpkg_noto_sans", "NotoSans[wdth,wght].ttf", "NotoSans[wdth,wght].ttf", twin=_ARIMO),
        Face(_ARIMO, "fontpkg_arimo", "Arimo[wght].ttf", "Arimo[wght].ttf"),
    )
}  # fmt: skip
_LATIN = ("Atkinson Hyperlegible", "Noto Sans")


def face_for(texts: Iterable[str]) -> Face:
    """The face that lacks the fewest letters of ``texts``, the first of equals."""
    letters = set().union(*map(set, texts))
    return FACES[min(_LATIN, key=lambda name: len(letters - letters_of(name)))]


@cache
def letters_of(family: str) -> frozenset[str]:
    """Every character that a family can show, white space included."""
    from narrate.typeset.widths import open_font

    codes = open_font(family, bold=False).face.unicodes
    return frozenset(map(chr, codes)) | {"\n", "\t", "\u200b", "\u2066", "\u2067", "\u2068", "\u2069"}


def folders() -> list[Path]:
    """The folders of every face, for typst."""
    return [folder_of(face.package) for face in FACES.values()]


@cache
def folder_of(package: str) -> Path:
    """Where a font package keeps its files. Raises MissingDependencyError where it is not installed."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        name = package.replace("_", "-")
        raise MissingDependencyError(f"the fonts {name} are not installed: pip install {name}")
    return Path(spec.submodule_search_locations[0]) / "files"
