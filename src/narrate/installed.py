"""Lists the installed packages by the folders that pip makes.

``importlib.metadata`` could do so too, but takes 20 ms to load.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

_ENDING = ".dist-info"


def how_to_install(extra: str) -> str:
    """Return how to install the optional packages that pyproject.toml lists as ``extra``.

    They are installed from the source folder, since this program is on no package index.
    """
    return f"in the folder of narrate's source, pip install '.[{extra}]'"


@cache
def installed() -> tuple[str, ...]:
    """Return the installed packages with versions, such as ``numpy-2.4.6``, in the order of ``sys.path``."""
    folders = [Path(entry) for entry in sys.path if entry.endswith("site-packages")]
    return tuple(path.name.removesuffix(_ENDING) for folder in folders for path in sorted(folder.glob(f"*{_ENDING}")))


@cache
def version(package: str) -> str:
    """Return the version of an installed package.

    Raises importlib.metadata.PackageNotFoundError if it is not installed.
    """
    wanted = package.replace("-", "_").lower()
    for name_and_version in installed():
        name, _, number = name_and_version.partition("-")
        if name.lower() == wanted:
            return number
    from importlib import metadata

    return metadata.version(package)
