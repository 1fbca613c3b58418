"""The content-addressed store, which keeps results so that they need not be made again.

An entry is a payload, and a JSON record beside it with facts about the payload and the hash of both. Both files are
renamed into place when they are written, the record last. An entry that does not match its hash counts as missing, so a
crash leaves a complete entry or none. Entries are flushed to the disk in groups, and before anything refers to them.

Only the user can read the store (``private_folders.py``). A link in it is not followed; the store itself may be a link.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import re
import stat
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from narrate.durable_files import PARTIAL, make_folder, make_private_folder, narrow, replace_file
from narrate.errors import OutsideError, refused
from narrate.store.claims import claimed
from narrate.store.private_folders import entry_folders, narrow_store, other_owner
from narrate.store.unflushed import Unflushed

SCHEMA = 1
_DAY_S = 86_400
_WRITING_S = 60  # by then a file is on the disk even if nobody has flushed it
_FACTS_AT = len('{"sha256": "", "facts": ') + 64  # the offset of the facts in a record


def content_key(kind: str, content: Mapping[str, Any]) -> str:
    """Return the key for a result of the kind ``kind``: a hash of the kind and of ``content``.

    ``content`` (JSON) must contain everything that determines the result.
    """
    canonical = json.dumps(
        {"schema": SCHEMA, "kind": kind, "content": content}, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.blake2b(canonical.encode(), digest_size=20).hexdigest()


def default_folder() -> Path:
    """Return the folder of the store: ``$NARRATE_STORE``, or else ``narrate`` in the user's cache folder.

    The cache folder is as in the XDG Base Directory specification. A ``~`` in the variable is expanded, because
    settings files and containers pass it on without a shell.
    """
    if named := os.environ.get("NARRATE_STORE"):
        return Path(os.path.expanduser(named))  # noqa: PTH111 - Path.expanduser raises for an unknown user
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "narrate"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the store: the path of its payload, and the facts recorded about the payload."""

    path: Path
    facts: Mapping[str, Any]


class OvertakenError(OutsideError):
    """Another machine has made something else under the same keys first. What it made is now in the cache."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """The result of pruning: how many entries were removed, their size in bytes, and how many were kept."""

    folder: Path | str
    entries: int
    size: int
    kept: int


@dataclass(frozen=True, slots=True)
class Store:
    """A store in a folder. Several processes may use the same folder at the same time."""

    folder: Path
    _unflushed: Unflushed = field(default_factory=Unflushed, init=False, repr=False, compare=False)

    elsewhere: ClassVar[str] = "set NARRATE_STORE to another folder"
    """What to do if the folder cannot be written."""
    is_shared: ClassVar[bool] = False
    """Whether other machines keep entries in it too."""

    @property
    def address(self) -> str:
        """How another process names this store."""
        return str(self.folder)

    def find(self, key: str, suffix: str) -> Entry | None:
        """Return the entry under ``key``, or None if there is none or it is damaged.

        ``suffix`` is the ending of the payload's file, such as ``.flac``.
        """
        shard = f"{os.fspath(self.folder)}/{key[:2]}"  # names as text: a build looks for hundreds of entries
        name = f"{shard}/{key}{suffix}"
        try:
            _require_folder(shard)
            record, written_s = _content(f"{name}.json")
            payload, _ = _content(name)
        except OSError:
            return None
        facts = matching_facts(record, payload)
        if facts is None:
            return None
        path = self.path(key, suffix)
        if _remember_use(path, written_s) < _WRITING_S:
            self._unflushed.add(path, path.with_name(path.name + ".json"))  # another run may not have flushed it yet
        return Entry(path, json.loads(facts))

    def require_service(self) -> None:
        """Raise OutsideError if a service that keeps the entries cannot be used. A folder needs none."""

    def fetch(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Prepare for ``find`` of all the entries ``wanted`` (key, suffix). In a folder, nothing needs preparing."""

    def settle(self, suffix: str) -> Collection[str]:  # noqa: ARG002 - for stores that are shared
        """Return the keys under which ``find`` no longer gives what this object kept there: none in a folder.

        ``suffix`` is the ending of the entries in question.
        """
        return ()

    def keep(self, key: str, suffix: str, payload: bytes, facts: Mapping[str, Any]) -> Entry:
        """Store ``payload`` and its ``facts`` (JSON) under ``key``, and return the entry.

        ``suffix`` is the ending of the payload's file, such as ``.flac``. Raises OutsideError if it cannot be written.
        """
        path = self.path(key, suffix)
        record = record_of(payload, json.dumps(facts, ensure_ascii=False).encode())
        with self._writing():
            self._make_shard(path.parent)
            beside = path.with_name(path.name + ".json")
            replace_file(path, payload, flush=False)
            replace_file(beside, record, flush=False)
            self._unflushed.add(path, beside)
        return Entry(path, facts)

    def flush(self) -> None:
        """Wait until all entries that this object has kept are on the disk under their names.

        The same goes for entries that it has found and that were kept less than a minute before. To be called before
        anything is written that refers to them. Raises OutsideError if the disk fails.
        """
        with self._writing():
            self._unflushed.flush()

    def tell_other_owner(self, notice: Callable[[str], None]) -> None:
        """Call ``notice`` with a message if the store belongs to another user."""
        if message := other_owner(self.folder):
            notice(message)

    def _make(self) -> None:
        if not self.folder.is_dir():
            make_folder(self.folder.parent)
            make_private_folder(self.folder)

    @contextmanager
    def claim(self, key: str) -> Iterator[None]:
        """During the block, other processes that claim ``key`` wait. Look whether it is there before making it."""
        with self._writing():
            self._make_shard(self.folder / key[:2])
        with claimed(self.folder / key[:2]):
            yield

    def _make_shard(self, folder: Path) -> None:
        """Make sure that ``folder``, which is for entries, is there and private."""
        try:
            narrow(folder)
        except FileNotFoundError:
            self._make()
            make_private_folder(folder, flush=False)
            self._unflushed.add(folder)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            why = refused(error, self.elsewhere)
            raise OutsideError(f"{self.folder}: cannot write to the store: {why}") from error

    @contextmanager
    def in_use(self, *, make: bool = True) -> Iterator[None]:
        """Prevent pruning for the duration of the block, so that entries found in it remain.

        If the folder does not exist, it is created if ``make`` is true. If others could read it, they no longer can.
        """
        with ExitStack() as stack:
            with suppress(OSError):  # ``keep`` will report the error
                if make:
                    self._make()
                handle = os.open(self.folder, os.O_RDONLY)
                stack.callback(os.close, handle)
                fcntl.flock(handle, fcntl.LOCK_SH)
                narrow_store(self.folder)
            yield

    def prune(self, used: Collection[str], older_than_s: float) -> Pruned:
        """Remove entries that are not in ``used`` (keys) and have not been used for ``older_than_s`` seconds.

        Partial files left by killed processes are removed too. Raises OutsideError while a build or another pruning
        uses the store.
        """
        if not self.folder.is_dir():
            return Pruned(self.folder, 0, 0, 0)
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return self._prune(used, older_than_s)
        except BlockingIOError as error:
            raise OutsideError(f"{self.folder}: a build is using it; prune when that has ended") from error
        finally:
            os.close(handle)

    def _prune(self, used: Collection[str], older_than_s: float) -> Pruned:
        removed = size = kept = 0
        now = time.time()
        for path in _entry_files(self.folder):
            if path.name.partition(".")[0] in used:
                kept += path.suffix != ".json"
                continue
            try:
                status = path.lstat()
                # A recent partial file may still be being written, by a process without a lock.
                least = max(older_than_s, _DAY_S) if path.name.endswith(PARTIAL) else older_than_s
                if status.st_mtime > now - least:
                    kept += path.suffix != ".json"
                    continue
                path.unlink()
            except OSError:
                continue  # another process has removed it already
            removed += path.suffix != ".json"
            size += status.st_size
        return Pruned(self.folder, removed, size, kept)

    def path(self, key: str, suffix: str) -> Path:
        """Return the path of the payload under ``key``; the file need not exist."""
        return self.folder / key[:2] / f"{key}{suffix}"


