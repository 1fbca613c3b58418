"""Sample sentences of medical narration, written for measuring voices."""

from __future__ import annotations

from importlib.resources import files

from narrate.languages import primary_language


def narration(language: str) -> tuple[str, ...]:
    """The sample sentences in ``language`` (BCP 47), whatever the country; may be empty."""
    code = primary_language(language)
    return tuple(text for tag, text in _lines() if tag == code)


def narrations() -> dict[str, tuple[str, ...]]:
    """All sample sentences, by language."""
    return {tag: narration(tag) for tag, _ in _lines()}


def _lines() -> list[list[str]]:
    text = files("narrate.speech").joinpath("narration.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]
