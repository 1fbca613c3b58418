"""What no edition uses any more, removed from the store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from narrate.errors import UsageError
from narrate.manifest import find_manifests
from narrate.store import Pruned, Store, default_folder


def prune(outputs: Sequence[Path], *, days: int = 30, store: str | Path = "") -> Pruned:
    """Remove from the store what no edition in ``outputs`` uses and what is older than ``days``.

    Raises UsageError where an output holds nothing that was built: most likely not the folder
    that was meant, and pruning by it would remove everything.
    """
    used: set[str] = set()
    for output in outputs:
        manifests = find_manifests(output)
        if not manifests:
            raise UsageError(f"{output}: nothing was built here, so nothing tells which sound is in use")
        for _, manifest in manifests:
            used |= set(manifest.keys())
    return Store(Path(store) if store else default_folder()).prune(used, days * 86_400)
