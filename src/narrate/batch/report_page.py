"""Makes ``report.html`` from a report: a page that works without a network and without scripts."""

from __future__ import annotations

from narrate.batch.run_report_document import RunReport, ScriptEntry
from narrate.exporters.filled_templates import templates_of

MOST_ROWS = 5000
"""How many scripts the page lists. If there are more, it lists first those with which something is wrong."""
LABELS = {"built": "built", "fresh": "up to date", "failed": "failed", "not done": "not done"}


def page_of(report: RunReport) -> str:
    """Return the page of ``report``."""
    unbuilt = [entry for entry in report.scripts if entry.state == "failed"]
    warned = [entry for entry in report.scripts if entry.warnings]
    return (
        templates_of("narrate.batch")
        .get_template("report.html")
        .render(
            report=report,
            totals=report.totals,
            unbuilt=unbuilt[:MOST_ROWS],
            warned=warned[:MOST_ROWS],
            rows=_rows(report),
            hidden=max(0, len(report.scripts) - MOST_ROWS),
            labels=LABELS,
            length=_length,
        )
    )


def _rows(report: RunReport) -> list[ScriptEntry]:
    """Return the scripts that the page lists, in the order of their names."""
    if len(report.scripts) <= MOST_ROWS:
        return list(report.scripts)
    by_weight = sorted(report.scripts, key=lambda entry: (entry.state not in ("failed", "not done"), entry.script))
    return sorted(by_weight[:MOST_ROWS], key=lambda entry: entry.script)


def _length(ms: int) -> str:
    """Return the length of an edition, such as ``2:05``."""
    minutes, seconds = divmod(round(ms / 1000), 60)
    return f"{minutes}:{seconds:02d}"
