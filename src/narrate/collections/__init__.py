"""Collections: files about several editions, such as a podcast feed. They are made from the finished editions."""

from __future__ import annotations

from collections.abc import Mapping

COLLECTIONS: Mapping[str, str] = {
    "feed": "narrate.collections.feed",
    "card": "narrate.collections.card",
    "playlist": "narrate.collections.playlist",
}
"""The collections by their names in ``--to``. Each module defines a ``COLLECTION``."""
