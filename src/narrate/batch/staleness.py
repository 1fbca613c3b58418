"""Why scripts must be built."""

from __future__ import annotations

from narrate.batch.selecting import Selection
from narrate.build_plan import BuildPlan
from narrate.build_settings import BuildSettings
from narrate.editions import STANDARD
from narrate.manifest import NAME as MANIFEST
from narrate.script import Source

NEVER = "never built"
OFFERS = "its page must offer another edition as it is now"
CHANGED = "the script, its settings or the program have changed"


def is_built(source: Source, settings: BuildSettings) -> bool:
    """Whether the edition of ``source`` with ``settings`` was ever built."""
    below = "" if settings.edition == STANDARD else f"{settings.edition}/"
    return any((settings.output / source.topic).glob(f"{source.language or '*'}/{below}{MANIFEST}"))


def why_stale(source: Source, settings: BuildSettings) -> tuple[str, ...]:
    """Return why the edition of ``source`` with ``settings``, which is not up to date, must be built."""
    return (CHANGED,) if is_built(source, settings) else (NEVER,)


def reasons(selection: Selection, plan: BuildPlan) -> dict[Source, tuple[str, ...]]:
    """Return why each script of ``selection`` must be built that is not up to date."""
    why = {}
    for source in selection.stale:
        editions = plan.in_language(source.language) if source.language else plan.settings
        why[source] = tuple(dict.fromkeys(line for one in reversed(editions) for line in why_stale(source, one)))
    return why
