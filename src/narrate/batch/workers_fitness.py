"""Whether a worker of a cluster would write the same bytes as the machine that asks it."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from narrate.batch.run_settings import RunSettings, plan_of
from narrate.buckets import is_bucket
from narrate.decisions import digest_of
from narrate.installed import installed
from narrate.program_parts import whole_digest


@dataclass(frozen=True, slots=True)
class Needs:
    """What a worker must have in common with the machine that asks.

    - ``python``: its version; ``packages``: the names and versions of what is installed.
    - ``epoch``: SOURCE_DATE_EPOCH.
    - ``program``: the digest of the program and its packages.
    - ``made_from``: the digests of the settings, by edition, which also depend on voices and other programs there.
    - ``folders``: must exist: those of scripts, of the output and of the store, unless they are in a bucket.
    """

    python: str
    packages: tuple[str, ...]
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
            platform.python_version(),
            installed(),
            whole_digest(),
            os.environ.get("SOURCE_DATE_EPOCH", ""),
            _made_from(settings),
            settings,
            (*folders, *shared),
        )


def unfit(needs: Needs) -> str:
    """Return why this machine cannot take part, and what to do; empty if it can."""
    if platform.python_version() != needs.python:
        return f"it has Python {platform.python_version()}, and {needs.python} is asked for; install the same"
    if packages := _differences(installed(), needs.packages):
        return f"its packages differ from those of the machine that asks ({packages}); install the same on both"
    if whole_digest() != needs.program:
        return "it has another version of narrate than the machine that asks; install the same on both"
    if os.environ.get("SOURCE_DATE_EPOCH", "") != needs.epoch:
        return f"its SOURCE_DATE_EPOCH is not {needs.epoch!r}; set it before the worker starts"
    for folder in needs.folders:
        if not Path(folder).is_dir():
            return f"it has no folder {folder}; share that folder under the same path, or use a bucket"
    if _made_from(needs.settings) != needs.made_from:
        return "its added voices or its liblouis differ from those of the machine that asks; install the same on both"
    return ""


def _differences(here: Sequence[str], there: Sequence[str]) -> str:
    """Say which packages differ, at most three; empty if none does."""
    names = sorted({one.partition("-")[0] for one in set(here) ^ set(there)})
    return ", ".join([*names[:3], *(["…"] if len(names) > 3 else [])])


def _made_from(settings: RunSettings) -> tuple[str, ...]:
    decided = [(one.made_from, one.decided_by) for one in plan_of(settings, 1).settings]
    return tuple(text for made_from, by in decided for text in (made_from, digest_of(dict(by.added))))
