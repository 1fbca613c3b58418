"""A crash costs nothing: killed builds, full disks, two builds at once."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from narrate.audio.mp3_codec import decode
from tests.test_build import hashes
from tests.writing import THREE_SLIDES, write

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("NARRATE_KILLS", "6"))
CHANGED = THREE_SLIDES.replace("ten minutes", "twelve minutes").replace("## What you do", "## Your part")


def start(script: Path, output: Path, store: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "NARRATE_STORE": str(store)}
    command = [sys.executable, "-m", "narrate", "build", str(script), "--output", str(output)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, errors = process.communicate(timeout=120)
    return process.returncode, errors


def build(script: Path, output: Path, store: Path) -> dict[str, str]:
    code, errors = finish(start(script, output, store))
    assert code == 0, errors
    return hashes(output)


def children_of_ours(store: Path) -> list[int]:
    """Processes that were started with this store in their environment."""
    wanted = f"NARRATE_STORE={store}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and int(entry.name) != os.getpid():
            try:
                if wanted in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


def parses(path: Path) -> bool:
    content = path.read_bytes()
    if path.suffix == ".mp3":
        return len(decode(content)) > 0
    if path.suffix == ".pptx":
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    if path.suffix == ".json":
        return bool(json.loads(content))
    if path.suffix == ".png":
        with Image.open(path) as image:
            return image.getbbox() is not None
    return bool(content.decode())


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_killed_at_any_moment(tmp_path):
    script = write(tmp_path / "heart/en.md", THREE_SLIDES)
    old = build(script, tmp_path / "old", tmp_path / "store-old")
    write(script, CHANGED)
    begin = time.perf_counter()
    new = build(script, tmp_path / "new", tmp_path / "store-new")
    whole_s = time.perf_counter() - begin
    output, store = tmp_path / "out", tmp_path / "store"
    at_work = 0
    for number in range(KILLS):
        shutil.rmtree(output, ignore_errors=True)
        shutil.rmtree(store, ignore_errors=True)
        shutil.copytree(tmp_path / "old", output)
        process = start(script, output, store)
        time.sleep(random.Random(number).uniform(0.05, whole_s))
        at_work += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
        for name, digest in hashes(output).items():
            if ".partial-" in name:
                continue
            final = name.removesuffix(".unfinished")  # a manifest, until all files that it names are there
            assert digest in (old.get(final), new.get(final)), f"{name} is neither old nor new"
            assert parses(output / name), name
        end = time.monotonic() + 2
        while (alive := children_of_ours(store)) and time.monotonic() < end:
            time.sleep(0.05)
        assert not alive
        assert build(script, output, store) == new
    assert at_work > KILLS / 3


def test_two_builds_at_once_in_one_output(tmp_path):
    script = write(tmp_path / "heart/en.md", THREE_SLIDES)
    alone = build(script, tmp_path / "alone", tmp_path / "store-alone")
    both = [start(script, tmp_path / "out", tmp_path / "store") for _ in range(2)]
    for process in both:
        code, errors = finish(process)
        assert code == 0, errors
    assert hashes(tmp_path / "out") == alone


def in_tmpfs(options: str, script: Path, output: Path, store: Path) -> subprocess.CompletedProcess[str]:
    """A build into a file system of its own, mounted where nobody else sees it."""
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed")
    mount = f"mount -t tmpfs -o {options} none {output} && exec {sys.executable} -m narrate build {script} --output {output}"
    run = subprocess.run(
        ["unshare", "-rm", "sh", "-c", mount], env={**os.environ, "NARRATE_STORE": str(store)},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    if "unshare" in run.stderr or "mount" in run.stderr:
        pytest.skip(f"no file system of our own here: {run.stderr.strip()}")
    return run


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("size=200k", "No space left on device"),
        ("size=300k", "No space left on device"),  # full while a track is copied from the store
        ("ro", "Read-only file system"),
    ],
)
def test_a_disk_that_refuses_ends_in_one_line(tmp_path, options, says):
    script = write(tmp_path / "heart/en.md", THREE_SLIDES)
    (tmp_path / "out").mkdir()
    run = in_tmpfs(options, script, tmp_path / "out", tmp_path / "store")
    assert run.returncode == 3, run.stderr
    assert run.stderr.startswith(f"narrate: {tmp_path / 'out'}: cannot be written: {says}")
    assert len(run.stderr.strip().splitlines()) == 1
    build(script, tmp_path / "out", tmp_path / "store")


def test_a_full_disk_under_the_store_ends_in_one_line(tmp_path):
    script = write(tmp_path / "heart/en.md", THREE_SLIDES)
    (tmp_path / "full").mkdir()
    run = in_tmpfs("size=40k", script, tmp_path / "full", tmp_path / "full/store")
    assert run.returncode == 3, run.stderr
    assert "No space left on device" in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
