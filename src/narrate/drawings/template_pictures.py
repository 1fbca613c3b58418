"""Reads PowerPoint templates, with their pictures cleaned like figures.

All other code reads a template here, so that no picture of it gets into a deck as it is.
"""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

from narrate.drawings.photographs import clean_bitmap
from narrate.drawings.picture_problems import Remarks, UnfitError
from narrate.errors import Place, Severity
from narrate.sources import templates
from narrate.sources.template_pictures import UNCROPPED, Advice, CleanedPicture, Crop
from narrate.store.memo import NO_MEMO, FactKind, Found, Memo

CLEAN_TEMPLATE_PICTURE = FactKind("clean template picture", 2, ("cssselect2", "lxml", "pillow", "tinycss2"))
_BITMAPS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_DRAWINGS = {".emf": "an EMF drawing", ".wmf": "a WMF drawing", ".wdp": "a picture of the kind HD Photo"}
_AS_PNG = "save it as PNG and insert it anew"
_LOOK = "see how it looks in the deck, or save it as PNG and insert it anew"
_WORDS = "figure-text"  # the code of a remark that matters to figures only


def read_template(path: Path, place: Place, memo: Memo = NO_MEMO) -> templates.Template:
    """Read the template at ``path``; ``place`` is where a script or its settings name it.

    ``memo`` recalls pictures that were cleaned before. Raises InputError, which says what is wrong or missing in the
    template, and OutsideError if the store fails.
    """
    return templates.read_template(path, place, partial(clean_template_picture, memo=memo))


def clean_template_picture(content: bytes, ending: str, crop: Crop = UNCROPPED, memo: Memo = NO_MEMO) -> CleanedPicture:
    """Return the picture in ``content`` with nothing but what it shows. ``ending`` is that of its file name.

    What ``crop`` cuts off a bitmap is left out; drawings are not cropped.

    Bitmaps are decoded and written anew as PNG or JPEG in sRGB. They are not turned as their metadata says, because
    PowerPoint does not turn them either. Drawings in SVG are cleaned like figures, and their parts lose their names.
    ``memo`` recalls pictures that were cleaned before.
    """
    remarks = Remarks()

    def clean() -> Found:
        made, new = _cleaned(content, ending, crop, remarks)
        lost = [remark.message for remark in remarks.all() if remark.code != _WORDS]
        return Found(made, {"ending": new, "lost": lost})

    try:
        subject = {"ending": ending, "crop": crop, "content": hashlib.sha256(content).hexdigest()}
        found = memo.recall(CLEAN_TEMPLATE_PICTURE, subject, clean)
    except UnfitError:
        errors = [remark.message for remark in remarks.all() if remark.severity is Severity.ERROR]
        return CleanedPicture(b"", ending, tuple(Advice(error, _AS_PNG) for error in errors))
    return CleanedPicture(
        found.content, found.facts["ending"], tuple(Advice(message, _LOOK) for message in found.facts["lost"])
    )


def _cleaned(content: bytes, ending: str, crop: Crop, remarks: Remarks) -> tuple[bytes, str]:
    """Return (cleaned content, ending). Raises UnfitError if the picture cannot be cleaned; ``remarks`` says why."""
    if ending in _DRAWINGS:
        raise remarks.refuse("template", f"is {_DRAWINGS[ending]}, which may hold more than it shows", _AS_PNG)
    if ending == ".svg":
        from narrate.drawings.cleaning import clean_svg
        from narrate.drawings.nameless import without_names

        return without_names(clean_svg(content, remarks).content), ".svg"
    raster = clean_bitmap(content, _BITMAPS, "picture of a known kind", remarks, upright=False, crop=crop)
    return raster.content, raster.ending
