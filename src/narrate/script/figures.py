"""Figures that a script names: found inside the script folder and nowhere else, and read there."""

from __future__ import annotations

import difflib
import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from narrate.drawings.reading import ENDINGS, MOST_BYTES, CleanPicture, examine, read_regular
from narrate.errors import Place, Problem, Severity
from narrate.model import Figure
from narrate.sources.paths import UNREADABLE, file_inside, inside, is_plain, is_spelled_so, why_unreadable
from narrate.store.memo import NO_MEMO, Memo

VARIANTS = ("dark", "contrast", "large", "light")  # themes that a figure may be drawn for: spine.dark.svg
_MOST_POINTS = 100_000  # bytes of a file of points


class _Told:
    """Gathers the problems of what is named at ``place``."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.problems: list[Problem] = []

    def error(self, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.place, Severity.ERROR, code, message, hint))

    def warn(self, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.place, Severity.WARNING, code, message, hint))


def find_figure(
    name: str, place: Place, script: Path, root: Path, memo: Memo = NO_MEMO
) -> tuple[Path | None, list[Problem]]:
    """The figure file that ``name`` means, seen from the folder of ``script``, and all that is wrong with it.

    No file is opened that lies outside ``root`` or is no plain file. ``memo`` knows figures that were read before.
    """
    told = _Told(place)
    path = _find(name, told, script.parent, root)
    picture = _examined(path, name, told, memo) if path else None
    return (path if picture else None), told.problems


def read_figure(
    name: str, title: str, alt: str, place: Place, script: Path, root: Path, memo: Memo = NO_MEMO
) -> tuple[Figure | None, list[Problem]]:
    """The figure that ``name`` means with its parts, its points and its variants for themes, and all that is wrong."""
    told = _Told(place)
    path = _find(name, told, script.parent, root)
    picture = _examined(path, name, told, memo) if path else None
    if path is None or picture is None:
        return None, told.problems
    variants = tuple(_variants(path, picture, told, root, memo))
    points = path.with_suffix(".json") if picture.vector else None
    tips = tuple(_tips(points, picture, told, root)) if points else ()
    size = (picture.width, picture.height)
    return Figure(path, alt, place, picture.parts, title, size, tips, variants, points), told.problems


def _find(name: str, told: _Told, folder: Path, root: Path) -> Path | None:
    shown = name if len(name) <= 80 else name[:77] + "…"
    if not is_plain(name):
        told.error("figure-path", f"{shown!r} is not a plain file path", "use a path like figures/spine.svg")
        return None
    try:
        path = inside(name, folder, root)
        if path is None:
            told.error("figure-outside", f"{shown!r} leaves the script folder {root}", "copy the file into it")
            return None
        if not path.exists():
            told.error("figure-missing", f"no file {shown!r}", _near(path))
            return None
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            told.error("figure-missing", f"{shown!r} is a folder, a pipe or a device", "name a file")
            return None
        if path.suffix.lower() not in ENDINGS:
            told.error("figure-kind", f"{shown!r} is not one of {', '.join(ENDINGS)}")
            return None
        if found.st_size > MOST_BYTES:
            told.error("figure-size", f"{shown!r} is larger than {MOST_BYTES // 1_000_000} MB", "make it smaller")
            return None
    except UNREADABLE as error:
        told.error("figure-unreadable", f"{shown!r} cannot be read: {why_unreadable(error)}")
        return None
    if not is_spelled_so(path):  # it would be found here and missing elsewhere
        told.error("figure-missing", f"no file {shown!r}", _near(path))
        return None
    return path


def _near(path: Path) -> str:
    names = sorted(one.name for one in path.parent.iterdir()) if path.parent.is_dir() else []
    same = [name for name in names if name.lower() == path.name.lower()]
    near = same or difflib.get_close_matches(path.name, [name for name in names if name[0] != "."], 1)
    return f"did you mean {near[0]!r}?" if near else f"looked in {path.parent}"


def _examined(path: Path, name: str, told: _Told, memo: Memo) -> CleanPicture | None:
    try:
        picture, remarks = examine(path, memo)
    except OSError as error:
        told.error("figure-unreadable", f"{name!r} cannot be read: {error.strerror or error}")
        return None
    told.problems += [remark.at(told.place, name) for remark in remarks]
    return picture


def _variants(path: Path, picture: CleanPicture, told: _Told, root: Path, memo: Memo) -> Iterator[tuple[str, Path]]:
    """The drawings beside ``path`` for themes: the same parts at the same places in other colours."""
    for theme in VARIANTS:
        other = path.with_suffix(f".{theme}{path.suffix}")
        if not other.exists() and not other.is_symlink():
            continue
        whole = file_inside(other, root)
        if whole is None:
            told.error("figure-outside", f"{other.name!r} is no file in the script folder", "copy the file into it")
            continue
        found = _examined(whole, other.name, told, memo)
        if found is None:
            continue
        missing = [part for part in picture.parts if part not in found.parts]
        shape, own = found.width / found.height, picture.width / picture.height
        if picture.vector and (found.width, found.height, found.left, found.top) != (
            picture.width,
            picture.height,
            picture.left,
            picture.top,
        ):
            message = f"{other.name!r} shows another piece of its page than {path.name!r}"
            told.error("figure-variant", message, "give both the same viewBox")
        elif abs(shape / own - 1) > 0.01:
            told.error("figure-variant", f"{other.name!r} has another shape than {path.name!r}", "crop both alike")
        elif missing:
            names = ", ".join(map(repr, missing[:4]))
            told.error(
                "figure-variant",
                f"{other.name!r} lacks {names}, which {path.name!r} has",
                "give its parts the same ids",
            )
        else:
            yield theme, whole


def _tips(points: Path, picture: CleanPicture, told: _Told, root: Path) -> Iterator[tuple[str, float, float]]:
    """Where labels touch the parts of a drawing, by the JSON beside it (``spine.json``): part → [x, y], in its own units."""
    name = points.name
    if not points.exists() and not points.is_symlink():
        return
    hint = 'write {"part": [x, y]}, in units of the drawing'
    whole = file_inside(points, root)
    if whole is None:
        told.error("figure-points", f"{name!r} is no file in the script folder", "copy the file into it")
        return
    try:
        entries = json.loads(read_regular(whole, _MOST_POINTS), object_pairs_hook=list)
    except (OSError, ValueError, RecursionError) as error:
        told.error("figure-points", f"{name!r} cannot be read: {' '.join(str(error).split())[:120]}", hint)
        return
    if not isinstance(entries, list) or not all(isinstance(one, tuple) for one in entries):
        told.error("figure-points", f"{name!r} is no list of parts with their points", hint)
        return
    seen: set[str] = set()
    for part, value in entries:
        shown = repr(part[:40])
        point = _point(value)
        if part in seen:
            told.error("figure-points", f"{name!r} has {shown} twice", "keep one")
        elif point is None:
            told.error("figure-points", f"{name!r} gives {shown} no point of two numbers", hint)
        elif part not in picture.parts:
            near = difflib.get_close_matches(part, picture.parts, 1)
            known = f"did you mean {near[0]!r}?" if near else "delete it, or give a part this id"
            told.warn("figure-points", f"{name!r} has a point for {shown}, which is no part of the drawing", known)
        else:
            x, y = (point[0] - picture.left) * picture.scale, (point[1] - picture.top) * picture.scale
            if 0 <= x <= picture.width and 0 <= y <= picture.height:
                yield part, x, y
            else:
                told.error(
                    "figure-points", f"{name!r} puts {shown} at {point[0]:g}, {point[1]:g}, outside the drawing", hint
                )
        seen.add(part)


def _point(value: Any) -> tuple[float, float] | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    x, y = value
    if any(isinstance(one, bool) or not isinstance(one, (int, float)) or not abs(one) < 1e9 for one in (x, y)):
        return None
    return float(x), float(y)
