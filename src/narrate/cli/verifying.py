"""``narrate verify``: reads the written files back and checks them."""

from __future__ import annotations

import argparse

from narrate.cli.exit_codes import ExitCode
from narrate.cli.shared_arguments import Commands


def add_verify(commands: Commands) -> None:
    """Add the command ``narrate verify`` to ``commands``."""
    verify = commands.add_parser("verify", help="read the written files back and check that they are right and in step")
    verify.add_argument(
        "output",
        nargs="?",
        default="output",
        metavar="OUTPUT",
        help="the output folder, or the folder of one edition (default: output)",
    )
    verify.add_argument("--json", action="store_true", help="print the findings as JSON")
    verify.set_defaults(run=_verify)


def _verify(options: argparse.Namespace) -> ExitCode:
    import json
    from dataclasses import asdict
    from itertools import chain
    from pathlib import Path

    from narrate.verifying import verify, verify_catalogue

    ok = True
    documents: dict[str, list[dict[str, object]]] = {"editions": [], "catalogues": []}
    output = Path(options.output)
    for verified in chain(verify(output), verify_catalogue(output)):
        ok = ok and verified.ok
        if options.json:
            document = {**asdict(verified), "folder": str(verified.folder), "ok": verified.ok}
            documents["editions" if verified.language else "catalogues"].append(document)
            continue
        print(f"{verified.topic} [{verified.language}]" if verified.language else verified.topic)
        for finding in verified.findings:
            limit = "" if finding.limit is None else f" (limit {finding.limit:g})"
            figure = "" if finding.worst is None else f": {finding.worst:g} {finding.unit}{limit}"
            print(f"  {'ok   ' if finding.ok else 'FAULT'} {finding.format} {finding.check}{figure}")
            for fault in finding.faults:
                print(f"        {fault}")
    if options.json:
        print(json.dumps({"ok": ok, **documents}, ensure_ascii=False, indent=1))
    return ExitCode.DONE if ok else ExitCode.INPUT
