"""What an element of a drawing takes from elsewhere: the picture embedded in it, the colours of another gradient."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from narrate.drawings.elements import address_of, line_of, name_of
from narrate.drawings.picture_problems import Remarks
from narrate.drawings.properties import GRADIENTS

if TYPE_CHECKING:
    from lxml.etree import _Element

    from narrate.drawings.photographs import Raster

_DATA = re.compile(r"data:image/(png|jpeg|jpg)(?:;[\w=-]+)*;base64,([A-Za-z0-9+/=\s]*)\Z", re.IGNORECASE)


def template_of(source: _Element, elements: Mapping[str, _Element], remarks: Remarks) -> str:
    """The address, ``#id``, of the gradient or pattern that ``source`` takes its stops from; empty where there is none.

    ``elements`` are those of the drawing by their ids. Raises UnfitError where they go round in a circle.
    """
    address = address_of(source)
    if not address:
        return ""
    if not address.startswith("#"):
        remarks.error(
            "figure-unreadable",
            f"takes colours from {address[:60]!r}, which is another file",
            "copy it into the drawing",
            line_of(source),
        )
        return ""
    seen = {source.get("id")}
    one: _Element | None = elements.get(address[1:])
    while one is not None and (name_of(one) in GRADIENTS or name_of(one) == "pattern"):
        if one.get("id") in seen:
            raise remarks.refuse(
                "figure-unreadable",
                f"has colours {address[:40]!r} that are taken from themselves",
                "break the circle",
                line_of(source),
            )
        seen.add(one.get("id"))
        one = elements.get(address_of(one).removeprefix("#"))
    return address


def embedded_picture(source: _Element, remarks: Remarks) -> Raster | None:
    """The picture of pixels in an ``image``, written anew; None, and an error, where there is none to show."""
    from narrate.drawings.photographs import clean_raster

    address = address_of(source)
    line = line_of(source)
    match = _DATA.match(address)
    if match is None:
        remarks.error(
            "figure-unreadable",
            f"shows the picture {address[:60]!r}, which a figure may not",
            "put a PNG or JPEG into the drawing itself",
            line,
        )
        return None
    try:
        content = base64.b64decode("".join(match.group(2).split()), validate=True)
    except ValueError:
        remarks.error("figure-unreadable", "has a picture in it that is damaged", "put it in anew", line)
        return None
    return clean_raster(content, ".png" if match.group(1).lower() == "png" else ".jpg", remarks)


def data_address(raster: Raster) -> str:
    """A picture as an address that holds it."""
    kind = "png" if raster.ending == ".png" else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(raster.content).decode()}"
