"""``narrate preview``: shows the page of a script in the browser, and renews it when the script is saved."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from narrate.cli.exit_codes import ExitCode
from narrate.cli.resources import check_room
from narrate.cli.shared_arguments import Commands
from narrate.editions import EDITIONS, STANDARD
from narrate.errors import UsageError

_EPILOGUE = "End it with Ctrl-C. Exit codes: 1 no such script, 2 wrong use, 3 something outside the program failed, 130 ended."  # fmt: skip


def add_preview(commands: Commands) -> None:
    """Add the command ``narrate preview`` to ``commands``."""
    preview = commands.add_parser(
        "preview", help="show the page of a script while you write it; renewed at each save", epilog=_EPILOGUE
    )
    preview.add_argument("script", metavar="SCRIPT", help="the script, one file")
    preview.add_argument("--open", action="store_true", help="open the page in the browser")
    preview.add_argument("--port", type=_port, default=0, metavar="N", help="the port to serve on (default: any that is free)")  # fmt: skip
    preview.add_argument(
        "--edition",
        default=STANDARD,
        metavar="EDITION,…",
        help=f"{', '.join(EDITIONS)}: what to build (default: {STANDARD}, which is the quickest)",
    )
    preview.add_argument("--language", default="", metavar="TAG", help="the language of a script that names none")
    preview.add_argument("--voice", default="", metavar="ENGINE[:NAME]",
                         help="which voice speaks (default: that of the script, else the best installed)")  # fmt: skip
    preview.add_argument("--theme", default="", metavar="NAME",
                         help="light, dark, contrast or large (default: the script's own, else light)")  # fmt: skip
    preview.add_argument("--store", default="", metavar="DIR|s3://…",
                         help="where spoken sound is kept (default: $NARRATE_STORE, else the user's cache folder)")  # fmt: skip
    preview.add_argument("--offline", action="store_true", help="refuse voices that send the text over the network")
    preview.set_defaults(run=_preview)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 5 and int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"{text!r}: give 1024 to 65535, or 0 for any that is free")
    return int(text)


def _preview(options: argparse.Namespace) -> ExitCode:
    check_room()
    from narrate.preview.session import previewing
    from narrate.preview.shown import Wish

    editions = tuple(name.strip() for name in options.edition.split(",") if name.strip())
    if not editions or any(name not in EDITIONS for name in editions):
        raise UsageError(f"--edition {options.edition}: the editions are {', '.join(EDITIONS)}")
    wish = Wish(
        script=Path(options.script),
        output=Path(),
        editions=editions,
        language=options.language,
        voice=options.voice,
        theme=options.theme,
        store=options.store,
        offline=options.offline,
    )
    with previewing(wish, options.port, _tell) as preview:
        print(f"Preview of {options.script}: {preview.address}", flush=True)
        _tell("the address is for you alone and changes with each start; Ctrl-C ends the preview")
        if options.open:
            import webbrowser

            if not webbrowser.open(preview.new_entrance()):
                _tell("no browser could be opened; copy the address into one")
        preview.wait()
    return ExitCode.DONE


def _tell(message: str) -> None:
    print(f"narrate: {message}", file=sys.stderr, flush=True)
