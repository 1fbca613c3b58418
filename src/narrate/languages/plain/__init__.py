"""Plain language: what a check needs to know of a language to give advice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module, util

from narrate.languages import primary_language


@dataclass(frozen=True, slots=True)
class Plain:
    """``purpose`` finds words that state what a script is for; ``passive`` finds passive verbs.

    ``everyday`` gives for a word of the clinic the one a patient uses; ``address`` finds words
    that speak to the listener.
    """

    purpose: re.Pattern[str]
    passive: re.Pattern[str]
    address: re.Pattern[str]
    everyday: Mapping[str, str]


@cache
def plain_words(language: str) -> Plain | None:
    """What is known of the language of a BCP 47 tag, None where nobody wrote it down."""
    code = primary_language(language)
    if not code.isalpha() or util.find_spec(f"{__name__}.{code}") is None:
        return None
    found: Plain = import_module(f"{__name__}.{code}").PLAIN
    return found
