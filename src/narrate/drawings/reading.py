"""Reads the pictures of a script and cleans them, so that they are safe to show, store and pass on.

All other code takes the bytes of a figure from ``read_picture``, never from its file.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, fields
from pathlib import Path

from narrate.drawings.photographs import FORMATS, clean_raster
from narrate.drawings.picture_problems import Remark, Remarks, UnfitError
from narrate.errors import InputError, Place, Severity
from narrate.sources.regular_files import read_regular
from narrate.store.memo import NO_MEMO, FactKind, Found, Memo

ENDINGS = (*FORMATS, ".svg")
MOST_BYTES = 20_000_000
CLEAN_PICTURE = FactKind("clean picture", 4, ("cssselect2", "lxml", "pillow", "tinycss2"))
_KEPT = 48  # pictures kept in memory; clean pictures are small


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A clean picture. ``ending`` is .svg, .png or .jpg and may differ from that of the file.

    ``width`` and ``height`` are in the picture's own units. ``parts`` are the ids of the elements of a drawing. A
    point x, y in its file is at (x - ``left``) × ``scale``, (y - ``top``) × ``scale`` in ``content``.
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


Examined = tuple[CleanPicture | None, tuple[Remark, ...]]
_known: OrderedDict[str, Examined] = OrderedDict()


def examine(path: Path, memo: Memo = NO_MEMO) -> Examined:
    """Return (picture, remarks) for the file at ``path``. The picture is None if it cannot be shown.

    ``memo`` recalls pictures that were cleaned before. Raises OSError if the file cannot be read and
    OutsideError if the store fails.
    """
    content = read_regular(path, MOST_BYTES, links=False)
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
    """Clean ``content``, or recall the result from ``memo``, which keeps only pictures that can be shown."""
    remarks = Remarks()

    def clean() -> Found:
        if ending == ".svg":
            from narrate.drawings.cleaning import clean_svg

            svg = clean_svg(content, remarks)
            picture = CleanPicture(svg.content, ".svg", svg.width, svg.height, svg.left, svg.top, svg.scale, svg.parts)
        else:
            raster = clean_raster(content, ending, remarks)
            picture = CleanPicture(raster.content, raster.ending, raster.width, raster.height)
        facts = {field.name: getattr(picture, field.name) for field in fields(picture) if field.name != "content"}
        kept_remarks = [[remark.severity, remark.code, remark.message, remark.hint] for remark in remarks.all()]
        return Found(picture.content, {"picture": facts, "remarks": kept_remarks})

    try:
        subject = {"ending": ending, "content": hashlib.sha256(content).hexdigest()}
        kept = memo.recall(CLEAN_PICTURE, subject, clean)
    except UnfitError:
        return None, remarks.all()
    known = dict(kept.facts["picture"])
    kept_remarks = tuple(Remark(Severity(severity), *words) for severity, *words in kept.facts["remarks"])
    return CleanPicture(kept.content, **{**known, "parts": tuple(known["parts"])}), kept_remarks


def read_picture(path: Path, memo: Memo = NO_MEMO) -> CleanPicture:
    """Return the clean picture in a file that was examined before.

    Raises InputError if the file has changed since and cannot be read or shown any more.
    """
    try:
        picture, remarks = examine(path, memo)
    except OSError as error:
        remark = Remarks()
        remark.error("figure-unreadable", f"cannot be read: {error.strerror or error}")
        picture, remarks = None, remark.all()
    if picture is None:
        raise InputError(*(problem.at(Place(str(path)), path.name) for problem in remarks))
    return picture
