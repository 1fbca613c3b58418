"""What ``check`` finds, ``build`` finds too, in one run and before anything is spoken."""

from collections import Counter
from pathlib import Path

import pytest

import narrate
from narrate import slides, speech
from narrate.batch.executing import SameProcess
from narrate.check import check
from narrate.cli import main
from narrate.errors import InputError, Place, Problem, Severity
from narrate.model import Script
from narrate.speech import lexicon
from tests.fake_engine import FakeEngine
from tests.fixtures import Case, cases
from tests.tables import each
from tests.writing import THREE_SLIDES, TRANSLATED, write

HEADER = "---\ntitle: {title}\nlang: {language}\n---\n## {title}\n\n"
# an error in each, in a language of the script
WRONG = [
    ("en", "Medicine", "Take .5 mg at bedtime."),
    ("en", "Insulin", "You inject 10 U before you eat."),
    ("en", "Tablets", "Your nurse gives you 5.0 mg first."),
    ("en", "Drops", "Put drops in your eye O.S. every day."),
    ("es", "Medicina", "Tome ,5 mg antes de dormir."),
    ("es", "Insulina", "Usted se pone 8 U antes de comer."),
    ("fr", "Comprimés", "Prenez 2,0 mg le soir."),
    ("de", "Tropfen", "Nehmen Sie 50 µg am Morgen."),
    ("it", "Sciroppo", "Prenda 5 cc dopo cena."),
]
# a warning in each, and no error
DOUBTFUL = [
    ("en", "Medicine", "Take 10mg at bedtime.", "risky-form"),
    ("en", "Visit", "You come on 03/04/2026.", "ambiguous-date"),
    ("es", "Cuello", "Usted toma 1.250 mg al día.", "ambiguous-number"),
    ("de", "Knie", "Rufen Sie an, wenn Sie > 38 Grad messen.", "risky-form"),
    ("fr", "Genou", "Appelez si la douleur dure > 3 jours.", "risky-form"),
]
RULES = {"ambiguous-date", "ambiguous-number", "missing-alt", "point-unspoken", "reading-level", "risky-form", "silent",
         "too-full", "unknown-voice", "unsure-spoken", "unused-word", "lexicon", "no-voice", "full-slide", "long-sentence"}  # fmt: skip


def some_cases() -> list[Case]:
    """The first cases of codes that come from rules, not from readers."""
    found: list[Case] = []
    seen: Counter[str] = Counter()
    for case in cases(Path(__file__).with_name("codes.md")):
        code = case.name.split(":")[0].split()[0]
        if code in RULES and seen[code] < 2:
            seen[code] += 1
            found.append(case)
    return found


def script(language: str, title: str, text: str) -> str:
    return HEADER.format(title=title, language=language) + text + "\n"


@each("case", some_cases(), ids=lambda case: case.name)
def test_both_commands_tell_the_same_but_for_advice(case: Case, tmp_path: Path):
    folder = case.write(tmp_path)
    told = [problem for problem in check([folder]) if problem.severity is not Severity.ADVICE]
    if not told:
        return
    with pytest.raises(InputError) as caught:
        narrate.build([folder], tmp_path / "out", strict=True, store=tmp_path / "store", to=["html"])
    assert list(caught.value.problems) == told


@each(("language", "title", "text"), WRONG)
def test_an_error_of_check_stops_build_before_anything_is_spoken(tmp_path: Path, language: str, title: str, text: str):
    path = write(tmp_path / f"script/a/{language}.md", script(language, title, text))
    wrong = [problem for problem in check([path]) if problem.severity is Severity.ERROR]
    assert [problem.code for problem in wrong] == ["risky-form"]
    engine = FakeEngine()
    with pytest.raises(InputError) as caught:
        narrate.build([path], tmp_path / "out", voice=engine, store=tmp_path / "store", to=["txt"])
    assert [one for one in caught.value.problems if one.severity is Severity.ERROR] == wrong
    assert engine.spoken == []
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("language", "title", "text", "code"), DOUBTFUL)
def test_a_warning_of_check_is_a_warning_of_build(tmp_path: Path, language: str, title: str, text: str, code: str):
    path = write(tmp_path / f"script/a/{language}.md", script(language, title, text))
    engine = FakeEngine()
    options = {"voice": engine, "store": tmp_path / "store", "to": ["txt"]}
    with pytest.raises(InputError, match=f"warning {code}"):
        narrate.build([path], tmp_path / "out", strict=True, **options)
    assert engine.spoken == []
    report = narrate.build([path], tmp_path / "out", **options)
    assert code in [problem.code for problem in report.warnings]
    assert {problem.severity for problem in report.warnings} == {Severity.WARNING}


