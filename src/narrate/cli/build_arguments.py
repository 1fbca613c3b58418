"""The arguments that decide what a build makes, for all commands that must know it."""

from __future__ import annotations

import argparse
from typing import Any

from narrate.collections import COLLECTIONS
from narrate.editions import DESCRIBED, EDITIONS, STANDARD
from narrate.exporters import ALWAYS, BRAILLE_PAGE, DEFAULT_FORMATS, EXPORTERS, NAMED_ONLY


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add these arguments to the ``parser`` of a command."""
    parser.add_argument("paths", nargs="*", default=["script"], metavar="PATH",
                        help="scripts, topic folders, or a folder of topics (default: script)")  # fmt: skip
    parser.add_argument("--output", default="output", metavar="DIR|s3://…",
                        help="where to write (default: output)")  # fmt: skip
    parser.add_argument("--store", default="", metavar="DIR|s3://…",
                        help="where spoken sound is kept (default: $NARRATE_STORE, else the user's cache folder)")  # fmt: skip
    others = [name for name in (*EXPORTERS, *COLLECTIONS) if name not in (ALWAYS, *DEFAULT_FORMATS)]
    parser.add_argument("--to", default=None, metavar="FORMAT,…",
                        help=f"{', '.join(DEFAULT_FORMATS)} (default), {', '.join(others)}, or all (without {', '.join((*NAMED_ONLY, *COLLECTIONS))})")  # fmt: skip
    parser.add_argument(
        "--edition",
        default="",
        metavar="EDITION,…",
        help=f"{', '.join(EDITIONS)}: write every format in each of these; {DESCRIBED} also says what is shown "
        f"(default: {STANDARD}; {DESCRIBED} only for sound, captions and text beside the page, and for talking books)",
    )
    parser.add_argument("--language", default="", metavar="TAG,…",
                        help="the language of a script that names none; otherwise only scripts in these")  # fmt: skip
    parser.add_argument(
        "--voice",
        default="",
        metavar="ENGINE[:NAME]",
        help="which voice speaks (default: auto, the best installed for the language)",
    )
    parser.add_argument("--theme", default="", metavar="NAME",
                        help="light, dark, contrast or large (default: the script's own, else light)")  # fmt: skip
    parser.add_argument("--no-builds", dest="builds", action="store_false", help="no animation on the slides of decks")
    parser.add_argument("--braille-page", default=BRAILLE_PAGE, metavar="CELLSxLINES",
                        help=f"the size of a page in braille (default: {BRAILLE_PAGE})")  # fmt: skip
    parser.add_argument("--keep-slides", action="store_true",
                        help="speak the notes of a PowerPoint deck to the slides that it has")  # fmt: skip
    parser.add_argument("--keep-macros", action="store_true", help="keep the macros of such a deck (.pptm) too")
    parser.add_argument("--strict", action="store_true", help="do not build a script that has warnings")


def settings_of(options: argparse.Namespace) -> dict[str, Any]:
    """Return these arguments as those of ``narrate.build``, without the paths and the output."""
    return {
        "to": DEFAULT_FORMATS if options.to is None else [name.strip() for name in options.to.split(",")],
        "editions": [name.strip() for name in options.edition.split(",") if name.strip()],
        "language": options.language,
        "voice": options.voice,
        "theme": options.theme,
        "builds": options.builds,
        "braille_page": options.braille_page,
        "strict": options.strict,
        "keep_slides": options.keep_slides,
        "keep_macros": options.keep_macros,
        "store": options.store,
    }
