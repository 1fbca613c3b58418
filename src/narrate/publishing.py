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
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from narrate import manifest
from narrate.durable_files import flush_files, flush_folder, flush_folders, make_folder
from narrate.edition_files import hash_inside, is_inside, what_is_at
from narrate.errors import OutsideError, refused
from narrate.manifest import Manifest, ManifestError, read_manifest

_PREFIX = ".partial-"
_ELSEWHERE = "choose another folder with --output"
_stages: set[Path] = set()  # of this process
_REFUSED = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


@dataclass(frozen=True, slots=True)
class Published:
    """What was done to the folder of an edition.

    - ``files``: were written.
    - ``removed``: files of an earlier build that were removed, because this build no longer writes them.
    - ``left``: such files that were not removed, because somebody has changed them.
    - ``notes``: lines of text about what was found in the folder and not trusted.
    """

    files: tuple[Path, ...]
    removed: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()


def require_writable(output: Path) -> None:
    """Raise OutsideError if ``output`` cannot be written to. Leaves no trace.

    Called first, since otherwise the error would come after hours of speaking.
    """
    nearest = next(path for path in (output.absolute(), *output.absolute().parents) if os.path.lexists(path))
    try:
        with _stage_in(nearest):
            pass
    except OSError as error:
        raise OutsideError(f"{nearest}: cannot be written: {refused(error, _ELSEWHERE)}") from error


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """Give a folder inside ``output`` to write to, and remove it at the end, whatever happens.

    Raises OutsideError if the disk refuses.
    """
    try:
        make_folder(output)
        remove_abandoned_stages(output)
        with _stage_in(output) as stage:
            yield stage
    except OSError as error:
        # a failed copy names its source, which may be on another disk
        where = output if error.errno in _REFUSED else error.filename or output
        why = refused(error, _ELSEWHERE)
        raise OutsideError(f"{where}: cannot be written: {why}") from error


@contextmanager
def _stage_in(folder: Path) -> Iterator[Path]:
    """Give a new staging folder in ``folder``, which is locked and is removed at the end."""
    stage = folder / f"{_PREFIX}{secrets.token_hex(4)}"
    _stages.add(stage)  # before it exists, so that an interruption never leaves one that is not known
    try:
        with ExitStack() as stack:
            with _locked(folder):  # another process would take a stage that is not locked yet for an abandoned one
                stage.mkdir(mode=0o700)
                stack.enter_context(_locked(stage))
            yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        _stages.discard(stage)


def remove_own_stages() -> None:
    """Remove the staging folders of this process. To be called just before it exits, while threads may still write."""
    for stage in tuple(_stages):
        for _ in range(20):  # a thread may put a file into a folder that is being removed
            shutil.rmtree(stage, ignore_errors=True)
            if not stage.exists():
                break


def publish(stage: Path, folder: Path, new: Manifest) -> Published:
    """Move the files of ``stage`` to ``folder``, each in one step, remove stale files, and move the manifest last.

    A matching manifest means that nothing is left to do, so it gets its name last, also on the disk. Until then it lies
    there under another name. The folder is locked, so that two runs
    that build the same edition do not mix their files. Folders of other editions inside ``folder`` are left alone.
    ``new`` is the manifest in ``stage``.
    """
    (stage / manifest.NAME).write_text(new.to_json(), encoding="utf-8", newline="\n")
    # a new file has the mode that the umask allows; the umask itself cannot be read safely with threads running
    mode = stat.S_IMODE((stage / manifest.NAME).stat().st_mode)
    flush_files(stage / name for name in sorted(new.files))
    make_folder(folder)
    with _locked(folder):
        stale, notes = _stale(folder, new)
        notes += _remove_links(folder, new.files)
        # first, so that the next run knows these files if this one is killed while it moves them
        move_durably(stage / manifest.NAME, folder / manifest.UNFINISHED)
        for name in sorted(new.files):
            (stage / name).chmod(mode)
            move(stage / name, folder / name)
        removed = tuple(folder / name for name, is_ours in sorted(stale.items()) if is_ours)
        for path in removed:
            path.unlink()
            with suppress(OSError):  # the folder still holds other files
                path.parent.rmdir()
        for parent in sorted({(folder / name).parent for name in (*new.files, *stale)} - {folder}):
            flush_folder(parent)
        flush_folder(folder)
        move(folder / manifest.UNFINISHED, folder / manifest.NAME)
        flush_folder(folder)
    files = tuple(folder / name for name in sorted(new.files))
    left = tuple(folder / name for name, is_ours in sorted(stale.items()) if not is_ours)
    return Published(files, removed, left, notes)


