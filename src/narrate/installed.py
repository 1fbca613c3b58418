"""What is installed beside this program, by the folders that pip leaves: ``importlib.metadata`` takes 20 ms to load."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

_ENDING = ".dist-info"


def how_to_install(extra: str) -> str:
    """What a person does to add the optional packages named ``extra`` in pyproject.toml.

    It names no distribution, since this program is on no package index.
    """
    return f"in the folder of narrate's source, pip install '.[{extra}]'"


@cache
def installed() -> tuple[str, ...]:
    """``numpy-2.4.6`` and so on, in the order in which Python looks for packages."""
    folders = [Path(entry) for entry in sys.path if entry.endswith("site-packages")]
    return tuple(path.name.removesuffix(_ENDING) for one in folders for path in sorted(one.glob(f"*{_ENDING}")))


@cache
def version(package: str) -> str:
    """The version of an installed package. Raises importlib.metadata.PackageNotFoundError where there is none."""
    wanted = package.replace("-", "_").lower()
    for one in installed():
        name, _, found = one.partition("-")
        if name.lower() == wanted:
            return found
    from importlib import metadata

    return metadata.version(package)
