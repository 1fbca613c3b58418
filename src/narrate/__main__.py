"""The program: the command ``narrate``, and ``python -m narrate``."""

import os
import signal
import sys
from types import FrameType


def main() -> int:
    """Run the command line and return its exit code. If a signal ends the program, this does not return."""
    _exit_at_interrupt()
    from narrate import cli
    from narrate.cli import interrupting

    interrupting.install()
    try:
        code = cli.main()
    except BaseException:
        if interrupting.happened():
            interrupting.end()
        raise
    if interrupting.happened():
        interrupting.end()
    _exit_at_interrupt()
    return code


def _exit_at_interrupt() -> None:
    """Let signals exit at once: while modules are imported and while Python ends, an exception prints a traceback."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _exit)


def _exit(number: int, _frame: FrameType | None) -> None:
    os.write(2, b"narrate: interrupted\n")
    os._exit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
