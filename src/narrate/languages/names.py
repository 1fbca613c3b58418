"""Names of languages in their own language and in English, from Unicode's CLDR in ``names.tsv``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_suffix(".tsv")


def own_name_of(tag: str) -> str:
    """Return the name of ``tag`` in its own language: ``pt-BR`` gives ``Português (Brasil)``. Empty if unknown.

    A region that CLDR does not list for the language is given as its code: ``vi-US`` gives ``Tiếng Việt (US)``.
    """
    subtags = tag.replace("_", "-").split("-")
    for known in range(len(subtags), 0, -1):
        if name := _names().get("-".join(subtags[:known]).lower(), ("", ""))[0]:
            return f"{name} ({subtags[1]})" if known < len(subtags) == 2 else name
    return ""


def english_name_of(language: str) -> str:
    """Return the English name of a language without region: ``es`` gives ``Spanish``. Empty if unknown."""
    return _names().get(language, ("", ""))[1]


@cache
def _names() -> dict[str, tuple[str, str]]:
    """Return (own name, English name) by lower-case tag. Either may be empty."""
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines())
    return {tag.lower(): (own, english) for tag, own, english in rows}
