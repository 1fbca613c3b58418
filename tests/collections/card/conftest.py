"""An output folder with topics in three languages and their cards, spoken by an engine that hums."""

from __future__ import annotations

from pathlib import Path

import pytest

import narrate
from narrate.collections.card import COLLECTION
from narrate.collections.collection import Means
from narrate.speech import engines
from narrate.store import Store
from tests.fake_engine import FakeEngine
from tests.fixtures import FIGURE
from tests.writing import write

HEART = """---
title: "Your heart: what does a test show?"
lang: en
---

## What it is

![A spine seen from the side](spine.svg)

Your heart beats faster while you walk.

## Before: "what you eat"

Do not eat for two hours before the test.
"""
KNEE = """---
title: A new knee
lang: en
---

## At home

Bend your knee ten times each hour.
"""
SPANISH = "---\ntitle: ¿Qué es una prueba del corazón?\nlang: es\n---\n\n## Qué es\n\nSu corazón late más rápido.\n"
ARABIC = "---\ntitle: اختبار القلب\nlang: ar\n---\n\n## ما هو\n\nيُظهر هذا الاختبار كيف يعمل قلبك.\n"


def scripts(folder: Path) -> Path:
    write(folder / "narrate.yaml", "organisation: Health for all\n")
    write(folder / "heart/spine.svg", FIGURE)
    write(folder / "heart/en.md", HEART)
    write(folder / "corazón/es.md", SPANISH)
    write(folder / "knee/en.md", KNEE)
    write(folder / "قلب/ar.md", ARABIC)
    return folder


def build(folder: Path, output: Path, to=("card",), engine: FakeEngine | None = None, **others):
    """Build with the engine that hums. The words of a build are in ``engine.spoken``."""
    voice = engine or FakeEngine()
    return narrate.build(folder, output, voice=voice, store=output.parent / "store", to=to, **others)


def means(output: Path) -> Means:
    return Means(Store(output.parent / "store"), "fake:hum", program="1")


@pytest.fixture(autouse=True)
def _known_by_name(monkeypatch):
    """The engine that hums can be opened by its name, which is in its manifests."""
    usual = engines.open_engine
    monkeypatch.setattr(engines, "open_engine", lambda name: FakeEngine() if name == "fake" else usual(name))


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    base = tmp_path_factory.mktemp("card")
    build(scripts(base / "script"), base / "output", to=("card", "mp3"), editions=("standard", "described"))
    return base / "output"


def findings(output: Path, store: Path, *, again: bool = True) -> dict[str, tuple[str, ...]]:
    """What is found wrong with each card, by the checks."""
    found: dict[str, tuple[str, ...]] = {}
    for _, checks in COLLECTION.verify(output, painted=again, store=Store(store)):
        for finding in checks:
            found[finding.check] = found.get(finding.check, ()) + finding.faults
            assert not (again and finding.note)
    return {check: faults for check, faults in found.items() if faults}
