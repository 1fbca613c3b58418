"""Innocent texts, with all that a hospital writes in brackets, capitals, labels and lists: every word is spoken in order."""

from pathlib import Path

from narrate.script.raw_material.composing import compose
from narrate.script.raw_material.text import text_material
from narrate.script.raw_material.words import WORD
from tests.fixtures import Case, cases
from tests.tables import each

CASES = cases(Path(__file__).with_name("innocent.md"))


def said(script) -> list[str]:
    return [sentence.text for segment in script.segments[1:] for sentence in segment.sentences]


@each("case", CASES, ids=lambda case: case.name)
def test_keeps_every_word_in_order(case: Case):
    ((name, text),) = case.files.items()
    script = compose(name, text_material(text), "spine", name.split(".")[0])
    title = [] if script.title == "Spine" else [script.title]
    assert WORD.findall(" ".join([*title, *said(script)])) == WORD.findall(text)
    warned = " ".join(sorted({problem.code for problem in script.problems}))
    assert (warned or "nothing") == case.expected.strip()
