"""The parts that a deck may hold: their names, their content types, and what each may refer to.

Each line is here because narrate writes such a part. All else is a fault: macros, objects of other programs, comments
and their authors, fonts, custom XML, printer settings, thumbnails and tags among them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MICROSOFT = "http://schemas.microsoft.com/office/"
_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml."
_PICTURE = r"ppt/media/(image\d+\.(png|jpg)|figure\d+\.svg|narration\d+\.png)"
_TEMPLATE_PICTURE = r"ppt/media/template\d+\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|wdp)"


@dataclass(frozen=True, slots=True)
class Reference:
    """A relationship that a part may have: its ``type``, and the pattern of the names of its targets.

    - ``once``: whether the part has exactly one of this type, rather than any number.
    - ``named``: whether an element of the part names the relationship by its id.
    """

    type: str
    target: str
    once: bool = True
    named: bool = False


@dataclass(frozen=True, slots=True)
class PartKind:
    """A kind of part: the pattern of its name, its content type, and the relationships that it may have."""

    name: str
    type: str
    references: tuple[Reference, ...] = field(default=())


_MASTER_PART, _NOTES_MASTER = r"ppt/slideMasters/slideMaster1\.xml", r"ppt/notesMasters/notesMaster1\.xml"
_LAYOUT, _SLIDE, _NOTES = (rf"ppt/{name}s/{name}\d+\.xml" for name in ("slideLayout", "slide", "notesSlide"))
_TEMPLATE_PICTURES = Reference(f"{_OFFICE}image", _TEMPLATE_PICTURE, once=False, named=True)
_TEMPLATE_PHOTOS = Reference(f"{_MICROSOFT}2007/relationships/hdphoto", _TEMPLATE_PICTURE, once=False, named=True)
KINDS = (
    PartKind(
        "",  # the package itself
        "",
        (
            Reference(f"{_OFFICE}officeDocument", r"ppt/presentation\.xml"),
            Reference(f"{_OFFICE}extended-properties", r"docProps/app\.xml"),
            Reference(
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                r"docProps/core\.xml",
            ),
        ),
    ),
    PartKind(r"docProps/app\.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    PartKind(r"docProps/core\.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    PartKind(
        r"ppt/presentation\.xml",
        f"{_PRESENTATION}presentation.main+xml",
        (
            Reference(f"{_OFFICE}slideMaster", _MASTER_PART, named=True),
            Reference(f"{_OFFICE}notesMaster", _NOTES_MASTER, named=True),
            Reference(f"{_OFFICE}presProps", r"ppt/presProps\.xml"),
            Reference(f"{_OFFICE}viewProps", r"ppt/viewProps\.xml"),
            Reference(f"{_OFFICE}theme", r"ppt/theme/theme1\.xml"),
            Reference(f"{_OFFICE}tableStyles", r"ppt/tableStyles\.xml"),
            Reference(f"{_OFFICE}slide", _SLIDE, once=False, named=True),
        ),
    ),
    PartKind(r"ppt/presProps\.xml", f"{_PRESENTATION}presProps+xml"),
    PartKind(r"ppt/viewProps\.xml", f"{_PRESENTATION}viewProps+xml"),
    PartKind(r"ppt/tableStyles\.xml", f"{_PRESENTATION}tableStyles+xml"),
    PartKind(
        _MASTER_PART,
        f"{_PRESENTATION}slideMaster+xml",
        (
            Reference(f"{_OFFICE}slideLayout", _LAYOUT, once=False, named=True),
            Reference(f"{_OFFICE}theme", r"ppt/theme/theme1\.xml"),
            _TEMPLATE_PICTURES,
            _TEMPLATE_PHOTOS,
        ),
    ),
    PartKind(
        _LAYOUT,
        f"{_PRESENTATION}slideLayout+xml",
        (
            Reference(f"{_OFFICE}slideMaster", _MASTER_PART),
            Reference(f"{_OFFICE}themeOverride", r"ppt/theme/override\d+\.xml", once=False),
            _TEMPLATE_PICTURES,
            _TEMPLATE_PHOTOS,
        ),
    ),
    PartKind(
        r"ppt/theme/theme[12]\.xml",
        "application/vnd.openxmlformats-officedocument.theme+xml",
        (_TEMPLATE_PICTURES, _TEMPLATE_PHOTOS),
    ),
    PartKind(r"ppt/theme/override\d+\.xml", "application/vnd.openxmlformats-officedocument.themeOverride+xml"),
    PartKind(
        _NOTES_MASTER, f"{_PRESENTATION}notesMaster+xml", (Reference(f"{_OFFICE}theme", r"ppt/theme/theme2\.xml"),)
    ),
    PartKind(
        _SLIDE,
        f"{_PRESENTATION}slide+xml",
        (
            Reference(f"{_OFFICE}slideLayout", _LAYOUT),
            Reference(f"{_OFFICE}notesSlide", _NOTES),
            Reference(f"{_MICROSOFT}2007/relationships/media", r"ppt/media/media\d+\.mp3", named=True),
            Reference(f"{_OFFICE}audio", r"ppt/media/media\d+\.mp3", named=True),
            Reference(f"{_MICROSOFT}2017/04/relationships/track", r"ppt/media/track\d+\.vtt", named=True),
            Reference(f"{_OFFICE}image", _PICTURE, once=False, named=True),
        ),
    ),
    PartKind(
        _NOTES,
        f"{_PRESENTATION}notesSlide+xml",
        (Reference(f"{_OFFICE}notesMaster", _NOTES_MASTER), Reference(f"{_OFFICE}slide", _SLIDE)),
    ),
    PartKind(r"ppt/media/media\d+\.mp3", "audio/mpeg"),
    PartKind(r"ppt/media/track\d+\.vtt", "text/vtt"),
    PartKind(r"ppt/media/(figure|template)\d+\.svg", "image/svg+xml"),
    PartKind(r"ppt/media/(image|narration|template)\d+\.png", "image/png"),
    PartKind(r"ppt/media/(image|template)\d+\.jpe?g", "image/jpeg"),
    PartKind(r"ppt/media/template\d+\.gif", "image/gif"),
    PartKind(r"ppt/media/template\d+\.bmp", "image/bmp"),
    PartKind(r"ppt/media/template\d+\.tiff?", "image/tiff"),
    PartKind(r"ppt/media/template\d+\.emf", "image/x-emf"),
    PartKind(r"ppt/media/template\d+\.wmf", "image/x-wmf"),
    PartKind(r"ppt/media/template\d+\.wdp", "image/vnd.ms-photo"),
)
ALWAYS_BY_ENDING: Mapping[str, str] = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
}
"""The content types by ending that every deck declares."""
BY_ENDING: Mapping[str, str] = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp",
    "tif": "image/tiff", "tiff": "image/tiff", "emf": "image/x-emf", "wmf": "image/x-wmf", "wdp": "image/vnd.ms-photo",
}  # fmt: skip
"""The content types that a deck declares by ending if it has such parts. All others are declared for each part."""
_PATTERNS = [(re.compile(kind.name), kind) for kind in KINDS]


def kind_of(name: str) -> PartKind | None:
    """Return the kind of the part called ``name``, which is empty for the package itself; None if it has none."""
    return next((kind for pattern, kind in _PATTERNS if pattern.fullmatch(name)), None)
