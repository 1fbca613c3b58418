"""Removes from the store of spoken sound and pictures what no edition uses any more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from narrate.batch.outputs import opened_output
from narrate.errors import UsageError
from narrate.manifest import ManifestError, find_editions
from narrate.store import Pruned
from narrate.store.opening import open_store, store_address


def prune(outputs: Sequence[str | Path], *, days: int = 30, store: str | Path = "") -> Pruned:
    """Remove from the store what no edition in the folders or buckets ``outputs`` uses, if not used for ``days``.

    Raises UsageError if one of ``outputs`` holds no edition (it is probably the wrong folder, and everything would be
    removed), or an edition whose manifest cannot be read.
    """
    used: set[str] = set()
    for output in outputs:
        with opened_output(str(output)) as place:
            used |= _used_by(place.folder, str(output))
    return open_store(store_address(store)).prune(used, days * 86_400)


def _used_by(folder: Path, name: str) -> set[str]:
    """Return the keys that the editions in ``folder`` use, which has the manifests of the output called ``name``."""
    used: set[str] = set()
    editions = find_editions(folder)
    if not editions:
        raise UsageError(f"{name}: nothing was built here, so it is unknown which sounds are in use")
    for edition, manifest in editions:
        if isinstance(manifest, ManifestError):
            raise UsageError(f"{edition}: it is unknown which sounds are in use: {manifest}, or remove the folder")
        used |= set(manifest.keys())
    return used
