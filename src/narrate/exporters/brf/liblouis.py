"""Runs ``lou_translate``, liblouis' own program for text in lines. narrate loads no code of liblouis."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache

from narrate.errors import MissingDependencyError, OutsideError

PROGRAM = "lou_translate"
LONGEST = 400
"""The longest line in characters. The program cuts a line after 2047 bytes without saying so."""
_MOST_LINES = 2000  # in one process
_START_S, _LINE_S = 30.0, 0.05  # 2000 lines take 0.5 s on two cores that eight processes share
_VERSION = re.compile(r"\(Liblouis\) (\S{1,40})")


def version() -> str:
    """Return the version of liblouis, such as ``3.24.0``.

    Raises MissingDependencyError if it is not installed, OutsideError if it does not run.
    """
    return _version(_path())


@cache
def _version(path: str) -> str:
    found = _VERSION.search(_run([path, "--version"], "", _START_S))
    if found is None:
        raise OutsideError(f"{path} does not say which version of liblouis it is; install liblouis again")
    return found[1]


def translate(lines: Sequence[str], tables: Sequence[str], *, back: bool = False) -> list[str]:
    """Return ``lines`` in braille by liblouis' ``tables``, or braille turned back into text.

    A line has at most ``LONGEST`` characters and no line break. Raises OutsideError if the program fails.
    """
    made: list[str] = []
    command = [_path(), "--backward" if back else "--forward", ",".join(tables)]
    for start in range(0, len(lines), _MOST_LINES):
        some = lines[start : start + _MOST_LINES]
        output = _run(command, "".join(f"{line}\n" for line in some), _START_S + _LINE_S * len(some))
        got = output.split("\n")[:-1]
        if len(got) != len(some):
            raise OutsideError(
                f"{PROGRAM} answered {len(got)} lines for {len(some)} lines with the tables {', '.join(tables)}; "
                "install liblouis and its tables again"
            )
        made += got
    return made


def _path() -> str:
    path = shutil.which(PROGRAM)
    if path is None:
        raise MissingDependencyError(
            f"braille (brf) needs the program {PROGRAM} of liblouis, which is not installed; install it with "
            "'apt install liblouis-bin' (Debian, Ubuntu) or 'brew install liblouis' (macOS)"
        )
    return path


def _run(command: Sequence[str], text: str, limit_s: float) -> str:
    """Return what the program writes. Nothing in the user's environment can change it, such as LOUIS_TABLEPATH."""
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, check=False, timeout=limit_s, env=environment
        )
    except subprocess.TimeoutExpired:
        raise OutsideError(f"{PROGRAM} did not answer within {limit_s:.0f} s; run the build again") from None
    except OSError as error:
        raise OutsideError(f"{command[0]} cannot be run: {error.strerror or error}; install liblouis again") from error
    if done.returncode or b"could not be compiled" in done.stderr:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0][:200] or f"exit code {done.returncode}"
        raise OutsideError(f"{PROGRAM} failed: {said}; install liblouis and its tables again")
    return done.stdout.decode("utf-8", "replace")
