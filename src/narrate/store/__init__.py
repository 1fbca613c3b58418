"""The content-addressed store: what was made once is never made again.

An entry is a payload and a JSON record beside it that names the payload's hash. The record
is written last and both are renamed into place, so that a crash leaves a whole entry or
none; a payload that does not match its record is a miss and is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrate.errors import OutsideError, refused

SCHEMA = 1


def content_key(kind: str, content: Mapping[str, Any]) -> str:
    """The key of what ``content`` (JSON) determines: equal content, equal key."""
    canonical = json.dumps(
        {"schema": SCHEMA, "kind": kind, "content": content}, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.blake2b(canonical.encode(), digest_size=20).hexdigest()


def default_folder() -> Path:
    """``$NARRATE_STORE``, else ``narrate`` in the user's cache folder (XDG Base Directory)."""
    if named := os.environ.get("NARRATE_STORE"):
        return Path(named)
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "narrate"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the store holds under a key: where the payload lies, and its facts."""

    path: Path
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pruned:
    """What pruning did: entries removed, their bytes, entries kept."""

    folder: Path
    entries: int
    size: int
    kept: int


@dataclass(frozen=True, slots=True)
class Store:
    """A store in a folder. Several processes may use one folder at a time."""

    folder: Path

    def find(self, key: str, suffix: str) -> Entry | None:
        """The entry under ``key``, or None where there is none or it is damaged."""
        path = self.path(key, suffix)
        try:
            record = json.loads(path.with_name(path.name + ".json").read_bytes())
            payload = path.read_bytes()
        except (OSError, ValueError):
            return None
        if not isinstance(record, dict) or record.get("sha256") != hashlib.sha256(payload).hexdigest():
            return None
        return Entry(path, record.get("facts", {}))

    def keep(self, key: str, suffix: str, payload: bytes, facts: Mapping[str, Any]) -> Entry:
        """Put ``payload`` under ``key``. Raises OutsideError when the disk refuses."""
        path = self.path(key, suffix)
        record = {"sha256": hashlib.sha256(payload).hexdigest(), "facts": facts}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, payload)
            _replace(path.with_name(path.name + ".json"), json.dumps(record, ensure_ascii=False).encode())
        except OSError as error:
            why = refused(error, "set NARRATE_STORE to another folder")
            raise OutsideError(f"{self.folder}: cannot keep sound there: {why}") from error
        return Entry(path, facts)

    def prune(self, used: Collection[str], older_than_s: float) -> Pruned:
        """Remove entries whose key is not ``used`` and that are older, and what killed writers left."""
        removed = size = kept = 0
        border = time.time() - older_than_s
        for path in sorted(self.folder.glob("??/*")):
            if path.name.partition(".")[0] in used:
                kept += path.suffix != ".json"
                continue
            try:
                status = path.stat()
                if status.st_mtime > border:
                    kept += path.suffix != ".json"
                    continue
                path.unlink()
            except OSError:
                continue  # another run was quicker
            removed += path.suffix != ".json"
            size += status.st_size
        return Pruned(self.folder, removed, size, kept)

    def path(self, key: str, suffix: str) -> Path:
        """Where the payload under ``key`` lies, or would lie."""
        return self.folder / key[:2] / f"{key}{suffix}"


def _replace(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` so that any reader sees the old bytes or all new ones."""
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
