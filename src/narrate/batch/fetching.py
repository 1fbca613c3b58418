"""Copies an output from a bucket to this machine, to verify it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from narrate.buckets import open_bucket
from narrate.errors import UsageError
from narrate.json_files import name_fault
from narrate.publishing import staged
from narrate.store.opening import cache_folder

_AT_ONCE = 64  # files held in memory


@contextmanager
def fetched_output(address: str) -> Iterator[Path]:
    """Give a folder with the files of the output at ``address``. It is removed at the end.

    Raises UsageError if there is nothing, or a name that cannot be that of a file; OutsideError if the bucket or the
    disk fails.
    """
    bucket = open_bucket(address)
    names = [name for name in bucket.stamps() if not name.startswith(".narrate/")]
    if not names:
        raise UsageError(f"{address}: nothing was built here; build first, or mend the address")
    if unfit := [name for name in names if name_fault(name)]:
        raise UsageError(f"{address}: {unfit[0]!r} is {name_fault(unfit[0])}; remove that object")
    with staged(cache_folder(address)) as stage:
        folder = stage / "output"
        for start in range(0, len(names), _AT_ONCE):
            some = names[start : start + _AT_ONCE]
            for name, content in zip(some, bucket.each(bucket.read, some), strict=True):
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content or b"")
        yield folder
