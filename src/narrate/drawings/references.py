"""Follows references in a drawing: of ``use``, of gradients to other gradients, and of images to embedded pictures."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from narrate.drawings.allowed_svg import GRADIENTS
from narrate.drawings.elements import address_of, line_of, name_of
from narrate.drawings.picture_problems import Remarks

if TYPE_CHECKING:
    from lxml.etree import _Element

    from narrate.drawings.photographs import Raster

MOST_TEMPLATES = 60  # that follow each other in a chain of gradients or patterns
_DATA = re.compile(r"data:image/(png|jpeg|jpg)(?:;[\w=-]+)*;base64,([A-Za-z0-9+/=\s]*)\Z", re.IGNORECASE)


def target_of(
    source: _Element, elements: Mapping[str, _Element], used: tuple[str, ...], remarks: Remarks
) -> _Element | None:
    """Return the element that the ``use`` element ``source`` shows; None, with a remark, if it is not in the drawing.

    ``elements`` are the elements of the drawing by id. ``used`` are the addresses in the ``use`` elements that lead to
    ``source``. Raises UnfitError if a ``use`` would repeat itself.
    """
    address, line = address_of(source), line_of(source)
    if not address:
        return None
    if not address.startswith("#"):
        message = f"uses {address[:60]!r}, which is in another file"
        remarks.error("figure-unreadable", message, "copy it into the drawing", line)
        return None
    target = elements.get(address[1:])
    if target is None:
        remarks.warn("figure-cleaned", f"uses {address[:40]!r}, which does not exist", "delete it", line)
        return None
    if address in used or any(ancestor is target for ancestor in source.iterancestors()):
        message = f"uses {address[:40]!r} inside itself"
        raise remarks.refuse("figure-unreadable", message, "delete that reference", line)
    return target


def template_of(source: _Element, elements: Mapping[str, _Element], remarks: Remarks) -> str:
    """Return the reference ``#id`` to the gradient or pattern that gives ``source`` its stops, or an empty string.

    ``elements`` are the elements of the drawing by id. Raises UnfitError if references form a circle or
    a long chain.
    """
    address = address_of(source)
    if not address:
        return ""
    if not address.startswith("#"):
        remarks.error(
            "figure-unreadable",
            f"takes colours from {address[:60]!r}, which is in another file",
            "copy it into the drawing",
            line_of(source),
        )
        return ""
    seen = {source.get("id")}
    server: _Element | None = elements.get(address[1:])
    while (
        server is not None
        and len(seen) <= MOST_TEMPLATES
        and (name_of(server) in GRADIENTS or name_of(server) == "pattern")
    ):
        if server.get("id") in seen:
            raise remarks.refuse(
                "figure-unreadable",
                f"has a gradient or pattern {address[:40]!r} that refers to itself",
                "delete that reference, or use a plain colour: #c9a66b",
                line_of(source),
            )
        seen.add(server.get("id"))
        server = elements.get(address_of(server).removeprefix("#"))
    if len(seen) > MOST_TEMPLATES:
        message = f"has a gradient or pattern in a chain of more than {MOST_TEMPLATES} that refer to each other"
        raise remarks.refuse("figure-size", message, "simplify it", line_of(source))
    return address


def embedded_picture(source: _Element, known: dict[str, Raster], remarks: Remarks) -> Raster | None:
    """Return the picture in the ``image`` element ``source``, cleaned. If it has none, report that and return None.

    ``known`` are the pictures cleaned so far, by address; the new one is added. Raises UnfitError if the picture
    cannot be shown, or if those in ``known`` had as many pixels as one picture may have.
    """
    from narrate.drawings.photographs import clean_raster
    from narrate.drawings.shrinking import MOST_PIXELS

    address = address_of(source)
    line = line_of(source)
    if address in known:
        return known[address]
    if sum(raster.pixels for raster in known.values()) > MOST_PIXELS:
        message = f"has pictures in it with more than {MOST_PIXELS // 1_000_000} million pixels together"
        raise remarks.refuse("figure-size", message, "make them smaller", line)
    match = _DATA.match(address)
    if match is None:
        remarks.error(
            "figure-unreadable",
            f"shows the picture {address[:60]!r}, which is not embedded in it",
            "embed a PNG or JPEG in the drawing",
            line,
        )
        return None
    try:
        content = base64.b64decode("".join(match.group(2).split()), validate=True)
    except ValueError:
        remarks.error("figure-unreadable", "has a damaged picture in it", "insert the picture again", line)
        return None
    known[address] = clean_raster(content, ".png" if match.group(1).lower() == "png" else ".jpg", remarks)
    return known[address]


def data_address(raster: Raster) -> str:
    """Return ``raster`` as a ``data:`` address."""
    kind = "png" if raster.ending == ".png" else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(raster.content).decode()}"
