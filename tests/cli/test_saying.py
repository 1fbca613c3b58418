"""``narrate say``: what will be said, with its sounds, and the sound itself."""

import io
from pathlib import Path

import pytest
import soundfile

from narrate.cli import main


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NARRATE_STORE", str(tmp_path / "store"))
    return tmp_path


@pytest.mark.parametrize(
    ("language", "text", "said", "sound"),
    [
        ("en", "Take 4-6 mg at stage Ⅳ.", "Take four to six milligrams at stage four.", "mˈɪlɪɡɹˌæmz"),
        ("es", "Es la etapa Ⅳ.", "Es la etapa cuatro.", "kwˈatɾo"),
        ("vi", "Uống mỗi 4-6 giờ.", "Uống mỗi 4 đến 6 giờ.", "ɗˌeɜn"),
        ("de", "Alle 4-6 Stunden.", "Alle 4 bis 6 Stunden.", "ʃtˈʊndən"),
        ("fr", "Toutes les 4-6 heures.", "Toutes les 4 à 6 heures.", "kˈatʁ"),
    ],
)
def test_prints_what_is_said_and_how_it_sounds(here, capsys, language, text, said, sound):
    assert main(["say", text, "--language", language, "--voice", "espeak"]) == 0
    out = capsys.readouterr().out
    assert f"written  {text}\n" in out
    assert f"said     {said}\n" in out
    assert sound in out.split("sounds ")[1]


def test_marks_of_a_script_and_words_in_other_languages(here, capsys):
    text = "Say [XELOX](<say:zee locks>) and [bonjour](lang:fr). Then rest."
    assert main(["say", text, "--language", "en", "--voice", "espeak"]) == 0
    out = capsys.readouterr().out
    assert "said     Say zee locks and [fr] bonjour." in out
    assert "bɔ̃ʒˈuʁ" in out
    assert out.count("written ") == 2


def test_a_lexicon_holds_and_what_a_voice_would_guess_is_told(here, capsys):
    Path("own.yaml").write_text("xelox: zee locks\n", encoding="utf-8")
    assert main(["say", "Take XELOX and H2Ob.", "--language", "en", "--lexicon", "own.yaml"]) == 0
    told = capsys.readouterr()
    assert "said     Take zee locks and H2Ob." in told.out
    assert told.err.startswith("TEXT:1:16: warning unsure-spoken")


def test_standard_input(here, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("Rest for 2 days.\nThen call."))
    assert main(["say", "-", "--language", "en", "--voice", "espeak"]) == 0
    assert "said     Rest for two days." in capsys.readouterr().out


@pytest.mark.parametrize("name", ["said.wav", "said.mp3"])
def test_writes_the_sound(here, capsys, name):
    assert (
        main(
            ["say", "Rest now. Then call.", "--language", "en", "--voice", "espeak", "--rate", "200", "--output", name]
        )
        == 0
    )
    assert capsys.readouterr().out.endswith(f"{name}\n")
    assert 1.0 < soundfile.info(name).duration < 4.0


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["", "--language", "en"], 2, "nothing to say"),
        (["Rest.", "--language", "nolanguage"], 2, "unknown language tag"),
        (["Rest.", "--language", "en", "--output", "said.ogg"], 2, ".wav or .mp3"),
        (["Rest.", "--language", "en", "--rate", "9"], 2, "50 to 400"),
        (["Rest.", "--language", "en", "--play"], 2, "terminal"),
        (["Rest.", "--language", "en", "--voice", "nobody"], 2, "unknown voice engine"),
        (["Rest.", "--language", "en", "--voice", "recordings:."], 2, "can say only what was recorded"),
        (["A <b>bold</b> word.", "--language", "en"], 1, "TEXT:1:3: error unknown-construct"),
        (["Rest.", "--language", "en", "--lexicon", "none.yaml"], 1, "no such file"),
        (["Rest.", "--language", "en", "--output", "none/said.wav"], 3, "cannot be written"),
    ],
)
def test_exit_codes(here, capsys, arguments, code, told):
    assert main(["say", *arguments]) == code
    assert told in capsys.readouterr().err
