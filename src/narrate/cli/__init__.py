"""The command line: arguments, progress and exit codes. No other package prints anything.

Each module defines some of the commands: their arguments, and what they do.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from narrate import __version__
from narrate.cli import building, interrupting, previewing, saying, scripts, status, verifying, voices
from narrate.cli.exit_codes import EPILOGUE, ExitCode, exit_code
from narrate.cli.resources import lacking
from narrate.cli.streams import StreamError, checked_streams, drop, flush, say_last
from narrate.errors import InputError, NarrateError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    # No work here needs the threads of a matrix library, and starting them takes longer than importing numpy.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with checked_streams():
        try:
            try:
                return _run(sys.argv[1:] if arguments is None else arguments)
            finally:
                flush()
        except BrokenPipeError:
            drop()
            return ExitCode.PIPE_CLOSED
        except StreamError as error:
            say_last(f"narrate: {error}")
            return exit_code(error)


def _run(arguments: Sequence[str]) -> int:
    try:
        arguments = voices.listing_by_default(arguments)
        options = _parser(arguments).parse_args(arguments)
        code: int = options.run(options)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt) or interrupting.happened():
            return interrupting.report()
        if isinstance(error, StreamError):
            raise  # it cannot be printed in the usual way
        if not isinstance(error, NarrateError):
            return _report_lack(error)
        for line in error.problems if isinstance(error, InputError) else [f"narrate: {error}"]:
            print(line, file=sys.stderr)
        return exit_code(error)
    return code


def _report_lack(error: BaseException) -> int:
    """Report what the system does not give. Raises ``error`` if it has another cause."""
    lack = lacking(error)
    if not lack:
        raise error
    print(f"narrate: {lack}; what was spoken so far is kept for the next run", file=sys.stderr)
    return ExitCode.OUTSIDE


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="narrate", description="Turn a narration script into slides and sound, in step.", epilog=EPILOGUE
    )
    parser.add_argument("--version", action="version", version=f"narrate {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    building.add_build(commands)
    status.add_status(commands)
    verifying.add_verify(commands)
    building.add_store(commands)
    scripts.add_check(commands)
    scripts.add_draft(commands)
    scripts.add_lexicon(commands)
    saying.add_say(commands)
    previewing.add_preview(commands)
    voices.add_voices(commands, arguments)
    return parser
