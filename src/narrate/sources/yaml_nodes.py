"""Reads untrusted YAML into nodes with places; nothing is ever constructed from tags.

The YAML is read as version 1.2, by ruamel, so that ``lang: no`` stays Norwegian. Aliases are refused, and so is YAML of
more than 64 000 characters, 8 levels or 20 000 tokens: no header is that large.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from narrate.errors import Place, Problem, Severity, similar_names
from narrate.sources.text import strange_names

MAX_CHARACTERS = 64_000
MAX_DEPTH = 8
_CUT_OFF = re.compile(r"\s+(#[^\s#].*)")
_MAX_TOKENS = 20_000


def is_empty(node: Any) -> bool:
    """Whether the value ``node`` is empty. A key without a value counts as no key."""
    return node.id == "scalar" and node.value == "" and node.style is None


class Nodes:
    """The nodes of one YAML text, whose first line is line ``first_line`` of the file ``path``.

    ``problems`` gathers its problems. Invalid YAML is reported under the problem code ``code``.
    """

    def __init__(self, path: Path, text: str, first_line: int, code: str) -> None:
        self._path = path
        self._first_line = first_line
        self._code = code
        self.problems: list[Problem] = []
        self.root: Any = None
        self._lines = text.split("\n")
        if len(text) > MAX_CHARACTERS:
            hint = "keep only settings here"
            self._add(0, 0, code, f"longer than {MAX_CHARACTERS} characters", hint)
        else:
            self.root = self._compose(text)

    def place(self, node: Any) -> Place:
        """Return the place in the file where ``node`` begins."""
        return Place(str(self._path), self._first_line + node.start_mark.line, node.start_mark.column + 1)

    def error(self, node: Any, code: str, message: str, hint: str = "") -> None:
        """Add an error at ``node``."""
        self.problems.append(Problem(self.place(node), Severity.ERROR, code, message, hint))

    def entries(self, node: Any, known: Iterable[str] = ()) -> Iterator[tuple[str, Any, Any]]:
        """Yield (key, key node, value node) for each entry of a mapping.

        A key that stands twice is left out with an error. So is a key that is not in ``known``, if any are known.
        """
        if node is None or is_empty(node):
            return
        if node.id != "mapping":
            hint = "write a colon and a space after the key"
            hint = "write them without the hyphens" if node.id == "sequence" else hint
            self.error(node, self._code, "expected lines of the form 'key: value'", hint)
            return
        known, seen = tuple(known), set[str]()
        for key, value in node.value:
            name = str(key.value) if key.id == "scalar" else ""
            if self._is_fit(name, key, known, seen):
                seen.add(name)
                yield name, key, value

    def _is_fit(self, name: str, key: Any, known: tuple[str, ...], seen: set[str]) -> bool:
        """Whether ``name``, the key in the node ``key``, is known and was not seen before. If not, add an error."""
        if not name:
            self.error(key, self._code, "a key must be a word", "write key: value")
            return False
        if known and name not in known:
            near = similar_names(name, known)
            hint = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(known)}"
            self.error(key, "unknown-key", f"unknown key {name!r}", hint)
            return False
        if name in seen:
            self.error(key, "duplicate-key", f"{name!r} is given twice", "keep one")
            return False
        return True

    def text(self, node: Any, name: str) -> str:
        """Return the single value in ``node`` as text. If it holds none, add an error and return an empty string.

        ``name`` is what messages call the value.
        """
        if node.id != "scalar":
            self.error(node, self._code, f"{name!r} takes one value, not a list or a mapping")
            return ""
        text = " ".join(str(node.value).split())
        rest = self._lines[node.end_mark.line][node.end_mark.column :] if node.style is None else ""
        if cut_off := _CUT_OFF.match(rest):
            message = f"{cut_off.group(1)[:40]!r} is left out: after a space, # begins a comment"
            self.error(
                node, self._code, message, "put the whole value in quotes; to write a comment, put a space after the #"
            )
        if names := strange_names(text):
            message = f"{name!r} holds {', '.join(names[:3])}: no text has such characters"
            self.error(node, "control-character", message, "delete the codes that stand for them")
            return ""
        return text

    def texts(self, node: Any, name: str) -> list[tuple[str, Any]]:
        """Return (text, node) for the one value in ``node``, or for each of a list of values."""
        if node.id == "sequence":
            return [(text, item) for item in node.value if (text := self.text(item, name))]
        return [(text, node)] if (text := self.text(node, name)) else []

    def _compose(self, text: str) -> Any:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        yaml = YAML(typ="rt", pure=True)
        try:
            if self._too_much(yaml.scan(text)):
                return None
            return yaml.compose(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            reason = " ".join((error.problem or error.context or "not YAML").split())
            hint = "write key: value, and put a value that holds a colon in quotes"
            hint = "write spaces in place of the tab" if "'\\t'" in reason else hint
            self._add(mark.line if mark else 0, mark.column if mark else 0, self._code, f"not YAML: {reason}", hint)
        except (YAMLError, RecursionError, ValueError) as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            self._add(0, 0, self._code, f"not YAML: {reason}", "write key: value")
        return None

    def _too_much(self, tokens: Iterable[Any]) -> bool:
        """Whether the YAML has aliases, or more tokens or levels than a header needs. If so, add an error."""
        from ruamel.yaml import tokens as kinds

        opening = (kinds.FlowMappingStartToken, kinds.FlowSequenceStartToken,
                   kinds.BlockMappingStartToken, kinds.BlockSequenceStartToken)  # fmt: skip
        closing = (kinds.FlowMappingEndToken, kinds.FlowSequenceEndToken, kinds.BlockEndToken)
        depth = 0
        for count, token in enumerate(tokens):
            wrong = ""
            if isinstance(token, kinds.AliasToken | kinds.AnchorToken):
                wrong = "anchors and aliases (& and *) are not allowed here"
            depth += isinstance(token, opening) - isinstance(token, closing)
            if depth > MAX_DEPTH:
                wrong = "too deeply nested"
            if count > _MAX_TOKENS:
                wrong = "too many entries"
            if wrong:
                self._add(
                    token.start_mark.line, token.start_mark.column, self._code, wrong, "write plain key: value lines"
                )
                return True
        return False

    def _add(self, line: int, column: int, code: str, message: str, hint: str = "") -> None:
        place = Place(str(self._path), self._first_line + line, column + 1)
        self.problems.append(Problem(place, Severity.ERROR, code, message, hint))
