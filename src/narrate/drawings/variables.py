"""Custom properties of CSS (``--bone: #c9a66b``) and ``var()``: what a style sheet names once and a drawing uses everywhere.

They are inherited down the tree as it is shown: what ``use`` repeats takes them from the ``use``. One that is defined
by itself is as if it were not defined (CSS Custom Properties 1).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MOST_LETTERS = 500  # of a value
_DEEPEST = 40  # variables defined by variables


class UnresolvedError(Exception):
    """A variable without a value, which the exception names."""


class _CircleError(Exception):
    """A variable that is defined by itself."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Scope:
    """The custom properties that an element sees: its own ``said``, as they are written, and those ``above`` it."""

    def __init__(self, said: Mapping[str, str], above: Scope | None = None) -> None:
        self._said = said
        self._above = above
        self._known: dict[str, str | None] = {}
        self._open: set[str] = set()

    def resolve(self, value: str) -> str:
        """``value`` with what its variables stand for. Raises UnresolvedError."""
        if not is_open(value):
            return value
        try:
            found = self._resolved(value, 0)
        except _CircleError as error:
            raise UnresolvedError(error.name) from error
        if not found:
            raise UnresolvedError(value[:40])
        return found

    def _resolved(self, value: str, depth: int) -> str:
        import tinycss2

        if len(value) > MOST_LETTERS:
            raise UnresolvedError(value[:40])
        found = self._filled(tinycss2.parse_component_value_list(value, skip_comments=True), depth).strip()
        if len(found) > MOST_LETTERS:
            raise UnresolvedError(value[:40])
        return found

    def _filled(self, tokens: list[Any], depth: int) -> str:
        import tinycss2

        written = []
        for token in tokens:
            if token.type == "function" and token.lower_name == "var":
                written.append(self._variable(token, depth))
            elif token.type == "function":
                written.append(f"{token.name}({self._filled(token.arguments, depth)})")
            else:
                written.append(tinycss2.serialize([token]))
        return "".join(written)

    def _variable(self, token: Any, depth: int) -> str:
        """What ``var(--name)`` stands for, or ``var(--name, fallback)``."""
        arguments = list(token.arguments)
        comma = next((at for at, one in enumerate(arguments) if one == ","), len(arguments))
        names = [one for one in arguments[:comma] if one.type not in ("whitespace", "comment")]
        if len(names) != 1 or names[0].type != "ident" or not names[0].value.startswith("--"):
            raise UnresolvedError("var()")
        name = names[0].value[:40]
        value = self._looked_up(names[0].value, depth + 1)
        if value is not None:
            return value
        if comma == len(arguments) or depth > _DEEPEST:
            raise UnresolvedError(name)
        return self._filled(arguments[comma + 1 :], depth + 1).strip()

    def _looked_up(self, name: str, depth: int) -> str | None:
        scope: Scope | None = self
        while scope is not None and name not in scope._said:
            scope = scope._above
        return None if scope is None or depth > _DEEPEST else scope._own(name, depth)

    def _own(self, name: str, depth: int) -> str | None:
        """The value of a property that is defined here, None where it has none."""
        if name in self._known:
            return self._known[name]
        if name in self._open:
            raise _CircleError(name)
        said = self._said[name].strip()
        if said.lower() in ("inherit", "unset") and self._above is not None:
            return self._above._looked_up(name, depth)
        self._open.add(name)
        try:
            found = None if said.lower() in _WITHOUT else self._resolved(said, depth)
        except UnresolvedError:
            found = None
        except _CircleError as error:
            self._known[name] = None  # as all in the circle, even those with a fallback
            if error.name != name:
                raise
            found = None
        finally:
            self._open.discard(name)
        self._known[name] = found
        return found


_WITHOUT = ("initial", "inherit", "unset", "revert", "revert-layer")


def is_open(value: str) -> bool:
    """Whether ``value`` has a variable in it."""
    return "var(" in value.lower()


class Variables:
    """The custom properties of a drawing: by element, and the values of those that are registered (``@property``)."""

    def __init__(self, registered: Mapping[str, str], said: Mapping[Any, Mapping[str, str]]) -> None:
        self.whole = Scope(registered)
        self._said = said

    def within(self, element: Any, above: Scope) -> Scope:
        """What ``element`` sees, shown where ``above`` is seen."""
        own = self._said.get(element)
        return Scope(own, above) if own else above
