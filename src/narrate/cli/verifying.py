"""``narrate verify``: reads the written files back, and compares them with the script."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from narrate.cli.edition_names import title_of
from narrate.cli.exit_codes import EPILOGUE, ExitCode
from narrate.cli.resources import check_room
from narrate.cli.shared_arguments import Commands, at_least_one

if TYPE_CHECKING:
    from pathlib import Path

    from narrate.exporters.verifying.edition_record import Finding


def add_verify(commands: Commands) -> None:
    """Add the command ``narrate verify`` to ``commands``."""
    verify = commands.add_parser(
        "verify",
        help="read the written files back, and build them again to compare",
        description="Read the written files back and check that they are right and in step. Then say which editions "
        "are older than their script, and build the others again from the stored sound: each file must come out the "
        "same, byte for byte. Nothing is spoken, and nothing is changed.",
        epilog=EPILOGUE,
    )
    verify.add_argument(
        "output",
        nargs="?",
        default="output",
        metavar="OUTPUT",
        help="the output folder, the folder of one edition, or a bucket, which is fetched first (default: output)",
    )
    verify.add_argument(
        "--script",
        default="",
        metavar="FOLDER",
        help="the folder of the scripts (default: the folder script beside the output folder)",
    )
    verify.add_argument("--quick", action="store_true", help="build nothing again")
    verify.add_argument(
        "--jobs",
        type=at_least_one,
        default=None,
        metavar="N",
        help="how many processes work at the same time (default: one per core)",
    )
    verify.add_argument("--json", action="store_true", help="print the findings as JSON")
    verify.set_defaults(run=_verify)


def _verify(options: argparse.Namespace) -> ExitCode:
    check_room(options.jobs, building=not options.quick)
    from pathlib import Path

    from narrate.batch.fetching import fetched_output
    from narrate.buckets import is_bucket

    if is_bucket(options.output):
        with fetched_output(options.output) as folder:
            return _verify_folder(options, folder, options.script or "script")
    return _verify_folder(options, Path(options.output), options.script)


def _verify_folder(options: argparse.Namespace, output: Path, script: str) -> ExitCode:
    """Verify the editions in ``output``. ``script`` is the folder of the scripts; empty for the one beside ``output``."""
    import json
    from dataclasses import asdict
    from itertools import chain

    from narrate.verifying import verify, verify_catalogue

    ok = True
    documents: dict[str, list[dict[str, object]]] = {"editions": [], "catalogues": []}
    editions = verify(output, script=script, quick=options.quick, jobs=options.jobs or 0)
    for verified in chain(editions, verify_catalogue(output)):
        ok = ok and verified.ok
        if options.json:
            document = {**asdict(verified), "folder": str(verified.folder), "ok": verified.ok}
            documents["editions" if verified.language else "catalogues"].append(document)
            continue
        print(title_of(verified.topic, verified.language, verified.edition) if verified.language else verified.topic)
        for finding in verified.findings:
            _print(finding)
        sys.stdout.flush()
    if options.json:
        print(json.dumps({"ok": ok, **documents}, ensure_ascii=False, indent=1))
    return ExitCode.DONE if ok else ExitCode.INPUT


def _figure(finding: Finding) -> str:
    """Return what was measured, for the line about a ``finding`` without faults; empty if nothing was measured."""
    limit = "" if finding.limit is None else f" (limit {finding.limit:g})"
    return "" if finding.worst is None else f": {finding.worst:g} {finding.unit}{limit}"


def _extent(finding: Finding) -> str:
    """Return the number of faults, for the line about a ``finding``, with the measured value if it is not allowed."""
    count = len(finding.faults)
    faults = f": {count} fault{'' if count == 1 else 's'}"
    if not finding.is_beyond_limit or (finding.worst, finding.limit) == (count, 0):
        return faults
    limit = f"{'at least' if finding.at_least else 'at most'} {finding.limit:g}"
    return f"{faults}; {finding.worst:g} {finding.unit} ({limit})"


def _print(finding: Finding) -> None:
    word = "FAULT" if not finding.ok else "note " if finding.note else "ok   "
    print(f"  {word} {finding.format} {finding.check}{_figure(finding) if finding.ok else _extent(finding)}")
    for line in (*finding.faults, *([finding.note] if finding.note else [])):
        print(f"        {line}")
