import json
from pathlib import Path

import pytest

from narrate.cli import main
from narrate.speech import open_engine, voices_by_language
from narrate.speech.facts import Level


@pytest.fixture(autouse=True)
def voices(tmp_path, monkeypatch):
    monkeypatch.setenv("NARRATE_VOICES", str(tmp_path / "voices"))
    return tmp_path / "voices"


def test_the_matrix_has_fifteen_languages_and_what_each_engine_makes_of_them():
    table = dict(voices_by_language.matrix())
    assert len(table) == 15
    levels = {tag: {name: one and one.level for name, one in row.items()} for tag, row in table.items()}
    assert levels["es"]["espeak"] is Level.DRAFT
    assert levels["es"]["kokoro"] is Level.GOOD
    assert [tag for tag in table if levels[tag]["espeak"] is Level.GUESSING] == ["ar", "ja", "fa"]
    assert [tag for tag in table if levels[tag]["espeak"] is None] == ["tl"]
    assert sorted(tag for tag in table if levels[tag]["kokoro"]) == ["es", "fr", "it", "pt", "zh"]
    assert not any(row["kokoro"] and row["kokoro"].there for row in table.values())


def test_the_documentation_has_the_same_matrix():
    text = (Path(__file__).parents[2] / "docs/voices.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("| ")]
    told = {row[1]: row[2:5] for row in rows if len(row) == 6 and row[1] in voices_by_language.ASKED_FOR}
    levels = {
        tag: [str(row[name].level) if row[name] else "none" for name in ("espeak", "kokoro", "gtts")]
        for tag, row in voices_by_language.matrix()
    }
    assert told == levels


@pytest.mark.slow
def test_every_voice_that_espeak_lists_makes_a_sound():
    from narrate.model import Sentence, Token
    from narrate.speech.silence import sounding

    engine = open_engine("espeak")
    session = engine.session()
    one = Sentence("s", "12 a", (Token("12", 0), Token("a", 3)))
    try:
        silent = [tag for tag in engine.tags() if sounding(session.speak(one, engine.voice(tag, tag), 150).pcm) is None]
    finally:
        session.close()
    assert silent == []


def test_voices_are_listed_as_text(capsys):
    assert main(["voices"]) == 0
    text = capsys.readouterr().out
    lines = {line.split()[0]: line for line in text.splitlines() if line}
    assert lines["espeak"].split()[1:6] == ["draft", "exact", "no", "yes", "119"]
    assert lines["kokoro"].endswith("Apache-2.0")
    assert lines["Arabic"].split()[:3] == ["Arabic", "ar", "guessing"]
    assert lines["Arabic"].endswith("espeak:ar")
    assert "kokoro: narrate voices add kokoro" in text


def test_voices_for_a_language(capsys, tmp_path):
    assert main(["voices", "fr"]) == 0
    first, second, *_ = capsys.readouterr().out.splitlines()[1:]
    assert first.split() == ["kokoro:ff_siwis", "fr", "good", "Apache-2.0", "narrate", "voices", "add", "kokoro"]
    assert second.startswith("espeak:fr")
    assert main(["voices", "tlh"]) == 2
    assert "no known voice speaks 'tlh'" in capsys.readouterr().err


def test_voices_as_data(capsys):
    assert main(["voices", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    engines = {one["name"]: one for one in document["engines"]}
    assert engines["espeak"] == engines["espeak"] | {
        "quality": "draft", "timing": "exact", "text_leaves": False, "there": True,
    }  # fmt: skip
    assert "GPL-3.0" in engines["espeak"]["licence"]
    assert len(document["languages"]) == 16
    assert main(["voices", "pt-BR", "--json"]) == 0
    (portuguese,) = json.loads(capsys.readouterr().out)["languages"]
    assert portuguese["name"] == "Portuguese"
    assert portuguese["voices"][0]["engine"] == "kokoro"
