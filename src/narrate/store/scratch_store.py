"""A store that leaves another store as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrate.store import Entry, Store


@dataclass(frozen=True, slots=True)
class ScratchStore(Store):
    """A store that finds the entries of the store ``kept`` too, and writes only to its own folder."""

    kept: Store

    def find(self, key: str, suffix: str) -> Entry | None:
        """Return the entry under ``key`` from either store, or None, as ``Store.find``."""
        return self.kept.find(key, suffix) or Store(self.folder).find(key, suffix)

    def fetch(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Prepare for ``find``, as ``Store.fetch``."""
        self.kept.fetch(wanted)

    def keep(self, key: str, suffix: str, payload: bytes, facts: Mapping[str, Any]) -> Entry:
        """Store ``payload`` and its ``facts`` in the own folder, as ``Store.keep``."""
        return Store(self.folder).keep(key, suffix, payload, facts)

    def path(self, key: str, suffix: str) -> Path:
        """Return the path of the payload under ``key``: in the own folder if it is there, else in ``kept``."""
        own = Store(self.folder).path(key, suffix)
        return own if own.exists() else self.kept.path(key, suffix)
