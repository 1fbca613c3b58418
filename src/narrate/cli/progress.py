"""Shows the progress of a command on a terminal. The table of a long build is in ``live_table.py``."""

from __future__ import annotations

import sys
from threading import RLock
from typing import TYPE_CHECKING, Protocol

from narrate.cli.edition_names import path_of, title_of
from narrate.editions import STANDARD

if TYPE_CHECKING:
    from narrate.batch.events import Event


class Screen(Protocol):
    """What is shown while a build runs, and is gone when it is done."""

    def show(self, event: Event) -> None:
        """Show what ``event`` says."""
        ...

    def say(self, line: str, *, is_error: bool) -> None:
        """Print ``line`` at once, on standard error or output."""
        ...

    def close(self) -> None:
        """Remove what is shown."""
        ...


class PlainLines:
    """Shows nothing but the lines that are said. With ``begins``, also which script is begun."""

    def __init__(self, *, begins: bool = False) -> None:
        self._begins = begins

    def show(self, event: Event) -> None:
        from narrate.batch.events import Started

        if self._begins and isinstance(event, Started):
            name = title_of(event.topic, event.language, STANDARD) if event.language else event.topic
            self.say(f"{name}: begun", is_error=True)

    def say(self, line: str, *, is_error: bool) -> None:
        print(line, file=sys.stderr if is_error else sys.stdout, flush=True)

    def close(self) -> None:
        """There is nothing to remove."""


class OneLine(PlainLines):
    """Shows the steps of a script in one line of standard error that is overwritten."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = RLock()
        self._counts: dict[str, int] = {}
        self._current = ""

    def show(self, event: Event) -> None:
        """Count a step, such as "spoken", of the edition that it is about, and show the counts."""
        from narrate.batch.events import Step  # with all that builds

        if not isinstance(event, Step):
            return
        name = path_of(event.topic, event.language, event.edition)
        with self._lock:  # several threads paint and encode
            if name != self._current:
                self._current, self._counts = name, {}
            self._counts[event.step] = self._counts.get(event.step, 0) + 1
            line = f"{name}: " + ", ".join(f"{count} {name_of_step}" for name_of_step, count in self._counts.items())
            print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)

    def say(self, line: str, *, is_error: bool) -> None:
        with self._lock:
            self.close()
            super().say(line, is_error=is_error)

    def close(self) -> None:
        print("\r\033[K", end="", file=sys.stderr, flush=True)


class Fetching:
    """Shows a progress bar for each file that is downloaded, and only on a terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr is not None and sys.stderr.isatty()

    def say(self, line: str) -> None:
        if self._shown:
            print(line, file=sys.stderr, flush=True)

    def step(self, name: str, done: int, size: int) -> None:
        if self._shown:
            bar = "#" * (30 * done // size)
            line = f"{name:24} [{bar:30}] {done / 1e6:.1f} of {size / 1e6:.1f} MB"
            print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
