"""How each kind of slide is made on the layouts that a deck has: its own, or those of a producer's template."""

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
    """``index`` is the layout's place in the deck, the next its placeholders' ``p:ph`` attributes.

    ``ground`` is the colour behind, None where it is as the slide wants it; ``panelled``
    whether the panel stands on the layout; ``colours`` names the theme's tokens.
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
    """The plans for a deck on ``template`` in ``theme``."""
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
    """Each token by its name in the scheme, so that it changes with it; by itself where it has none.

    On a layout that names the colours in a way of its own viewers don't agree on names.
    """
    found = {"white": "FFFFFF"}
    for token, colour in colours.items():
        names = [] if layout.overrides or token not in SCHEME else [SCHEME[token], *_NAMED]
        found[token] = next((name for name in names if layout.colours.get(name) == colour), colour)
    return found
