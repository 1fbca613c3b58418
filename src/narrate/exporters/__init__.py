"""Timeline and slides become files. Each module named in ``EXPORTERS`` has an ``EXPORTER``."""

from __future__ import annotations

from collections.abc import Mapping

EXPORTERS: Mapping[str, str] = {
    # in the order in which they write: those that need no sound first, while it is still encoded
    "vtt": "narrate.exporters.vtt",
    "srt": "narrate.exporters.srt",
    "txt": "narrate.exporters.txt",
    "timeline": "narrate.exporters.timeline",
    "png": "narrate.exporters.png",
    "html": "narrate.exporters.html",
    "pptx": "narrate.exporters.pptx",
    "mp3": "narrate.exporters.mp3",
}
ALWAYS = "timeline"
"""The format that every edition has: the others are compared with it."""
DEFAULT_FORMATS = ("pptx", "mp3", "vtt", "srt", "txt", "html")
"""Those that are written where nobody names others."""
