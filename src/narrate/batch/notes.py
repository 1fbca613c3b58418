"""Notes about an edition that was not built, or not all of it."""

from __future__ import annotations

from dataclasses import replace

from narrate.batch.reporting import EditionResult
from narrate.build_plan import BuildPlan
from narrate.edition_facts import facts_of
from narrate.editions import STANDARD
from narrate.manifest import load_manifest


def with_note(result: EditionResult, plan: BuildPlan) -> EditionResult:
    """Add a note to ``result`` if the page that offers this edition is outdated and this run does not write it."""
    made, page = result.facts, result.folder.parent
    if made.edition == STANDARD or plan.settings[-1].edition == STANDARD:  # it comes last
        return result
    standard = load_manifest(page)
    if standard is None or not plan.makes_page_false(made, facts_of(standard)):
        return result
    note = (
        f"the page in {page} offers this edition as it was before; "
        f"to write the page again, add --edition {STANDARD},{made.edition}"
    )
    return replace(result, notes=(*result.notes, note))
