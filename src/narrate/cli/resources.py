"""Tells errors for want of memory, file handles or threads, which any line of code or library may raise, from faults."""

from __future__ import annotations

import errno

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
