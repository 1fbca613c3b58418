"""Sounds for tests."""

from __future__ import annotations

from pathlib import Path

import av

from narrate.audio.chapters import Chapter
from narrate.audio.clips import Pcm
from narrate.audio.mp3_codec import encode


def to_mp3(pcm: Pcm) -> bytes:
    """``pcm`` at 44.1 kHz as an MP3 file."""
    return encode([pcm], len(pcm))


def read_chapters(path: Path) -> list[Chapter]:
    """The chapters of an MP3 file, as ffmpeg reads them."""
    with av.open(str(path), "r") as container:
        return [
            Chapter(
                chapter["metadata"].get("title", ""),
                round(chapter["start"] * (chapter["time_base"] or 0) * 1000),
                round(chapter["end"] * (chapter["time_base"] or 0) * 1000),
            )
            for chapter in container.chapters()
        ]


def read_tags(path: Path) -> dict[str, str]:
    """The tags of an MP3 file, by the names that ffmpeg gives them."""
    with av.open(str(path), "r") as container:
        return dict(container.metadata)
