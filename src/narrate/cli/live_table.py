"""The table of a run on a terminal, which is painted anew a few times a second. Only this module imports rich."""

from __future__ import annotations

import sys
from threading import Lock

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from narrate.batch.events import Event
from narrate.cli.run_state import RunState, counted, duration

_A_SECOND = 4  # how often it is painted
_ROOMY = 10  # lines of a terminal in which there is room for an empty line above the table
_WIDEST = 100


class LiveTable:
    """Shows ``state`` on standard error until it is closed. ``jobs`` is how many scripts run at the same time.

    Anything else must be printed with ``say`` meanwhile. ``lock`` is held while ``state`` is read. Whoever holds it must
    print nothing, since the thread that paints the table holds another lock then.
    """

    def __init__(self, state: RunState, jobs: int, lock: Lock, console: Console | None = None) -> None:
        self._state, self._jobs, self._lock = state, jobs, lock
        self._console = console or Console(stderr=True, highlight=False, markup=False, emoji=False)
        self._live = Live(
            console=self._console,
            get_renderable=self._painted,
            refresh_per_second=_A_SECOND,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
            vertical_overflow="crop",
        )
        self._live.start()
        self._console.show_cursor(True)  # a program that is killed could not bring it back

    def say(self, line: str, *, is_error: bool) -> None:
        """Print ``line`` above the table, on standard error or output."""
        if is_error or sys.stdout.isatty():
            # both are this terminal, and the console knows where the table is
            self._console.print(Text(line), soft_wrap=True)
        else:
            print(line, flush=True)

    def show(self, event: Event) -> None:
        """Do nothing: the table is painted in a thread of its own."""

    def close(self) -> None:
        """Remove the table."""
        self._live.stop()

    def _painted(self) -> RenderableType:
        with self._lock:
            size = self._console.size
            return table(self._state, self._jobs, size.width, size.height)


def table(state: RunState, jobs: int, width: int, height: int) -> RenderableType:
    """Return the table of ``state`` for a terminal of ``width`` × ``height`` characters."""
    counts = counted(state.counts)
    lines: list[RenderableType] = [Text("")] if height >= _ROOMY else []
    lines.append(_line(f"{state.done} of {state.scripts} scripts", "bold"))
    lines += [_shaded(counts)] if counts else []
    lines.append(_line(_speed(state)))
    room = min(jobs, height - 1 - len(lines))
    if room < 1:
        return Group(*lines[: max(1, height - 1)])
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.width = min(width - 1, _WIDEST)  # a terminal wraps a line that fills it
    rows.add_column(no_wrap=True, overflow="ellipsis", ratio=3)
    rows.add_column(no_wrap=True, overflow="ellipsis", ratio=2)
    for one in state.latest(room):
        rows.add_row(_line(f"{one.topic} [{one.language}]" if one.language else one.topic), _line(one.step))
    return Group(*lines, rows) if rows.row_count else Group(*lines)


def _speed(state: RunState) -> str:
    """Return the time that has passed, the speed, and the time that is left, as far as it can be said."""
    parts = [duration(state.seconds)]
    rate, left = state.rate, state.seconds_left
    if left is not None and state.done < state.scripts:
        parts.append(f"{duration(left)} left")
    if rate is not None:
        parts.append(f"{rate:.1f} editions/min" if rate < 10 else f"{rate:.0f} editions/min")
    return ", ".join(parts)


def _shaded(counts: str) -> Text:
    """Colour the counts of scripts that were built and that failed. The words say the same without colour."""
    text = _line(counts)
    text.highlight_regex(r"\d+ built", "green")
    text.highlight_regex(r"\d+ failed", "bold red")
    return text


def _line(text: str, style: str = "") -> Text:
    return Text(text, style, no_wrap=True, overflow="ellipsis")