def read_entry_file(path: Path) -> bytes:
    """Return the content of the file at ``path``. Raises OSError if there is none, or something else is there.

    Neither the file nor its folder may be a link.
    """
    _require_folder(os.fspath(path.parent))
    return _content(os.fspath(path))[0]


def _require_folder(path: str) -> None:
    if not stat.S_ISDIR(os.lstat(path).st_mode):
        raise NotADirectoryError(errno.ENOTDIR, "not a folder", path)


def _content(path: str) -> tuple[bytes, float]:
    """Return the content of the file at ``path``, and its time of change in seconds since 1970. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "not a file", path)
        with open(handle, "rb", buffering=0, closefd=False) as file:
            return file.read(), status.st_mtime
    finally:
        os.close(handle)


def _entry_files(folder: Path) -> Sequence[Path]:
    """Return the files of entries in the store ``folder``, also partial ones. Whatever else lies there is left out."""
    return sorted(
        path
        for shard in entry_folders(folder)
        for path in shard.iterdir()
        if re.fullmatch(rf"\.?{shard.name}[0-9a-f]*\..+", path.name) and not path.is_dir()
    )


def record_of(payload: bytes, facts: bytes) -> bytes:
    """Return the content of the record file for ``payload`` and its ``facts`` (JSON), with a hash of both."""
    digest = hashlib.sha256(hashlib.sha256(payload).digest() + facts).hexdigest()
    return b'{"sha256": "%b", "facts": %b}' % (digest.encode(), facts)


def matching_facts(record: bytes, payload: bytes) -> bytes | None:
    """Return the facts (JSON) in ``record``, the content of a record file; None if it does not match ``payload``."""
    facts = record[_FACTS_AT:-1]
    return facts if record == record_of(payload, facts) else None


def _remember_use(path: Path, written_s: float) -> float:
    """Return the age in seconds of the entry at ``path``, whose record was changed ``written_s`` seconds after 1970.

    That time is set to now at most once a day, to show when the entry was last used.
    """
    age_s = time.time() - written_s
    if age_s > _DAY_S:
        with suppress(OSError):  # a read-only store
            os.utime(path)
            os.utime(path.with_name(path.name + ".json"))
    return age_s
