"""Removes from the store of spoken sound and pictures what no edition uses any more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from narrate.errors import UsageError
from narrate.manifest import ManifestError, find_editions
from narrate.store import Pruned
from narrate.store.opening import open_store, store_address


def prune(outputs: Sequence[Path], *, days: int = 30, store: str | Path = "") -> Pruned:
    """Remove from the store what no edition in the folders ``outputs`` uses, if not used for ``days``.

    Raises UsageError if one of ``outputs`` holds no edition (it is probably the wrong folder, and everything would be
    removed), or an edition whose manifest cannot be read.
    """
    used: set[str] = set()
    for output in outputs:
        editions = find_editions(output)
        if not editions:
            raise UsageError(f"{output}: nothing was built here, so it is unknown which sounds are in use")
        for folder, manifest in editions:
            if isinstance(manifest, ManifestError):
                raise UsageError(f"{folder}: it is unknown which sounds are in use: {manifest}, or remove the folder")
            used |= set(manifest.keys())
    return open_store(store_address(store)).prune(used, days * 86_400)
