"""A store in a bucket, which many machines share, with a cache in a folder of this machine.

An entry is one object: the record, a line break, and the payload. So it appears complete or not at all, and needs one
request. Whoever writes an entry first wins. No locks are needed there.

Entries are kept in the cache at once, and sent while the work goes on. A file that ends in ``.unsent`` stands beside an
entry until the bucket has it, so that a run that was killed leaves no entry behind that only this machine has.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from narrate.buckets.bucket import Bucket
from narrate.durable_files import make_private_folder
from narrate.errors import OutsideError
from narrate.store import Entry, OvertakenError, Pruned, Store, matching_facts, read_entry_file

_UNSENT = ".unsent"
_PROBE = "writable"
_FACTS_ONLY = (".memo",)  # facts that any machine finds alike


@dataclass(frozen=True, slots=True)
class BucketStore(Store):
    """A store in ``bucket``. ``folder`` is the cache: what was read or written on this machine."""

    bucket: Bucket
    _sending: dict[tuple[str, str], Future[None]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _absent: set[tuple[str, str]] = field(default_factory=set, init=False, repr=False, compare=False)
    _overtaken: set[tuple[str, str]] = field(default_factory=set, init=False, repr=False, compare=False)

    elsewhere = "set NARRATE_CACHE to another folder"
    is_shared = True

    @property
    def address(self) -> str:
        return self.bucket.address

    def require_service(self) -> None:
        """Raise OutsideError if the bucket cannot be read or written. Leaves no trace."""
        self.bucket.write(_PROBE, b"")
        self.bucket.read(_PROBE)
        self.bucket.remove([_PROBE])

    def find(self, key: str, suffix: str) -> Entry | None:
        """Return the entry under ``key`` from the cache or the bucket, or None, as ``Store.find``.

        Raises OutsideError if the bucket cannot be read, or the cache not be written.
        """
        entry = Store.find(self, key, suffix)
        if entry is None:
            if (key, suffix) in self._absent:
                self._absent.discard((key, suffix))
                return None
            return self._get(key, suffix)
        if (key, suffix) not in self._sending and os.path.lexists(_marker(entry.path)):
            self._send(key, suffix)  # an earlier run was killed
        return entry

    def fetch(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Get the entries ``wanted`` (key, suffix) that the cache lacks, several at the same time.

        What the bucket lacks too is remembered until ``find`` asks for it.
        """
        missing = [one for one in dict.fromkeys(wanted) if not os.path.lexists(_record_path(self.path(*one)))]
        found = self.bucket.each(self._get_one, missing)
        self._absent.update(one for one, entry in zip(missing, found, strict=True) if entry is None)

    def keep(self, key: str, suffix: str, payload: bytes, facts: Mapping[str, Any]) -> Entry:
        """Keep an entry in the cache, as ``Store.keep``, and begin to send it to the bucket."""
        path = self.path(key, suffix)
        with self._writing():
            self._make()
            make_private_folder(path.parent)
            _marker(path).touch(mode=0o600)
        entry = Store.keep(self, key, suffix, payload, facts)
        self._send(key, suffix)
        return entry

    def settle(self, suffix: str) -> set[str]:
        """Wait until the bucket has what was kept. Return the keys under which another machine was first.

        Only those with ``suffix`` are returned. What the other machine made is now in the cache. Raises OutsideError if
        the bucket cannot be written.
        """
        while self._sending:
            _, future = self._sending.popitem()
            future.result()
        overtaken = {one for one in self._overtaken if one[1] == suffix}
        self._overtaken.difference_update(overtaken)
        return {key for key, _ in overtaken}

    def flush(self) -> None:
        """Wait until the bucket has all entries that this object has kept.

        Raises OvertakenError if another machine has made one of them differently, so that what was made from it must be
        made again; OutsideError if the bucket cannot be written.
        """
        Store.flush(self)
        self.settle("")
        if self._overtaken:
            self._overtaken.clear()
            raise OvertakenError(
                f"{self.address}: another machine has kept other bytes of the same edition; build again"
            )

    def prune(self, used: Collection[str], older_than_s: float) -> Pruned:
        """Remove entries from the bucket and from the cache, as ``Store.prune``.

        The bucket does not know when an entry was last used, so its age counts. Nothing tells whether another machine
        is building.
        """
        Store.prune(self, used, older_than_s)
        entries = {name: stamp for name, stamp in self.bucket.stamps().items() if _is_entry(name)}
        unused = {name: stamp for name, stamp in entries.items()
                  if name[3:].partition(".")[0] not in used and stamp.age_s > older_than_s}  # fmt: skip
        self.bucket.remove(unused)
        size = sum(stamp.size for stamp in unused.values())
        return Pruned(self.address, len(unused), size, len(entries) - len(unused))

    def _get(self, key: str, suffix: str) -> Entry | None:
        """Copy the entry under ``key`` from the bucket to the cache. Return None if it is damaged or not there."""
        content = self.bucket.read(_name(key, suffix))
        divided = _divided(content) if content is not None else None
        return None if divided is None else Store.keep(self, key, suffix, *divided)

    def _get_one(self, wanted: tuple[str, str]) -> Entry | None:
        return self._get(*wanted)

    def _send(self, key: str, suffix: str) -> None:
        self._sending[key, suffix] = self.bucket.threads.submit(self._upload, key, suffix)

    def _upload(self, key: str, suffix: str) -> None:
        path = self.path(key, suffix)
        try:
            content = read_entry_file(_record_path(path)) + b"\n" + read_entry_file(path)
        except OSError as error:
            raise OutsideError(f"{path}: was removed before the bucket had it; build again") from error
        if not self.bucket.create(_name(key, suffix), content) and suffix not in _FACTS_ONLY:
            self._compare(key, suffix, content)
        with suppress(OSError):
            _marker(path).unlink()

    def _compare(self, key: str, suffix: str, content: bytes) -> None:
        """Take over what another machine has written, if it differs from ``content`` and is not damaged."""
        other = self.bucket.read(_name(key, suffix))
        divided = _divided(other) if other is not None else None
        if divided is None:
            self.bucket.write(_name(key, suffix), content)
        elif other != content:
            Store.keep(self, key, suffix, *divided)
            self._overtaken.add((key, suffix))


def _divided(content: bytes) -> tuple[bytes, Mapping[str, Any]] | None:
    """Return (payload, facts) of an object; None if it does not match its hash."""
    record, _, payload = content.partition(b"\n")
    facts = matching_facts(record, payload)
    return None if facts is None else (payload, json.loads(facts))


def _name(key: str, suffix: str) -> str:
    return f"{key[:2]}/{key}{suffix}"


def _is_entry(name: str) -> bool:
    return len(name) > 43 and name[2] == "/" and name[:2] == name[3:5]


def _record_path(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def _marker(path: Path) -> Path:
    return path.with_name(path.name + _UNSENT)
