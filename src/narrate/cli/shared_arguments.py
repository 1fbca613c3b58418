"""What several commands share in their arguments and their help."""

from __future__ import annotations

import argparse
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def at_least_one(text: str) -> int:
    """Return ``text`` as a number that is 1 or more. Raises ArgumentTypeError for any other text."""
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r}: give 1 or more")
    return int(text)
