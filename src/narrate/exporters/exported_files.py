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

    ``pattern`` is the path relative to the edition's folder: ``{name}`` stands for the stem of the edition's file
    names, ``*`` for anything. The page offers a file for download if it has a ``label``: a key of
    ``LanguageData.phrases``, or the text itself. The page lists files by ascending ``page_order``, and in the order of
    the formats if it is equal.
    """

    pattern: str
    label: str = ""
    page_order: int = 100

    def path(self, name: str) -> str:
        """The path of this file in an edition whose files have the stem ``name``."""
        return self.pattern.replace("{name}", name)

    def find(self, folder: Path, name: str) -> list[str]:
        """The paths, relative to ``folder``, of the files there that match the pattern, sorted."""
        pattern = self.pattern.replace("{name}", glob.escape(name))
        return sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern))

    def matches(self, path: str, name: str) -> bool:
        """Whether ``path``, relative to the edition's folder, is a path that this pattern allows."""
        parts, patterns = path.split("/"), self.pattern.replace("{name}", glob.escape(name)).split("/")
        return len(parts) == len(patterns) and all(map(fnmatch.fnmatchcase, parts, patterns))


def downloads(files: Iterable[ExportedFile]) -> list[ExportedFile]:
    """Those of ``files`` that the page offers for download, in the order of the page."""
    return sorted((file for file in files if file.label), key=lambda file: file.page_order)


def sound_file(name: str) -> str:
    """The path of the sound of a whole edition whose files have the stem ``name``."""
    return f"{name}.mp3"
