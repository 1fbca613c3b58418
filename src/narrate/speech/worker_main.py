"""The main program of every worker: ``python -I worker_main.py PARENT WORKER ARGUMENT...``.

It uses only the standard library, nothing of narrate. PARENT is the id of the process that starts the worker and talks
to it over pipes (``worker_process.py``). WORKER is the Python file that does the work. It must define

    start(arguments) -> answer        given the arguments after WORKER
    answer(request) -> (header, payload)

Standard input has one request on each line, as JSON. For each request, standard output has one line of JSON, the
header, followed by the payload, whose length is ``bytes`` in the header. A failed request is answered by
{"error": "..."}.

A worker with ``FORKS = True`` answers each request in a fork of a process that has not answered any. So nothing that
it keeps in memory can change a later answer.

The process ends when its input ends, and on Linux also when its parent ends.
"""

from __future__ import annotations

import ctypes
import gc
import importlib.util
import json
import os
import signal
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

Answer = Callable[[dict[str, Any]], tuple[dict[str, Any], bytes]]
_KILL_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None  # once for all forks


def end_with_parent(parent: int) -> None:
    """Have this process killed when its parent ends (on Linux).

    If the process ``parent`` has ended already, exit now. A parent id of 1 does not show that it has ended: the first
    program in a container has that id.
    """
    if _prctl is not None:
        _prctl(_KILL_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def load(path: str) -> ModuleType:
    """Import the worker from the file ``path`` and return the module."""
    spec = importlib.util.spec_from_file_location("worker", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reply(answer: Answer, line: bytes) -> None:
    """Answer the request in ``line`` on standard output."""
    try:
        header, payload = answer(json.loads(line))
    except Exception as error:  # noqa: BLE001 any error is reported to the parent
        header, payload = {"error": str(error) or type(error).__name__}, b""
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n")
    sys.stdout.buffer.write(payload)
    sys.stdout.buffer.flush()


def reply_in_fork(answer: Answer, line: bytes) -> bool:
    """Answer the request in ``line`` in a fork, which writes the answer itself. Return whether the fork succeeded."""
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            end_with_parent(parent)
            reply(answer, line)
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    return status == 0


def main() -> None:
    parent, path, *arguments = sys.argv[1:]
    end_with_parent(int(parent))
    worker = load(path)
    answer: Answer = worker.start(arguments)
    forks = getattr(worker, "FORKS", False)
    if forks:
        gc.disable()  # a fork ends before there is much to collect, and looking for it copies every page with objects
    for line in sys.stdin.buffer:
        if not forks:
            reply(answer, line)
        elif not reply_in_fork(answer, line):
            # The fork may have written part of an answer, so this process must end and be restarted.
            sys.exit(3)


if __name__ == "__main__":
    main()
