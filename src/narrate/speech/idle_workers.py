"""Worker processes that wait for the next session, since starting one takes as long as speaking several sentences.

That is only for workers that answer each request in a fork (``worker_main.py``): whatever they have answered before,
their answers are the same.
"""

from __future__ import annotations

import os
from threading import Lock

from narrate.speech.worker_process import WorkerProcess

_MOST = 4


class IdleWorkers:
    """At most ``most`` worker processes that wait. Those that have waited longest are ended for others.

    Several threads may use it. A fork of this program has none.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._lock = Lock()
        self._owner = os.getpid()
        self._waiting: list[WorkerProcess] = []

    def take(self, wanted: WorkerProcess) -> WorkerProcess:
        """Return a process that waits and does the same as ``wanted``, or else ``wanted``, which was not started yet."""
        with self._lock:
            self._forget_those_of_others()
            for at, process in enumerate(self._waiting):
                if process.does_the_same(wanted):
                    return self._waiting.pop(at)
        return wanted

    def give(self, process: WorkerProcess) -> None:
        """Let ``process`` wait, if it runs. Nobody else may use it any more."""
        if not process.is_running:
            process.close()
            return
        with self._lock:
            self._forget_those_of_others()
            self._waiting.append(process)
            ended = self._waiting[: -self._most]
            del self._waiting[: -self._most]
        for one in ended:
            one.close()

    def end(self) -> None:
        """End all that wait."""
        with self._lock:
            self._forget_those_of_others()
            ended, self._waiting = self._waiting, []
        for one in ended:
            one.close()

    def _forget_those_of_others(self) -> None:
        """In a fork, forget the processes of the program that was forked: answers for it would be read here."""
        if self._owner != os.getpid():
            self._owner, self._waiting = os.getpid(), []


IDLE = IdleWorkers()
