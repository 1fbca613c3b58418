"""The files of a format, as its exporter declares them."""

from __future__ import annotations

import fnmatch
import glob
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file of a format, or all files that match a pattern.

    - ``pattern``: the path relative to the edition's folder. ``{name}`` stands for the stem of the edition's file
      names, and ``*`` for anything.
    - ``label``: what the page calls the file where it offers it for download: a key of ``LanguageData.phrases``, or the
      text itself. If it is empty, the page does not offer the file.
    - ``page_order``: the page lists files by ascending numbers. Equal numbers leave them in the order of the formats.
    """

    pattern: str
    label: str = ""
    page_order: int = 100

    def path(self, name: str) -> str:
        """Return the path of this file in an edition whose files have the stem ``name``."""
        return self.pattern.replace("{name}", name)

    def find(self, folder: Path, name: str) -> list[str]:
        """Return the paths of the files in ``folder`` that match the pattern, sorted and relative to ``folder``."""
        pattern = self.pattern.replace("{name}", glob.escape(name))
        return sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern))

    def matches(self, path: str, name: str) -> bool:
        """Whether ``path``, relative to the edition's folder, is a path that this pattern allows."""
        parts, patterns = path.split("/"), self.pattern.replace("{name}", glob.escape(name)).split("/")
        return len(parts) == len(patterns) and all(map(fnmatch.fnmatchcase, parts, patterns))


def downloads(files: Iterable[ExportedFile]) -> list[ExportedFile]:
    """Return those of ``files`` that the page offers for download, in the order of the page."""
    return sorted((file for file in files if file.label), key=lambda file: file.page_order)


def sound_file(name: str) -> str:
    """Return the path of the sound of a whole edition whose files have the stem ``name``."""
    return f"{name}.mp3"
