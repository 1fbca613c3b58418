"""Pages painted by typst: no system font, no path of this machine, no date."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from narrate.installed import version
from narrate.typeset.faces import FACES

_TEMPLATE = Path(__file__).with_name("painting.typ")
_MAIN = "main.typ"


def paint_png(pages: Sequence[Mapping[str, Any]], files: Mapping[str, bytes], ppi: float) -> list[bytes]:
    """Each of ``pages`` (``painting.typ`` says what they hold) as PNG; 72 ppi is a pixel a px.

    ``files`` are the pictures that pages name. Raises RuntimeError where typst refuses.
    """
    import typst

    folders = sorted({str(FACES[family].folder) for page in pages for family in (page["family"], *page["others"])})
    sources: dict[str, bytes] = {_MAIN: _TEMPLATE.read_bytes(), "pages.json": json.dumps(pages).encode(), **files}
    painted = typst.compile(  # type: ignore[call-overload]  # its stubs don't know sources by name yet
        sources, format="png", ppi=ppi, font_paths=folders, ignore_system_fonts=True
    )
    return [painted] if isinstance(painted, bytes) else list(painted or ())


def paint_svg(svg: bytes, width: int, height: int) -> bytes:
    """An SVG as PNG of ``width`` × ``height`` px, on nothing. Raises RuntimeError where typst refuses."""
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


@cache
def painter_version(families: tuple[str, ...]) -> str:
    """What else than a page decides its picture: typst, the fonts of ``families``, the template."""
    import hashlib

    packages = dict.fromkeys(FACES[family].package for family in families)
    fonts = [f"{package} {version(package.replace('_', '-'))}" for package in packages]
    digest = hashlib.blake2b(_TEMPLATE.read_bytes(), digest_size=8).hexdigest()
    return " ".join([f"typst {version('typst')}", digest, *fonts])
