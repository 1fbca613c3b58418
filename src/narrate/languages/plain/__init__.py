"""Data for advice about plain language, by language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module, util

from narrate.languages import primary_language


@dataclass(frozen=True, slots=True)
class Plain:
    """The data of one language.

    - ``purpose``: matches words that state a script's purpose.
    - ``passive``: matches verbs in the passive voice.
    - ``address``: matches words that address the listener.
    - ``everyday``: an everyday word for each clinical word.
    """

    purpose: re.Pattern[str]
    passive: re.Pattern[str]
    address: re.Pattern[str]
    everyday: Mapping[str, str]


@cache
def plain_words(language: str) -> Plain | None:
    """Return the data of a language (a BCP 47 tag), or None if there is none."""
    code = primary_language(language)
    if not code.isalpha() or util.find_spec(f"{__name__}.{code}") is None:
        return None
    found: Plain = import_module(f"{__name__}.{code}").PLAIN
    return found
