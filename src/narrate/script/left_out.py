"""Writes ``left-out.log``: everything that reading raw material left out or changed, for whoever approves the text."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from narrate.model import Edit, Script

NAME = "left-out.log"


def write_left_out(script: Script, folder: Path) -> None:
    """Write ``left-out.log`` into ``folder``, one line for each edit of ``script``; no file if there are none."""
    if script.edits:
        home = script.path.resolve().parent
        text = "".join(f"{_line(edit, home)}\n" for edit in script.edits)
        (folder / NAME).write_text(text, encoding="utf-8", newline="\n")


def _line(edit: Edit, home: Path) -> str:
    """The line of the log for ``edit``: place, change, words and reason.

    The path in it is relative to ``home``, so that folders can be moved.
    """
    file = Path(os.path.relpath(Path(edit.place.file).resolve(), home)).as_posix()
    text, instead = (f"“{' '.join(words.split())}”" for words in (edit.text, edit.instead))
    if not edit.instead:
        change = f"left out: {text}"
    elif not edit.text:
        change = f"added: {instead}"
    else:
        change = f"changed: {text} to {instead}"
    return f"{replace(edit.place, file=file)}: {change} ({edit.why})"
