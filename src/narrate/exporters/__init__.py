"""Writes a timeline and slides to files. Each module named in ``EXPORTERS`` defines an ``EXPORTER``."""

from __future__ import annotations

from collections.abc import Mapping

EXPORTERS: Mapping[str, str] = {
    # in the order of writing: first those that need no sound, while the sound is still being encoded
    "vtt": "narrate.exporters.vtt",
    "srt": "narrate.exporters.srt",
    "txt": "narrate.exporters.txt",
    "brf": "narrate.exporters.brf",
    "timeline": "narrate.exporters.timeline",
    "pdf": "narrate.exporters.pdf",
    "png": "narrate.exporters.png",
    "sheet": "narrate.exporters.sheet",
    "html": "narrate.exporters.html",
    "pptx": "narrate.exporters.pptx",
    "daisy": "narrate.exporters.daisy",
    "epub": "narrate.exporters.epub",
    "epub-words": "narrate.exporters.epub.by_words",
    "mp3": "narrate.exporters.mp3",
    "m4b": "narrate.exporters.m4b",
    "mp4": "narrate.exporters.mp4",
}
ALWAYS = "timeline"
"""The format that every edition has, since the other formats are compared with it."""
DEFAULT_FORMATS = ("pptx", "mp3", "vtt", "srt", "txt", "html")
"""The formats that are written unless others are named."""
BRAILLE_PAGE = "40x25"
"""The cells of a line and the lines of a page in braille, unless others are asked for."""
NAMED_ONLY = ("brf", "epub-words")
"""Formats that ``all`` leaves out: braille needs a program that is not installed with narrate, and few people want a second
book that differs only in what is marked while it is heard."""
