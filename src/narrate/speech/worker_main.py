"""The main program of every worker: ``python -I worker_main.py PARENT WORKER ARGUMENT...``.

Stand-alone: the standard library, nothing of narrate. PARENT is the process id of the program that starts it and
talks to it over pipes (``child.py``), WORKER the Python file that does the work. It has a function

    start(arguments) -> answer        given the arguments that come after WORKER
    answer(request) -> (header, payload)

On standard input, a request a line, in JSON; on standard output, for each request one line of JSON, the header, and
as many bytes of payload as the header's ``bytes`` says. A request that fails is answered by {"error": "..."}.

A worker with ``FORKS = True`` answers each request in a fork of the process, which has answered none before: what
it keeps in memory between requests changes no answer.

It ends when its input ends, and on Linux with its parent.
"""

from __future__ import annotations

import ctypes
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


def end_with_parent(parent: int) -> None:
    """Linux: have this process killed when its parent ends; end it where the process ``parent`` has ended already.

    That a parent is process 1 says nothing: the first program of a container has that id.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_KILL_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def load(path: str) -> ModuleType:
    """The worker in the file ``path``."""
    spec = importlib.util.spec_from_file_location("worker", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reply(answer: Answer, line: bytes) -> None:
    """Answer the request in ``line``."""
    try:
        header, payload = answer(json.loads(line))
    except Exception as error:  # noqa: BLE001 whatever it is, it is told
        header, payload = {"error": str(error) or type(error).__name__}, b""
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + payload)
    sys.stdout.buffer.flush()


def reply_in_fork(answer: Answer, line: bytes) -> bool:
    """Answer the request in ``line`` in a fork, which writes the answer itself; returns whether it did."""
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
    for line in sys.stdin.buffer:
        if not forks:
            reply(answer, line)
        elif not reply_in_fork(answer, line):
            # what the fork wrote before it died cannot be told apart: end, and be started anew
            sys.exit(3)


if __name__ == "__main__":
    main()
