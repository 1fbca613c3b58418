"""The names of editions in what commands print. The standard edition is not named."""

from __future__ import annotations

from narrate.editions import STANDARD


def title_of(topic: str, language: str, edition: str) -> str:
    """Return the name of an edition at the start of a line about it: ``heart [en], described``."""
    return f"{topic} [{language}]{_after(', ', edition)}"


def path_of(topic: str, language: str, edition: str) -> str:
    """Return the name of an edition in a line of progress: ``heart/en/described``."""
    return f"{topic}/{language}{_after('/', edition)}"


def _after(sign: str, edition: str) -> str:
    return "" if edition == STANDARD else f"{sign}{edition}"