def publish_manifest(folder: Path, old: Manifest, new: Manifest, output: Path) -> bool:
    """Replace the manifest ``old`` of the edition in ``folder`` by ``new``, which names the same files.

    Return whether that was done: not if another manifest lies there by now. Raises OutsideError if the disk refuses.
    """
    assert old.files == new.files
    with staged(output) as stage, _locked(folder):
        (stage / manifest.NAME).write_text(new.to_json(), encoding="utf-8", newline="\n")
        is_there = not os.path.lexists(folder / manifest.UNFINISHED) and manifest.load_manifest(folder) == old
        if is_there:
            move_durably(stage / manifest.NAME, folder / manifest.NAME)
        return is_there


def _stale(folder: Path, new: Manifest) -> tuple[dict[str, bool], tuple[str, ...]]:
    """Return the files in ``folder`` of earlier builds that are not in ``new``, and notes.

    Of each file it is known whether it is still as a build wrote it. Only the manifests there say which files they are,
    also that of a build that was killed while it moved its files. If one cannot be read, a note says so.
    """
    written: dict[str, set[str]] = {}
    notes = []
    for kind in (manifest.NAME, manifest.UNFINISHED):
        try:
            for name, digest in read_manifest(folder, kind).files.items():
                written.setdefault(name, set()).add(digest)
        except FileNotFoundError:
            continue
        except ManifestError as error:
            notes.append(f"{folder / kind} was replaced; files of an earlier build may be left beside it: {error}")
    stale = {name for name in written if name not in new.files and _is_own(folder, name)}
    return {name: hash_inside(folder, name) in written[name] for name in stale}, tuple(notes)


def _remove_links(folder: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Remove the links in ``folder`` where a folder of the files ``names`` must be. Return a note about each."""
    folders = {parent for name in names for parent in Path(name).parents[:-1]}
    notes = []
    for path in (folder / beneath for beneath in sorted(folders)):
        if path.is_symlink():
            path.unlink()
            notes.append(f"{path} was a link to another folder; it is a folder now, and nothing was changed there")
    return tuple(notes)


def _is_own(folder: Path, name: str) -> bool:
    """Whether ``folder`` holds the file or link ``name`` as its own, and no link or other edition is on the way."""
    between = (folder / name).parents[: len(Path(name).parents) - 1]
    is_other = any(os.path.lexists(parent / manifest.NAME) for parent in between)
    is_there = is_inside(folder, name) and what_is_at(folder / name) in ("file", "link")
    return name not in (manifest.NAME, manifest.UNFINISHED) and not is_other and is_there


def move(path: Path, target: Path) -> None:
    """Rename ``path`` to ``target`` in one step: a reader sees the old file or the complete new one."""
    make_folder(target.parent)
    path.replace(target)


def move_durably(path: Path, target: Path) -> None:
    """Rename ``path`` to ``target`` as ``move`` does. The content is on the disk before that, and the name after it."""
    flush_files([path])
    move(path, target)
    flush_folder(target.parent)


def move_all_durably(stage: Path, folder: Path, names: Iterable[str]) -> None:
    """Rename the files ``names`` from ``stage`` to ``folder``, one after the other, as ``move_durably`` does."""
    names = list(names)
    flush_files(stage / name for name in names)
    for name in names:
        move(stage / name, folder / name)
    flush_folders(sorted({(folder / name).parent for name in names}))


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def remove_abandoned_stages(output: Path) -> None:
    """Remove the staging folders in ``output`` whose process no longer runs. Nothing happens if there is no output."""
    if not any(output.glob(f"{_PREFIX}*")):
        return
    with _locked(output):
        for stage in output.glob(f"{_PREFIX}*"):
            with _locked_if_free(stage) as is_free:
                if is_free:
                    shutil.rmtree(stage, ignore_errors=True)


def is_stage_in_use(path: Path) -> bool:
    """Whether ``path`` is a staging folder whose process still runs."""
    if not path.name.startswith(_PREFIX) or what_is_at(path) != "folder":
        return False
    with _locked_if_free(path) as is_free:
        return not is_free


@contextmanager
def _locked_if_free(folder: Path) -> Iterator[bool]:
    """Lock ``folder`` without waiting. Yields whether that was possible: not if it is locked, or no folder."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        yield False
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_free = True
        except OSError:
            is_free = False
        yield is_free
    finally:
        os.close(handle)
