"""No pattern of the cleaning takes more than a moment, whatever a line repeats."""

import time

from narrate.script.raw_material.cleaning import clean
from narrate.script.raw_material.text import text_material
from tests.tables import each

LETTERS = 10_000
REPEATED = [
    *"aA1é字ا .,:-–>*#([{)<\"'’+=…：♪",
    "ab ", "a.", "a-", "a- b", "1:", "1:1 ", "A: ", "a, ", "a,RN ", ">> ", "( ", "[a ", "(a) ", "A a", "No. ", "1. ", "：a", "... ", "x: y ",
    "Home > ", "(music) ", "[on-screen: a] ", "reviewed by ", "more ",
]  # fmt: skip


@each("repeated", REPEATED)
def test_a_long_line_is_cleaned_in_a_moment(repeated: str):
    lines = text_material((repeated * LETTERS)[:LETTERS] + "!\nb").lines
    started = time.process_time()
    clean("x", lines, "en")
    assert time.process_time() - started < 0.5
