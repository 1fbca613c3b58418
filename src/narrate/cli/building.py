"""``narrate build``, and ``narrate store`` for the sounds that it keeps."""

from __future__ import annotations

import argparse
import gc
import sys
from typing import TYPE_CHECKING

from narrate.cli.build_summary import summarise
from narrate.cli.exit_codes import EPILOGUE, ExitCode, exit_code
from narrate.cli.progress import Progress
from narrate.cli.resources import check_room
from narrate.cli.shared_arguments import Commands, at_least_one
from narrate.collections import COLLECTIONS
from narrate.editions import DESCRIBED, EDITIONS, STANDARD
from narrate.errors import NarrateError
from narrate.exporters import ALWAYS, BRAILLE_PAGE, DEFAULT_FORMATS, EXPORTERS, NAMED_ONLY

if TYPE_CHECKING:
    from narrate.batch import Report
    from narrate.batch.events import Event


def add_build(commands: Commands) -> None:
    """Add the command ``narrate build`` to ``commands``."""
    build = commands.add_parser("build", help="turn scripts into slides, sound and web pages", epilog=EPILOGUE)
    build.add_argument("paths", nargs="*", default=["script"], metavar="PATH",
                       help="scripts, topic folders, or a folder of topics (default: script)")  # fmt: skip
    build.add_argument("--output", default="output", metavar="DIR|s3://…", help="where to write (default: output)")
    others = [name for name in (*EXPORTERS, *COLLECTIONS) if name not in (ALWAYS, *DEFAULT_FORMATS)]
    build.add_argument("--to", default=None, metavar="FORMAT,…",
                       help=f"{', '.join(DEFAULT_FORMATS)} (default), {', '.join(others)}, or all (without {', '.join((*NAMED_ONLY, *COLLECTIONS))})")  # fmt: skip
    build.add_argument(
        "--edition",
        default="",
        metavar="EDITION,…",
        help=f"{', '.join(EDITIONS)}: write every format in each of these; {DESCRIBED} also says what is shown "
        f"(default: {STANDARD}; {DESCRIBED} only for sound, captions and text beside the page, and for talking books)",
    )
    build.add_argument("--language", default="", metavar="TAG,…",
                       help="the language of a script that names none; otherwise only scripts in these")  # fmt: skip
    build.add_argument(
        "--voice",
        default="",
        metavar="ENGINE[:NAME]",
        help="which voice speaks (default: auto, the best installed for the language)",
    )
    build.add_argument("--theme", default="", metavar="NAME",
                       help="light, dark, contrast or large (default: the script's own, else light)")  # fmt: skip
    build.add_argument("--no-builds", dest="builds", action="store_false", help="no animation on the slides of decks")
    build.add_argument("--braille-page", default=BRAILLE_PAGE, metavar="CELLSxLINES",
                       help=f"the size of a page in braille (default: {BRAILLE_PAGE})")  # fmt: skip
    build.add_argument(
        "--jobs",
        type=at_least_one,
        default=None,
        metavar="N",
        help="how many tasks to run at the same time (default: one per core)",
    )
    build.add_argument("--store", default="", metavar="DIR|s3://…",
                       help="where spoken sound is kept (default: $NARRATE_STORE, else the user's cache folder)")  # fmt: skip
    build.add_argument("--cluster", default="", metavar="tcp://HOST:PORT",
                       help="let the workers of this Dask scheduler do the work (docs/scale.md)")  # fmt: skip
    build.add_argument("--strict", action="store_true", help="fail on warnings, before anything is spoken")
    build.add_argument(
        "--strict-languages", action="store_true", help="build a topic only if nothing is wrong with it in any language"
    )
    build.add_argument("--fail-fast", action="store_true", help="stop at the first script that cannot be built")
    build.add_argument("--offline", action="store_true", help="refuse voices that send the text over the network")
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
    check_room(options.jobs)
    from narrate.batch import build

    progress = Progress()

    def on_event(event: Event) -> None:
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        progress.show(event)

    # Off until the first step is done: what importing and reading create stays in use, so collecting finds nothing.
    gc.disable()
    try:
        report = build(
            options.paths,
            options.output,
            to=DEFAULT_FORMATS if options.to is None else [name.strip() for name in options.to.split(",")],
            editions=[name.strip() for name in options.edition.split(",") if name.strip()],
            language=options.language,
            voice=options.voice,
            theme=options.theme,
            builds=options.builds,
            braille_page=options.braille_page,
            jobs=options.jobs or 0,
            strict=options.strict,
            offline=options.offline,
            store=options.store,
            cluster=options.cluster,
            allow_failures=True,
            strict_languages=options.strict_languages,
            fail_fast=options.fail_fast,
            progress=on_event,
            notice=lambda text: print(f"narrate: {text}", file=sys.stderr),
        )
    finally:
        gc.unfreeze()
        gc.enable()
        progress.clear()
    summarise(report)
    return exit_code_of(report)


def exit_code_of(report: Report) -> ExitCode:
    """Return the exit code of a build with the result ``report``."""
    try:
        report.require_complete()
    except NarrateError as error:
        return exit_code(error)
    return ExitCode.DONE


def _prune(options: argparse.Namespace) -> ExitCode:
    from pathlib import Path

    from narrate.batch import prune

    pruned = prune([Path(output) for output in options.outputs], days=options.days)
    print(f"removed {pruned.entries} sounds, {pruned.size / 1e6:.1f} MB; {pruned.kept} kept in {pruned.folder}")
    return ExitCode.DONE
