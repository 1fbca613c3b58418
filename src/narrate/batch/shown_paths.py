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
        return self._pattern.sub(lambda match: self._names[match[0]], text)

    @cached_property
    def _names(self) -> dict[str, str]:
        names = {f"{Path.home()}/": "~/"}
        names |= {str(folder): "the store" for folder in (self._store, self._store.resolve())}
        names |= {f"{folder}/": f"{self._output.resolve().name}/" for folder in (self._output, self._output.resolve())}
        names |= {f"{root.parent}/": "" for root in {source.root for source in self._sources}}
        for source in self._sources:  # as it was named in the call
            names[f"{source.path.parent}/"] = f"{Path(script_name(source)).parent.as_posix()}/"
        return {path: name for path, name in names.items() if len(path) > len("./")}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._names, key=len, reverse=True)
        return re.compile(rf"(?<![\w./~-])(?:{'|'.join(map(re.escape, longest_first))})")
