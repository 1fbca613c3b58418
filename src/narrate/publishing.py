"""Moves finished files into the output folder: each appears complete or not at all, and the manifest comes last.

Files are written to a staging folder inside the output folder, which only the user can read, and then renamed. A
staging folder is locked as long as its process runs. If a run is killed, the next run removes the folder it left
behind. After a power failure the same holds: files are on the disk before they are renamed, and all names are on the
disk before the manifest is renamed.
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
from narrate.durable_files import flush_files, flush_folder, make_folder
from narrate.errors import OutsideError, refused
from narrate.manifest import Manifest, file_hash, load_manifest

_PREFIX = ".partial-"
_ELSEWHERE = "choose another folder with --output"
_REFUSED = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


@dataclass(frozen=True, slots=True)
class Published:
    """What was done to the folder of an edition.

    - ``files``: were written.
    - ``removed``: files of an earlier build that were removed, because this build no longer writes them.
    - ``left``: such files that were not removed, because somebody has changed them.
    """

    files: tuple[Path, ...]
    removed: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()


def require_writable(output: Path) -> None:
    """Raise OutsideError if ``output`` cannot be written to. Leaves no trace.

    Called first, since otherwise the error would come after hours of speaking.
    """
    nearest = next(path for path in (output.absolute(), *output.absolute().parents) if os.path.lexists(path))
    try:
        probe = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=nearest))
        with suppress(FileNotFoundError):  # another run took it for an abandoned folder and removed it
            probe.rmdir()
    except OSError as error:
        raise OutsideError(f"{nearest}: cannot be written: {refused(error, _ELSEWHERE)}") from error


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """Give a folder inside ``output`` to write to, and remove it at the end, whatever happens.

    Raises OutsideError if the disk refuses.
    """
    stage: Path | None = None
    try:
        make_folder(output)
        remove_abandoned_stages(output)
        stage = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=output))
        with _locked(stage):
            yield stage
    except OSError as error:
        # a failed copy names its source, which may be on another disk
        where = output if error.errno in _REFUSED else error.filename or output
        why = refused(error, _ELSEWHERE)
        raise OutsideError(f"{where}: cannot be written: {why}") from error
    finally:
        if stage is not None:
            shutil.rmtree(stage, ignore_errors=True)


def publish(stage: Path, folder: Path, new: Manifest) -> Published:
    """Move the files of ``stage`` to ``folder``, each in one step, remove stale files, and move the manifest last.

    A matching manifest means that nothing is left to do, so it must come last, also on the disk. The folder is locked, so that two runs
    that build the same edition do not mix their files. Folders of other editions inside ``folder`` are left alone.
    ``new`` is the manifest in ``stage``.
    """
    (stage / manifest.NAME).write_text(new.to_json(), encoding="utf-8", newline="\n")
    # a new file has the mode that the umask allows; the umask itself cannot be read safely with threads running
    mode = stat.S_IMODE((stage / manifest.NAME).stat().st_mode)
    flush_files(stage / name for name in sorted(new.files))
    make_folder(folder)
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
            with suppress(OSError):  # the folder still holds other files
                path.parent.rmdir()
        for parent in sorted({(folder / name).parent for name in (*new.files, *stale, manifest.NAME)}):
            flush_folder(parent)
        move_durably(stage / manifest.NAME, folder / manifest.NAME)
    files = tuple(folder / name for name in sorted(new.files))
    return Published(files, removed, tuple(folder / name for name in sorted(changed)))


def _is_own(folder: Path, name: str) -> bool:
    """Whether ``folder`` holds the file ``name`` as its own, not in the folder of another edition inside it."""
    path = folder / name
    between = path.parents[: len(Path(name).parents) - 1]
    return path.is_file() and not any((parent / manifest.NAME).is_file() for parent in between)


def move(path: Path, target: Path) -> None:
    """Rename ``path`` to ``target`` in one step: a reader sees the old file or the complete new one."""
    make_folder(target.parent)
    path.replace(target)


def move_durably(path: Path, target: Path) -> None:
    """Rename ``path`` to ``target`` as ``move`` does. The content is on the disk before that, and the name after it."""
    flush_files([path])
    move(path, target)
    flush_folder(target.parent)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def remove_abandoned_stages(output: Path) -> None:
    """Remove the staging folders in ``output`` whose process no longer runs."""
    for stage in output.glob(f"{_PREFIX}*"):
        try:
            handle = os.open(stage, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue  # its process still runs
        else:
            shutil.rmtree(stage, ignore_errors=True)
        finally:
            os.close(handle)
