"""Drafts the slides of a kept deck, which show nothing but the picture of a slide that somebody else made."""

from __future__ import annotations

from narrate.model import Layout, Segment
from narrate.slides.figures import whole
from narrate.slides.grid import HEIGHT, WIDTH
from narrate.slides.unfinished_slide import Draft


def kept_slide(segment: Segment) -> Draft:
    """Draft the slide of ``segment``. Without a picture it is empty: its words stand in formats that are read."""
    boxes = tuple(whole(figure, 0, 0, WIDTH, HEIGHT, air=0) for figure in segment.figures)
    return Draft(Layout.KEPT, "paper", boxes)
