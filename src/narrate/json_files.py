"""Reads JSON files that the program wrote itself, and that anybody may have changed since.

Nothing in such a file is trusted. A file is read only if it is a regular file, not a link and not too large. Its
content must have exactly the fields and types of a class (msgspec). Names of files in it must be plain.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

from narrate.sources.regular_files import UnfitFileError, read_regular

T = TypeVar("T")
_LONGEST_NAME = 1000  # characters of the path of a file
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class UnreadableError(ValueError):
    """A file cannot be read, or does not hold what it should. The message is one line."""


def decode_json(content: bytes, shape: type[T], schema: int) -> T:
    """Return JSON as a ``shape``, a class of msgspec that takes only the number ``schema`` in its field ``schema``.

    Raises UnreadableError if it is not of that shape.
    """
    import msgspec

    try:
        return msgspec.json.decode(content, type=shape)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        other = _other_schema(content, schema)
        raise UnreadableError(other or one_line(str(error))) from error


def _other_schema(content: bytes, schema: int) -> str:
    """A line that says which schema the JSON names, if it is not ``schema``; else an empty line."""
    import msgspec

    class Schema(msgspec.Struct):
        schema: int

    try:
        found = msgspec.json.decode(content, type=Schema).schema
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return ""
    return "" if found == schema else f"it is of schema {found}, and this version reads {schema}"


def read_regular_file(path: Path, most_bytes: int) -> bytes:
    """Return the content of ``path``.

    Raises UnreadableError if ``path`` is a link, no regular file, or larger than ``most_bytes``. Raises
    FileNotFoundError if there is nothing at ``path``.
    """
    try:
        return read_regular(path, most_bytes, links=False)
    except FileNotFoundError:
        raise
    except UnfitFileError as error:
        raise UnreadableError(error.reason) from error
    except (OSError, ValueError) as error:
        raise UnreadableError(getattr(error, "strerror", "") or str(error)) from error


def name_fault(name: str) -> str:
    """Return why ``name`` cannot be the path of a file relative to a folder; empty if it can.

    Such a path has parts divided by ``/``, none of them empty, ``.`` or ``..``, and it has no backslash and no
    control character.
    """
    if not name or len(name) > _LONGEST_NAME:
        return "an empty or very long name"
    if "\\" in name or _CONTROL.search(name):
        return "a name with a backslash or a control character"
    if name.startswith("/"):
        return "an absolute name"
    if any(part in ("", ".", "..") for part in name.split("/")):
        return "a name with an empty part, '.' or '..'"
    return ""


def one_line(text: str, most: int = 300) -> str:
    """Return ``text`` in one line of at most ``most`` characters: control characters become escapes."""
    shown = _CONTROL.sub(lambda match: ascii(match[0])[1:-1], text)
    return shown if len(shown) <= most else shown[: most - 1] + "…"
