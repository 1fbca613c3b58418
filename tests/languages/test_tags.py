"""Parts of language tags."""

from __future__ import annotations

from narrate.languages import primary_language
from tests.tables import each


@each(
    ("tag", "language"),
    [("en", "en"), ("es-MX", "es"), ("zh-Hant-TW", "zh"), ("PT-br", "pt"), ("fil", "fil"), ("sr-Latn", "sr"), ("", "")],
)
def test_the_language_of_a_tag(tag: str, language: str):
    assert primary_language(tag) == language
