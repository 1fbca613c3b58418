"""Each code: a file that earns it, every problem found in it, and the table of the documentation."""

import ast
import re
from pathlib import Path

import narrate
from narrate.check import check
from tests.fixtures import Case, cases
from tests.tables import each

CASES = cases(Path(__file__).with_name("codes.md"))
TABLE = Path(__file__).parents[2] / "docs" / "script-format.md"
# What takes a file that is no text, or a build: tested where it happens, in the files named.
ELSEWHERE = {
    **dict.fromkeys(
        (
            "extra-speech",
            "misread",
            "misread-number",
            "misread-word",
            "out-of-order",
            "recording",
            "said-twice",
            "unrecorded",
            "unsaid",
        ),
        "tests/speech/recordings/test_recordings.py",
    ),
    **dict.fromkeys(("braille", "braille-letters", "no-braille"), "tests/exporters/brf/test_examining.py"),
    **dict.fromkeys(
        (
            "deck-alt",
            "deck-animation",
            "deck-contrast",
            "deck-language",
            "deck-media",
            "deck-order",
            "deck-picture-text",
            "deck-small-text",
            "deck-table",
            "deck-title",
            "deck-unread",
        ),
        "tests/check/decks/test_report.py",
    ),
    "card-name": "tests/collections/card/test_card.py",
    "feed-address": "tests/collections/test_feed.py",
    "figure-size": "tests/script/test_figures_found.py",
    "figure-unreadable": "tests/script/test_figures_found.py",
    "file-name": "tests/script/test_file_names.py",
    "languages-together": "tests/batch/test_failures.py",
    "lost-words": "tests/script/raw_material/test_lost_words.py",
    "misread-number": "tests/speech/recordings/test_numbers.py",
    "no-file": "tests/check/test_check.py",
    "kept-slide": "tests/exporters/pptx/keeping/test_built.py",
    "no-language": "tests/check/test_check.py",
    "no-notes": "tests/script/raw_material/test_office.py",
    "no-pictures": "tests/exporters/pptx/keeping/test_built.py",
    "no-script": "tests/check/test_check.py",
    "not-utf8": "tests/script/test_stray.py",
    "offline": "tests/test_online.py",
    "too-large": "tests/script/test_stray.py",
    "too-long": "tests/exporters/daisy/writing/test_book.py",
    "unknown-symbol": "tests/script/raw_material/word_documents/test_symbols.py",
    "unreadable-file": "tests/script/raw_material/test_office.py",
}


def found(case: Case, folder: Path) -> str:
    """The problems, a line each; every one is a line of its own, says something and names a cure."""
    lines = []
    for problem in check([folder]):
        assert problem.message
        assert problem.hint or problem.code in ("unknown-language", "figure-kind", "figure-unreadable", "lexicon")
        assert "\n" not in str(problem)
        if problem.severity == "advice" and problem.code != case.name.split()[0]:
            continue
        name = Path(problem.place.file).name
        lines.append(f"{name}:{problem.place.line}:{problem.place.column} {problem.severity} {problem.code}")
    return "\n".join(lines) + "\n"


@each("case", CASES, ids=lambda case: case.name)
def test_finds_what_is_expected_and_nothing_else(case: Case, tmp_path: Path):
    assert found(case, case.write(tmp_path)) == case.expected


def test_every_code_of_the_table_has_a_case():
    tested = {line.split()[-1] for case in CASES for line in case.expected.splitlines()}
    missing = set(_table()) - tested
    assert missing == set(ELSEWHERE)
    for code, name in ELSEWHERE.items():
        path = Path(__file__).parents[2] / name
        assert f'"{code}"' in path.read_text(encoding="utf-8"), f"{code} is not tested in {name}"


def test_the_table_and_the_program_agree():
    assert set(_table()) == _codes_of_the_program()


def test_the_table_tells_the_severity():
    said = _table()
    for case in CASES:
        for line in case.expected.splitlines():
            _, severity, code = line.split()
            assert severity in said[code], f"{code} is {severity} in {case.name}"


def _table() -> dict[str, str]:
    text = TABLE.read_text(encoding="utf-8").split("| code | severity |")[1]
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| ([a-z ]+) \|", text, re.MULTILINE)
    assert len(rows) == len(dict(rows))
    assert rows == sorted(rows)
    return dict(rows)


def _codes_of_the_program() -> set[str]:
    """Every code in a call that makes a problem: words joined by hyphens, or one word, and no sentence."""
    calls = {
        "Problem",
        "error",
        "_error",
        "warn",
        "problem",
        "note",
        "_add",
        "_advice",
        "_report",
        "Nodes",
        "BrokenMarkup",
        "_problem",
    }
    codes = set()
    for path in Path(narrate.__file__).parent.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if not any(f"{name}(" in source for name in calls):
            continue
        for node in ast.walk(ast.parse(source)):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            for argument in node.args if name in calls else ():
                text = argument.value if isinstance(argument, ast.Constant) else None
                if isinstance(text, str) and re.fullmatch(r"[a-z]+\d*(-[a-z0-9]+)*", text):
                    codes.add(text)
    return codes
