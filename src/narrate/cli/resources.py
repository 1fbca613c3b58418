"""Recognises errors that mean a lack of memory, file handles or threads. Any code or library may raise them.

Libraries in Rust end the whole program if they get no memory, and nothing can catch that. So a limit that is too low is
reported before they are loaded.
"""

from __future__ import annotations

import errno
import os
import sys

from narrate.errors import OutsideError

_HANDLES = "the system lets this program open no more files; raise the limit: ulimit -n 256"
_MEMORY = "the system gives this program no more memory; close other programs, raise the limit, or use --jobs 1"
_THREADS = "the system lets this program start no more threads; raise its limits, or use --jobs 1"
_BY_NUMBER = {
    errno.EMFILE: _HANDLES,
    errno.ENFILE: _HANDLES,
    errno.ENOMEM: _MEMORY,
    errno.EAGAIN: _THREADS,
}
# words in messages of Python, of the system that loads libraries, and of libraries in other languages
_BY_WORDS = {
    "start new thread": _THREADS,
    "spawn thread": _THREADS,
    "threadpoolbuilderror": _THREADS,
    "failed to map segment": _MEMORY,
    "annot allocate memory": _MEMORY,
    "too many open files": _HANDLES,
    "llocation failed": _MEMORY,
    "out of memory": _MEMORY,
}

# What is needed, in MB, as measured on the sample with a margin of a quarter: at the start, and for each thread. Much
# of the address space is only reserved, for stacks and the heaps of threads.
_BUILDING, _READING = {"AS": 1_275, "DATA": 475}, {"AS": 600, "DATA": 200}
_A_THREAD = {"AS": 75, "DATA": 25}
_MB = 1_024_000  # bytes: 1 000 of the units in which ulimit counts
_OPTION = {"AS": "v", "DATA": "d"}
_OTHER_THREADS = 2  # of the painter


def check_room(jobs: int | None = None, *, building: bool = True) -> None:
    """Raise OutsideError if the system limits the memory of this program to less than ``jobs`` tasks at a time need.

    ``jobs`` is one per core if it is None. ``building`` is whether slides are painted and sound is encoded. Call this
    before a library in Rust is loaded. It does nothing on systems other than Linux.
    """
    if sys.platform != "linux":
        return
    import resource

    for name, base in (_BUILDING if building else _READING).items():
        limit = resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))[0]
        if limit == resource.RLIM_INFINITY:
            continue
        os.environ.setdefault("RAYON_NUM_THREADS", str(_OTHER_THREADS))  # the painter would start one per core
        tasks = jobs or os.cpu_count() or 1
        needed = base + _A_THREAD[name] * (tasks + _OTHER_THREADS)
        if limit < needed * _MB:
            option = f"ulimit -{_OPTION[name]}"
            raise OutsideError(
                f"the system limits this program to {limit // _MB} MB of memory ({option}), and {needed} MB are "
                f"needed for {tasks} {'task' if tasks == 1 else 'tasks'} at a time; raise the limit: {option} {needed * 1000}"
                + (", or use --jobs 1" if building and tasks > 1 else "")
            )


def lacking(error: BaseException) -> str:
    """Return what the system does not give and what to do, if ``error`` came of that; otherwise an empty string."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        if isinstance(cause, MemoryError):
            return _MEMORY
        if isinstance(cause, OSError) and cause.errno in _BY_NUMBER:
            return _BY_NUMBER[cause.errno]
        message = str(cause)[:2000].lower()
        if found := next((lack for words, lack in _BY_WORDS.items() if words in message), ""):
            return found
        cause = cause.__cause__ or cause.__context__
    return ""
