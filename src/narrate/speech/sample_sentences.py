"""Sample sentences of medical narration, written for measuring voices."""

from __future__ import annotations

from importlib.resources import files

from narrate.languages import primary_language


def sample_sentences(language: str) -> tuple[str, ...]:
    """Return the sample sentences in ``language`` (BCP 47); a country in the tag is ignored. There may be none."""
    code = primary_language(language)
    return tuple(text for tag, text in _lines() if tag == code)


def all_sample_sentences() -> dict[str, tuple[str, ...]]:
    """Return all sample sentences by language tag."""
    return {tag: sample_sentences(tag) for tag, _ in _lines()}


def _lines() -> list[list[str]]:
    text = files("narrate.speech").joinpath("sample_sentences.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]
