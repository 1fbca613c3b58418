"""The exit codes of the command line."""

from __future__ import annotations

from enum import IntEnum

from narrate.errors import NarrateError, OutsideError, UsageError


class ExitCode(IntEnum):
    """How a command ended. ``argparse`` also ends with USAGE."""

    DONE = 0
    INPUT = 1  # problems in the input, or faults in what was verified
    USAGE = 2
    OUTSIDE = 3  # something outside the program failed: disk, network, a missing program
    INTERRUPTED = 130  # 128 + SIGINT
    PIPE_CLOSED = 141  # 128 + SIGPIPE: the reader of the output has closed it, as head does


EPILOGUE = (
    "Exit codes: 0 done, 1 problems in the input, 2 wrong use, 3 something outside the program failed (disk, network)."
)


def exit_code(error: NarrateError) -> ExitCode:
    """The exit code of a command that failed with ``error``."""
    if isinstance(error, OutsideError):
        return ExitCode.OUTSIDE
    return ExitCode.USAGE if isinstance(error, UsageError) else ExitCode.INPUT
