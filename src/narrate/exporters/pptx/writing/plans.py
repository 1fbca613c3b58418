"""Plans on which layout of a deck each kind of slide is made. Layouts are narrate's own or a user's template's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from narrate.exporters.pptx.writing.shapes import SCHEME
from narrate.model import Layout, Theme

if TYPE_CHECKING:
    from narrate.sources.templates import Template, TemplateLayout


@dataclass(frozen=True, slots=True)
class Plan:
    """How to make one kind of slide on a layout.

    - ``index``: the index of the layout in the deck.
    - ``title``, ``bodies``, ``count``: the attributes of the ``p:ph`` elements of its placeholders for the title, the
      words and the slide number.
    - ``ground``: the colour of the layout's background; None if it is the colour that the slide needs.
    - ``panelled``: whether the layout draws the panel, a coloured area for a figure.
    - ``colours``: for each name of a colour in the theme, its name in the deck's scheme or six hexadecimal digits.
    """

    index: int
    title: str
    bodies: tuple[str, ...]
    count: str
    ground: str | None = None
    panelled: bool = False
    colours: Mapping[str, str] = field(default_factory=lambda: SCHEME)


_NAMED = ("tx1", "bg1", "tx2", "bg2", *(f"accent{n}" for n in range(1, 7)), "hlink")


def template_plans(template: Template, theme: Theme) -> dict[Layout, Plan]:
    """Return for each kind of slide the plan by which it is made on the layouts of ``template``."""
    order = list(dict.fromkeys(layout.part for layout in template.layouts.values()))
    return {
        kind: Plan(
            index=order.index(layout.part),
            title=layout.title,
            bodies=layout.bodies,
            count=layout.count,
            ground=layout.ground,
            colours=_named(layout, theme.colours),
        )
        for kind, layout in template.layouts.items()
    }


def _named(layout: TemplateLayout, colours: Mapping[str, str]) -> dict[str, str]:
    """Return how to write each of ``colours``: by its name in the deck's scheme if there is one, otherwise as it is.

    A name has the advantage that the colour follows when the user changes the scheme. If the layout overrides the
    colour map, viewers disagree about the names, so no names are used.
    """
    named = {"white": "FFFFFF"}
    for token, colour in colours.items():
        names = [] if layout.overrides or token not in SCHEME else [SCHEME[token], *_NAMED]
        named[token] = next((name for name in names if layout.colours.get(name) == colour), colour)
    return named
