"""Finds and reads the figures that a script names. They must lie inside the script folder."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from narrate.drawings.reading import ENDINGS, MOST_BYTES, CleanPicture, examine
from narrate.errors import Place, Problem, Severity, similar_names
from narrate.model import Figure
from narrate.sources.paths import UNREADABLE, file_inside, inside, is_plain, is_spelled_so, why_unreadable
from narrate.sources.regular_files import read_regular
from narrate.store.memo import NO_MEMO, Memo

VARIANTS = ("dark", "contrast", "large", "light")  # themes with drawings of their own: spine.dark.svg
_MOST_POINTS = 100_000  # bytes of the JSON with a drawing's points


class _FigureProblems:
    """Collects the problems of a figure that is named at ``place`` in the script."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.reported: list[Problem] = []

    def error(self, code: str, message: str, hint: str = "") -> None:
        self.reported.append(Problem(self.place, Severity.ERROR, code, message, hint))

    def warn(self, code: str, message: str, hint: str = "") -> None:
        self.reported.append(Problem(self.place, Severity.WARNING, code, message, hint))


def find_figure(
    name: str, place: Place, script: Path, root: Path, memo: Memo = NO_MEMO
) -> tuple[Path | None, list[Problem]]:
    """Return (path, problems) of the figure ``name``, which is relative to the folder of ``script``.

    The path is None if the figure cannot be used.

    No file is opened that lies outside ``root`` or is not a regular file. ``memo`` remembers figures read before.
    """
    problems = _FigureProblems(place)
    path = _find(name, problems, script.parent, root)
    picture = _examined(path, name, problems, memo) if path else None
    return (path if picture else None), problems.reported


def read_figure(
    name: str, title: str, alt: str, place: Place, script: Path, root: Path, memo: Memo = NO_MEMO
) -> tuple[Figure | None, list[Problem]]:
    """Return (figure, problems). The figure has its parts, the points of its labels, and its variants for themes.

    It is None if the file cannot be used. Its name is the whole ``title``, until ``titled`` knows how many figures
    stand on the slide. Other arguments are as for ``find_figure``.
    """
    problems = _FigureProblems(place)
    path = _find(name, problems, script.parent, root)
    picture = _examined(path, name, problems, memo) if path else None
    if path is None or picture is None:
        return None, problems.reported
    variants = tuple(_variants(path, picture, problems, root, memo))
    points = path.with_suffix(".json") if picture.vector else None
    tips = tuple(_tips(points, picture, problems, root)) if points else ()
    size = (picture.width, picture.height)
    return Figure(path, alt, place, picture.parts, title, size, tips, variants, points), problems.reported


