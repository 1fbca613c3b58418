"""Calls that the tests have done in other processes."""

import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

Report = Callable[[Any], None]


def double(number: int, *, report: Report) -> int:
    report(("begun", number))
    report(("ended", number))
    return 2 * number


def number_of_process(wait_s: float, *, report: Report) -> int:
    time.sleep(wait_s)
    return os.getpid()


def die(*, report: Report) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave(code: int, *, report: Report) -> None:
    os._exit(code)


def print_and_answer(text: str, *, report: Report) -> str:
    print(text, flush=True)
    os.write(1, text.encode())
    return text


def hang(steps: int, *, report: Report) -> None:
    for step in range(steps):
        time.sleep(0.2)
        report(step)
    time.sleep(60)


def fail(message: str, *, report: Report) -> None:
    raise ValueError(message)


class OddError(Exception):
    """An error that cannot be made again from its message alone."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} and {other}")


def fail_oddly(*, report: Report) -> None:
    raise OddError(1, 2)


def many_modules(*, report: Report) -> int:
    return len(sys.modules)
