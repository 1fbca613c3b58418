"""An output folder with editions in three languages and their feeds."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

import narrate
from narrate.collections.feed import COLLECTION
from narrate.manifest import NAME as MANIFEST
from narrate.manifest import load_manifest
from tests.fake_engine import FakeEngine
from tests.writing import write

SITE = "https://example.org/care"
ENGLISH = """---
title: A short test of the heart
lang: en
date: 2026-03-01
---

## What it is

Your heart beats faster while you walk.
"""
SPANISH = "---\ntitle: Una prueba del corazón\nlang: es\n---\n\n## Qué es\n\nSu corazón late más rápido.\n"
ARABIC = "---\ntitle: اختبار القلب & الصدر\nlang: ar\n---\n\n## ما هو\n\nيُظهر هذا الاختبار كيف يعمل قلبك.\n"


def scripts(folder: Path, settings: str = f"organisation: Health & Care\naddress: {SITE}/\n") -> Path:
    write(folder / "narrate.yaml", settings)
    write(folder / "heart/en.md", ENGLISH)
    write(folder / "heart/es.md", SPANISH)
    write(folder / "قلب/ar.md", ARABIC)
    return folder


def build(folder: Path, output: Path, to=("feed", "srt", "txt"), **others):
    return narrate.build(folder, output, voice=FakeEngine(), store=output.parent / "store", to=to, **others)


def described(output: Path) -> Path:
    """Put a described edition beside the English one, with the sound of that."""
    folder = output / "heart/en"
    inner = folder / "described"
    manifest = load_manifest(folder)
    files = {}
    for name, digest in manifest.files.items():
        if name == "index.html":  # one page offers both editions
            continue
        other = name.replace("heart.", "heart.described.")
        files[other] = digest
        (inner / other).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, inner / other)
    manifest = dataclasses.replace(manifest, edition="described", files=files)
    (inner / MANIFEST).write_text(manifest.to_json())
    return inner


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    base = tmp_path_factory.mktemp("feed")
    build(scripts(base / "script"), base / "output")
    described(base / "output")
    COLLECTION.write(base / "output")
    return base / "output"
