"""Does tasks in several processes. A process that crashes is a finding of its task, and hides no other."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict

from narrate.exporters.verifying.edition_record import Finding
from narrate.verifying.tasks import Task

_MAIN = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from narrate.verifying.worker import main; main()"
WORKER = (sys.executable, "-c", _MAIN)
"""The command that starts a worker; ``sys.path`` in JSON follows. ``worker.py`` is what it runs."""


def run_all(tasks: Sequence[Task], jobs: int, command: Sequence[str] = WORKER) -> Iterator[tuple[Finding, ...]]:
    """Yield the findings of each task, in order, as soon as they and those before are there.

    At most ``jobs`` processes work at the same time. When the caller is interrupted, or asks for no more, they are
    killed.
    """
    workers = _Workers(command)
    pool = ThreadPoolExecutor(min(jobs, len(tasks)))
    try:
        futures = [pool.submit(workers.do, task) for task in tasks]
        for future in futures:
            yield future.result()
    finally:
        workers.kill()
        pool.shutdown(cancel_futures=True)


class _Workers:
    """The worker processes, one for each thread that calls ``do``."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = [*command, json.dumps(sys.path)]
        self._of_thread = threading.local()
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._is_over = False

    def do(self, task: Task) -> tuple[Finding, ...]:
        """Have the worker of this thread do ``task``, and return the findings."""
        process = self._process()
        if process is None:
            return ()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(asdict(task)).encode() + b"\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
        except (OSError, ValueError):
            self._of_thread.process = None
            return (Finding(task.part, "is verified", faults=(_crash(self._end(process)),)),)
        return tuple(Finding(**{**finding, "faults": tuple(finding["faults"])}) for finding in answer)

    def kill(self) -> None:
        """Kill all workers and start no more. Tasks that are being done have no findings then."""
        with self._lock:
            self._is_over = True
            for process in self._running:
                process.kill()
        for process in tuple(self._running):
            self._end(process)

    def _process(self) -> subprocess.Popen[bytes] | None:
        """The worker of this thread, which is started if need be; None after ``kill``."""
        process: subprocess.Popen[bytes] | None = getattr(self._of_thread, "process", None)
        with self._lock:
            if process is None and not self._is_over:
                # Ctrl-C reaches only this process, which then kills the workers
                process = subprocess.Popen(
                    self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0,
                    env={"OPENBLAS_NUM_THREADS": "1", **os.environ},
                )  # fmt: skip
                self._running.add(process)
                self._of_thread.process = process
        return process

    def _end(self, process: subprocess.Popen[bytes]) -> int:
        """Kill ``process`` unless it has ended, and return its exit code."""
        with suppress(subprocess.TimeoutExpired):
            process.wait(1)  # it has closed its output, and its code says why
        process.kill()
        code = process.wait()
        with self._lock:
            self._running.discard(process)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        return code


def _crash(code: int) -> str:
    how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
    return f"not verified: the process that verified it {how}; verify it again with --jobs 1"
