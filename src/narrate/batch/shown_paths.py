"""Paths as a report shows them: relative, and without the folders of the machine."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from narrate.script import Source


def script_name(source: Source) -> str:
    """Return the path of a script relative to the folder above its folder of topics: ``script/heart/en.md``."""
    whole = source.path.resolve()
    home = source.root.parent
    return whole.relative_to(home).as_posix() if whole.is_relative_to(home) else whole.name


class ShownPaths:
    """Shortens the paths in texts about the scripts ``sources``, the folder ``output`` and the folder ``store``."""

    def __init__(self, sources: Iterable[Source], output: Path, store: Path) -> None:
        self._sources, self._output, self._store = tuple(sources), output, store

    def __call__(self, text: str) -> str:
        """Return ``text`` with these paths relative, or named by what they are for."""
        if "/" not in text:
            return text
        return self._pattern.sub(self._shown, text)

    def _shown(self, match: re.Match[str]) -> str:
        name, slash = self._names[match[1]], match[2]
        return f"{name}{slash}" if name else "" if slash else "."

    @cached_property
    def _names(self) -> dict[str, str]:
        """Return how each folder is shown, by its path; empty for a folder that is not named."""
        names = {str(Path.home()): "~"}
        for folder in (self._store, self._store.resolve()):
            names[str(folder)] = "the store"
        for folder in (self._output, self._output.resolve()):
            names[str(folder)] = self._output.resolve().name
        for root in {source.root for source in self._sources}:
            names[str(root.parent)] = ""
        names |= {str(given): root.name for given, root in set(map(_given_root, self._sources))}
        return {path: name for path, name in names.items() if path not in (".", "/")}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._names, key=len, reverse=True)
        return re.compile(rf"(?<![\w./~-])({'|'.join(map(re.escape, longest_first))})(?![\w.-])(/?)")


def _given_root(source: Source) -> tuple[Path, Path]:
    """Return (the folder of topics as it was named in the call, the same folder as a whole path)."""
    whole = source.path.resolve()
    depth = len(whole.relative_to(source.root).parts) if whole.is_relative_to(source.root) else 0
    parents = source.path.parents
    return (parents[depth - 1] if 0 < depth <= len(parents) else source.root), source.root
