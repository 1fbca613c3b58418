"""Writes Python's regular expressions as JavaScript's, for programs that examine those.

The expression is written anew from Python's own parse of it, so that it does not matter how it was spelled. Classes
such as ``\\w`` hold ASCII in JavaScript, which makes no difference to the time a pattern takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_CLASSES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


def to_javascript(pattern: str | bytes, flags: int, uses: Iterable[str] = ()) -> str:
    """Return ``pattern`` for JavaScript's flag ``u``, anchored where it is only used by ``match`` or ``fullmatch``.

    A possessive quantifier or an atomic group becomes a lookahead and a reference to its group. Raises ValueError for
    what JavaScript does not have.
    """
    text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
    tree = _parser.parse(text, flags & ~re.DEBUG)
    writer = _Writer(tree.state.groups)
    written = writer.sequence(tree, tree.state.flags)
    used = set(uses)
    if used == {"fullmatch"}:
        return f"^(?:{written})$"
    return f"^(?:{written})" if used and used <= {"match", "fullmatch"} else written


class _Writer:
    """Writes one parsed pattern. ``groups`` is the number of the next free group."""

    def __init__(self, groups: int) -> None:
        self._atomic = 0

    def sequence(self, items: Sequence[tuple[Any, Any]], flags: int) -> str:
        return "".join(self._item(op, value, flags) for op, value in items)

    def _item(self, op: Any, value: Any, flags: int) -> str:
        name = str(op).lower()
        method = getattr(self, f"_{name}", None)
        if method is None:
            raise ValueError(f"JavaScript has no {name}")
        written: str = method(value, flags)
        return written

    def _literal(self, code: int, flags: int) -> str:
        if flags & re.IGNORECASE and (cases := _cases(code)) != {code}:
            return f"[{''.join(_escaped(one) for one in sorted(cases))}]"
        return _escaped(code)

    def _not_literal(self, code: int, flags: int) -> str:
        return f"[^{''.join(_escaped(one) for one in sorted(_cases(code) if flags & re.IGNORECASE else {code}))}]"

    def _any(self, _: None, flags: int) -> str:
        return r"[\s\S]" if flags & re.DOTALL else r"[^\n]"

    def _in(self, members: Sequence[tuple[Any, Any]], flags: int) -> str:
        negated = members[0][0] is sre.NEGATE
        written = "".join(_member(op, value, flags) for op, value in members[negated:])
        return f"[{'^' if negated else ''}{written}]"

    def _at(self, where: Any, flags: int) -> str:
        multiline = flags & re.MULTILINE
        return {
            sre.AT_BEGINNING: r"(?:^|(?<=\n))" if multiline else "^",
            sre.AT_BEGINNING_STRING: "^",
            sre.AT_END: r"(?=\n|$)" if multiline else r"\n?$",
            sre.AT_END_STRING: "$",
            sre.AT_BOUNDARY: r"\b",
            sre.AT_NON_BOUNDARY: r"\B",
        }[where]

    def _branch(self, value: tuple[None, Sequence[Any]], flags: int) -> str:
        return f"(?:{'|'.join(self.sequence(branch, flags) for branch in value[1])})"

    def _subpattern(self, value: tuple[int | None, int, int, Any], flags: int) -> str:
        group, add, remove, content = value
        written = self.sequence(content, (flags | add) & ~remove)
        return f"(?:{written})" if group is None else f"(?<g{group}>{written})"

    def _groupref(self, group: int, flags: int) -> str:
        return f"\\k<g{group}>"

    def _assert(self, value: tuple[int, Any], flags: int) -> str:
        return f"(?{'<' if value[0] < 0 else ''}={self.sequence(value[1], flags)})"

    def _assert_not(self, value: tuple[int, Any], flags: int) -> str:
        return f"(?{'<' if value[0] < 0 else ''}!{self.sequence(value[1], flags)})"

    def _failure(self, _: None, flags: int) -> str:
        return "[]"

    def _max_repeat(self, value: tuple[int, int, Any], flags: int) -> str:
        least, most, content = value
        count = f"{{{least},{'' if most is sre.MAXREPEAT else most}}}"
        return f"(?:{self.sequence(content, flags)}){count}"

    def _min_repeat(self, value: tuple[int, int, Any], flags: int) -> str:
        return f"{self._max_repeat(value, flags)}?"

    def _possessive_repeat(self, value: tuple[int, int, Any], flags: int) -> str:
        return self._kept(self._max_repeat(value, flags))

    def _atomic_group(self, content: Any, flags: int) -> str:
        return self._kept(self.sequence(content, flags))

    def _kept(self, written: str) -> str:
        self._atomic += 1
        return f"(?=(?<a{self._atomic}>{written}))\\k<a{self._atomic}>"


def _member(op: Any, value: Any, flags: int) -> str:
    """Write one member of a character class."""
    if op is sre.CATEGORY:
        return _CLASSES[value]
    if op is sre.LITERAL:
        return "".join(_escaped(one) for one in sorted(_cases(value) if flags & re.IGNORECASE else {value}))
    low, high = value
    ranges = {(low, high)}
    if flags & re.IGNORECASE:
        ranges |= {(ord(chr(low).swapcase()[0]), ord(chr(high).swapcase()[0]))}
    return "".join(f"{_escaped(first)}-{_escaped(last)}" for first, last in sorted(ranges) if first <= last)


def _cases(code: int) -> set[int]:
    return {code, *(ord(other) for other in (chr(code).lower(), chr(code).upper()) if len(other) == 1)}


def _escaped(code: int) -> str:
    character = chr(code)
    if character.isascii() and (character.isalnum() or character in " _"):
        return character
    return f"\\u{{{code:x}}}"
