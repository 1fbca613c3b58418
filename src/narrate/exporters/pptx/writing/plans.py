"""Plans how to make each kind of slide on the layouts of a deck: narrate's own, or those of a user's template."""

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
    """How to make one kind of slide.

    - ``index``: the index of the layout in the deck.
    - ``title``, ``bodies``, ``count``: the ``p:ph`` attributes of the layout's placeholders.
    - ``ground``: the colour of the layout's background, None if it is the one that the slide needs.
    - ``panelled``: whether the layout draws the panel.
    - ``colours``: the colour of each theme token, as a name in the deck's scheme or six hexadecimal digits.
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
    """For each kind of slide, the plan to make it on the layouts of ``template`` in ``theme``."""
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
    """The colour of each token: its name in the scheme, so that it follows a change of the scheme, if it has one.

    If a layout overrides the colour map, viewers disagree about the names, so the colours themselves are used.
    """
    named = {"white": "FFFFFF"}
    for token, colour in colours.items():
        names = [] if layout.overrides or token not in SCHEME else [SCHEME[token], *_NAMED]
        named[token] = next((name for name in names if layout.colours.get(name) == colour), colour)
    return named
