"""Paints pages with typst. The result depends on no system font, path or date."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from narrate.installed import version
from narrate.typeset.faces import FACES

_TEMPLATE = Path(__file__).with_name("painting.typ")
SHAPES = Path(__file__).with_name("shapes.typ")
"""Draws the items of a page; ``printing.py`` uses it too."""
_MAIN = "main.typ"


@dataclass(frozen=True, slots=True)
class PageDescription:
    """A page as ``painting.typ`` describes it at its head, and the content of the pictures on it, by name."""

    page: Mapping[str, Any]
    files: Mapping[str, bytes]


def paint_png(pages: Sequence[Mapping[str, Any]], files: Mapping[str, bytes], ppi: float) -> list[bytes]:
    """Paint each of ``pages`` as PNG. The head of ``painting.typ`` describes the format of a page.

    ``files`` holds the pictures that the pages refer to, by name. At 72 ``ppi``, one px is one pixel. Raises
    RuntimeError if typst fails.
    """
    import typst

    folders = sorted({str(FACES[family].folder) for page in pages for family in (page["family"], *page["others"])})
    sources: dict[str, bytes] = {
        _MAIN: _TEMPLATE.read_bytes(),
        SHAPES.name: SHAPES.read_bytes(),
        "pages.json": json.dumps(pages).encode(),
        **files,
    }
    painted = typst.compile(  # type: ignore[call-overload]  # the stubs of typst lack sources by name
        sources, format="png", ppi=ppi, font_paths=folders, ignore_system_fonts=True
    )
    return [painted] if isinstance(painted, bytes) else list(painted or ())


def paint_svg(svg: bytes, width: int, height: int) -> bytes:
    """Paint an SVG as a transparent PNG of ``width`` × ``height`` px. Raises RuntimeError if typst fails."""
    import typst

    source = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, fit: "stretch")'
    )
    painted = typst.compile(
        source.encode(), format="png", ppi=72, sys_inputs={"svg": svg.decode("utf-8")}, ignore_system_fonts=True
    )
    assert isinstance(painted, bytes)
    return painted


def paint_source(source: str, inputs: Mapping[str, str], folders: Sequence[str]) -> bytes:
    """Paint a page that typst makes from ``source``, as PNG. One pt is one pixel.

    ``inputs`` are texts that the source uses, and ``folders`` those of its fonts. Raises RuntimeError if typst fails.
    """
    import typst

    painted = typst.compile(  # type: ignore[call-overload]  # its stubs want folders as bytes, as the source is
        source.encode(), format="png", ppi=72, sys_inputs=dict(inputs), font_paths=list(folders),
        ignore_system_fonts=True,
    )  # fmt: skip
    assert isinstance(painted, bytes)
    return painted


@cache
def painter_version(families: tuple[str, ...]) -> str:
    """Return the versions of all that affects a picture besides its page, as one line of text.

    These are typst, the templates, and the fonts of ``families``.
    """
    import hashlib

    packages = dict.fromkeys(FACES[family].package for family in families)
    fonts = [f"{package} {version(package.replace('_', '-'))}" for package in packages]
    digest = hashlib.blake2b(_TEMPLATE.read_bytes() + SHAPES.read_bytes(), digest_size=8).hexdigest()
    return " ".join([f"typst {version('typst')}", digest, *fonts])
