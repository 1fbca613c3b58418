"""Handles standard output and standard error that are closed, full, or a pipe that its reader has closed."""

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
    """Standard output or standard error refuses what is written to it."""


class _CheckedStream:
    """Wraps the text stream ``inner``, and raises StreamError if it refuses what is written.

    The error calls it ``name``.
    """

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
def checked_streams() -> Iterator[None]:
    """Inside this context, printing raises StreamError or BrokenPipeError if the stream refuses the text.

    What is printed to a closed stream is dropped.
    """
    _open_closed_streams()
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - not the path of a file
        out, err = (nowhere if stream is None else stream for stream in (sys.stdout, sys.stderr))
        with (
            redirect_stdout(cast("TextIO", _CheckedStream(out, "standard output"))),
            redirect_stderr(cast("TextIO", _CheckedStream(err, "standard error"))),
        ):
            yield


def flush() -> None:
    """Flush standard output and standard error now: at exit, Python would print a traceback for an error."""
    sys.stdout.flush()
    sys.stderr.flush()


def say_last(line: str) -> None:
    """Print ``line`` on standard error or, if that fails, on standard output. Then call ``drop``."""
    for stream in (sys.stderr, sys.stdout):
        try:
            print(line, file=stream, flush=True)
            break
        except (OSError, StreamError):
            continue
    drop()


def drop() -> None:
    """If standard output or standard error refuses its buffered text, redirect that stream to the null device."""
    for number, stream in ((_OUTPUT, sys.stdout), (_ERROR, sys.stderr)):
        try:
            stream.flush()
        except (OSError, StreamError):
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), number)


def _open_closed_streams() -> None:
    """Open each closed standard stream on the null device.

    Otherwise the next file to be opened would get its number, and a library that writes to standard error would
    write to that file.
    """
    for number in (0, _OUTPUT, _ERROR):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # open() takes the lowest free number: this one
