"""What the commands' arguments share."""

from __future__ import annotations

import argparse
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
EPILOGUE = "Exit codes: 0 done, 1 problems in the input, 2 wrong use, 3 something outside failed."
