"""The command line: arguments, progress, exit codes. Nothing else prints.

Each module holds some commands, with their arguments beside what they do.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from narrate import __version__
from narrate.cli import building, saying, scripts, verifying, voices
from narrate.cli.arguments import EPILOGUE
from narrate.cli.streams import StreamError, drop, flush, say_last, told
from narrate.errors import InputError, NarrateError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    # Nothing here is work for a matrix library's threads, and starting them costs more than all of numpy's import.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with told():
        try:
            try:
                return _obey(sys.argv[1:] if arguments is None else arguments)
            finally:
                flush()
        except BrokenPipeError:  # who reads has enough, as head does
            drop()
            return 141
        except StreamError as error:
            say_last(f"narrate: {error}")
            return error.exit_code


def _obey(arguments: Sequence[str]) -> int:
    arguments = voices.listing_by_default(arguments)
    options = _parser(arguments).parse_args(arguments)
    try:
        code: int = options.run(options)
    except StreamError:
        raise  # there is nobody to tell it in the usual way
    except InputError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return error.exit_code
    except NarrateError as error:
        print(f"narrate: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("narrate: interrupted; what was spoken so far is kept for the next run", file=sys.stderr)
        return 130
    return code


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="narrate", description="Turn a narration script into slides and sound, in step.", epilog=EPILOGUE
    )
    parser.add_argument("--version", action="version", version=f"narrate {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    building.add_build(commands)
    verifying.add_verify(commands)
    building.add_store(commands)
    scripts.add_check(commands)
    scripts.add_draft(commands)
    scripts.add_lexicon(commands)
    saying.add_say(commands)
    voices.add_voices(commands, arguments)
    return parser
