"""The process that ``processes.py`` starts. It does one task after the other.

Standard input has a task on each line, as JSON. For each, standard output has a line with a list of findings. The
process ends at once when its input ends, also in the middle of a task.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from dataclasses import asdict
from typing import NoReturn

from narrate.exporters import EXPORTERS
from narrate.exporters.edition import open_exporter
from narrate.verifying.tasks import Task, findings_of


def main() -> NoReturn:
    """Do tasks until the input ends."""
    output = os.dup(1)
    os.dup2(2, 1)  # what a library may print is no answer
    tasks: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(tasks,), daemon=True).start()
    known = {name: open_exporter(name) for name in EXPORTERS}
    while True:
        findings = findings_of(Task(**json.loads(tasks.get())), known)
        answer = json.dumps([asdict(finding) for finding in findings]).encode() + b"\n"
        with os.fdopen(os.dup(output), "wb") as stream:
            stream.write(answer)


def _read(tasks: queue.SimpleQueue[str]) -> None:
    for line in sys.stdin:
        tasks.put(line)
    os._exit(0)
