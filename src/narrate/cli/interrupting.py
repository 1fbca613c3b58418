"""Ends the program within two seconds of Ctrl-C or SIGTERM, whatever it is doing, and leaves nothing behind.

The first signal raises KeyboardInterrupt, so most code ends in order. A thread waits a little over a second for that.
Then it cleans up itself and exits, because the main thread may be busy in a library, or waiting for other threads.
Further signals change nothing.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
import time
from types import FrameType
from typing import NoReturn

_GRACE_S = 1.2
_WHAT = {signal.SIGINT: "interrupted", signal.SIGTERM: "ended by SIGTERM", signal.SIGHUP: "ended by SIGHUP"}
_first = 0  # the number of the first signal
_reported = threading.Lock()  # held once the line has been printed


def install() -> None:
    """Handle the signals that end a program from now on. To be called once, in the main thread."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    threading.Thread(target=_watch, args=(reading,), daemon=True).start()
    for number in _WHAT:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup and a shell's background jobs have it
            signal.signal(number, _interrupt)
    os.register_at_fork(after_in_child=_leave_to_parent)


def happened() -> bool:
    """Whether a signal has come that ends the program."""
    return bool(_first)


def report() -> int:
    """Print in one line that the program was interrupted, unless that was printed already. Return the exit code."""
    number = signal.Signals(_first or signal.SIGINT)
    if not _first or _reported.acquire(blocking=False):
        print(_line(number), file=sys.stderr)
    return 128 + number


def end() -> NoReturn:
    """Kill all child processes, remove unfinished files, report, and exit without waiting for any thread."""
    number = signal.Signals(_first or signal.SIGINT)
    # What was never imported has started nothing. An import here could wait for one that the main thread is in.
    if workers := sys.modules.get("narrate.speech.worker_process"):
        workers.end_all()
    if pool := sys.modules.get("narrate.processes.pool"):
        pool.end_all()
    if processes := sys.modules.get("multiprocessing.process"):
        for process in processes.active_children():
            process.kill()
    if publishing := sys.modules.get("narrate.publishing"):
        publishing.remove_own_stages()
    if session := sys.modules.get("narrate.preview.session"):
        session.remove_own_folders()
    if _reported.acquire(blocking=False) and select.select([], [2], [], 0)[1]:
        clear = "\r\033[K" if os.isatty(2) else ""
        os.write(2, f"{clear}{_line(number)}\n".encode())
    os._exit(128 + number)


def _line(number: signal.Signals) -> str:
    return f"narrate: {_WHAT[number]}; what was spoken so far is kept for the next run"


def _interrupt(number: int, _frame: FrameType | None) -> None:
    global _first  # noqa: PLW0603 - a signal is for the whole program
    if _first:
        return
    _first = number
    # Objects that are destroyed while the program ends, and threads that lose their workers, have nothing to report.
    sys.unraisablehook = _say_nothing
    threading.excepthook = _say_nothing
    raise KeyboardInterrupt


def _say_nothing(_: object) -> None: ...


def _watch(reading: int) -> None:
    """Exit a while after the first signal. Each signal writes its number to the pipe ``reading``."""
    global _first  # noqa: PLW0603 - the main thread may be too busy to have set it
    number = 0
    while number not in _WHAT:
        number = os.read(reading, 1)[0]
    time.sleep(_GRACE_S)
    _first = _first or number
    end()


def _leave_to_parent() -> None:
    """In a fork: die of SIGTERM without a word, and ignore Ctrl-C, which the parent handles."""
    signal.set_wakeup_fd(-1)
    for number in _WHAT:
        signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
