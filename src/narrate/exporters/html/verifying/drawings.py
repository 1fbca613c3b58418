"""The drawings on the page, each a line of SVG: what lights up on the picture of a slide, and figures with labels.

They are taken from the page, and their digests are compared with the manifest. What they may hold at all stands here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from narrate.exporters.verifying.sentence_matching import spaced

_SLIDE = re.compile('<div class="slide-of-part" data-slide="([1-9][0-9]{0,9})">')
_TAG = re.compile("<([^<>]*)>")
_NUMBERS = r"-?[0-9.]+(?:[ ,]-?[0-9.]+)*"
_COLOUR = "#[0-9A-F]{6}"
_NAME = r"[a-z]+\.[0-9]+\.[0-9]+"
_ATTRIBUTES = {
    "x": _NUMBERS, "y": _NUMBERS, "width": _NUMBERS, "height": _NUMBERS, "rx": _NUMBERS, "cx": _NUMBERS,
    "cy": _NUMBERS, "r": _NUMBERS, "viewBox": _NUMBERS, "points": _NUMBERS, "data-box": _NUMBERS, "data-n": "[0-9]+",
    "opacity": _NUMBERS, "font-size": _NUMBERS, "font-weight": "bold", "text-anchor": "middle",
    "fill": f"none|{_COLOUR}", "fill-rule": "evenodd", "stroke": f"none|{_COLOUR}", "stroke-width": _NUMBERS,
    "transform": r"scale\(0\.1\)", "d": "[MLQChvlqcz0-9 -]*",
    "class": "overlay|overlay marks|overlay marks dark|figure|mark|lit|outline|fade", "id": _NAME, "href": f"#{_NAME}",
    "role": "img", "aria-hidden": "true", "aria-label": '[^<>"]*', "alt": "", "loading": "lazy", "src": '[^<>"]*',
}  # fmt: skip
_ELEMENTS = ("svg", "g", "rect", "path", "use", "polyline", "circle", "text", "foreignObject", "img")
_ATTRIBUTE = re.compile(' ([a-zA-Z-]+)="([^"]*)"')
_OPENING = re.compile(f'({"|".join(_ELEMENTS)})((?: [a-zA-Z-]+="[^"]*")*)/?')
_CLOSING = re.compile("/(?:svg|g|text|foreignObject)")
_ALLOWED = {name: re.compile(pattern) for name, pattern in _ATTRIBUTES.items()}
_GROUP = re.compile('<g class="(mark|lit)" data-n="([0-9]+)"')
_CARD = re.compile('<text [^<>]* font-weight="bold"[^<>]*>([^<>]*)</text>')
_IMAGE = re.compile('<img loading="lazy" src="([^"]*)"')


@dataclass(slots=True)
class Drawn:
    """The drawings of a slide: those over its picture (the marks, then the lit parts), and those of its figures."""

    overlays: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)

    @property
    def counts(self) -> tuple[int, int]:
        """The number of marks and of lit parts."""
        kinds = [kind for line in self.overlays for kind, _ in _GROUP.findall(line)]
        return kinds.count("mark"), kinds.count("lit")


def drawings_of(content: str) -> dict[int, Drawn]:
    """Return the drawings on the page ``content`` by the number of their slide."""
    found: dict[int, Drawn] = {}
    now = Drawn()
    for line in content.split("\n"):
        if match := _SLIDE.fullmatch(line):
            now = found.setdefault(int(match.group(1)), Drawn())
        elif line.startswith('<svg class="overlay'):
            now.overlays.append(line)
        elif line.startswith('<figure><svg class="figure'):
            now.figures.append(line.removeprefix("<figure>"))
    return found


def drawing_faults(number: int, drawn: Drawn, alts: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with the drawings of slide ``number``. ``alts`` are the alternative texts of its figures."""
    for line in (*drawn.overlays, *drawn.figures):
        yield from (f"slide {number}: a drawing holds {fault}" for fault in _foreign(line))
    words = [spaced(html.unescape(word)) for line in drawn.overlays for word in _CARD.findall(line)]
    known = spaced(" ".join(alts))
    yield from (f"slide {number}: no alternative text has the label {word!r}" for word in words if word not in known)
    for kind in ("mark", "lit"):
        order = [int(n) for line in drawn.overlays for found, n in _GROUP.findall(line) if found == kind]
        if order != list(range(len(order))):
            yield f"slide {number}: what lights up is not in order"


def addresses_in(drawing: str) -> list[str]:
    """Return the addresses of the images in a drawing."""
    return [html.unescape(address) for address in _IMAGE.findall(drawing)]


def _foreign(line: str) -> Iterator[str]:
    """Yield each tag of a drawing that narrate does not write."""
    for tag in _TAG.findall(line):
        match = _OPENING.fullmatch(tag)
        if match is None:
            if not _CLOSING.fullmatch(tag):
                yield f"<{tag[:60]}>"
        elif not all(
            name in _ALLOWED and _ALLOWED[name].fullmatch(value) for name, value in _ATTRIBUTE.findall(match.group(2))
        ):
            yield f"<{tag[:60]}>"
