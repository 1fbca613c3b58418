"""What languages are called: the same as in CLDR, which Babel brings to the tests alone."""

import pytest

from narrate.languages import english_name, is_tag, own_name
from narrate.languages.names import TABLE
from tests.tables import each
from tests.tools.language_names import table


@pytest.mark.slow
def test_the_table_is_what_cldr_says():
    assert TABLE.read_text(encoding="utf-8") == table(), "run python -m tests.tools.language_names"


@each(
    ("tag", "own", "english"),
    [
        ("es", "Español", "Spanish"),
        ("es-MX", "Español (México)", "Spanish"),
        ("zh-TW", "中文 (繁體, 台灣)", "Chinese"),
        ("sr-Latn", "Srpski (latinica)", "Serbian"),
        ("en-GB-oxendict", "English (United Kingdom)", "English"),
        ("vi-US", "Tiếng Việt (US)", "Vietnamese"),  # a region that CLDR does not list for the language
        ("pes", "فارسی", "pes"),  # one of the languages that are Persian together
        ("hmn", "hmn", "Hmong"),
        ("qaa", "qaa", "qaa"),
    ],
)
def test_a_language_has_its_own_name_and_an_english_one(tag: str, own: str, english: str):
    assert own_name(tag) == own
    assert english_name(tag) == english


@each(("name", "expected"), [("en", True), ("fil", True), ("cop", True), ("prs", True), ("hip", False),
                                                ("eye", False), ("fat", False), ("als", False)])  # fmt: skip
def test_the_name_of_a_file_is_a_tag_where_cldr_has_the_language(name: str, *, expected: bool):
    assert is_tag(name) is expected
