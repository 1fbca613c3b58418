"""What every test may use; and where NARRATE_NO_SKIPS is set, a skip is a failure."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest

import narrate
from narrate.batch.executing import SameProcess
from narrate.exporters import EXPORTERS, NAMED_ONLY
from narrate.model import Script
from narrate.store import Store
from tests.fake_engine import FakeEngine
from tests.planting import write_rich
from tests.s3_server import S3Server, serving
from tests.writing import THREE_SLIDES, write

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "script"

# Where a change is judged, it is judged by the same examples each time: what a new draw finds in
# code that the change does not touch is for those who run the tests while they work. No example
# has a deadline, which a busy machine would miss; tests of running times compare them.
hypothesis.settings.register_profile("judge", derandomize=True, deadline=None)
# Who runs the tests often draws fewer examples at a time, and others each time.
hypothesis.settings.register_profile("work", max_examples=30, deadline=None)
hypothesis.settings.load_profile("judge" if os.environ.get("NARRATE_NO_SKIPS") else "work")


@pytest.fixture(scope="session", autouse=True)
def no_voices(tmp_path_factory: pytest.TempPathFactory):
    """No test speaks with what somebody has added to their own machine; those of real voices name theirs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NARRATE_VOICES", str(tmp_path_factory.mktemp("voices")))
        yield


@pytest.fixture(scope="session", autouse=True)
def no_flushing():
    """Thousands of files are not waited for: only a power failure would tell, and test_durable_files.py stands for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: os.fstat(handle) and None)
        yield


@pytest.fixture(scope="session")
def s3_server():
    with serving() as server:
        yield server


@pytest.fixture
def s3(s3_server: S3Server) -> S3Server:
    """S3 on the loopback with an empty bucket."""
    s3_server.reset()
    return s3_server


@pytest.fixture
def same_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of several scripts does them in this process, not in a pool, which takes longer to start than they need.

    The pool has its own tests in ``processes/``, runs in a pool in ``batch/``.
    """
    monkeypatch.setattr("narrate.processes.pool.ProcessPool", _pool_in_this_process)


def _pool_in_this_process(_processes: int, on_event: Callable[[Any], None], _patience_s: float) -> SameProcess:
    return SameProcess(on_event)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture(scope="session")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store for the tests that only read what an engine once said."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture
def program() -> Callable[..., str]:
    """The path of the first of some programs that is installed; the test skips where none is."""

    def find(*names: str) -> str:
        for name in names:
            if path := shutil.which(name):
                return path
        pytest.skip(f"{' or '.join(names)} is not installed")

    return find


QUICK_FORMATS = [name for name in EXPORTERS if name not in (*NAMED_ONLY, "mp4", "pdf", "sheet")]
"""Formats that take little time to write and to read back. Films and printed editions have tests of their own."""


@dataclass(frozen=True)
class Built:
    folder: Path
    script: Script
    output: Path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    base = tmp_path_factory.mktemp("built")
    path = write(base / "script/heart/en.md", THREE_SLIDES)
    """One small build for all tests that read what was written, spoken by the fake engine."""
    report = narrate.build(
        [path], base / "output", voice=FakeEngine(), store=base / "store", to=QUICK_FORMATS, editions=["standard"]
    )
    return Built(report.made[0].folder, narrate.read(path), base / "output")


@dataclass(frozen=True)
class Rich:
    output: Path
    store: Path


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Rich:
    """An edition with every kind of slide, in English and Arabic, in the default formats, spoken by the fake engine."""
    base = tmp_path_factory.mktemp("rich")
    paths = write_rich(base / "script")
    narrate.build(paths, base / "output", voice=FakeEngine(), store=base / "store", editions=["standard"])
    return Rich(base / "output", base / "store")


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end, so the garbage collector need not look through it each time."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """pytest collects garbage ten times at the end, so what is left after the first time is set aside."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("NARRATE_NO_SKIPS"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"nothing may skip here: {reason}"