def test_warnings_are_printed_and_advice_is_not(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setenv("NARRATE_STORE", str(tmp_path / "store"))
    path = write(tmp_path / "knee/en.md", script("en", "Knee", "You ambulate. Take 10mg."))
    arguments = ["build", str(path), "--output", str(tmp_path / "out"), "--to", "txt"]
    assert main([*arguments, "--strict"]) == 1
    capsys.readouterr()
    assert main(arguments) == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert f"{path}:7:20: warning risky-form: '10mg'" in line


@pytest.mark.parametrize("command", ["check", "build"])
def test_no_stage_is_gone_through_twice(tmp_path: Path, monkeypatch, command: str):
    calls: Counter[str] = Counter()

    def count(module, name: str) -> None:
        real = getattr(module, name)

        def counting(*arguments, **options):
            calls[name] += 1
            return real(*arguments, **options)

        monkeypatch.setattr(module, name, counting)

    count(slides, "paginate")
    count(slides, "style_of")
    count(speech, "choose_voice")
    count(lexicon, "entries_for")
    for language in ("en", "es"):
        write(tmp_path / f"script/heart/{language}.md", TRANSLATED[language])
    if command == "check":
        check([tmp_path / "script"])
    else:
        narrate.build([tmp_path / "script"], tmp_path / "out", voice=FakeEngine(), store=tmp_path / "s", to=["txt"])
    assert calls == {"paginate": 2, "style_of": 2, "choose_voice": 2, "entries_for": 2}


@pytest.mark.slow
def test_scripts_are_compared_with_the_english_one_also_if_that_alone_was_edited(tmp_path: Path, monkeypatch):
    compared: list[list[str]] = []
    severity = Severity.WARNING

    def rule(scripts: list[Script]):
        compared.append([one.language for one in scripts])
        sentences = {sum(len(segment.sentences) for segment in one.segments) for one in scripts}
        if len(sentences) > 1:
            yield Problem(Place(str(scripts[0].path), 1), severity, "languages-differ", "one has more", "compare them")

    def files(language: str, text: str = "") -> Path:
        return write(tmp_path / f"script/heart/{language}.md", TRANSLATED[language] + text)

    def built() -> list[str]:
        compared.clear()
        report = narrate.build(
            [tmp_path / "script"],
            tmp_path / "out",
            store=tmp_path / "s",
            to=["txt"],
            executor=SameProcess(lambda event: None),  # the rule above is known in this process alone
        )
        return [one.code for one in report.warnings]

    monkeypatch.setattr("narrate.check.TRANSLATION_RULES", (rule,))
    for language in ("en", "es", "fr"):
        files(language)
    write(tmp_path / "script/knee/en.md", THREE_SLIDES)
    assert "languages-differ" not in built()
    assert compared == [["en", "es"], ["en", "fr"]]
    assert built() == []
    assert compared == []  # nothing to do: nothing is read
    files("es", "\nDespués usted descansa.\n")
    assert "languages-differ" in built()
    assert compared == [["en", "es"]]
    files("es")
    files("en", "\nThen you rest for an hour.\n")
    assert "languages-differ" in built()
    assert sorted(compared) == [["en", "es"], ["en", "fr"]]
    severity = Severity.ERROR
    assert "languages-differ" in [one.code for one in check([tmp_path / "script"])]
    files("en")
    files("es", "\nDespués usted descansa bien.\n")
    with pytest.raises(InputError, match=r"heart/en\.md:1: error languages-differ"):
        built()