def titled(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures of a slide with what their titles give them.

    The title of a single figure is its longer description. Where several figures are compared, it is the name of each,
    or ``name | longer description``. A single figure that still has a name says it as part of its description.
    """
    if len(figures) == 1:
        description = ": ".join(part.strip() for part in figures[0].name.split("|") if part.strip())
        return (replace(figures[0], name="", description=description),)
    parts = [(figure, *figure.name.partition("|")[::2]) for figure in figures]
    return tuple(
        replace(figure, name=name.strip(), description=description.strip()) for figure, name, description in parts
    )


def _find(name: str, problems: _FigureProblems, folder: Path, root: Path) -> Path | None:
    shown = name if len(name) <= 80 else name[:77] + "…"
    if not is_plain(name):
        problems.error("figure-path", f"{shown!r} is not a plain path of a file", "use a path like figures/spine.svg")
        return None
    try:
        path = inside(name, folder, root)
        if path is None:
            problems.error("figure-outside", f"{shown!r} is outside the script folder {root}", "copy the file into it")
            return None
        if not path.exists():
            problems.error("figure-missing", f"no file {shown!r}", _near(path))
            return None
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            problems.error("figure-missing", f"{shown!r} is not an ordinary file", "name a file")
            return None
        if path.suffix.lower() not in ENDINGS:
            problems.error("figure-kind", f"{shown!r} cannot be shown; save it as one of {', '.join(ENDINGS)}")
            return None
        if status.st_size > MOST_BYTES:
            problems.error("figure-size", f"{shown!r} is larger than {MOST_BYTES // 1_000_000} MB", "make it smaller")
            return None
    except UNREADABLE as error:
        problems.error("figure-unreadable", f"{shown!r} cannot be read: {why_unreadable(error)}")
        return None
    if not is_spelled_so(path):  # this system ignores capitals; others would not find it
        problems.error("figure-missing", f"no file {shown!r}", _near(path))
        return None
    return path


def _near(path: Path) -> str:
    names = sorted(file.name for file in path.parent.iterdir()) if path.parent.is_dir() else []
    same = [name for name in names if name.lower() == path.name.lower()]
    near = same or similar_names(path.name, [name for name in names if name[0] != "."])
    return f"did you mean {near[0]!r}?" if near else f"name a file that exists in {path.parent}"


def _examined(path: Path, name: str, problems: _FigureProblems, memo: Memo) -> CleanPicture | None:
    try:
        picture, remarks = examine(path, memo)
    except OSError as error:
        problems.error("figure-unreadable", f"{name!r} cannot be read: {error.strerror or error}")
        return None
    problems.reported += [remark.at(problems.place, name) for remark in remarks]
    return picture


def _variants(
    path: Path, picture: CleanPicture, problems: _FigureProblems, root: Path, memo: Memo
) -> Iterator[tuple[str, Path]]:
    """Yield (theme, path) of drawings beside ``path`` that show the same parts at the same places in other colours."""
    for theme in VARIANTS:
        other = path.with_suffix(f".{theme}{path.suffix}")
        if not other.exists() and not other.is_symlink():
            continue
        whole = file_inside(other, root)
        if whole is None:
            problems.error(
                "figure-outside", f"{other.name!r} is not a file in the script folder", "copy the file into it"
            )
            continue
        variant = _examined(whole, other.name, problems, memo)
        if variant is None:
            continue
        missing = [part for part in picture.parts if part not in variant.parts]
        shape, own_shape = variant.width / variant.height, picture.width / picture.height
        if picture.vector and (variant.width, variant.height, variant.left, variant.top) != (
            picture.width,
            picture.height,
            picture.left,
            picture.top,
        ):
            message = f"the viewBox of {other.name!r} differs from that of {path.name!r}"
            problems.error("figure-variant", message, "give both the same viewBox")
        elif abs(shape / own_shape - 1) > 0.01:
            problems.error(
                "figure-variant",
                f"{other.name!r} has other proportions than {path.name!r}",
                "crop both in the same way",
            )
        elif missing:
            names = ", ".join(map(repr, missing[:4]))
            problems.error(
                "figure-variant",
                f"{other.name!r} lacks {names}, which {path.name!r} has",
                "give its parts the same ids",
            )
        else:
            yield theme, whole


def _tips(
    points: Path, picture: CleanPicture, problems: _FigureProblems, root: Path
) -> Iterator[tuple[str, float, float]]:
    """Yield (part, x, y): the points where labels touch parts of a drawing.

    They come from the JSON file ``points`` beside the drawing (``spine.json``), which maps part → [x, y] in the
    drawing's units.
    """
    name = points.name
    if not points.exists() and not points.is_symlink():
        return
    hint = 'write {"part": [x, y]}, in units of the drawing'
    whole = file_inside(points, root)
    if whole is None:
        problems.error("figure-points", f"{name!r} is not a file in the script folder", "copy the file into it")
        return
    try:
        entries = json.loads(read_regular(whole, _MOST_POINTS, links=False), object_pairs_hook=list)
    except (OSError, ValueError, RecursionError) as error:
        problems.error("figure-points", f"{name!r} cannot be read: {' '.join(str(error).split())[:120]}", hint)
        return
    if not isinstance(entries, list) or not all(isinstance(entry, tuple) for entry in entries):
        problems.error("figure-points", f"{name!r} is not a list of parts with their points", hint)
        return
    seen: set[str] = set()
    for part, value in entries:
        shown = repr(part[:40])
        point = _point(value)
        if part in seen:
            problems.error("figure-points", f"{name!r} has {shown} twice", "keep one")
        elif point is None:
            problems.error("figure-points", f"{name!r} gives {shown} no point with two numbers", hint)
        elif part not in picture.parts:
            near = similar_names(part, picture.parts)
            known = f"did you mean {near[0]!r}?" if near else "delete it, or give a part this id"
            problems.warn("figure-points", f"{name!r} has a point for {shown}, which is no part of the drawing", known)
        else:
            x, y = (point[0] - picture.left) * picture.scale, (point[1] - picture.top) * picture.scale
            if 0 <= x <= picture.width and 0 <= y <= picture.height:
                yield part, x, y
            else:
                problems.error(
                    "figure-points", f"{name!r} puts {shown} at {point[0]:g}, {point[1]:g}, outside the drawing", hint
                )
        seen.add(part)


def _point(value: Any) -> tuple[float, float] | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    x, y = value
    if any(
        isinstance(number, bool) or not isinstance(number, (int, float)) or not abs(number) < 1e9 for number in (x, y)
    ):
        return None
    return float(x), float(y)
