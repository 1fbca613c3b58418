"""Shows the progress of a command on a terminal, in one line that is overwritten."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from narrate.cli.edition_names import path_of

if TYPE_CHECKING:
    from narrate.batch.events import Event


class Progress:
    """Shows the progress of a build in one line that is overwritten, and only on a terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr is not None and sys.stderr.isatty()
        self._counts: dict[str, int] = {}
        self._current = ""

    def show(self, event: Event) -> None:
        """Count a step, such as "spoken", of the edition that it is about, and show the counts."""
        from narrate.batch.events import Step  # with all that builds

        if not self._shown or not isinstance(event, Step):
            return
        name = path_of(event.topic, event.language, event.edition)
        if name != self._current:
            self._current, self._counts = name, {}
        self._counts[event.step] = self._counts.get(event.step, 0) + 1
        line = f"{name}: " + ", ".join(f"{count} {name_of_step}" for name_of_step, count in self._counts.items())
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._shown:
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
