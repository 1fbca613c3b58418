"""Takes the pictures of a template, each cleaned. The caller says how a picture is cleaned."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass

from narrate.sources.packages import OpenPackage, PackageFault, Relation

MOST_PICTURES = 100
_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Advice:
    """What is wrong with something in a template (``message``), and what to do (``hint``)."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class CleanedPicture:
    """A picture that holds only what it shows. ``ending`` is .png, .jpg or .svg and may differ from that of the file.

    If the picture cannot be cleaned, ``content`` is empty, and the first of ``remarks`` says why. Otherwise ``remarks``
    say what was left out. A message goes on after the name of the picture: "is animated".
    """

    content: bytes
    ending: str
    remarks: tuple[Advice, ...] = ()


Crop = tuple[float, float, float, float]
"""Which shares of a picture's sides (0 to 1) are cut off: left, top, right, at the foot."""
UNCROPPED: Crop = (0.0, 0.0, 0.0, 0.0)
CleanPicture = Callable[[bytes, str, Crop], CleanedPicture]
"""Cleans and crops a picture. The first arguments are its bytes and the ending of its file name, such as ``.png``."""


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """A part that a deck takes from a template. Its name is that in the template, or a new one if it is a picture.

    ``relations`` are the relationships that a deck keeps. ``type`` is the content type of a picture or of replaced
    theme colours, and empty for any other part. ``left_out`` is what a deck shows differently.
    """

    name: str
    content: bytes
    relations: tuple[Relation, ...] = ()
    type: str = ""
    left_out: tuple[Advice, ...] = ()


class TemplatePictures:
    """The pictures in ``package`` that a deck takes. ``clean`` cleans a picture."""

    def __init__(self, package: OpenPackage, clean: CleanPicture) -> None:
        self._package, self._clean = package, clean
        self._by_target: dict[tuple[str, Crop], TemplatePart | PackageFault] = {}
        self._by_name: dict[str, TemplatePart] = {}

    def take(self, target: str, title: str, crop: Crop = UNCROPPED) -> TemplatePart:
        """Return the picture in the part ``target``, cleaned, without what ``crop`` cuts off.

        ``title`` is what messages call the part that shows it. Raises PackageFault if it cannot be cleaned.
        """
        key = (target, crop)
        if key not in self._by_target:
            if len(self._by_target) >= MOST_PICTURES:
                hint = "take layouts and pictures that you do not need out of it"
                raise PackageFault(f"it shows more than {MOST_PICTURES} pictures", hint, too_large=True)
            self._by_target[key] = self._cleaned(target, title, crop, len(self._by_target) + 1)
        taken = self._by_target[key]
        if isinstance(taken, PackageFault):
            raise taken
        self._by_name[taken.name] = taken
        return taken

    def taken(self, name: str) -> TemplatePart:
        """Return the picture that was taken under the new name ``name``."""
        return self._by_name[name]

    def _cleaned(self, target: str, title: str, crop: Crop, number: int) -> TemplatePart | PackageFault:
        name = f"its picture {posixpath.basename(target)[:60]!r} on {title}"
        try:
            picture = self._clean(self._package.read(target), posixpath.splitext(target)[1].lower(), crop)
        except PackageFault as fault:
            return fault
        remarks = tuple(Advice(f"{name} {remark.message}", remark.hint) for remark in picture.remarks)
        if not picture.content:
            return PackageFault(remarks[0].message, remarks[0].hint)
        return TemplatePart(f"pictures/{number}{picture.ending}", picture.content, (), _TYPES[picture.ending], remarks)
