"""How far a run is: what is done, what runs now, how fast it goes. It follows from the events of the run."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from narrate.batch.events import Event, Finished, Planned, Started, Step

_RECENT = 40  # scripts; the speed is that of the latest
_ENOUGH = 2  # finished scripts from which the time that is left can be estimated
_LABELS = {"fresh": "up to date"}
ORDER = ("built", "fresh", "failed", "skipped")
"""The states of scripts (``batch/reporting.py``), in the order in which they are told."""


@dataclass(slots=True)
class Running:
    """A script that is being worked on, and how often each step was done, the latest step last."""

    topic: str
    language: str
    since: float
    latest: float
    steps: dict[str, int] = field(default_factory=dict)

    @property
    def step(self) -> str:
        """The latest step and its number, such as ``spoken 12``; ``reading`` before the first."""
        if not self.steps:
            return "reading"
        name, number = next(reversed(self.steps.items()))
        return f"{name} {number}"


class RunState:
    """Follows the events of a run. ``clock`` returns the time in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()
        self._finished: deque[float] = deque(maxlen=_RECENT)
        self._stale: frozenset[Path] = frozenset()
        self._editions: deque[int] = deque(maxlen=_RECENT)
        self.scripts = 0
        self.counts: Counter[str] = Counter()
        self.running: dict[Path, Running] = {}

    def take(self, event: Event) -> None:
        """Note what ``event`` says."""
        now = self._clock()
        if isinstance(event, Planned):
            self.scripts, self._stale, self._began = event.scripts, event.stale, now
            self.counts["fresh"] = event.scripts - len(event.stale)
        elif isinstance(event, Started):
            self.running[event.source] = Running(event.topic, event.language, now, now)
        elif isinstance(event, Step):
            one = self.running.setdefault(event.source, Running(event.topic, event.language, now, now))
            one.language, one.latest = event.language, now
            one.steps[event.step] = one.steps.pop(event.step, 0) + 1
        elif isinstance(event, Finished):
            self._finish(event, now)

    def _finish(self, event: Finished, now: float) -> None:
        source = event.outcome.source.path
        self.running.pop(source, None)
        if source in self._stale:
            self._finished.append(now)
            self._editions.append(sum(edition.is_new for edition in event.outcome.editions))
        elif event.outcome.is_failed:
            self.counts["fresh"] -= 1
        else:
            return  # it was only compared, and is counted already
        self.counts[event.outcome.state] += 1

    @property
    def stale(self) -> int:
        """How many scripts had to be built when the run began."""
        return len(self._stale)

    @property
    def done(self) -> int:
        return sum(self.counts.values())

    @property
    def seconds(self) -> float:
        """How long the run has taken so far."""
        return self._clock() - self._began

    @property
    def rate(self) -> float | None:
        """How many editions a minute were built lately; None if it is too early to say."""
        span = self._span()
        return None if span is None else 60 * sum(self._editions) / span

    @property
    def seconds_left(self) -> float | None:
        """How many seconds the rest will take; None if it is too early to say."""
        span = self._span()
        return None if span is None else (self.scripts - self.done) * span / len(self._finished)

    def _span(self) -> float | None:
        """The seconds in which the latest scripts were finished."""
        if len(self._finished) < _ENOUGH:
            return None
        began = self._finished[0] if len(self._finished) == _RECENT else self._began
        return max(self._clock() - began, 0.001)

    def latest(self, most: int) -> list[Running]:
        """Return what runs now: at most ``most`` scripts, those that went on last, in the order of their beginning."""
        chosen = sorted(self.running.values(), key=lambda one: one.latest)[-most:] if most > 0 else []
        return sorted(chosen, key=lambda one: one.since)


def counted(counts: Counter[str], rest: int = 0) -> str:
    """Return how many scripts are in which state: ``20 built, 3 up to date, 1 failed, 2 not done``."""
    parts = [f"{counts[state]} {_LABELS.get(state, state)}" for state in ORDER if counts[state]]
    return ", ".join([*parts, f"{rest} not done"] if rest else parts)


def duration(seconds: float) -> str:
    """Return a time as people say it, rounded: ``40 s``, ``12 min``, ``3 h 05 min``."""
    if seconds < 59.5:
        return f"{round(seconds)} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"
