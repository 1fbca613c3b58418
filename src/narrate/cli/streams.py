"""Standard output and standard error: closed, full, or read by somebody who has enough."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from typing import TYPE_CHECKING, Any, TextIO, cast

from narrate.errors import OutsideError, refused

if TYPE_CHECKING:
    from collections.abc import Iterable

_OUTPUT, _ERROR = 1, 2


class StreamError(OutsideError):
    """A stream does not take what is written to it."""


class _Told:
    """The text stream ``inner``; where it refuses what is written, that is an error of ours that names it."""

    def __init__(self, inner: TextIO, name: str) -> None:
        self._inner = inner
        self._name = name

    def write(self, text: str) -> int:
        with self._refusing():
            return self._inner.write(text)

    def writelines(self, lines: Iterable[str]) -> None:
        with self._refusing():
            self._inner.writelines(lines)

    def flush(self) -> None:
        with self._refusing():
            self._inner.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            raise StreamError(f"{self._name} cannot be written: {refused(error, 'send it elsewhere')}") from error


@contextmanager
def told() -> Iterator[None]:
    """While this lasts, what is printed goes to its stream or raises, StreamError or BrokenPipeError; to a closed one it is dropped."""
    _occupy()
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - no path of a file
        out, err = (nowhere if stream is None else stream for stream in (sys.stdout, sys.stderr))
        with (
            redirect_stdout(cast("TextIO", _Told(out, "standard output"))),
            redirect_stderr(cast("TextIO", _Told(err, "standard error"))),
        ):
            yield


def flush() -> None:
    """Send on what was printed: here it can still be told that it is refused, at exit Python would complain."""
    sys.stdout.flush()
    sys.stderr.flush()


def say_last(line: str) -> None:
    """Print ``line`` on a stream that takes it, standard error first; then drop what the others still hold."""
    for stream in (sys.stderr, sys.stdout):
        try:
            print(line, file=stream, flush=True)
            break
        except (OSError, StreamError):
            continue
    drop()


def drop() -> None:
    """Let each stream that refuses what it holds send it nowhere."""
    for number, stream in ((_OUTPUT, sys.stdout), (_ERROR, sys.stderr)):
        try:
            stream.flush()
        except (OSError, StreamError):
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), number)


def _occupy() -> None:
    """Open what is closed of the three standard streams on nothing.

    Else the next file that is opened has its number, and what a library writes to standard error is in that file.
    """
    for number in (0, _OUTPUT, _ERROR):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # it takes the lowest free number: this one
