"""Files are on the disk before they get their names, and nobody else can read them before that."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import pytest

import narrate
from narrate.catalogue import write_catalogue
from narrate.durable_files import ANY_READER, flush_files, make_folder, make_private_folder, replace_file
from narrate.errors import OutsideError, UsageError
from narrate.manifest import NAME, read_manifest
from narrate.publishing import staged
from narrate.script.draft import write_draft
from narrate.speech.alignment.row_file import ScratchFile
from tests.fake_engine import FakeEngine
from tests.writing import THREE_SLIDES, write


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def build(
    base: Path, text: str = THREE_SLIDES, to: Sequence[str] = ("mp3", "srt", "html"), **options: object
) -> narrate.Report:
    path = write(base / "script/heart/en.md", text)
    return narrate.build([path], base / "out", voice=FakeEngine(), store=base / "store", to=to, **options)  # type: ignore[arg-type]


@dataclass
class Disk:
    """What a disk may have lost after a power failure: contents and names that were not flushed.

    ``faults`` are the renames that came too early. An entry of the store may be renamed before its content is flushed,
    but both must be flushed before the manifest that refers to it is renamed.
    """

    flushed: set[int] = field(default_factory=set)  # inodes of files
    unflushed: set[Path] = field(default_factory=set)  # new names in folders that were not flushed since
    entries: dict[Path, int] = field(default_factory=dict)  # inodes of files in the store
    renamed: list[Path] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def fsync(self, status: os.stat_result) -> None:
        self.flushed.add(status.st_ino)
        with self.lock:  # several threads flush files
            self.unflushed -= {path for path in self.unflushed if inode(path.parent) == status.st_ino}

    def rename(self, source: Path, target: Path) -> None:
        if target.parent.name == "outputs":
            return  # an index only saves time
        self.renamed.append(target)
        if is_entry(target):
            with self.lock:
                self.entries[target] = source.stat().st_ino
        elif source.stat().st_ino not in self.flushed:
            self.faults.append(f"{target.name} was renamed before its content was flushed")
        if target.name == NAME:
            late = self._late(set(read_manifest(source.parent, source.name).keys()))
            self.faults += [f"the manifest was renamed before {path} was flushed" for path in sorted(late)]

    def _late(self, keys: set[str]) -> set[Path]:
        """What is not flushed, without entries that have none of ``keys``: those of other editions may be written now."""
        with self.lock:
            contents = {path for path, number in self.entries.items() if number not in self.flushed}
            return {path for path in self.unflushed | contents
                    if not is_in_store(path) or any(key.startswith(path.name.partition(".")[0]) for key in keys)}  # fmt: skip

    def named(self, path: Path) -> None:
        with self.lock:
            self.unflushed |= {path} if path.parent.name != "outputs" else set()


def inode(path: Path) -> int:
    return path.stat().st_ino if path.exists() else 0


def is_entry(path: Path) -> bool:
    """Whether ``path`` is in a folder of the store: an entry, which may be one that another edition needs."""
    return path.parent.parent.name == "store"


def is_in_store(path: Path) -> bool:
    """Whether ``path`` is an entry of the store or a folder of entries."""
    return path.parent.name == "store" or is_entry(path)


@pytest.fixture
def disk(monkeypatch):
    """Records the system calls that decide what is left after a power failure."""
    disk = Disk()
    fsync, replace, mkdir = os.fsync, os.replace, os.mkdir

    def recorded_fsync(handle):
        fsync(handle)
        disk.fsync(os.fstat(handle))

    def recorded_replace(source, target):
        disk.rename(Path(source), Path(target))
        replace(source, target)
        disk.named(Path(target))

    def recorded_mkdir(path, mode=0o777):
        mkdir(path, mode)
        if ".partial-" not in str(path) and "script" not in Path(path).parts:
            disk.named(Path(path))

    monkeypatch.setattr(os, "fsync", recorded_fsync)
    monkeypatch.setattr(os, "replace", recorded_replace)
    monkeypatch.setattr(os, "rename", recorded_replace)
    monkeypatch.setattr(os, "mkdir", recorded_mkdir)
    return disk


def test_everything_is_flushed_before_it_is_renamed_and_the_manifest_last(tmp_path, disk):
    build(tmp_path, to=["all"])
    assert disk.faults == []
    assert disk.unflushed == set()
    names = [path.name for path in disk.renamed if path.is_relative_to(tmp_path / "out") and path.stem != "report"]
    assert len(names) > 12
    assert names[-4:] == [NAME, "languages.json", "index.html", "index.html"]
    disk.renamed.clear()
    build(tmp_path, THREE_SLIDES.replace("## What you do", "## Your part"))
    assert disk.faults == []
    assert disk.unflushed == set()
    assert disk.renamed


@pytest.mark.parametrize("forgotten", ["narrate.publishing.flush_files", "narrate.publishing.flush_folder",
                                       "narrate.store.Store.flush", "narrate.store.unflushed.flush_files",
                                       "narrate.store.unflushed.flush_folders"])  # fmt: skip
def test_what_is_not_flushed_is_seen(tmp_path, disk, monkeypatch, forgotten):
    monkeypatch.setattr(forgotten, lambda *_: None)
    build(tmp_path, editions=["standard"])
    assert disk.faults


def test_a_build_with_nothing_to_do_flushes_nothing(tmp_path, disk):
    options = {"store": tmp_path / "store", "to": ["txt"], "voice": "espeak"}
    path = write(tmp_path / "script/heart/en.md", THREE_SLIDES)
    narrate.build([path], tmp_path / "out", **options)
    disk.flushed.clear()
    disk.renamed.clear()
    assert not narrate.build([path], tmp_path / "out", **options).made[0].is_new
    assert (disk.flushed, disk.renamed) == (set(), [])


@pytest.mark.parametrize(
    "mask", [0o022, 0o077, *(pytest.param(one, marks=pytest.mark.slow) for one in (0o002, 0o027, 0o007))]
)
def test_the_output_follows_the_umask_and_the_store_is_private(tmp_path, mask):
    with umask(mask):
        build(tmp_path, to=["txt", "mp3", "srt", "html", "pptx"], editions=["standard"])
    made = [*(tmp_path / "out").rglob("*")]
    assert len(made) > 12
    for path in (tmp_path / "out", *made):
        assert mode(path) == (0o777 if path.is_dir() else 0o666) & ~mask, path
    for path in (tmp_path / "store", *(tmp_path / "store").rglob("*")):
        assert mode(path) == (0o700 if path.is_dir() else 0o600), path


def test_a_staging_folder_is_private(tmp_path):
    with umask(0), staged(tmp_path / "out") as stage:
        assert mode(stage) == 0o700


def test_a_folder_of_a_group_stays_one(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out").chmod(0o2775)
    with umask(0o002):
        folder = build(tmp_path, editions=["standard"]).made[0].folder
    assert mode(tmp_path / "out") == 0o2775
    if sys.platform == "linux":  # elsewhere a folder always has the group of the folder above it
        assert mode(folder) == 0o2775
        assert mode(folder / "tracks") == 0o2775
    assert mode(folder / NAME) == 0o664


def test_temporary_files_of_recordings_and_decks_are_private(tmp_path, monkeypatch):
    modes = []
    pwrite = os.pwrite

    def recorded(handle, data, offset):
        modes.append(stat.S_IMODE(os.fstat(handle).st_mode))
        return pwrite(handle, data, offset)

    monkeypatch.setattr(os, "pwrite", recorded)
    with umask(0):
        ScratchFile().write(b"a narrator's voice")
    assert modes == [0o600]


def test_a_link_with_the_name_of_an_abandoned_stage_is_left_alone(tmp_path):
    write(tmp_path / "elsewhere/letter.txt", "Dear Ana")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/.partial-abc").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(tmp_path / "out/.partial-def")
    with staged(tmp_path / "out"):
        pass
    assert (tmp_path / "elsewhere/letter.txt").exists()


def test_a_file_replaces_a_link_and_never_writes_through_it(tmp_path):
    write(tmp_path / "own.txt", "Dear Ana")
    (tmp_path / "said.wav").symlink_to(tmp_path / "own.txt")
    replace_file(tmp_path / "said.wav", b"RIFF", ANY_READER)
    assert (tmp_path / "own.txt").read_text() == "Dear Ana"
    assert not (tmp_path / "said.wav").is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["own.txt", "said.wav"]


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path, monkeypatch):
    replace_file(tmp_path / "a", b"old")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        replace_file(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("name", ["a" * 251 + ".wav", "話" * 83 + ".wav"])
def test_a_file_may_have_the_longest_name_that_the_disk_allows(tmp_path, name):
    replace_file(tmp_path / name, b"RIFF")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_flushing_a_link_is_refused(tmp_path):
    write(tmp_path / "a", "a")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(OSError, match="symbolic link"):
        flush_files([tmp_path / "a", tmp_path / "b"])


def test_a_private_folder_is_no_link(tmp_path):
    (tmp_path / "elsewhere").mkdir(mode=0o755)
    (tmp_path / "fetched").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotADirectoryError, match="fetched in it is a link"):
        make_private_folder(tmp_path / "fetched")
    assert mode(tmp_path / "elsewhere") == 0o755


def test_a_disk_that_cannot_flush_folders_is_no_error(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(22, "Invalid argument")))
    make_folder(tmp_path / "a/b")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(5, "Input/output error")))
    with pytest.raises(OSError, match="Input/output"):
        make_folder(tmp_path / "c/d")


def test_half_a_draft_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OutsideError, match="No space"):
        write_draft("# Draft\n", tmp_path / "en.md")
    assert not (tmp_path / "en.md").exists()


def test_a_draft_is_never_written_through_a_link(tmp_path):
    (tmp_path / "en.md").symlink_to(tmp_path / "other.md")
    with pytest.raises(UsageError, match="is there already"):
        write_draft("# Draft\n", tmp_path / "en.md")
    assert not (tmp_path / "other.md").exists()


def test_the_catalogue_is_flushed(tmp_path, disk):
    build(tmp_path, editions=["standard"])
    (tmp_path / "out/index.html").unlink()
    disk.renamed.clear()
    write_catalogue(tmp_path / "out")
    assert (disk.renamed, disk.faults, disk.unflushed) == ([tmp_path / "out/index.html"], [], set())


@pytest.mark.slow
def test_the_system_calls_of_a_build_are_in_order(tmp_path):
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    script = write(tmp_path / "heart/en.md", THREE_SLIDES)
    command = [sys.executable, "-m", "narrate", "build", str(script), "--output", str(tmp_path / "out")]
    calls = subprocess.run(
        ["strace", "-f", "-y", "-qq", "-e", "trace=fsync,rename,renameat,renameat2", *command],
        env={**os.environ, "NARRATE_STORE": str(tmp_path / "store")}, capture_output=True, text=True, check=False,
    ).stderr  # fmt: skip
    if "rename" not in calls:
        pytest.skip(f"strace may not trace here: {calls[:80]}")
    flushed, entries = set(), set()
    renames = 0
    for line in calls.splitlines():
        if "fsync(" in line:  # another thread may rename other files before this call returns
            flushed.add(line.partition("<")[2].partition(">")[0])
        elif "rename" in line and line.count('"') == 4:
            source, target = line.split('"')[1::2]
            if "/outputs/" in source:
                continue  # an index only saves time
            if is_entry(Path(target)):
                entries.add(target)
            else:
                assert source in flushed, line
                flushed.add(target)  # it may be renamed again
            if target.endswith(f"/{NAME}"):
                keys = set(read_manifest(Path(target).parent).keys())
                named = {path for path in entries if Path(path).name.partition(".")[0] in keys}
                assert len(named) > 12
                assert named <= flushed, line
            renames += 1
    assert renames > 12


def test_nobody_takes_a_new_stage_for_an_abandoned_one(tmp_path):
    def work(number: int) -> None:
        for _ in range(30):
            with staged(tmp_path / "out") as stage:
                (stage / "page.html").write_text(str(number))
                assert (stage / "page.html").read_text() == str(number)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    assert not list((tmp_path / "out").iterdir())
