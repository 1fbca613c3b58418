"""Raw material in odd forms: what is said of it, in order, and where each sentence stands in the file."""

from pathlib import Path

from narrate.model import Kind
from narrate.script import find_sources, read_source
from narrate.script.draft import draft
from tests.fixtures import Case, cases
from tests.tables import each

CASES = cases(Path(__file__).with_name("cleaning.md"))


def read(case: Case, folder: Path):
    (source,), _ = find_sources([case.write(folder)])
    return read_source(source)[0]


@each("case", CASES, ids=lambda case: case.name)
def test_says_what_is_narrated_and_knows_where_it_stands(case: Case, tmp_path: Path):
    script = read(case, tmp_path)
    said = [
        f"{sentence.place.line}:{sentence.place.column} {sentence.text}"
        for segment in script.segments
        if segment.kind is Kind.NARRATION
        for sentence in segment.sentences
    ]
    assert "\n".join(said) + "\n" == case.expected


@each("case", CASES, ids=lambda case: case.name)
def test_its_draft_says_the_same(case: Case, tmp_path: Path):
    script = read(case, tmp_path)
    drafted = Case(case.name, {f"{script.language}.md": draft(script)}, "")
    again = read(drafted, tmp_path / "draft")
    assert [[s.text for s in segment.sentences] for segment in again.segments] == [
        [s.text for s in segment.sentences] for segment in script.segments
    ]
