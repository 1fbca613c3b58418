"""What a run made: the editions, the list of all of them, the warnings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from narrate.errors import Problem
from narrate.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Made:
    """One edition: where it lies and what it is.

    ``fresh`` is false where it was there already and nothing had to be done; ``removed`` are
    files of an earlier build that this one no longer has, ``left`` such files that somebody
    has changed since. Of its sentences so many were ``spoken`` now and ``kept`` from before; ``split`` are the headings
    too full for one slide, with how many each fills.
    """

    source: Path
    folder: Path
    manifest: Manifest
    fresh: bool
    removed: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()
    spoken: int = 0
    kept: int = 0
    split: tuple[tuple[str, int], ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(self.folder / name for name in sorted(self.manifest.files))


@dataclass(frozen=True, slots=True)
class Report:
    """What a run made, in the order of the scripts."""

    made: tuple[Made, ...]
    catalogue: Path
    warnings: tuple[Problem, ...]
