"""The one guard of paths: a file that a script or its settings name lies inside the script folder.

Figures, lexicons, logos and templates are named by people, and scripts come from elsewhere. A name is seen from the
folder of the file that has it; links are followed before anything is compared.
"""

from __future__ import annotations

import re
from pathlib import Path

_NOT_PLAIN = re.compile(r"[\\%\x00-\x1f\x7f]|^[A-Za-z][A-Za-z0-9+.-]*:")
_LONGEST = 1000  # characters of a path

UNREADABLE = (OSError, ValueError, RuntimeError)
"""What looking for a file raises: a refusal, a name that no file can have, and in Python 3.11 and 3.12 a loop of links."""


def is_plain(name: str) -> bool:
    """Whether ``name`` is a path and nothing else: no address, drive, backslash, percent sign or control character."""
    return len(name) <= _LONGEST and not _NOT_PLAIN.search(name)


def inside(name: str, folder: Path, root: Path) -> Path | None:
    """The path that ``name`` means, seen from ``folder``, with links followed; None where it leaves ``root``.

    Whether a file is there is not asked. A name with a backslash leaves it: another system takes that for a folder.
    Raises one of UNREADABLE.
    """
    return None if "\\" in name else _under(folder / name, root)


def file_inside(path: Path, root: Path) -> Path | None:
    """``path`` with links followed, where that is a plain file under ``root``; else None. Raises nothing."""
    try:
        whole = _under(path, root)
        return whole if whole is not None and whole.is_file() else None
    except UNREADABLE:
        return None


def is_spelled_so(path: Path) -> bool:
    """Whether the file's folder has exactly this name: where capitals do not count, another one is found as well."""
    return path.name in (one.name for one in path.parent.iterdir())


def why_unreadable(error: BaseException) -> str:
    """The reason that one of UNREADABLE gives, in words."""
    return getattr(error, "strerror", None) or "its links run in a circle"


def _under(path: Path, root: Path) -> Path | None:
    whole = path.resolve()
    return whole if whole.is_relative_to(root.resolve()) else None
