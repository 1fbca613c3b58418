"""Guards paths: a file that a script or its settings name must lie inside the script folder.

People name figures, lexicons, logos and templates, and scripts may come from strangers. A name is relative to the
folder of the file that holds it. Links are followed before paths are compared.
"""

from __future__ import annotations

import re
from pathlib import Path

_NOT_PLAIN = re.compile(r"[\\%\x00-\x1f\x7f]|^[A-Za-z][A-Za-z0-9+.-]*:")
_LONGEST = 1000  # characters of a path

UNREADABLE = (OSError, ValueError, RuntimeError)
"""Raised when looking for a file: access refused, an impossible name or, in Python 3.11 and 3.12, a loop of links."""


def is_plain(name: str) -> bool:
    """Whether ``name`` is only a path: no address, drive, backslash, percent sign or control character."""
    return len(name) <= _LONGEST and not _NOT_PLAIN.search(name)


def inside(name: str, folder: Path, root: Path) -> Path | None:
    """Return the path ``name`` relative to ``folder``, with links followed; None if it leaves ``root``.

    The file need not exist. A name with a backslash counts as leaving, since another system reads that as a folder
    separator. Raises one of UNREADABLE.
    """
    return None if "\\" in name else _under(folder / name, root)


def file_inside(path: Path, root: Path) -> Path | None:
    """Return ``path`` with links followed, or None unless that is a regular file under ``root``. Never raises."""
    try:
        whole = _under(path, root)
        return whole if whole is not None and whole.is_file() else None
    except UNREADABLE:
        return None


def is_spelled_so(path: Path) -> bool:
    """Whether the folder of ``path`` holds exactly this name; some file systems also find it with other capitals."""
    return path.name in (file.name for file in path.parent.iterdir())


def why_unreadable(error: BaseException) -> str:
    """Return the reason for ``error``, one of UNREADABLE, in words."""
    return getattr(error, "strerror", None) or "its links run in a circle"


def _under(path: Path, root: Path) -> Path | None:
    whole = path.resolve()
    return whole if whole.is_relative_to(root.resolve()) else None
