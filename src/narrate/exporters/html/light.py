"""Draws what lights up on the picture of a slide while it is spoken, as SVG, and the slide's figures with their labels.

All is in px on the slide. It is invisible until a script gives a group the class ``on``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import escape

from narrate.model import Box, Slide
from narrate.store.memo import Memo


@dataclass(frozen=True, slots=True)
class Light:
    """The highlights of ``slide``. ``colours`` are those of its theme."""

    slide: Slide
    colours: Mapping[str, str]
    language: str
    memo: Memo

    def overlay(self) -> str:
        """Return the drawing that lies over the picture of the slide."""
        return '<svg class="overlay" viewBox="0 0 1280 720" aria-hidden="true"></svg>'

    def figure(self, number: int, address: str, alt: str) -> str:
        """Return figure ``number`` (from 0), whose file has the address ``address``, with its labels."""
        box = [box for box in self.slide.boxes if box.figure is not None][number]
        name = f' role="img" aria-label="{escape(alt)}"' if alt else ' aria-hidden="true"'
        place = " ".join(f"{value:g}" for value in (box.x, box.y, box.width, box.height))
        return f'<svg class="figure" viewBox="{place}"{name}>{_image(box, address)}</svg>'


def _image(box: Box, address: str) -> str:
    left, top, right, low = box.window
    width, height = box.width / (right - left), box.height / (low - top)
    return (
        f'<foreignObject x="{box.x - left * width:g}" y="{box.y - top * height:g}" width="{width:g}" height="{height:g}">'
        f'<img src="{escape(address)}" alt="" width="{width:g}" height="{height:g}" loading="lazy">'
        "</foreignObject>"
    )
