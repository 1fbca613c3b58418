"""Editions to print, made without a voice, and what can be seen in a PDF without reading it."""

from __future__ import annotations

import datetime
import re
import zlib
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

from narrate.exporters.edition import Edition
from narrate.exporters.pdf import EXPORTER
from narrate.model import Script
from narrate.slides import Painter, lay_out
from narrate.store import Store
from tests.exporters.daisy.making import script_in
from tests.exporters.test_document import timeline_of
from tests.slides.making import LIGHT

DATE = datetime.date(2026, 3, 1)


def script_with_address(language: str, folder: Path) -> Script:
    return replace(script_in(language, folder / "script"), address="https://health.example/hip")


def edition_of(script: Script, folder: Path, date: datetime.date | None = DATE) -> Edition:
    deck = lay_out(script, LIGHT)
    painter = Painter(deck, script.language, Store(folder / "store"))

    def none(*_: object) -> None:
        raise AssertionError("paper needs neither pictures nor sound")

    return Edition(timeline_of(script), deck, none, none, Future(), date, (EXPORTER,), painter.describe)


def inflated(pdf: bytes) -> bytes:
    """All streams of a PDF, decompressed: its text operators and, in object streams, its dictionaries."""
    parts = [pdf]
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(match.group(1)))
        except zlib.error:
            continue
    return b"\n".join(parts)
