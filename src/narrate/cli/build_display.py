"""What a build shows and says while it runs: a table, one line or nothing, and lines about what is finished."""

from __future__ import annotations

import os
import stat
import sys
from threading import Lock
from typing import Self

from narrate.batch.events import Event, Finished, Planned
from narrate.batch.reporting import Report
from narrate.cli.build_summary import Summary
from narrate.cli.progress import OneLine, PlainLines, Screen
from narrate.cli.run_state import RunState


class BuildDisplay:
    """Follows the events of a build, which come in several threads. It is a context, which removes what it shows.

    ``jobs`` is how many scripts are built at the same time. ``plain`` says that no line may be overwritten.
    """

    def __init__(self, jobs: int, *, plain: bool) -> None:
        self._jobs, self._plain = jobs, plain or os.environ.get("TERM") == "dumb"
        self._lock = Lock()
        self._state = RunState()
        self._screen: Screen = PlainLines()
        self._summary = Summary(self._state, self._say)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        screen, self._screen = self._screen, PlainLines()
        screen.close()

    def take(self, event: Event) -> None:
        """Show what ``event`` says."""
        with self._lock:  # not while something is printed: the table prints too, and then waits for this lock
            self._state.take(event)
        if isinstance(event, Planned):
            self._screen = self._chosen()
        self._screen.show(event)
        if isinstance(event, Finished):
            self._summary.finished(event.outcome)

    def notice(self, text: str) -> None:
        """Print a message that cannot wait."""
        self._say(f"narrate: {text}", is_error=True)

    def end(self, report: Report) -> None:
        """Print what a build did that is over. To be called after the context."""
        self._summary.end(report)

    def interrupted(self) -> None:
        """Print what was done until now. To be called after the context."""
        self._summary.interrupted()

    def _say(self, line: str, *, is_error: bool) -> None:
        self._screen.say(line, is_error=is_error)

    def _chosen(self) -> Screen:
        """Return what is shown of the run that begins."""
        stale = self._state.stale
        if not sys.stderr.isatty() or not stale:
            return PlainLines()
        if self._plain:
            print(f"narrate: {stale} of {self._state.scripts} scripts to build", file=sys.stderr, flush=True)
            return PlainLines(begins=True)
        if stale == 1:
            return OneLine()
        if _is_pipe(sys.stdout):  # such as that of tee, which writes on the same terminal
            return PlainLines()
        from narrate.cli.live_table import LiveTable

        return LiveTable(self._state, self._jobs, self._lock)


def _is_pipe(stream: object) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)  # type: ignore[attr-defined]
    except (OSError, ValueError, AttributeError):
        return False
