"""A worker process of an engine, which answers requests over pipes within a time limit.

The process runs ``worker_main.py``, which describes the protocol.
"""

from __future__ import annotations

import json
import logging
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeAlias

from narrate.errors import OutsideError

_MAIN = Path(__file__).with_name("worker_main.py")
_SLICE_S = 1.0  # the longest wait at a time
_BLOCK = 1 << 12  # of a header
_log = logging.getLogger(__name__)
_open: set[subprocess.Popen[bytes]] = set()
_ending = threading.Event()


class WorkerEndedError(OutsideError):
    """The worker did not answer a request: it exited, was killed, or took too long."""


class _LateError(Exception):
    """The time limit of a request has passed."""


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How many seconds an answer may take: ``start_s``, and ``character_s`` more for each character of the text.

    ``start_s`` includes the start of the process and the loading of its model.
    """

    start_s: float
    character_s: float

    def seconds(self, characters: int) -> float:
        return round(self.start_s + self.character_s * characters, 1)


# Measured on two cores shared by five processes: Kokoro takes 1.8 s to start and 0.05 s a character, Piper 0.8 s and
# 0.006 s, espeak-ng 0.1 s and 0.0004 s. The limits allow a machine that is twenty times slower.
NEURAL = TimeLimit(60, 1)
ESPEAK = TimeLimit(30, 0.02)


class WorkerProcess:
    """A process that runs the Python file ``worker`` with ``arguments``, for the engine called ``engine``.

    The process is started by the first request. ``limit`` is the time limit of each request.
    """

    def __init__(self, engine: str, worker: Path, arguments: Sequence[str] = (), limit: TimeLimit = NEURAL) -> None:
        self._engine = engine
        self._worker = worker
        self._arguments = tuple(arguments)
        self._limit = limit
        self.process: subprocess.Popen[bytes] | None = None

    def ask(self, request: dict[str, Any], characters: int = 0) -> tuple[dict[str, Any], bytes | bytearray]:
        """Send ``request``. Return the header and the bytes of the answer.

        ``characters`` is the length of the text in the request. A process that ends or takes too long is replaced, and
        the new process gets the request once more. Raises WorkerEndedError if the new process does not answer either,
        OutsideError if a process reports an error. In both cases the process is closed, and the next request starts a
        new one.
        """
        line = json.dumps(request).encode() + b"\n"
        limit_s = self._limit.seconds(characters)
        try:
            return self._attempt(line, limit_s)
        except WorkerEndedError as error:
            if _ending.is_set():
                raise
            _log.warning("%s; a new one tries again", error)
        try:
            return self._attempt(line, limit_s)
        except WorkerEndedError as error:
            raise WorkerEndedError(f"{error}, twice") from None

    @property
    def is_running(self) -> bool:
        """Whether the process was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def does_the_same(self, other: WorkerProcess) -> bool:
        """Whether ``other`` would start the same program with the same arguments and time limit."""
        mine, theirs = ((one._engine, one._worker, one._arguments, one._limit) for one in (self, other))
        return mine == theirs

    def close(self) -> None:
        """Kill the process and its forks, if it runs."""
        process, self.process = self.process, None
        if process is None:
            return
        _kill(process)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        _open.discard(process)

    def _attempt(self, line: bytes, limit_s: float) -> tuple[dict[str, Any], bytes | bytearray]:
        process = self._running()
        pipes = _Pipes(process, limit_s)
        try:
            pipes.send(line)
            header: dict[str, Any] = json.loads(pipes.line())
            payload = pipes.read(header.get("bytes", 0))
        except _LateError:
            self.close()
            how = f"its process did not answer within {limit_s:g} s"
            raise WorkerEndedError(f"the voice {self._engine} failed: {how}") from None
        except (OSError, ValueError):
            how = f"its process ended{_how(self._ended())}"
            raise WorkerEndedError(f"the voice {self._engine} failed: {how}") from None
        except BaseException:
            self.close()  # interrupted: the rest of this answer is not the answer to the next request
            raise
        if "error" in header:
            self.close()
            raise OutsideError(f"the voice {self._engine} failed: {header['error']}")
        return header, payload

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
            if _ending.is_set():
                raise WorkerEndedError(f"the voice {self._engine} is not started, because the program ends")
            command = [sys.executable, "-I", str(_MAIN), str(os.getpid()), str(self._worker), *self._arguments]
            # On Linux a worker ends with the thread that started it, so that is one that stays.
            started: _Start = Future()
            _to_start(os.getpid()).put((command, started))
            self.process = started.result()
        return self.process


