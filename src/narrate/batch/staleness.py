"""Why scripts must be built, in words."""

from __future__ import annotations

from narrate.batch.selecting import Selection
from narrate.build_plan import BuildPlan
from narrate.build_settings import BuildSettings
from narrate.freshness import why_stale
from narrate.reasons import NEVER_BUILT
from narrate.script import Source

NEVER = str(NEVER_BUILT)
OFFERS = "its page must offer another edition as it is now"
_MOST = 5


def lines_of(source: Source, settings: BuildSettings) -> tuple[str, ...]:
    """Return why the edition of ``source`` with ``settings`` is not up to date, in a few lines; none if it is."""
    lines = [str(reason) for reason in why_stale(source, settings)]
    left = len(lines) - _MOST
    return tuple(lines) if left <= 1 else (*lines[:_MOST], f"and {left} more")


def reasons(selection: Selection, plan: BuildPlan) -> dict[Source, tuple[str, ...]]:
    """Return why each script of ``selection`` must be built that is not up to date."""
    why = {}
    for source in selection.stale:
        editions = plan.in_language(source.language) if source.language else plan.settings
        lines = dict.fromkeys(line for one in reversed(editions) for line in lines_of(source, one))
        why[source] = tuple(lines) or (OFFERS,)
    return why
