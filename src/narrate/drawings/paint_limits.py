"""Limits how many elements a drawing paints. Nested patterns and masks count each time they are used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from narrate.drawings.allowed_svg import REFERRING, SERVERS
from narrate.drawings.elements import name_of
from narrate.drawings.picture_problems import Remarks

if TYPE_CHECKING:
    from lxml.etree import _Element

_REFERENCE = re.compile(r"url\(#([^()]*)\)")


def check_paint_limit(root: _Element, remarks: Remarks, most: int, deepest: int) -> None:
    """Raise UnfitError if painting would take too long, or would never end.

    That is so if more than ``most`` elements are painted, if they are nested more than ``deepest`` deep, or if a
    pattern or the like refers to itself. What an element refers to counts as nested in it.
    """
    _Weighing(root, remarks, most, deepest).check()


class _Weighing:
    def __init__(self, root: _Element, remarks: Remarks, most: int, deepest: int) -> None:
        self._root, self._remarks, self._most, self._deepest = root, remarks, most, deepest
        self._servers = {id_: one for one in root.iter() if (id_ := one.get("id")) and name_of(one) in SERVERS}
        self._known: dict[str, tuple[int, int]] = {}

    def check(self) -> None:
        self._element(self._root, (), 1)
        for id_ in self._servers:
            self._server(id_, (), 1)

    def _element(self, element: _Element, above: tuple[str, ...], level: int) -> tuple[int, int]:
        """Return how many elements are painted for ``element``, and how deep they are nested.

        ``above`` are the ids of the patterns and the like around it, and ``level`` is its own level of nesting.
        """
        self._check_depth(level)
        inner = [self._element(child, above, level + 1) for child in element if name_of(child) not in SERVERS]
        for name in REFERRING:
            match = _REFERENCE.search(element.get(name) or "")
            if match and match.group(1) in self._servers:
                inner.append(self._server(match.group(1), above, level + 1))
        total = 1 + sum(painted for painted, _ in inner)
        if total > self._most:
            message = f"paints more than {self._most} elements, patterns and masks included"
            raise self._remarks.refuse("figure-size", message, "simplify it")
        return total, 1 + max((depth for _, depth in inner), default=0)

    def _server(self, id_: str, above: tuple[str, ...], level: int) -> tuple[int, int]:
        """Return the same for the pattern or the like ``id_``."""
        if id_ in above:
            message = f"has a {name_of(self._servers[id_])} {id_[:40]!r} that refers to itself"
            raise self._remarks.refuse("figure-unreadable", message, "delete that reference")
        if id_ not in self._known:
            self._known[id_] = self._element(self._servers[id_], (*above, id_), level)
        self._check_depth(level + self._known[id_][1] - 1)
        return self._known[id_]

    def _check_depth(self, depth: int) -> None:
        if depth > self._deepest:
            message = f"has elements nested more than {self._deepest} deep, patterns and masks included"
            raise self._remarks.refuse("figure-size", message, "simplify it")
