"""What was found out before and takes long to find out again, kept in a store by what decides it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from narrate.installed import version
from narrate.store import Store, content_key

_SUFFIX = ".memo"


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of fact, declared beside the code that finds it.

    Whoever changes what that code finds raises ``version``: then nothing that an older one found is used. The versions of
    ``packages`` (distributions that the code uses) count as well.
    """

    name: str
    version: int
    packages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What was found out: ``content`` is bytes, ``facts`` are JSON; either may be empty."""

    content: bytes = b""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Memo:
    """Remembers facts in ``store``; without one it remembers nothing, and everything is found anew.

    No manifest names a fact: what nobody asked for in 30 days, ``Store.prune`` may remove.
    """

    store: Store | None = None

    def recall(self, kind: FactKind, of: Mapping[str, Any], find: Callable[[], Found]) -> Found:
        """What is known of ``of`` (JSON, all that decides the fact), by ``find`` where it is not known yet.

        Raises what ``find`` raises, and then nothing is kept; OutsideError where the store refuses.
        """
        if self.store is None:
            return find()
        packages = {name: version(name) for name in kind.packages}
        key = content_key(kind.name, {"version": kind.version, "packages": packages, "of": of})
        if entry := self.store.find(key, _SUFFIX):
            return Found(entry.path.read_bytes(), entry.facts)
        found = find()
        self.store.keep(key, _SUFFIX, found.content, found.facts)
        return found


NO_MEMO = Memo()
"""For who has no store: a single picture looked at, a test."""
