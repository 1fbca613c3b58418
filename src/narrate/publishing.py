"""Files appear in the output whole or not at all, and the manifest last.

What is written goes into a staging folder inside the output and is renamed from there. A
staging folder is locked while its owner lives; what a killed run left is removed by the next.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from narrate import manifest
from narrate.errors import OutsideError, refused
from narrate.manifest import Manifest, file_hash, load_manifest

_PREFIX = ".partial-"
_ELSEWHERE = "choose another folder with --output"
_REFUSED = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


@dataclass(frozen=True, slots=True)
class Published:
    """What became of an edition's folder.

    ``removed`` are files of ours that it no longer has, ``left`` such files that somebody has
    changed since, which stay.
    """

    files: tuple[Path, ...]
    removed: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()


def require_writable(output: Path) -> None:
    """Notice before hours of speaking, and without a trace, that ``output`` cannot be written.

    Raises OutsideError.
    """
    nearest = next(path for path in (output.absolute(), *output.absolute().parents) if os.path.lexists(path))
    try:
        probe = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=nearest))
        with suppress(FileNotFoundError):  # another run took it for a dead one's
            probe.rmdir()
    except OSError as error:
        raise OutsideError(f"{nearest}: cannot be written: {refused(error, _ELSEWHERE)}") from error


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """A folder inside ``output`` to write into; it is gone afterwards, whatever happens.

    Raises OutsideError where the disk refuses.
    """
    stage: Path | None = None
    try:
        output.mkdir(parents=True, exist_ok=True)
        remove_what_the_dead_left(output)
        stage = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=output))
        with _locked(stage):
            yield stage
    except OSError as error:
        # a copy that fails names the file it was copied from, which may lie on another disk
        where = output if error.errno in _REFUSED else error.filename or output
        why = refused(error, _ELSEWHERE)
        raise OutsideError(f"{where}: cannot be written: {why}") from error
    finally:
        if stage is not None:
            shutil.rmtree(stage, ignore_errors=True)


def publish(stage: Path, folder: Path, new: Manifest) -> Published:
    """Move every file of ``stage`` to its place in ``folder``, each in one step, remove what is stale, then the manifest.

    In this order, because a manifest that is true says that nothing is left to do. One at a time: two runs that build the same edition do not mix their files.
    What lies in the folder of another edition, beneath, stays.
    """
    (stage / manifest.NAME).write_text(new.to_json(), encoding="utf-8", newline="\n")
    mode = stat.S_IMODE(
        (stage / manifest.NAME).stat().st_mode
    )  # new: what the umask leaves, which threads cannot ask for
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        old = load_manifest(folder)
        stale = {} if old is None else {n: h for n, h in old.files.items() if n not in new.files and _is_own(folder, n)}
        changed = {name for name, digest in stale.items() if file_hash(folder / name) != digest}
        for name in sorted(new.files):
            (stage / name).chmod(mode)
            move(stage / name, folder / name)
        removed = tuple(folder / name for name in sorted(stale) if name not in changed)
        for path in removed:
            path.unlink()
            with suppress(OSError):  # not empty: somebody else's files
                path.parent.rmdir()
        move(stage / manifest.NAME, folder / manifest.NAME)
    files = tuple(folder / name for name in sorted(new.files))
    return Published(files, removed, tuple(folder / name for name in sorted(changed)))


def _is_own(folder: Path, name: str) -> bool:
    """Whether the file ``name`` lies in ``folder`` and not in the folder of another edition beneath."""
    path = folder / name
    between = path.parents[: len(Path(name).parents) - 1]
    return path.is_file() and not any((parent / manifest.NAME).is_file() for parent in between)


def move(path: Path, target: Path) -> None:
    """Rename ``path`` to ``target``: any reader sees the old file or the whole new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    path.replace(target)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def remove_what_the_dead_left(output: Path) -> None:
    """Remove staging folders in ``output`` whose owner does not live any more."""
    for stage in output.glob(f"{_PREFIX}*"):
        try:
            handle = os.open(stage, os.O_RDONLY)
        except OSError:
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue  # its owner lives
        else:
            shutil.rmtree(stage, ignore_errors=True)
        finally:
            os.close(handle)