_Start: TypeAlias = "Future[subprocess.Popen[bytes]]"


@cache
def _to_start(_program: int) -> SimpleQueue[tuple[Sequence[str], _Start]]:
    """Return the commands for the thread that starts all workers of the program with this process id."""
    queue: SimpleQueue[tuple[Sequence[str], _Start]] = SimpleQueue()

    def start() -> None:
        while True:
            command, started = queue.get()
            try:
                started.set_result(_started(command))
            except Exception as error:  # noqa: BLE001 - whoever asked for the process gets it
                started.set_exception(error)

    threading.Thread(target=start, name="worker starter", daemon=True).start()
    return queue


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    # In a process group of its own, Ctrl-C in a terminal does not reach the worker.
    process = subprocess.Popen(
        command,
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        process_group=0,
    )
    _open.add(process)
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        os.set_blocking(pipe.fileno(), False)
    return process


class _Pipes:
    """The pipes of ``process``, which must not block. All methods together wait for at most ``limit_s`` seconds.

    They raise _LateError when that time has passed, OSError if the process has closed a pipe.
    """

    def __init__(self, process: subprocess.Popen[bytes], limit_s: float) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._input = process.stdin.fileno()
        self._output = process.stdout.fileno()
        self._left_s = limit_s
        self._received = bytearray()

    def send(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[os.write(self._input, rest) :]
            except BlockingIOError:
                self._wait(self._input, select.POLLOUT)

    def line(self) -> bytes:
        """Return the next line that the process writes."""
        while (end := self._received.find(b"\n")) < 0:
            self._receive()
        line = bytes(self._received[:end])
        del self._received[: end + 1]
        return line

    def read(self, count: int) -> bytearray:
        """Return the next ``count`` bytes that the process writes."""
        data = bytearray(count)
        begun = min(count, len(self._received))
        data[:begun] = self._received[:begun]
        del self._received[:begun]
        rest = memoryview(data)[begun:]
        while rest:
            rest = rest[self._receive_into(rest) :]
        return data

    def _receive(self) -> None:
        block = bytearray(_BLOCK)
        self._received += memoryview(block)[: self._receive_into(block)]

    def _receive_into(self, buffer: bytearray | memoryview) -> int:
        """Read at least one byte into ``buffer``, and return how many there are."""
        while True:
            try:
                count = os.readv(self._output, [buffer])
            except BlockingIOError:
                self._wait(self._output, select.POLLIN)
                continue
            if not count:
                raise BrokenPipeError
            return count

    def _wait(self, pipe: int, event: int) -> None:
        """Wait until ``pipe`` is ready for ``event``."""
        poll = select.poll()
        poll.register(pipe, event)
        while self._left_s > 0:
            begun = time.monotonic()
            ready = poll.poll(1000 * min(_SLICE_S, self._left_s))
            # While the computer sleeps or this program is stopped, only one slice counts.
            self._left_s -= min(time.monotonic() - begun, _SLICE_S)
            if ready:
                return
        raise _LateError


def end_all() -> None:
    """Kill every worker of this program, and start no others. To be called just before the program exits."""
    _ending.set()
    for process in tuple(_open):
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill ``process`` and its forks. This ends stopped processes too."""
    if process.poll() is None:
        with suppress(ProcessLookupError, PermissionError):  # macOS refuses for a group of zombies
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()  # the process may not have a group of its own yet


def _how(code: int | None) -> str:
    if code is None or code >= 0:
        return "" if code is None else f" with code {code}"
    memory = ", often for want of memory" if -code == signal.SIGKILL else ""
    return f", killed by {signal.Signals(-code).name}{memory}"
