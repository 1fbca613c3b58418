"""narrate check and narrate draft, as a person runs them."""

import json
from pathlib import Path

import pytest

from narrate.check import check
from narrate.check.reading_level import FORMULAS, level
from narrate.cli import main

ROOT = Path(__file__).parents[2]
GOOD = "---\ntitle: Your neck\nlang: en\n---\n## Neck\n\nIn this part you will learn to turn your neck.\n"


@pytest.fixture
def topic(tmp_path: Path) -> Path:
    folder = tmp_path / "script" / "neck"
    folder.mkdir(parents=True)
    (folder / "en.md").write_text(GOOD, encoding="utf-8")
    return folder


def test_the_sample_has_no_problem(capsys: pytest.CaptureFixture[str]):
    assert main(["check", "--strict", str(ROOT / "script"), "--language", "en,es"]) == 0
    assert capsys.readouterr().out == ""
    # the embedded voice guesses the vowels of Arabic, and nothing else is wrong with it
    assert main(["check", str(ROOT / "script"), "--language", "ar"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert ": warning guessed-language: the voice espeak:ar guesses how " in line


def test_a_clean_script_says_nothing(topic: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["check", str(topic)]) == 0
    assert capsys.readouterr().out == ""


def test_warnings_fail_only_when_strict_and_advice_never(topic: Path, capsys: pytest.CaptureFixture[str]):
    (topic / "en.md").write_text(GOOD + "\nTake 10mg.\n", encoding="utf-8")
    assert main(["check", str(topic)]) == 0
    assert main(["check", "--strict", str(topic)]) == 1
    (topic / "en.md").write_text(GOOD + "\nYou ambulate.\n", encoding="utf-8")
    assert main(["check", "--strict", str(topic)]) == 0
    assert "advice everyday-word" in capsys.readouterr().out


def test_a_problem_is_one_line_with_its_place_and_a_cure(topic: Path, capsys: pytest.CaptureFixture[str]):
    (topic / "en.md").write_text(GOOD.replace("lang:", "lnag:"), encoding="utf-8")
    assert main(["check", str(topic)]) == 1
    assert (
        capsys.readouterr().out
        == f"{topic / 'en.md'}:3:1: error unknown-key: unknown key 'lnag'; did you mean 'lang'?\n"
    )


def test_json_holds_the_same(topic: Path, capsys: pytest.CaptureFixture[str]):
    (topic / "en.md").write_text(GOOD.replace("lang:", "lnag:"), encoding="utf-8")
    assert main(["check", "--json", str(topic)]) == 1
    (one,) = json.loads(capsys.readouterr().out)
    assert one == {
        "file": str(topic / "en.md"), "line": 3, "column": 1, "severity": "error", "code": "unknown-key",
        "message": "unknown key 'lnag'", "hint": "did you mean 'lang'?",
    }  # fmt: skip


def test_problems_of_several_scripts_come_at_once(topic: Path):
    (topic / "es.md").write_text("---\ntitel: x\n---\n# A\n\nB.\n", encoding="utf-8")
    (topic / "en.md").write_text(GOOD.replace("lang: en", "lang: xx-yy-zz"), encoding="utf-8")
    assert {(Path(one.place.file).name, one.code) for one in check([topic])} >= {
        ("en.md", "unknown-language"), ("es.md", "unknown-key"),
    }  # fmt: skip


def test_a_path_that_is_not_there_or_holds_no_script(tmp_path: Path):
    assert [problem.code for problem in check([tmp_path / "nothing.md"])] == ["no-file"]
    assert [problem.code for problem in check([tmp_path])] == ["no-script"]


@pytest.mark.parametrize(("name", "told"), [("sux.md", "rare language"), ("english.md", "not a language tag")])
def test_a_file_that_no_language_names_is_told_of_where_nothing_else_lies(tmp_path: Path, name: str, told: str):
    (tmp_path / "knee").mkdir()
    (tmp_path / "knee" / name).write_text(GOOD, encoding="utf-8")
    for folder in (tmp_path, tmp_path / "knee"):
        problems = check([folder])
        assert [problem.code for problem in problems] == ["no-script", "not-a-script"]
        assert told in problems[1].message


def test_a_script_whose_language_nobody_tells(tmp_path: Path):
    (tmp_path / "knee.txt").write_text("You bend your knee.")
    assert [problem.code for problem in check([tmp_path / "knee.txt"])] == ["no-language"]
    assert "no-language" not in [problem.code for problem in check([tmp_path / "knee.txt"], "en")]


def test_what_is_wrong_in_the_settings_is_said_once(topic: Path):
    (topic / "es.md").write_text("---\ntitle: Cuello\n---\n## Cuello\n\nEsta guía le ayuda.\n", encoding="utf-8")
    (topic.parent / "narrate.yaml").write_text("organization: Clinic\n")
    problems = [problem for problem in check([topic]) if problem.severity == "error"]
    assert [(Path(one.place.file).name, one.place.line, one.code) for one in problems] == [
        ("narrate.yaml", 1, "unknown-key")
    ]
    assert problems[0].hint == "did you mean 'organisation'?"


def test_draft_writes_a_script_that_reads_and_warns(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    raw = tmp_path / "film.txt"
    raw.write_text("TRANSCRIPT: Your heart is a pump. It beats all day. more", encoding="utf-8")
    out = tmp_path / "heart" / "en.md"
    out.parent.mkdir()
    assert main(["draft", str(raw), "--language", "en", "--output", str(out)]) == 0
    assert "\nYour heart is a pump.\nIt beats all day.\n" in out.read_text(encoding="utf-8")
    assert [problem.code for problem in check([out]) if problem.severity == "warning"] == ["check-heading"]
    assert main(["draft", str(raw), "--language", "en", "--output", str(out)]) == 2
    assert main(["draft", str(raw), "--language", "en"]) == 0
    assert capsys.readouterr().out.endswith("It beats all day.\n")


def test_lexicon_writes_pls(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "en.yaml").write_text("trocar: TROH-kar\n")
    assert main(["lexicon", str(tmp_path / "en.yaml"), "--language", "en"]) == 0
    assert "<phoneme>ˈtɹoʊkɑːɹ</phoneme>" in capsys.readouterr().out


@pytest.mark.parametrize(("language", "easy", "hard"), [
    ("en", "You rest. You eat. You sleep well.", "Postoperative immobilization necessitates multidisciplinary rehabilitation."),
    ("es", "Usted come. Usted va a casa.", "La inmovilización posoperatoria precisa rehabilitación multidisciplinaria individualizada."),
    ("de", "Sie gehen. Sie essen.", "Die postoperative Ruhigstellung erfordert interdisziplinäre Rehabilitationsmaßnahmen."),
    ("fr", "Vous mangez. Vous dormez.", "La réadaptation multidisciplinaire individualisée nécessite une immobilisation prolongée."),
    ("it", "Lei va a casa. Lei dorme.", "La riabilitazione multidisciplinare individualizzata richiede immobilizzazione prolungata."),
])  # fmt: skip
def test_formulas_tell_easy_from_hard(language: str, easy: str, hard: str):
    formula = FORMULAS[language]
    assert not formula.hard(level(easy.split(". "), language)[0])
    assert formula.hard(level([hard], language)[0])


def test_flesch_kincaid_of_a_known_text():
    """13 syllables in 11 words in 2 sentences: 0.39 × 5.5 + 11.8 × 13/11 − 15.59."""
    score, how = level(["The cat sat on the mat.", "The doctor was happy there."], "en")
    assert how == "phonemes"
    assert score == pytest.approx(0.39 * 5.5 + 11.8 * 13 / 11 - 15.59)


def test_the_script_of_the_documentation_has_no_problem(tmp_path: Path):
    page = (ROOT / "docs" / "script-format.md").read_text(encoding="utf-8")
    example = page.split("```markdown\n")[1].split("```\n")[0]
    folder = tmp_path / "script" / "knee-exercises"
    folder.mkdir(parents=True)
    (folder / "en.md").write_text(example, encoding="utf-8")
    (folder / "knee.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path id="joint" d="M0 0h5v5z"/></svg>'
    )
    settings = page.split("```yaml\n")[1].split("```\n")[0]
    (folder.parent / "narrate.yaml").write_text(settings, encoding="utf-8")
    (folder.parent / "lexicon").mkdir()
    for name in ("en.yaml", "es.yaml"):
        (folder.parent / "lexicon" / name).write_text("tibia: TIB-ee-uh\n")
    (folder.parent / "lexicon" / "names.pls").write_text(
        '<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" version="1.0" alphabet="ipa"/>'
    )
    assert [str(problem) for problem in check([folder]) if problem.severity != "advice"] == []
