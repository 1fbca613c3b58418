"""A worker process of an engine. It answers requests over pipes.

The process runs ``worker_main.py``, which describes the protocol.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from narrate.errors import OutsideError

_MAIN = Path(__file__).with_name("worker_main.py")


class WorkerEndedError(OutsideError):
    """The worker ended in the middle of a request: it exited or was killed."""


class WorkerProcess:
    """A process that runs the Python file ``worker`` with ``arguments``, for the engine called ``engine``.

    The process is started by the first request.
    """

    def __init__(self, engine: str, worker: Path, arguments: Sequence[str] = ()) -> None:
        self._engine = engine
        self._worker = worker
        self._arguments = tuple(arguments)
        self.process: subprocess.Popen[bytes] | None = None

    def ask(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Send ``request``, and return the answer: (header, bytes).

        Raises WorkerEndedError if the process ends instead of answering, OutsideError if it reports an error. In both
        cases the process is closed, and the next request starts a new one.
        """
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
            header: dict[str, Any] = json.loads(line) if line else {}
            count = header.get("bytes", 0)
            payload = process.stdout.read(count)
        except (OSError, ValueError):
            header, payload, count = {}, b"", 0
        if not header or len(payload) != count:
            raise WorkerEndedError(f"the voice {self._engine} failed: its process ended{_how(self._ended())}")
        if "error" in header:
            self.close()
            raise OutsideError(f"the voice {self._engine} failed: {header['error']}")
        return header, payload

    def close(self) -> None:
        """Kill the process if it is running."""
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # a request that nobody read
                    pipe.close()

    def _ended(self) -> int | None:
        """Close the process, which has just closed its pipes, and return its exit code.

        Returns None if the process does not end within a second.
        """
        assert self.process is not None
        try:
            return self.process.wait(1)
        except subprocess.TimeoutExpired:
            return None
        finally:
            self.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is not None and self.process.poll() is not None:
            self.close()
        if self.process is None:
            command = [sys.executable, "-I", str(_MAIN), str(os.getpid()), str(self._worker), *self._arguments]
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self.process


def _how(code: int | None) -> str:
    if code is None or code >= 0:
        return "" if code is None else f" with code {code}"
    memory = ", often for want of memory" if -code == signal.SIGKILL else ""
    return f", killed by {signal.Signals(-code).name}{memory}"
