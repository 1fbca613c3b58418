import pytest

import narrate
from narrate.errors import InputError
from narrate.model import Token
from narrate.speech import choose_voice, warn_of_guesses
from narrate.speech.guess_warnings import is_guessed
from tests.fake_engine import FakeEngine
from tests.tables import each
from tests.writing import write

HEAD = "---\ntitle: {title}\nlang: {tag}\n---\n## {title}\n\n"
ARABIC = HEAD.format(title="اسْتَرِحْ", tag="ar") + "يمكن أن يساعدك هذا الدليل.\n"
FULL = HEAD.format(title="اسْتَرِحْ", tag="ar") + "أَخْبِرْنَا فَوْرًا إِذَا شَعَرْتَ بِأَلَمٍ.\n"


@each(
    ("text", "guessed"),
    [("الدليل", True), ("أَخْبِرْنَا", False), ("שלום", True), ("שָׁלוֹם", False), ("治療", True), ("おだいじに", False), ("カテーテル", False),
     ("พักผ่อน", True), ("rest", False), ("12", False), ("و", False), ("،", False)],
)  # fmt: skip
def test_what_is_written_without_its_sounds(text, guessed):
    assert is_guessed(Token(text, 0)) is guessed


def test_what_somebody_told_is_not_guessed():
    assert not is_guessed(Token("治療", 0, alias="ちりょう"))
    assert not is_guessed(Token("治療", 0, phonemes="tɕiɾjoː"))
    assert not is_guessed(Token("治療", 0, alias=""))
    assert is_guessed(Token("x", 0, alias="治療"))


def test_a_script_is_warned_about_once_with_the_first_word(tmp_path):
    script = narrate.read(write(tmp_path / "a/ar.md", ARABIC))
    (problem,) = warn_of_guesses(script, choose_voice(script, "espeak")[1])
    assert (problem.severity, problem.code, problem.place.line) == ("warning", "guessed-language", 7)
    assert "the voice espeak:ar guesses how 5 of 6 words are said (its writing leaves vowels out)" in problem.message
    assert warn_of_guesses(script, choose_voice(script, FakeEngine())[1]) == []
    full = narrate.read(write(tmp_path / "b/ar.md", FULL))
    assert warn_of_guesses(full, choose_voice(full, "espeak")[1]) == []


def test_a_build_warns_and_a_strict_one_fails_before_it_speaks(tmp_path, capsys):
    from narrate.cli import main

    path = str(write(tmp_path / "script/rest/ar.md", ARABIC))
    with pytest.raises(InputError, match="guessed-language"):
        narrate.build([path], tmp_path / "out", voice="espeak", to=["txt"], strict=True, store=tmp_path / "store")
    assert not list((tmp_path / "store").rglob("*.flac"))
    assert not (tmp_path / "out").exists()
    report = narrate.build([path], tmp_path / "out", voice="espeak", to=["txt"], store=tmp_path / "store")
    assert [problem.code for problem in report.warnings] == ["guessed-language"]
    assert main(["build", path, "--output", str(tmp_path / "out"), "--strict"]) == 1
    assert "guessed-language" in capsys.readouterr().err


def test_check_says_it_too(tmp_path):
    from narrate.check import check, fails

    problems = check([write(tmp_path / "script/rest/ar.md", ARABIC)], voice="espeak")
    assert "guessed-language" in [problem.code for problem in problems]
    assert fails(problems, strict=True)
    assert not [one for one in problems if one.severity == "error"]
