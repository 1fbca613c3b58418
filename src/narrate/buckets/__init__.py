"""Objects in a bucket of S3: their addresses, reading and writing several at a time, and what goes wrong.

Nothing here is loaded for files of this machine. ``bucket.py`` imports fsspec, an optional package.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from narrate.errors import UsageError

if TYPE_CHECKING:
    from narrate.buckets.bucket import Bucket

_ADDRESS = re.compile(r"(?:s3|memory)://[\w.-]+(?:/[^\x00-\x1f?#\\]*)?")  # memory: for tests


def is_bucket(address: str) -> bool:
    """Whether ``address`` names a bucket, and not a folder of this machine. Raises UsageError for other addresses."""
    if "://" not in address:
        return False
    if not _ADDRESS.fullmatch(address):
        # only the kind is named: the rest may hold a password
        kind = address.partition("://")[0][:20]
        raise UsageError(f"an address that begins with {kind}:// is no folder and no bucket; write s3://BUCKET/PREFIX")
    return True


def open_bucket(address: str) -> Bucket:
    """Return the bucket with the prefix that ``address`` names. Raises MissingDependencyError, UsageError."""
    from narrate.buckets.bucket import Bucket

    return Bucket(address.rstrip("/"))
