"""Figures that a script names: found inside the script folder and nowhere else."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

from narrate.errors import Place, Problem, Severity

ENDINGS = (".png", ".jpg", ".jpeg", ".svg")
MAX_BYTES = 20_000_000
_UNSAFE = re.compile(r"[\\%\x00]|^[A-Za-z][A-Za-z0-9+.-]*:")
_SVG_FORBIDDEN = re.compile(
    rb"<!DOCTYPE|<!ENTITY|<script|<foreignObject|\son[a-z]+\s*=|(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/)|@import|url\(\s*[\"']?\s*(?!#|[\"']?#)",
    re.IGNORECASE,
)


def find_figure(name: str, place: Place, script: Path, root: Path) -> tuple[Path | None, list[Problem]]:
    """The figure file that ``name`` means, seen from the folder of ``script``."""

    def problem(code: str, message: str, hint: str = "") -> tuple[None, list[Problem]]:
        return None, [Problem(place, Severity.ERROR, code, message, hint)]

    if _UNSAFE.search(name):
        return problem("figure-path", f"{name!r} is not a plain file path", "use a path like figures/spine.svg")
    try:
        path = (script.parent / name).resolve()
        if not path.is_relative_to(root.resolve()):
            return problem("figure-outside", f"{name!r} leaves the script folder {root}", "copy the file into it")
        if not path.is_file():
            near = difflib.get_close_matches(Path(name).name, [p.name for p in path.parent.glob("*")], 1)
            hint = f"did you mean {near[0]!r}?" if near else f"looked in {path.parent}"
            return problem("figure-missing", f"no file {name!r}", hint)
        if path.suffix.lower() not in ENDINGS:
            return problem("figure-kind", f"{name!r} is not one of {', '.join(ENDINGS)}")
        if path.stat().st_size > MAX_BYTES:
            return problem("figure-size", f"{name!r} is larger than {MAX_BYTES // 1_000_000} MB")
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        return problem("figure-unreadable", f"{name[:80]!r} cannot be read: {error.__class__.__name__}")
    if message := _unreadable(path, content):
        return problem("figure-unreadable", f"{name!r} {message}")
    return path, []


def svg_parts(path: Path) -> tuple[str, ...]:
    """The ids of the elements of a figure, in its order; a picture without parts has none."""
    if path.suffix.lower() != ".svg":
        return ()
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(path.read_bytes(), parser)
    return tuple(dict.fromkeys(id_ for element in root.iter() if (id_ := element.get("id"))))


def figure_tips(path: Path) -> tuple[tuple[str, float, float], ...]:
    """Where labels touch the parts of a figure, by the JSON beside it (``spine.json``): part → [x, y]. None where there is none."""
    import json

    try:
        points = json.loads(path.with_suffix(".json").read_bytes())
        return tuple((str(part), float(x), float(y)) for part, (x, y) in points.items())
    except (OSError, ValueError, TypeError, AttributeError):
        return ()


def _unreadable(path: Path, content: bytes) -> str:
    """What makes the picture unusable, or nothing."""
    if path.suffix.lower() == ".svg":
        from lxml import etree

        if match := _SVG_FORBIDDEN.search(content):
            return f"holds {match.group()[:20].decode('ascii', 'replace').strip()!r}, which a figure may not"
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            return f"is not well-formed SVG: {error}"
        return "" if etree.QName(root).localname == "svg" else "is not SVG"
    import warnings

    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(path, formats=("PNG", "JPEG")) as image:
                if image.width * image.height > 40_000_000:
                    return "has more than 40 million pixels"
                image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Warning, Image.DecompressionBombError):
        return "is not a whole PNG or JPEG picture"
    return ""
