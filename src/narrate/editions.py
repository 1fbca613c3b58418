"""Where an edition lies in the output, and what its files are called.

The standard edition of a topic in a language lies in ``<topic>/<language>/``, any other in a folder of its name
beneath that, such as ``<topic>/<language>/described/``.
"""

from __future__ import annotations

import re
from pathlib import Path

from narrate.errors import UsageError

STANDARD = "standard"
DEPTHS = ("*/*", "*/*/*")
"""Patterns of the folders in the output in which editions lie."""
_NAME = re.compile("[a-z][a-z0-9-]*")


def edition_folder(output: Path, topic: str, language: str, edition: str = STANDARD) -> Path:
    """The folder of an edition. Raises UsageError where the edition's name cannot be that of a folder."""
    if not _NAME.fullmatch(edition):
        raise UsageError(
            f"the edition {edition!r}: its name may hold a to z, 0 to 9 and hyphens, and begins with a letter"
        )
    standard = output / topic / language
    return standard if edition == STANDARD else standard / edition


def file_stem(topic: str, edition: str = STANDARD) -> str:
    """What the names of an edition's own files begin with: ``heart``, or ``heart.described``."""
    return topic if edition == STANDARD else f"{topic}.{edition}"


def to_output(edition: str) -> str:
    """The relative address of the output, seen from the folder of an edition."""
    return "../../" if edition == STANDARD else "../../../"


def lies_beneath(folder: Path, edition: str) -> bool:
    """Whether ``folder``, in which ``edition`` was written, lies in the folder of the standard edition."""
    return edition != STANDARD and folder.name == edition
