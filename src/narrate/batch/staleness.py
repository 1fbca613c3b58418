"""Why scripts must be built, in words."""

from __future__ import annotations

from narrate.batch.selecting import Selection
from narrate.build_plan import BuildPlan
from narrate.build_settings import BuildSettings
from narrate.freshness import find_edition, reasons_of
from narrate.output_index import OutputIndex
from narrate.script import Source

OFFERS = "its page must offer another edition as it is now"
_MOST = 5


def is_built(source: Source, settings: BuildSettings) -> bool:
    """Whether the edition of ``source`` with ``settings`` was ever built."""
    return find_edition(source, settings) is not None


def why_stale(source: Source, settings: BuildSettings, index: OutputIndex | None = None) -> tuple[str, ...]:
    """Return why the edition of ``source`` with ``settings`` is not up to date, in a few lines; none if it is."""
    lines = [str(reason) for reason in reasons_of(source, settings, index)]
    left = len(lines) - _MOST
    return tuple(lines) if left <= 1 else (*lines[:_MOST], f"and {left} more")


def reasons(selection: Selection, plan: BuildPlan, index: OutputIndex | None = None) -> dict[Source, tuple[str, ...]]:
    """Return why each script of ``selection`` must be built that is not up to date. ``index`` is that of the output."""
    why = {}
    for source in selection.stale:
        editions = plan.in_language(source.language) if source.language else plan.settings
        lines = dict.fromkeys(line for one in reversed(editions) for line in why_stale(source, one, index))
        why[source] = tuple(lines) or (OFFERS,)
    return why
