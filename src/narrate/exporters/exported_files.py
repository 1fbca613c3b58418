"""The files that a format writes for an edition, as its exporter declares them."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file of a format, or all its files in a folder.

    ``pattern`` is the path from the edition's folder: ``{name}`` stands for what the edition's files are called, ``*``
    for anything. The page offers a file for download if it has a ``label``: a key of ``LanguageData.phrases``, or else
    the words themselves. ``page_order`` tells where in the list; of equal ones, the order is that of the formats.
    """

    pattern: str
    label: str = ""
    page_order: int = 100

    def path(self, name: str) -> str:
        """The path of this file in an edition whose files are called ``name``."""
        return self.pattern.replace("{name}", name)

    def find(self, folder: Path, name: str) -> list[str]:
        """The paths of the files that lie in ``folder``, sorted."""
        pattern = self.pattern.replace("{name}", glob.escape(name))
        return sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern))


def downloads(files: Iterable[ExportedFile]) -> list[ExportedFile]:
    """Those of ``files`` that the page offers, in its order."""
    return sorted((file for file in files if file.label), key=lambda file: file.page_order)


def sound_file(name: str) -> str:
    """The path of the whole sound in an edition whose files are called ``name``."""
    return f"{name}.mp3"
