"""A Dask cluster of separate processes on the loopback, for tests: a scheduler, and workers that can be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import ROOT


@dataclass
class ClusterProcesses:
    """A scheduler at ``address``, and its workers."""

    folder: Path
    address: str = ""
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_scheduler(self) -> None:
        file = self.folder / "scheduler.json"
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-jupyter", "--scheduler-file", str(file)
        )  # fmt: skip
        import json

        for _ in range(600):
            with suppress(OSError, ValueError, KeyError):
                self.address = json.loads(file.read_text())["address"]
                return
            time.sleep(0.05)
        raise AssertionError("the scheduler did not start")

    def start_worker(self, environment: Mapping[str, str] = {}) -> None:
        self.workers.append(
            self._start(
                "worker",
                self.address,
                "--nthreads",
                "1",
                "--no-nanny",
                "--no-dashboard",
                "--host",
                "127.0.0.1",
                "--local-directory",
                str(self.folder),
                environment=environment,
            )
        )

    def wait_for(self, workers: int) -> None:
        """Wait until the scheduler knows so many workers."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            while len(client.scheduler_info(n_workers=-1)["workers"]) != workers:
                time.sleep(0.05)

    def kill_worker(self, number: int) -> None:
        self.workers[number].send_signal(signal.SIGKILL)

    def kill_scheduler(self) -> None:
        assert self.scheduler is not None
        self.scheduler.send_signal(signal.SIGKILL)

    def close(self) -> None:
        for process in [*self.workers, *([self.scheduler] if self.scheduler else [])]:
            process.kill()
            process.wait()

    def _start(self, *arguments: str, environment: Mapping[str, str] = {}) -> subprocess.Popen[Any]:
        with (self.folder / f"{arguments[0]}-{len(self.workers)}.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]],
                stdout=log, stderr=log, cwd=self.folder,
                env={
                    **os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", **environment,
                    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
                    "DASK_DISTRIBUTED__SCHEDULER__UNKNOWN_TASK_DURATION": "1s",
                },
            )  # fmt: skip


@contextmanager
def cluster_of(workers: int, folder: Path) -> Iterator[ClusterProcesses]:
    cluster = ClusterProcesses(folder)
    try:
        cluster.start_scheduler()
        for _ in range(workers):
            cluster.start_worker()
        yield cluster
    finally:
        cluster.close()
