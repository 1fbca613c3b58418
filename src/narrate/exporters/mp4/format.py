"""What is known of a film: its sizes, its options, and where things are in its frames."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

SIZES = {"720p": (1280, 720), "1080p": (1920, 1080), "4k": (3840, 2160)}
"""The width and height of a film in px, by its option; 1080p is the size without any."""
CAPTIONS, STEADY, BROADCAST = "captions", "steady", "broadcast"
OPTIONS = ("720p", "4k", CAPTIONS, STEADY, BROADCAST)
"""
- ``720p``, ``4k``: the size.
- ``captions``: the captions are part of the picture, in a bar below the slide.
- ``steady``: a picture each second, for players that dislike longer ones.
- ``broadcast``: the loudness of broadcasts, -23 LUFS.
"""
STEADY_MS = 1000

# With captions, in units of 1280 × 720: the slide above the bar, and lines of text in the bar.
BAR_HEIGHT = 136
SLIDE_HEIGHT = 720 - BAR_HEIGHT
SLIDE_WIDTH = SLIDE_HEIGHT * 16 // 9 // 2 * 2
TEXT_SIZE, TEXT_PITCH = 36, 46


NOTED = "film "
"""How the keys begin of what the manifest holds about a film."""
TAGS = f"{NOTED}tags"


def view_key(start_ms: int) -> str:
    """Return the key under which the manifest holds what is seen from ``start_ms`` on."""
    return f"{NOTED}{start_ms}"


def view_digest(picture: str) -> str:
    """Return what the manifest holds there: a SHA-256 of the key of the painted picture in the store."""
    return hashlib.sha256(picture.encode()).hexdigest()


def tags_digest(date: str, publisher: str, subtitle: str) -> str:
    """Return the SHA-256 of what only the tags of a film hold. Each may be empty; a date is as in ``2026-03-01``."""
    return hashlib.sha256(f"{date}\n{publisher}\n{subtitle}".encode()).hexdigest()


def size_of(options: Iterable[str]) -> tuple[int, int]:
    """Return the width and height in px of a film with ``options``."""
    return SIZES[next((option for option in options if option in SIZES), "1080p")]


def slide_place(size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return left, top, width and height of the slide in a frame of ``size`` that has a bar for captions, in px."""
    scale = size[1] / 720
    width, height = round(SLIDE_WIDTH * scale), round(SLIDE_HEIGHT * scale)
    return (size[0] - width) // 2, 0, width, height
