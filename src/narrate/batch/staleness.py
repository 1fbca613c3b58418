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


def why_stale(source: Source, settings: BuildSettings) -> str:
    """Return why the edition of ``source`` with ``settings``, which is not up to date, must be built."""
    below = "" if settings.edition == STANDARD else f"{settings.edition}/"
    found = (settings.output / source.topic).glob(f"{source.language or '*'}/{below}{MANIFEST}")
    return CHANGED if any(found) else NEVER


def reasons(selection: Selection, plan: BuildPlan) -> dict[Source, tuple[str, ...]]:
    """Return why each script of ``selection`` must be built that is not up to date."""
    why = {}
    for source in selection.stale:
        editions = plan.in_language(source.language) if source.language else plan.settings
        why[source] = tuple(dict.fromkeys(why_stale(source, one) for one in reversed(editions)))
    return why
