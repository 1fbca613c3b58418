"""A cluster of separate processes with store and output in S3 writes the same bytes as this machine, whatever is killed."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import narrate
import narrate.batch.cluster
from narrate.batch import executing
from narrate.batch.events import Event, Started
from narrate.buckets import open_bucket
from narrate.cli import main
from narrate.errors import OutsideError
from tests.batch import hostile
from tests.batch.cluster_processes import ClusterProcesses, cluster_of
from tests.conftest import write
from tests.s3_server import BUCKET, S3Server

pytestmark = pytest.mark.slow

STORE, OUTPUT = f"s3://{BUCKET}/spoken", f"s3://{BUCKET}/out"
VISIT = """---
title: Your visit, part {number}
---

# Before you come

Take {number} mg of your medicine in the morning. Do not eat after midnight.

# After it

Call us on day {number} if the pain gets worse.
"""
TOPICS = 6


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory, s3_server: S3Server) -> Iterator[ClusterProcesses]:
    folder = tmp_path_factory.mktemp("cluster")
    os.environ["NARRATE_CACHE"] = str(folder / "cache")
    with cluster_of(2, folder) as cluster:
        yield cluster
    del os.environ["NARRATE_CACHE"]


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    for number in range(1, TOPICS + 1):
        write(tmp_path / f"script/visit-{number}/en.md", VISIT.format(number=number))
    return tmp_path / "script"


LEFT_ASIDE = (".narrate/", "report.")  # a report says when the run was


def in_bucket() -> dict[str, bytes]:
    objects = open_bucket(OUTPUT)
    return {name: objects.read(name) or b"" for name in objects.stamps() if not name.startswith(LEFT_ASIDE)}


def in_folder(folder: Path) -> dict[str, bytes]:
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return {name: (folder / name).read_bytes() for name in names if not name.startswith(LEFT_ASIDE)}


def build(scripts: Path, cluster: ClusterProcesses, **options: object) -> narrate.Report:
    return narrate.build(
        scripts, OUTPUT, store=STORE, cluster=cluster.address, allow_failures=True, to=["mp3", "vtt"], **options
    )  # type: ignore[arg-type]


def test_the_same_bytes_whatever_is_killed(scripts: Path, s3: S3Server, cluster: ClusterProcesses, tmp_path: Path):
    events: list[Event] = []

    def kill() -> None:
        while not any(isinstance(event, Started) for event in events):
            time.sleep(0.01)
        time.sleep(0.3)
        cluster.kill_worker(0)
        cluster.start_worker()

    killer = threading.Thread(target=kill)
    killer.start()
    report = build(scripts, cluster, progress=events.append)
    killer.join()
    assert [(outcome.source.topic, outcome.state, outcome.cause) for outcome in report.outcomes] == [
        (f"visit-{number}", "built", None) for number in range(1, TOPICS + 1)
    ]
    assert str(report.made[0].folder) == f"{OUTPUT}/visit-1/en"
    for jobs in (1, 2):
        local = tmp_path / f"out{jobs}"
        narrate.build(scripts, local, store=tmp_path / f"store{jobs}", jobs=jobs, to=["mp3", "vtt"])
        assert in_bucket() == in_folder(local)
    again = build(scripts, cluster)
    assert {outcome.state for outcome in again.outcomes} == {"fresh"}


def test_a_poison_script_is_named(
    scripts: Path, s3: S3Server, cluster: ClusterProcesses, monkeypatch: pytest.MonkeyPatch
):
    write(scripts / "dies/en.md", VISIT.format(number=7))
    original = executing.do_tasks
    monkeypatch.setattr(
        executing, "do_tasks", lambda tasks, executor, at, do=None: original(tasks, executor, at, hostile.do_or_die)
    )
    report = build(scripts, cluster)
    assert [outcome.source.topic for outcome in report.failed] == ["dies"]
    assert "dies/en.md: each process that built it was killed by SIGKILL; build it alone" in str(report.failed[0].cause)
    assert len(report.made) == TOPICS


def test_a_worker_that_is_not_alike(scripts: Path, s3: S3Server, cluster: ClusterProcesses):
    cluster.start_worker({"SOURCE_DATE_EPOCH": "86400"})
    try:
        cluster.wait_for(3)
        with pytest.raises(OutsideError, match=r"worker tcp://127.0.0.1:\d+ cannot take part: its SOURCE_DATE_EPOCH"):
            build(scripts, cluster)
    finally:
        cluster.kill_worker(-1)


def test_the_scheduler_is_gone(
    scripts: Path,
    s3: S3Server,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    cluster: ClusterProcesses,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(narrate.batch.cluster, "CONNECT_S", 2.0)
    (tmp_path / "other").mkdir()
    with cluster_of(1, tmp_path / "other") as other:
        events: list[Event] = []

        def kill() -> None:
            while not any(isinstance(event, Started) for event in events):
                time.sleep(0.01)
            other.kill_scheduler()

        killer = threading.Thread(target=kill)
        killer.start()
        with pytest.raises(
            OutsideError, match=r"^tcp://127.0.0.1:\d+: the scheduler is gone; start it, and run the same"
        ):
            build(scripts, other, progress=events.append)
        killer.join()
    arguments = ["build", str(scripts), "--output", OUTPUT, "--store", STORE, "--to", "mp3,vtt", "--cluster"]
    assert main([*arguments, other.address]) == 3
    assert "there is no scheduler; start one with dask scheduler" in capsys.readouterr().err
    assert main([*arguments, cluster.address]) == 0


def test_no_workers(scripts: Path, s3: S3Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(narrate.batch.cluster, "WAIT_S", 0.5)
    with (
        cluster_of(0, tmp_path) as empty,
        pytest.raises(OutsideError, match=r"has no worker for 0.5 s; start one with dask worker"),
    ):
        build(scripts, empty)
