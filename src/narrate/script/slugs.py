"""Makes ids for segments and files: ASCII, short, and unique within a script."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable


class Slugs:
    """Hands out slugs (short ids), each only once. A second slug for the same text ends in ``-2``."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._used: set[str] = set(taken)
        self._last: dict[str, int] = {}

    def take(self, text: str) -> str:
        base = slug = slugify(text)
        while slug in self._used:
            self._last[base] = self._last.get(base, 1) + 1
            slug = f"{base}-{self._last[base]}"
        self._used.add(slug)
        return slug


def slugify(text: str) -> str:
    """An ASCII slug of ``text``, at most 48 characters; a short hash if ``text`` has no Latin letter."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) > 48:
        slug = slug[:48].rsplit("-", 1)[0] if "-" in slug[:48] else slug[:48]
    return slug or "s" + hashlib.blake2b(text.encode(), digest_size=4).hexdigest()
