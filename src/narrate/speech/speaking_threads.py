"""Speaks sentences in several threads. A thread whose voice does not answer is left behind, so nobody waits for ever.

Python cannot end a thread. The threads here are daemons, so the program can exit while one of them is stuck.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from queue import Empty, SimpleQueue
from typing import Generic, Protocol, TypeVar

from narrate.errors import NarrateError, OutsideError
from narrate.model import Sentence, Voice

_SLICE_S = 0.5  # the longest wait at a time
_GRACE_S = 0.7  # how long an interrupted program waits for sentences in progress

Job = tuple[str, Sentence]
"""The key of a sentence in the store, and the sentence."""


class Closing(Protocol):
    """What a thread opens before its first sentence and closes after its last."""

    def close(self) -> None: ...


S = TypeVar("S", bound=Closing)
R = TypeVar("R")


class SpeakingThreads(Generic[S, R]):
    """Speaks sentences with sessions that ``open_session`` returns, one for each thread.

    ``speak`` takes a session, a key and a sentence, and returns the result. A sentence may take ``limit_s`` seconds,
    which is called with it. ``voice`` is named in errors.
    """

    def __init__(
        self,
        open_session: Callable[[], S],
        speak: Callable[[S, str, Sentence], R],
        limit_s: Callable[[Sentence], float],
        voice: Voice,
    ) -> None:
        self._voice = voice
        self._open_session = open_session
        self._speak = speak
        self._limit_s = limit_s

    def run(self, jobs: Iterable[Job], threads: int, done: Callable[[str, R], None]) -> None:
        """Speak all ``jobs`` in a number of ``threads``. Call ``done`` with each key and result, in this thread.

        The first failure stops all threads after the sentence that each is speaking, and is raised. So is OutsideError
        for a sentence that takes longer than its limit; its thread is left behind.
        """
        board = _Board[R](jobs)
        workers = [_Worker(board, self._open_session, self._speak) for _ in range(threads)]
        for worker in workers:
            worker.start()
        try:
            self._watch(board, workers, done)
        except BaseException:  # interrupted: sentences that are nearly finished are kept, no others are started
            board.stop.set()
            until = time.monotonic() + _GRACE_S
            for worker in workers:
                worker.join(max(0.0, until - time.monotonic()))
            raise
        if board.errors:
            raise next((error for error in board.errors if isinstance(error, NarrateError)), board.errors[0])

    def _watch(self, board: _Board[R], workers: list[_Worker[S, R]], done: Callable[[str, R], None]) -> None:
        """Pass on results until every thread has ended or is stuck."""
        working = list(workers)
        clock_s = 0.0
        while working:
            begun = time.monotonic()
            try:
                news = board.news.get(timeout=_SLICE_S)
            except Empty:
                news = None
            if isinstance(news, _Worker):
                working = [worker for worker in working if worker is not news]
            elif news is not None:
                done(*news)
            # While the computer sleeps or this program is stopped, only one slice counts.
            clock_s += min(time.monotonic() - begun, _SLICE_S)
            for worker in tuple(working):
                sentence, taken_s = worker.speaks(clock_s)
                if sentence is not None and taken_s > (limit_s := self._limit_s(sentence)):
                    board.stop.set()
                    board.errors.append(self._late(sentence, limit_s))
                    working.remove(worker)

    def _late(self, sentence: Sentence, limit_s: float) -> OutsideError:
        place = f"{sentence.place}: " if sentence.place else ""
        return OutsideError(
            f"{place}the voice {self._voice} did not answer within {limit_s:g} s, at {sentence.text[:40]!r}; "
            "what was spoken is kept: build again, or choose another voice"
        )


class _Board(Generic[R]):
    """What the threads share: the jobs to do, news for the main thread, and the errors."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self._jobs = iter(jobs)
        self._lock = threading.Lock()
        self.news: SimpleQueue[tuple[str, R] | _Worker[Closing, R]] = SimpleQueue()
        self.errors: list[BaseException] = []
        self.stop = threading.Event()

    def next_job(self) -> Job | None:
        if self.stop.is_set():
            return None
        with self._lock:
            return next(self._jobs, None)


class _Worker(threading.Thread, Generic[S, R]):
    def __init__(self, board: _Board[R], open_session: Callable[[], S], speak: Callable[[S, str, Sentence], R]) -> None:
        super().__init__(daemon=True)
        self._board = board
        self._open_session = open_session
        self._speak = speak
        self._job: Job | None = None
        self._seen: Job | None = None
        self._since_s = 0.0

    def run(self) -> None:
        try:
            self._job = self._board.next_job()
            if self._job is not None:
                self._speak_jobs(self._open_session())
        except BaseException as error:  # noqa: BLE001 - the main thread raises it
            self._board.errors.append(error)
            self._board.stop.set()
        finally:
            self._board.news.put(self)  # type: ignore[arg-type]

    def _speak_jobs(self, session: S) -> None:
        try:
            while (job := self._job) is not None:
                self._board.news.put((job[0], self._speak(session, *job)))
                self._job = self._board.next_job()
        finally:
            session.close()

    def speaks(self, clock_s: float) -> tuple[Sentence | None, float]:
        """Return the current sentence, and for how many seconds it has been seen here. ``clock_s`` is the time now."""
        job = self._job
        if job is not self._seen:
            self._seen, self._since_s = job, clock_s
        return (None if job is None else job[1]), clock_s - self._since_s
