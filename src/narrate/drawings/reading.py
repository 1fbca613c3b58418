"""The one door by which pictures come in: what is read here is safe to show, to store and to give away.

Whoever shows a figure takes its bytes from ``read_picture``, never from the file.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections import OrderedDict
from dataclasses import dataclass, fields
from pathlib import Path

from narrate.drawings.photographs import FORMATS, clean_raster
from narrate.drawings.picture_problems import Remark, Remarks, UnfitError
from narrate.errors import InputError, Place, Severity
from narrate.store.memo import NO_MEMO, FactKind, Found, Memo

ENDINGS = (*FORMATS, ".svg")
MOST_BYTES = 20_000_000
CLEAN_PICTURE = FactKind("clean picture", 1, ("cssselect2", "lxml", "pillow", "tinycss2"))
_KEPT = 48  # pictures, which are small when they are clean


@dataclass(frozen=True, slots=True)
class Picture:
    """A clean picture: ``ending`` is .svg, .png or .jpg, whatever the file's own.

    ``width`` and ``height`` are in units of its own; what was at x, y in the file of a drawing is at
    (x - ``left``) × ``scale``, (y - ``top``) × ``scale``. ``parts`` are the ids of a drawing's elements.
    """

    content: bytes
    ending: str
    width: float
    height: float
    left: float = 0.0
    top: float = 0.0
    scale: float = 1.0
    parts: tuple[str, ...] = ()

    @property
    def size(self) -> tuple[float, float]:
        return self.width, self.height

    @property
    def vector(self) -> bool:
        return self.ending == ".svg"


Examined = tuple[Picture | None, tuple[Remark, ...]]
_known: OrderedDict[str, Examined] = OrderedDict()


def examine(path: Path, memo: Memo = NO_MEMO) -> Examined:
    """The picture in a file, None where it cannot be shown, and what is wrong with it.

    ``memo`` knows pictures that were cleaned before. Raises OSError; OutsideError where the store refuses.
    """
    content = read_regular(path, MOST_BYTES)
    ending = path.suffix.lower()
    key = ending + hashlib.blake2b(content, digest_size=16).hexdigest()
    if key in _known:
        _known.move_to_end(key)
        return _known[key]
    _known[key] = _cleaned(content, ending, memo)
    while len(_known) > _KEPT:
        _known.popitem(last=False)
    return _known[key]


def _cleaned(content: bytes, ending: str, memo: Memo) -> Examined:
    """``content`` of a file cleaned, or as it was cleaned before; what cannot be shown is looked at each time."""
    remarks = Remarks()

    def clean() -> Found:
        if ending == ".svg":
            from narrate.drawings.cleaning import clean_svg

            svg = clean_svg(content, remarks)
            picture = Picture(svg.content, ".svg", svg.width, svg.height, svg.left, svg.top, svg.scale, svg.parts)
        else:
            raster = clean_raster(content, ending, remarks)
            picture = Picture(raster.content, raster.ending, raster.width, raster.height)
        facts = {field.name: getattr(picture, field.name) for field in fields(picture) if field.name != "content"}
        said = [[one.severity, one.code, one.message, one.hint] for one in remarks.all()]
        return Found(picture.content, {"picture": facts, "remarks": said})

    try:
        of = {"ending": ending, "content": hashlib.sha256(content).hexdigest()}
        found = memo.recall(CLEAN_PICTURE, of, clean)
    except UnfitError:
        return None, remarks.all()  # they say why
    known = dict(found.facts["picture"])
    said = tuple(Remark(Severity(severity), *words) for severity, *words in found.facts["remarks"])
    return Picture(found.content, **{**known, "parts": tuple(known["parts"])}), said


def read_picture(path: Path, memo: Memo = NO_MEMO) -> Picture:
    """The clean picture in a file that was examined before. Raises InputError where it has changed and cannot be shown."""
    try:
        picture, remarks = examine(path, memo)
    except OSError as error:
        remark = Remarks()
        remark.error("figure-unreadable", f"cannot be read: {error.strerror or error}")
        picture, remarks = None, remark.all()
    if picture is None:
        raise InputError(*(one.at(Place(str(path)), path.name) for one in remarks))
    return picture


def read_regular(path: Path, most: int) -> bytes:
    """What is in a plain file: never a link's target, a pipe or a device, which might wait for ever. Raises OSError."""
    opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(opened, "rb") as file:
        found = os.fstat(opened)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(f"{path.name} is no plain file")
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(f"{path.name} is larger than {most // 1_000_000} MB")
    return content
