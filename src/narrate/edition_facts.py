"""The facts of an edition that lists, reports and plans need: its manifest without what takes much memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from narrate.editions import Offer
from narrate.manifest import Manifest

PAGE = "index.html"
TIMELINE = "timeline.json"


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """Facts about an edition. Most are as in ``Manifest``.

    - ``files``: how many files it has.
    - ``picture``: the picture of the first slide, by its path in the edition's folder; empty if there is none.
    - ``has_page``: whether it has a page.
    - ``timeline``: the SHA-256 of its ``timeline.json``.
    - ``downloads``: (path, label, size in bytes) of the files that can be kept.
    """

    topic: str
    title: str
    language: str
    edition: str
    voice: str
    slides: int
    duration_ms: int
    files: int
    formats: tuple[str, ...]
    timing: Mapping[str, int]
    recorded: int
    offers: Mapping[str, Offer]
    site: str
    picture: str
    has_page: bool
    timeline: str = ""
    downloads: tuple[tuple[str, str, int], ...] = ()


def facts_of(manifest: Manifest) -> EditionFacts:
    """Return the facts of the edition with ``manifest``."""
    return EditionFacts(
        topic=manifest.topic,
        title=manifest.title,
        language=manifest.language,
        edition=manifest.edition,
        voice=manifest.voice,
        slides=manifest.slides,
        duration_ms=manifest.duration_ms,
        files=len(manifest.files),
        formats=manifest.formats,
        timing=manifest.timing,
        recorded=manifest.recorded,
        offers=manifest.offers,
        site=manifest.site,
        picture=next((name for name in sorted(manifest.files) if name.startswith("slides/01-")), ""),
        has_page=PAGE in manifest.files,
        timeline=manifest.files.get(TIMELINE, ""),
        downloads=manifest.downloads,
    )
