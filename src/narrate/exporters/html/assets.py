"""The style sheets and the scripts of the page, which stand in the page itself, and what the page may load."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from narrate.editions import EDITIONS

STYLES = ("style.css", "figures.css", "parts.css", "player.css")
"""Files in ``templates/``, in the order in which they stand in the page."""
SCRIPTS = (
    "texts.js",
    "timeline.js",
    "places.js",
    "sound.js",
    "player.js",
    "status.js",
    "stage.js",
    "words.js",
    "parts.js",
    "seek_bar.js",
    "memory.js",
    "choices.js",
    "shortcuts.js",
    "sleep_timer.js",
    "session.js",
    "languages.js",
    "start.js",
)
"""Files in ``player/``, likewise. Together they are one function, so that they share names and nothing else does."""
MARKUP = ("page.html", "player.html", "parts.html", "words_bar.html")
"""Templates in ``templates/``. The first includes the others."""
_ID = re.compile(' id="([a-z-]+)"')
_FOLDER = Path(__file__).parent


@cache
def style() -> str:
    """Return what stands between ``<style>`` and ``</style>``."""
    return "\n" + "".join(_read("templates", name) for name in STYLES)


@cache
def script() -> str:
    """Return what stands between ``<script>`` and ``</script>``."""
    return '\n(() => {\n"use strict";\n' + "".join(_read("player", name) for name in SCRIPTS) + "})();\n"


@cache
def policy() -> str:
    """Return the Content-Security-Policy of the page: it runs and loads nothing but its own."""
    return "; ".join(
        (
            "default-src 'none'",
            "img-src 'self' file: data:",
            "media-src 'self' file: blob:",
            "connect-src 'self'",
            f"style-src '{_hash(style())}'",
            f"script-src '{_hash(script())}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


@cache
def own_ids() -> frozenset[str]:
    """Return the ids of the elements that every page has."""
    return frozenset(
        [id_ for name in MARKUP for id_ in _ID.findall(_read("templates", name))]
        + [f"listen-{name}" for name in EDITIONS]
    )


def anchor(segment: str) -> str:
    """Return the id of the heading of the segment with the id ``segment``: that id, unless the page has it already."""
    return f"{segment}_" if segment in own_ids() else segment


def _read(folder: str, name: str) -> str:
    return (_FOLDER / folder / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
