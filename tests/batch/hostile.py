"""Does a task, or dies or hangs on the topics with these names."""

import os
import signal
import time
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from narrate.batch.events import Event
from narrate.batch.reporting import ScriptOutcome
from narrate.batch.script_task import ScriptTask, Send, do_task
from narrate.processes.pool import ProcessPool


def do_or_die(task: ScriptTask, report: Send) -> ScriptOutcome:
    mended = Path(task.settings.output).parent / "mended"
    if not mended.exists():
        if task.source.topic == "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        if task.source.topic == "hangs":
            time.sleep(600)
        if task.source.topic == "faulty":
            raise ZeroDivisionError("division by zero")
    return do_task(task, report)


class HostilePool(ProcessPool):
    """A pool in which some topics end or hold up their process."""

    def __init__(self, processes: int, patience_s: float) -> None:
        self.events: list[Event] = []
        super().__init__(processes, self.events.append, patience_s)

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        assert fn is do_task
        return super().submit(do_or_die, *args, **kwargs)
