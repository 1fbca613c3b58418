"""Reads what a slide inherits from: its layout, its master, its theme and the presentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from narrate.sources.drawing_colours import read_map, read_scheme, seen_through
from narrate.sources.ooxml import P, R
from narrate.sources.packages import OpenPackage, Relation
from narrate.sources.powerpoint.values import flag, number

_EMU = 12_700  # in a point
_USUAL = (12_192_000, 6_858_000)  # EMU: 13.33 by 7.5 inches


@dataclass(frozen=True, slots=True)
class Sheets:
    """A slide and what it inherits from; what is missing is None.

    - ``part``: the name of the slide's part; ``relations`` are the slide's, by id.
    - ``slide``, ``layout``, ``master``, ``theme``, ``presentation``: the root elements.
    - ``colours``: the colours by the names that the slide uses. It is empty if they are not known.
    - ``size``: width and height of the slide in EMU.
    """

    part: str
    slide: etree._Element
    presentation: etree._Element
    relations: Mapping[str, Relation] = field(default_factory=dict)
    layout: etree._Element | None = None
    master: etree._Element | None = None
    theme: etree._Element | None = None
    colours: Mapping[str, str] = field(default_factory=dict)
    size: tuple[int, int] = _USUAL

    @property
    def is_hidden(self) -> bool:
        """Whether the slide is left out of the show."""
        return not flag(self.slide.get("show"), default=True)

    @property
    def height_in_points(self) -> float:
        return self.size[1] / _EMU

    @property
    def roots(self) -> list[etree._Element]:
        """The slide, its layout and its master."""
        return [root for root in (self.slide, self.layout, self.master) if root is not None]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A layout or master. ``above`` is the part from which it inherits, ``theme`` that of its theme; both may be empty."""

    root: etree._Element
    above: str
    theme: str
    has_other_theme: bool


class SheetReader:
    """Reads the slides of ``package``, whose main part is ``main``. Layouts, masters and themes are read once."""

    def __init__(self, package: OpenPackage, main: str) -> None:
        self._package = package
        self._main = main
        self._presentation = package.xml(main)
        self._size = _size(self._presentation)
        self._sheets: dict[str, _Sheet] = {}
        self._themes: dict[str, etree._Element] = {}

    def slide_parts(self) -> list[str]:
        """Return the names of the slides' parts in the order of the presentation. One that is missing is empty."""
        related = self._package.relations(self._main)
        listed = self._presentation.find(f"{P}sldIdLst")
        relations = [related.get(entry.get(f"{R}id") or "") for entry in (listed if listed is not None else ())]
        return ["" if one is None or one.external else one.target for one in relations]

    def read(self, part: str) -> Sheets:
        """Return the slide ``part`` with what it inherits from. Raises PackageFault if one of the parts is broken."""
        slide = self._package.xml(part)
        relations = self._package.relations(part)
        layout = self._sheet(_target(relations, "slideLayout"), "slideMaster")
        master = self._sheet(layout.above, "") if layout else None
        theme = self._theme(master.theme) if master else None
        recoloured = bool(_target(relations, "themeOverride")) or any(
            one.has_other_theme for one in (layout, master) if one
        )
        roots = [slide, *(one.root for one in (layout, master) if one)]
        return Sheets(
            part, slide, self._presentation, relations,
            layout.root if layout else None,
            master.root if master else None,
            theme,
            {} if theme is None or recoloured else _colours(roots, theme),
            self._size,
        )  # fmt: skip

    def _sheet(self, part: str, above: str) -> _Sheet | None:
        """The layout or master ``part``; ``above`` is the kind of relation to the sheet from which it inherits."""
        if not part:
            return None
        if part not in self._sheets:
            relations = self._package.relations(part)
            self._sheets[part] = _Sheet(
                self._package.xml(part),
                _target(relations, above),
                _target(relations, "theme"),
                bool(_target(relations, "themeOverride")),
            )
        return self._sheets[part]

    def _theme(self, part: str) -> etree._Element | None:
        if part and part not in self._themes:
            self._themes[part] = self._package.xml(part)
        return self._themes.get(part)


def _target(relations: Mapping[str, Relation], kind: str) -> str:
    return next((one.target for one in relations.values() if one.kind == kind and not one.external), "")


def _size(presentation: etree._Element) -> tuple[int, int]:
    size = presentation.find(f"{P}sldSz")
    width, height = (number(size.get(name)) or 0 for name in ("cx", "cy")) if size is not None else (0, 0)
    return (width, height) if width > 0 and height > 0 else _USUAL


def _colours(roots: list[etree._Element], theme: etree._Element) -> dict[str, str]:
    """The colours of ``theme`` by the names that the slide uses. ``roots`` are the slide, its layout and its master."""
    mapped = next((found for root in roots if (found := read_map(root)) is not None), {})
    return seen_through(read_scheme(theme), mapped)
