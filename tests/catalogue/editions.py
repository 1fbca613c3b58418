"""Outputs that hold nothing but the manifests of editions."""

from __future__ import annotations

from pathlib import Path

from narrate.editions import Offer
from narrate.manifest import NAME, Manifest
from tests.writing import write

TITLES = {
    "en": "Your heart & you",
    "es": "Su corazón",
    "ar": "قلبك خطوة بخطوة",
    "hi": "आपका दिल",
    "ja": "心臓の話",
    "am": "ልብዎ",
    "zh-Hant": "您的心臟",
}
FILES = (("{}.mp3", "sound_file", 5_800_000), ("{}.txt", "text_file", 3_100))


def put(
    output: Path,
    topic: str,
    language: str,
    title: str = "",
    *,
    picture: bool = True,
    described: bool = False,
    duration_ms: int = 362_000,
    site: str = "",
) -> None:
    """Write the manifest of an edition into ``output``; with ``described``, also that of its described edition."""

    def manifest(edition: str, stem: str, length_ms: int, offers: dict[str, Offer]) -> str:
        downloads = tuple((name.format(stem), label, size) for name, label, size in FILES)
        names = ["index.html", *(["slides/01-x.png", "slides/02-y.png"] if picture else [])]
        return Manifest(
            topic=topic, title=title or TITLES[language], language=language, edition=edition, voice="fake:hum",
            slides=1, duration_ms=length_ms, made_from="", inputs={},
            files=dict.fromkeys([*names, *(name for name, _, _ in downloads)], "0" * 64),
            clips={}, tracks=(), pictures=(), formats=("txt", "html", "mp3"), downloads=downloads, offers=offers, site=site,
        ).to_json()  # fmt: skip

    folder, other = output / topic / language, f"{topic}.described"
    offer = Offer(duration_ms + 60_000, tuple((name.format(other), label) for name, label, _ in FILES))
    write(folder / NAME, manifest("standard", topic, duration_ms, {"described": offer} if described else {}))
    if described:
        write(folder / "described" / NAME, manifest("described", other, duration_ms + 60_000, {}))


def content_of(output: Path) -> dict[str, str]:
    """The files in ``output`` but for manifests, by name."""
    paths = (path for path in output.rglob("*") if path.is_file() and path.name != NAME)
    return {path.relative_to(output).as_posix(): path.read_text(encoding="utf-8") for path in sorted(paths)}
