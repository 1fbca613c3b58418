"""Files about several editions, written after them from their manifests. Each module in ``COLLECTIONS`` has one."""

from __future__ import annotations

from collections.abc import Mapping

COLLECTIONS: Mapping[str, str] = {
    "feed": "narrate.collections.feed",
    "card": "narrate.collections.card",
}
"""The collections by their names in ``--to``. Each module defines a ``COLLECTION``."""
