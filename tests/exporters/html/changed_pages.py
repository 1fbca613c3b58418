"""Pages of one edition in five languages, and what is found when one is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import narrate
from narrate.editions import STANDARD
from narrate.exporters import EXPORTERS
from narrate.exporters.edition import open_exporter
from narrate.exporters.html.verifying import check_page
from narrate.exporters.verifying.edition_record import Record, load_record
from narrate.manifest import load_manifest
from narrate.store import Store
from tests.fake_engine import FakeEngine
from tests.fixtures import FIGURE
from tests.planting import write_rich
from tests.writing import write

OVERVIEW = FIGURE.replace("<rect", '<g data-overview="true"><rect', 1).replace("</svg>", "</g></svg>")
WORDS = {
    "es": (
        "La cadera",
        "Clínica del Sur",
        "Antes de venir",
        "Un hueso sano",
        "Hueso",
        "Tome una tableta de 5 mg.",
        "No coma nada antes de la operación de la cadera.",
    ),
    "hi": ("कूल्हा", "अस्पताल", "आने से पहले", "एक स्वस्थ हड्डी", "हड्डी", "5 mg लें।", "कुछ न खाएं।"),
    "ja": ("股関節", "南病院", "来院の前に", "健康な骨", "骨", "薬を5 mg飲みます。", "何も食べません。"),
}
SCRIPT = """---
title: {0}
lang: {language}
publisher: {1}
---

# {0}

## {2}

![{3}](a.svg "{4}")

- {5}

{5} {6}

[{3}](#cervical "{4}") & [{1}](#thoracic "{1}").

{6} 800-555-0100

[خذ 5 mg من الدواء.](lang:ar)

## {4}

![{3}](a.svg "{4} | {5} {6}")

![{3}](a.svg "{1}")

- {5}
- {6}

{5} {6}
"""
LANGUAGES = ("ar", "en", "es", "hi", "ja")


@dataclass(frozen=True)
class Page:
    record: Record
    content: str


def build_pages(base: Path) -> dict[str, Page]:
    """Return the pages of one edition in each language, built in the folder ``base``."""
    build = partial(narrate.build, output=base / "out", voice=FakeEngine(), store=base / "store", to=["html", "vtt"])
    made = build(write_rich(base / "script"), editions=["standard"]).made
    paths = []
    write(base / "script/hip/a.svg", OVERVIEW)
    for language, words in WORDS.items():
        paths.append(write(base / f"script/hip/{language}.md", SCRIPT.format(*words, language=language)))
    made += build(paths).made  # these pages offer the described edition
    exported = {name: open_exporter(name).files for name in EXPORTERS}
    return {
        one.manifest.language: Page(
            load_record(one.folder, load_manifest(one.folder), Store(base / "store"), exported),
            (one.folder / "index.html").read_text(encoding="utf-8"),
        )
        for one in made
        if one.manifest.edition == STANDARD
    }


def found(page: Page, content: str) -> list[str]:
    """Return what is wrong with ``content`` in the place of the page."""
    path = page.record.folder / "index.html"
    path.write_text(content, encoding="utf-8", newline="")
    try:
        return [fault for finding in check_page(page.record) for fault in finding.faults]
    except ValueError as error:  # "can be read" in narrate verify
        return [str(error)]
    finally:
        path.write_text(page.content, encoding="utf-8", newline="")


def altered(page: Page, pattern: str, by: str) -> Iterator[str]:
    """Yield the page with the first match replaced; nothing if nothing matches."""
    changed = re.sub(pattern, by, page.content, count=1)
    if changed != page.content:
        yield changed
