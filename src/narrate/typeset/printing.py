"""Typesets PDF documents with typst. The result depends on no system font, path or clock."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from narrate.typeset.faces import FACES
from narrate.typeset.painting import SHAPES

STANDARD = "ua-1"  # PDF/UA-1: typst refuses missing titles, alternative texts and glyphs, and jumps of heading levels
_NO_DATE = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)  # the same as in zip files


def print_pdf(
    template: Path,
    values: Mapping[str, Any],
    files: Mapping[str, bytes],
    families: Iterable[str],
    date: datetime.date | None,
) -> bytes:
    """Return the tagged PDF that ``template`` makes of ``values``, which it reads from ``document.json``.

    ``files`` holds the pictures, by name. ``families`` are those of ``FACES`` that the template names. Raises RuntimeError
    if typst refuses the document or warns of anything.
    """
    import typst

    moment = datetime.datetime.combine(date, datetime.time(), datetime.UTC) if date else _NO_DATE
    sources = {
        "main.typ": template.read_bytes(),
        SHAPES.name: SHAPES.read_bytes(),
        "document.json": json.dumps(values).encode(),
        **files,
    }
    made, warnings = typst.compile_with_warnings(  # type: ignore[call-overload]  # its stubs lack sources by name
        sources,
        format="pdf",
        pdf_standards=[STANDARD],
        timestamp=moment,
        font_paths=sorted({str(FACES[family].folder) for family in families}),
        ignore_system_fonts=True,
    )
    if warnings:
        raise RuntimeError(str(warnings[0].message))
    assert isinstance(made, bytes)
    return made
