"""``narrate status``, and ``narrate build --dry-run``: what is up to date, and why the rest is not."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from narrate.cli.build_arguments import add_arguments, settings_of
from narrate.cli.edition_names import title_of
from narrate.cli.exit_codes import ExitCode
from narrate.cli.shared_arguments import Commands

if TYPE_CHECKING:
    from narrate.batch.statuses import EditionStatus, Status

_EPILOGUE = "Give the options of the build: editions that were built with others are not up to date. Exit codes: 0 all is up to date, 1 not all, 2 wrong use."  # fmt: skip


def add_status(commands: Commands) -> None:
    """Add the command ``narrate status`` to ``commands``."""
    status = commands.add_parser("status", help="say what is up to date, without building", epilog=_EPILOGUE)
    add_arguments(status)
    status.add_argument("--json", action="store_true", help="write the result as JSON")
    status.set_defaults(run=_status)


def dry_run(options: argparse.Namespace) -> ExitCode:
    """Say what a build would do."""
    found = _found(options)
    for one in found.editions:
        if one.state != "fresh":
            print(f"{_name(one)}: would be built: {'; '.join(one.why)}")
    print(_counted(found))
    return ExitCode.DONE


def _status(options: argparse.Namespace) -> ExitCode:
    found = _found(options)
    if options.json:
        print(json.dumps(found.as_document(), ensure_ascii=False, indent=1))
    else:
        for line in _lines(found.editions):
            print(line)
        print(_counted(found))
    return ExitCode.DONE if found.is_fresh else ExitCode.INPUT


def _found(options: argparse.Namespace) -> Status:
    from narrate.batch.statuses import status

    return status(options.paths, options.output, **settings_of(options))


def _lines(editions: Sequence[EditionStatus]) -> Iterator[str]:
    """Yield a line for each edition. If there are many, those that are up to date have none."""
    from narrate.cli.build_summary import FEW  # with all that builds

    for one in editions:
        if one.state != "fresh":
            yield f"{_name(one)}: {'; '.join(one.why)}"
            for line in one.failures:
                yield f"  failed in the last build: {line}"
        elif len(editions) <= FEW:
            yield f"{_name(one)}: up to date"


def _name(one: EditionStatus) -> str:
    return title_of(one.topic, one.language or "unknown language", one.edition)


def _counted(found: Status) -> str:
    counts = found.counts
    parts = [f"{counts['fresh']} up to date", f"{counts['stale']} out of date", f"{counts['never built']} never built"]
    return f"{', '.join(parts)} of {len(found.editions)} editions"
