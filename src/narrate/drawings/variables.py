"""Resolves CSS custom properties (``--bone: #c9a66b``) and ``var()``.

Custom properties are inherited along the tree as it is shown: elements that ``use`` repeats inherit from the ``use``.
A property that is defined in terms of itself counts as undefined (CSS Custom Properties 1).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MOST_LETTERS = 500  # in a value
_DEEPEST = 40  # levels of variables that are defined by variables


class UnresolvedError(Exception):
    """A variable has no value. The message is its name."""


class _CircleError(Exception):
    """A variable is defined in terms of itself."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Scope:
    """The custom properties that apply to an element: its own, ``declared``, and those inherited from ``above``."""

    def __init__(self, declared: Mapping[str, str], above: Scope | None = None) -> None:
        self._declared = declared
        self._above = above
        self._known: dict[str, str | None] = {}
        self._open: set[str] = set()

    def resolve(self, value: str) -> str:
        """Return ``value`` with each ``var()`` replaced. Raises UnresolvedError if a variable in it has no value."""
        if not is_open(value):
            return value
        try:
            resolved = self._resolved(value, 0)
        except _CircleError as error:
            raise UnresolvedError(error.name) from error
        if not resolved:
            raise UnresolvedError(value[:40])
        return resolved

    def _resolved(self, value: str, depth: int) -> str:
        import tinycss2

        if len(value) > MOST_LETTERS:
            raise UnresolvedError(value[:40])
        resolved = self._filled(tinycss2.parse_component_value_list(value, skip_comments=True), depth).strip()
        if len(resolved) > MOST_LETTERS:
            raise UnresolvedError(value[:40])
        return resolved

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
        """Return the value of ``token``, which is ``var(--name)`` or ``var(--name, fallback)``."""
        arguments = list(token.arguments)
        comma = next((at for at, argument in enumerate(arguments) if argument == ","), len(arguments))
        names = [argument for argument in arguments[:comma] if argument.type not in ("whitespace", "comment")]
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
        while scope is not None and name not in scope._declared:
            scope = scope._above
        return None if scope is None or depth > _DEEPEST else scope._own(name, depth)

    def _own(self, name: str, depth: int) -> str | None:
        """Return the value of a property that this scope declares, or None if that is invalid or not set."""
        if name in self._known:
            return self._known[name]
        if name in self._open:
            raise _CircleError(name)
        written = self._declared[name].strip()
        if written.lower() in ("inherit", "unset") and self._above is not None:
            return self._above._looked_up(name, depth)
        self._open.add(name)
        try:
            value = None if written.lower() in _WITHOUT else self._resolved(written, depth)
        except UnresolvedError:
            value = None
        except _CircleError as error:
            self._known[name] = None  # all variables in the circle are undefined, even those with a fallback
            if error.name != name:
                raise
            value = None
        finally:
            self._open.discard(name)
        self._known[name] = value
        return value


_WITHOUT = ("initial", "inherit", "unset", "revert", "revert-layer")


def is_open(value: str) -> bool:
    """Whether ``value`` contains a ``var()``."""
    return "var(" in value.lower()


class Variables:
    """The custom properties that a drawing declares, by element, and the initial values of ``@property`` rules."""

    def __init__(self, registered: Mapping[str, str], declared: Mapping[Any, Mapping[str, str]]) -> None:
        self.whole = Scope(registered)
        self._declared = declared

    def within(self, element: Any, above: Scope) -> Scope:
        """Return the scope of ``element`` where it is shown inside the scope ``above``."""
        own = self._declared.get(element)
        return Scope(own, above) if own else above
