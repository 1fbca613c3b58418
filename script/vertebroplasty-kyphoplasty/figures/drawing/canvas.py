"""A figure is drawn once, in names of colours, and written once for each theme."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from .geometry import Point, Shape, shade, simplified
from .palette import THEMES


@dataclass
class Figure:
    """SVG elements in painting order; colours stay names until the figure is written.

    `points` says for each named part where the leader of its label should touch it.
    """

    name: str
    width: int = 688
    height: int = 720
    points: dict[str, Point] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    @contextmanager
    def part(self, name: str, point: Point | None = None) -> Iterator[None]:
        """Everything drawn inside belongs to the part `name`."""
        if point:
            self.points[name] = point
        self.lines.append(f'<g id="{name}">')
        start = len(self.lines)
        yield
        if len(self.lines) == start:  # all of it lies outside the picture
            self.lines.pop()
            self.points.pop(name, None)
        else:
            self.lines.append("</g>")

    @contextmanager
    def overview(self) -> Iterator[None]:
        """The parts drawn inside are seen together: while one is lit, the others fade."""
        self.lines.append('<g data-overview="true">')
        yield
        self.lines.append("</g>")

    def area(
        self,
        *shapes: Sequence[Point],
        fill: str | None,
        edge: str | None = None,
        width: float = 3.0,
        contour: bool = False,
        dash: str = "",
    ) -> None:
        """Closed outlines in one path; an outline inside another is a hole."""
        seen = [s for s in shapes if self._seen(s)]
        if seen:
            self._path("".join(_data(s) + "Z" for s in seen), fill, edge, width, contour=contour, dash=dash)

    def line(self, *lines: Sequence[Point], edge: str, width: float = 3.0, dash: str = "") -> None:
        self._path("".join(_data(s) for s in lines), None, edge, width, contour=False, dash=dash)

    def solid(
        self,
        shape: Shape,
        fill: str,
        shadow: str,
        edge: str = "outline",
        *,
        width: float = 3.0,
        depth: float = 9.0,
        contour: bool = True,
    ) -> None:
        """A body of one material: fill, one soft shade away from the light, outline."""
        self.area(shape, fill=fill)
        crescents = shade(shape, depth)
        if crescents:
            self.area(*crescents, fill=shadow)
        self.area(shape, fill=None, edge=edge, width=width, contour=contour)

    def contour(self, shape: Shape) -> None:
        """An outer outline that is not painted: it is there to be traced when the part is lit."""
        if self._seen(shape):
            self._path(_data(shape) + "Z", None, None, 0, contour=True)

    def dots(self, centres: Sequence[Point], radius: float, fill: str) -> None:
        self.lines += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{{{fill}}}"/>' for x, y in centres]

    def _seen(self, shape: Sequence[Point]) -> bool:
        xs, ys = [p[0] for p in shape], [p[1] for p in shape]
        return min(xs) < self.width + 4 and max(xs) > -4 and min(ys) < self.height + 4 and max(ys) > -4

    def _path(
        self, data: str, fill: str | None, edge: str | None, width: float, *, contour: bool, dash: str = ""
    ) -> None:
        out = f'<path d="{data}" fill="{f"{{{fill}}}" if fill else "none"}"'
        if fill and data.count("Z") > 1:
            out += ' fill-rule="evenodd"'
        if edge:
            out += f' stroke="{{{edge}}}" stroke-width="{width:g}" stroke-linejoin="round" stroke-linecap="round"'
        if dash:
            out += f' stroke-dasharray="{dash}"'
        self.lines.append(out + (' data-contour="true"/>' if contour else "/>"))

    def write(self, folder: Path) -> None:
        body = "\n".join(self.lines)
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}">'
        for suffix, colours in THEMES.items():
            text = body
            for token, colour in colours.items():
                text = text.replace(f"{{{token}}}", colour)
            (folder / f"{self.name}{suffix}.svg").write_text(f"{head}\n{text}\n</svg>\n", encoding="utf-8")
        points = {part: [round(x), round(y)] for part, (x, y) in self.points.items()}
        (folder / f"{self.name}.json").write_text(json.dumps(points, indent=2) + "\n", encoding="utf-8")


def _data(shape: Sequence[Point]) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in simplified(shape))


def _number(value: float) -> str:
    text = f"{value:.1f}"
    return "0" if text == "-0.0" else text.removesuffix(".0")
