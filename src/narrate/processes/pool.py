"""A pool of processes, as an ``Executor``.

``concurrent.futures.ProcessPoolExecutor`` loses all calls when one of its processes dies. Here only the call fails that
this process was doing. A process that reports nothing for too long is killed, which fails its call too.
"""

from __future__ import annotations

import json
import os
import pickle
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Any, TypeVar

Result = TypeVar("Result")

_MAIN = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from narrate.processes.worker import main; main()"
WORKER = (sys.executable, "-c", _MAIN)
"""The command that starts a process of the pool; ``sys.path`` in JSON follows."""
HEADER = struct.Struct(">cQ")
"""What stands before each message: its kind, and the number of bytes of the pickle that follows."""
CALL, EVENT, RESULT, ERROR = b"c", b"e", b"r", b"x"
_running: set[subprocess.Popen[bytes]] = set()  # of all pools


class ProcessDiedError(Exception):
    """The process that did the call is gone. The message says how it ended, such as "was killed by SIGKILL"."""

    is_final = False
    """Whether the call has been repeated already, so that trying once more tells nothing new."""


def _ignore(_: object) -> None: ...


class ProcessPool(Executor):
    """At most ``processes`` processes, which are started when they are needed and stay.

    - ``on_event``: called with each object that a call reports. It is called in other threads, one call at a time.
    - ``patience_s``: a process that reports nothing for so many seconds is killed; None for no limit.
    - ``command``: starts a process.

    The processes end with this one, also if this one is killed.
    """

    def __init__(
        self,
        processes: int,
        on_event: Callable[[Any], None] = _ignore,
        patience_s: float | None = None,
        command: Sequence[str] = WORKER,
    ) -> None:
        self._command = [*command, json.dumps(sys.path)]
        self._on_event = on_event
        self._patience_s = patience_s
        self._threads = ThreadPoolExecutor(processes)
        self._of_thread = threading.local()
        self._lock, self._event_lock = threading.Lock(), threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._is_over = False

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        """Call ``fn`` with the arguments in one of the processes.

        ``fn`` gets one more argument, ``report``: a function that passes an object to ``on_event``. ``fn`` must be
        importable, and all objects are pickled. The future raises what ``fn`` raises, or ProcessDiedError.
        """
        return self._threads.submit(self._call, pickle.dumps((fn, args, kwargs)))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for all calls, unless ``cancel_futures``, and end the processes."""
        if cancel_futures:
            self._threads.shutdown(wait=False, cancel_futures=True)
            self.kill()
        self._threads.shutdown(wait=wait)
        self.kill()

    def kill(self) -> None:
        """Kill all processes at once and start no more. Calls that are being done raise ProcessDiedError."""
        with self._lock:
            self._is_over = True
            running = tuple(self._running)
            for process in running:
                process.kill()
        for process in running:
            self._end(process)

    def _call(self, call: bytes) -> Any:
        process = self._process()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(HEADER.pack(CALL, len(call)) + call)
            process.stdin.flush()
            while True:
                kind, content = self._message(process, process.stdout)
                if kind == EVENT:
                    with self._event_lock:
                        self._on_event(content)
                elif kind == ERROR:
                    raise content
                else:
                    return content
        except (OSError, EOFError, pickle.UnpicklingError, struct.error):
            self._of_thread.process = None
            raise ProcessDiedError(_how(self._end(process))) from None
        except _LateError:
            self._of_thread.process = None
            process.kill()
            self._end(process)
            raise ProcessDiedError(f"did nothing for {self._patience_s:g} s and was killed") from None

    def _message(self, process: subprocess.Popen[bytes], pipe: IO[bytes]) -> tuple[bytes, Any]:
        """Return the next message of ``process``: its kind and its content. Raises _LateError after ``patience_s``."""
        end = None if self._patience_s is None else time.monotonic() + self._patience_s
        header = _read(pipe, HEADER.size, end)
        kind, size = HEADER.unpack(header)
        if kind not in (EVENT, RESULT, ERROR):
            raise EOFError(f"process {process.pid} sent what is no message")
        return kind, pickle.loads(_read(pipe, size, end))

    def _process(self) -> subprocess.Popen[bytes]:
        """Return the process of this thread, started if need be. Raises ProcessDiedError after ``kill``."""
        process: subprocess.Popen[bytes] | None = getattr(self._of_thread, "process", None)
        with self._lock:
            if self._is_over:
                raise ProcessDiedError("was ended")
            if process is None:
                # Ctrl-C reaches only this process, which then kills the others
                process = subprocess.Popen(
                    self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0, bufsize=0,
                    env={"OPENBLAS_NUM_THREADS": "1", **os.environ},
                )  # fmt: skip
                self._running.add(process)
                _running.add(process)
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
            _running.discard(process)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        return code


def end_all() -> None:
    """Kill the processes of all pools. To be called just before this process exits."""
    for process in tuple(_running):
        process.kill()


class _LateError(Exception):
    """A process has reported nothing for too long."""


def _read(pipe: IO[bytes], size: int, end: float | None) -> bytes:
    """Return ``size`` bytes from ``pipe``. Raises EOFError if it is closed, _LateError at the time ``end``."""
    parts: list[bytes] = []
    while size:
        if end is not None and not select.select([pipe], [], [], max(0.0, end - time.monotonic()))[0]:
            raise _LateError
        part = pipe.read(min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _how(code: int) -> str:
    """Say how a process ended that gave the exit code ``code``."""
    return f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
