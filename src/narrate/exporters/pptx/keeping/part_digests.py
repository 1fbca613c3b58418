"""Digests of what came from somebody else's deck, by which ``verify`` notices any change."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path

from narrate.exporters.pptx.keeping.kept_slide import KeptSlide, memory_of
from narrate.exporters.pptx.kept_names import MEMORY_KEY, REST_KEY, is_narration


def part_digests(deck: Path) -> Mapping[str, str]:
    """Return the SHA-256 of each part of the voiced ``deck``, by its name.

    The sounds and captions of narrate are left out, since they are compared with the tracks. Of a slide that was voiced,
    there are two: of what is left without the narration, and of the memory of what was replaced.
    """
    digests: dict[str, str] = {}
    with zipfile.ZipFile(deck) as package:
        for name in package.namelist():
            if is_narration(name):
                continue
            memory = ""
            if name.endswith(".xml") and "/slides/" in name:
                content = package.read(name)
                memory = memory_of(content)
            if memory:
                digests[f"{name}{REST_KEY}"] = hashlib.sha256(KeptSlide(content).rest).hexdigest()
                digests[f"{name}{MEMORY_KEY}"] = hashlib.sha256(memory.encode()).hexdigest()
            else:
                digests[name] = _digest(package, name)
    return digests


def _digest(package: zipfile.ZipFile, name: str) -> str:
    """Return the SHA-256 of a part, which may be a long film, piece by piece."""
    digest = hashlib.sha256()
    with package.open(name) as part:
        while piece := part.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
