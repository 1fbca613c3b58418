"""``narrate build``, and ``narrate store`` for the sounds that it keeps."""

from __future__ import annotations

import argparse
import gc
import os
from typing import TYPE_CHECKING

from narrate.cli.build_arguments import add_arguments, settings_of
from narrate.cli.exit_codes import EPILOGUE, ExitCode, exit_code
from narrate.cli.resources import check_room
from narrate.cli.shared_arguments import Commands, at_least_one
from narrate.cli.status import dry_run
from narrate.errors import NarrateError

if TYPE_CHECKING:
    from narrate.batch import Report
    from narrate.batch.events import Event


def add_build(commands: Commands) -> None:
    """Add the command ``narrate build`` to ``commands``."""
    build = commands.add_parser("build", help="turn scripts into slides, sound and web pages", epilog=EPILOGUE)
    add_arguments(build)
    build.add_argument(
        "--jobs",
        type=at_least_one,
        default=None,
        metavar="N",
        help="how many tasks to run at the same time (default: one per core)",
    )
    build.add_argument("--cluster", default="", metavar="tcp://HOST:PORT",
                       help="let the workers of this Dask scheduler do the work (docs/scale.md)")  # fmt: skip
    build.add_argument(
        "--strict-languages", action="store_true", help="build a topic only if nothing is wrong with it in any language"
    )
    build.add_argument("--fail-fast", action="store_true", help="stop at the first script that cannot be built")
    build.add_argument("--offline", action="store_true", help="refuse voices that send the text over the network")
    build.add_argument(
        "--check-hashes",
        action="store_true",
        help="read every file of what was built, instead of trusting sizes and times of change",
    )
    build.add_argument("--dry-run", action="store_true", help="say what would be built and why, and build nothing")
    build.add_argument(
        "--plain", action="store_true", help="show no table and overwrite no line, as for screen readers and logs"
    )
    build.set_defaults(run=_build)


def add_store(commands: Commands) -> None:
    """Add the command ``narrate store prune`` to ``commands``."""
    store = commands.add_parser("store", help="manage the sounds that are kept for the next build")
    kinds = store.add_subparsers(required=True, metavar="COMMAND")
    prune = kinds.add_parser("prune", help="remove sounds that no output uses and that were not used lately")
    prune.add_argument("outputs", nargs="*", default=["output"], metavar="OUTPUT",
                       help="output folders whose sounds are kept (default: output)")  # fmt: skip
    prune.add_argument(
        "--days", type=int, default=30, metavar="N", help="also keep what was used in the last N days (default: 30)"
    )
    prune.set_defaults(run=_prune)


def _build(options: argparse.Namespace) -> ExitCode:
    if options.dry_run:
        return dry_run(options)
    check_room(options.jobs)
    from narrate.batch import build
    from narrate.cli.build_display import BuildDisplay

    display = BuildDisplay(options.jobs or os.cpu_count() or 1, plain=options.plain)

    def on_event(event: Event) -> None:
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        display.take(event)

    # Off until the first step is done: what importing and reading create stays in use, so collecting finds nothing.
    gc.disable()
    try:
        with display:
            report = build(
                options.paths,
                options.output,
                **settings_of(options),
                jobs=options.jobs or 0,
                offline=options.offline,
                cluster=options.cluster,
                allow_failures=True,
                strict_languages=options.strict_languages,
                fail_fast=options.fail_fast,
                check_hashes=options.check_hashes,
                progress=on_event,
                notice=display.notice,
            )
    except KeyboardInterrupt:
        display.interrupted()
        raise
    finally:
        gc.unfreeze()
        gc.enable()
    display.end(report)
    return exit_code_of(report)


def exit_code_of(report: Report) -> ExitCode:
    """Return the exit code of a build with the result ``report``."""
    try:
        report.require_complete()
    except NarrateError as error:
        return exit_code(error)
    return ExitCode.DONE


def _prune(options: argparse.Namespace) -> ExitCode:
    from narrate.batch import prune

    pruned = prune(options.outputs, days=options.days)
    print(f"removed {pruned.entries} sounds, {pruned.size / 1e6:.1f} MB; {pruned.kept} kept in {pruned.folder}")
    return ExitCode.DONE
