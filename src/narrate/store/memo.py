"""Remembers facts that take long to compute. They are kept in a store, keyed by everything that determines them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from narrate.installed import version
from narrate.store import Store, content_key

_SUFFIX = ".memo"


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of fact, declared beside the code that computes such facts.

    Raise ``version`` when a change to that code gives other facts; facts of older versions are then not used. Facts
    also depend on the versions of ``packages``, the distributions that the code uses.
    """

    name: str
    version: int
    packages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A remembered result: ``content`` is bytes, ``facts`` are JSON; either may be empty."""

    content: bytes = b""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Memo:
    """Remembers facts in ``store``. Without a store it remembers nothing, and every fact is computed each time.

    The manifests of builds do not list facts as used. So ``Store.prune`` may remove a fact that has not been used for
    30 days.
    """

    store: Store | None = None

    def recall(self, kind: FactKind, of: Mapping[str, Any], find: Callable[[], Found]) -> Found:
        """Return the fact of the kind ``kind`` about ``of``; if it is not remembered, ``find`` computes it.

        ``of`` (JSON) must contain everything that determines the fact. If ``find`` raises an error, the error is passed
        on and nothing is remembered. Raises OutsideError if the store cannot be written.
        """
        if self.store is None:
            return find()
        packages = {name: version(name) for name in kind.packages}
        key = content_key(kind.name, {"version": kind.version, "packages": packages, "of": of})
        if entry := self.store.find(key, _SUFFIX):
            return Found(entry.path.read_bytes(), entry.facts)
        with self.store.claim(key):  # the languages of a topic, which are built side by side, have the same figures
            if entry := self.store.find(key, _SUFFIX):
                return Found(entry.path.read_bytes(), entry.facts)
            fact = find()
            self.store.keep(key, _SUFFIX, fact.content, fact.facts)
            return fact


NO_MEMO = Memo()
"""A memo that remembers nothing, for callers without a store, such as tests or a look at a single picture."""
