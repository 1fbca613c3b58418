"""Opens a store by its address: a folder, or a bucket with a cache on this machine."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from narrate.buckets import is_bucket, open_bucket
from narrate.store import Store, default_folder


def store_address(named: str | Path = "") -> str:
    """Return the address of the store ``named``, or else of the one in ``$NARRATE_STORE``, or else of the user's own."""
    address = str(named) or os.environ.get("NARRATE_STORE", "")
    return address if is_bucket(address) else str(Path(named) if named else default_folder())


def open_store(address: str | Path) -> Store:
    """Return the store at ``address``. Raises MissingDependencyError, UsageError."""
    if not is_bucket(str(address)):
        return Store(Path(address))
    from narrate.store.bucket_store import BucketStore

    return BucketStore(cache_folder(str(address)), open_bucket(str(address)))


def cache_folder(address: str) -> Path:
    """Return the folder in ``$NARRATE_CACHE``, or else in the user's cache folder, for the bucket at ``address``."""
    if named := os.environ.get("NARRATE_CACHE"):
        base = Path(os.path.expanduser(named))  # noqa: PTH111 - Path.expanduser raises for an unknown user
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "narrate-buckets"
    return base / hashlib.blake2b(address.rstrip("/").encode(), digest_size=8).hexdigest()
