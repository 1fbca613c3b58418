"""The process that ``pool.py`` starts. It does one call after the other.

The process ends at once when its input ends, also in the middle of a call. So it does not outlive the pool.
"""

from __future__ import annotations

import os
import pickle
import queue
import sys
import threading
import traceback
from typing import IO, Any, NoReturn

from narrate.processes.pool import CALL, ERROR, EVENT, HEADER, RESULT


def main() -> NoReturn:
    """Do calls until the input ends."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library may print is no message
    calls: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(sys.stdin.buffer, calls), daemon=True).start()
    lock = threading.Lock()

    def send(kind: bytes, content: Any) -> None:
        message = pickle.dumps(content)
        with lock:  # several threads report
            output.write(HEADER.pack(kind, len(message)) + message)
            output.flush()

    while True:
        function, arguments, named = pickle.loads(calls.get())
        try:
            kind, content = RESULT, function(*arguments, report=lambda event: send(EVENT, event), **named)
        except Exception as error:  # noqa: BLE001 - whoever asked for the call gets it
            kind, content = ERROR, _whole(error)
        send(kind, content)
        del function, arguments, named, content  # they may be large


def _whole(error: Exception) -> Exception:
    """Return ``error``, or another one with its traceback if it cannot be passed to another process as it is."""
    try:
        copy = pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001 - it is up to the class what it raises
        copy = None
    if type(copy) is type(error) and str(copy) == str(error):
        error.add_note("".join(traceback.format_exception(error)))
        return error
    return RuntimeError("".join(traceback.format_exception(error)))


def _read(pipe: IO[bytes], calls: queue.SimpleQueue[bytes]) -> None:
    while True:
        header = pipe.read(HEADER.size)
        if len(header) < HEADER.size:
            os._exit(0)
        kind, size = HEADER.unpack(header)
        content = pipe.read(size)
        if kind != CALL or len(content) < size:
            os._exit(0)
        calls.put(content)
