"""Whether a worker of a cluster would write the same bytes as the machine that asks it."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from pathlib import Path

from narrate import __version__
from narrate.batch.run_settings import RunSettings, plan_of
from narrate.buckets import is_bucket
from narrate.freshness import program_digest


@dataclass(frozen=True, slots=True)
class Needs:
    """What a worker must have in common with the machine that asks.

    - ``program``: the digest of the program and its packages.
    - ``made_from``: the digests of the settings, by edition, which also depend on voices and other programs there.
    - ``folders``: must exist: those of scripts, of the output and of the store, unless they are in a bucket.
    """

    version: str
    python: str
    program: str
    epoch: str
    made_from: tuple[str, ...]
    settings: RunSettings
    folders: tuple[str, ...] = ()

    @classmethod
    def here(cls, settings: RunSettings, folders: tuple[str, ...] = ()) -> Needs:
        """Return what other machines must have in common with this one for a run with ``settings``."""
        kept = (settings.output, settings.store)
        shared = tuple(str(Path(folder).parent) for folder in kept if not is_bucket(folder))
        return cls(
            __version__,
            platform.python_version(),
            program_digest(),
            os.environ.get("SOURCE_DATE_EPOCH", ""),
            _made_from(settings),
            settings,
            (*folders, *shared),
        )


def unfit(needs: Needs) -> str:
    """Return why this machine cannot take part, and what to do; empty if it can."""
    if __version__ != needs.version:
        return f"it has narrate {__version__}, and {needs.version} is asked for; install the same"
    if platform.python_version() != needs.python:
        return f"it has Python {platform.python_version()}, and {needs.python} is asked for; install the same"
    if program_digest() != needs.program:
        return "its narrate or its packages differ from those of the machine that asks; install the same on both"
    if os.environ.get("SOURCE_DATE_EPOCH", "") != needs.epoch:
        return f"its SOURCE_DATE_EPOCH is not {needs.epoch!r}; set it before the worker starts"
    for folder in needs.folders:
        if not Path(folder).is_dir():
            return f"it has no folder {folder}; share that folder under the same path, or use a bucket"
    if _made_from(needs.settings) != needs.made_from:
        return "its added voices or its liblouis differ from those of the machine that asks; install the same on both"
    return ""


def _made_from(settings: RunSettings) -> tuple[str, ...]:
    return tuple(one.made_from for one in plan_of(settings, 1).settings)
