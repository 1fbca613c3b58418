"""The result of a run: its editions, the catalogue (the list of all editions), and the warnings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from narrate.collections.collection import Written
from narrate.errors import Problem
from narrate.manifest import Manifest


@dataclass(frozen=True, slots=True)
class EditionResult:
    """An edition of the run, and its folder. ``manifest.edition`` is its name.

    - ``is_new``: false if the edition was up to date and nothing had to be done.
    - ``removed``: files of an earlier build that were removed, because this build no longer writes them.
    - ``left``: such files that were not removed, because somebody has changed them.
    - ``notes``: lines of text about what was found in the folder and not trusted, and about a page that is now false.
    - ``spoken``: how many sentences were spoken in this run; ``kept``: how many were spoken in an earlier run.
    - ``split``: (heading, number of slides) for each heading that needs several slides.
    """

    source: Path
    folder: Path
    manifest: Manifest
    is_new: bool
    removed: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()
    spoken: int = 0
    kept: int = 0
    split: tuple[tuple[str, int], ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(self.folder / name for name in sorted(self.manifest.files))


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a run.

    ``made`` are the editions, in the order of the scripts; of each script, the standard edition comes first.
    ``catalogue`` is the page that lists all editions. ``collections`` are the main files of other collections, such as
    podcast feeds and cards.
    """

    made: tuple[EditionResult, ...]
    catalogue: Path
    warnings: tuple[Problem, ...]
    collections: tuple[Written, ...] = ()
