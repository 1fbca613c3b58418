"""What a run reports while it works. All events can be passed to another process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from narrate.batch.reporting import ScriptOutcome


@dataclass(frozen=True, slots=True)
class Planned:
    """The run is about to begin. ``scripts`` is how many it has; those in the files ``stale`` must be built."""

    scripts: int
    stale: frozenset[Path]


@dataclass(frozen=True, slots=True)
class Started:
    """The script in the file ``source`` is being read, and then built."""

    source: Path
    topic: str
    language: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of building an edition is done: ``spoken``, ``kept``, ``painted``, ``encoded`` or ``exported``."""

    source: Path
    topic: str
    language: str
    edition: str
    step: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A message for the user that cannot wait, such as that a voice sends the text to a service."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A script is done, whatever came of it."""

    outcome: ScriptOutcome


Event = Planned | Started | Step | Notice | Finished


def ignore_event(_: Event) -> None:
    """Do nothing with an event."""
