"""Paths as a report shows them: relative, and without the folders of the machine."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path

from narrate.script import Source


def script_name(source: Source) -> str:
    """Return the path of a script relative to the folder above its folder of topics: ``script/heart/en.md``."""
    topic = source.path.parent
    whole = f"{_whole(topic.parent)}/{topic.name}/{source.path.name}"
    home = f"{source.root.parent}/"
    if not whole.startswith(home):  # there is a link, or the folder of topics is the root
        whole = str(source.path.resolve())
    return whole.removeprefix(home) if whole.startswith(home) else source.path.name


@lru_cache(maxsize=64)
def _whole(folder: Path) -> Path:
    return folder.resolve()


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
    depth = script_name(source).count("/")
    parents = source.path.parents
    return (parents[depth - 1] if 0 < depth <= len(parents) else source.root), source.root
