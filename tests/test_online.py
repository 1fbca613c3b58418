"""Builds with a voice that text is sent to: only when asked for, said once, refused offline."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import narrate
from narrate.cli import main
from narrate.errors import InputError
from narrate.speech import ENGINES, Online, choose_voice, open_engine
from narrate.speech.espeak.engine import EspeakEngine
from narrate.speech.gtts.engine import GttsEngine
from narrate.store import Store
from narrate.verifying import verify
from tests.conftest import SAMPLE
from tests.speech.gtts.google import QUICK, Google, serving
from tests.writing import write

SHORT = """---
title: A short test of the heart
lang: en
---

## What you do

You walk on a moving belt.
Small pads on your chest pick up each beat.
"""
SAID = "the voice gtts sends the sentences it speaks to Google Translate; with --offline none would"


@pytest.fixture
def google(monkeypatch):
    """The voice gtts as anybody gets it by name, but for the address."""
    with serving(Google()) as one:
        monkeypatch.setattr("narrate.speech.gtts.engine.GttsEngine", lambda: GttsEngine(one.address, QUICK))
        yield one


@pytest.fixture
def scripts(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NARRATE_STORE", str(tmp_path / "store"))
    write(tmp_path / "script/heart/en.md", SHORT)
    return tmp_path


def test_it_is_said_once_before_anything_is_sent(google, scripts):
    write(scripts / "script/knee/en.md", SHORT.replace("heart", "knee"))
    said = []

    def notice(text):
        said.append((text, len(google.asked)))

    narrate.build(voice="gtts", to=["txt"], editions=["standard"], notice=notice)
    assert said == [(SAID, 0)]
    assert len(google.asked) == 6 - 2  # two sentences are the same in both
    narrate.build(voice="gtts", to=["txt"], editions=["standard"], notice=notice)
    assert len(said) == 1  # nothing was spoken, so nothing is said


def test_without_a_listener_it_is_logged(google, scripts, caplog):
    narrate.build(voice="gtts", to=["txt"], editions=["standard"])
    assert [record.getMessage() for record in caplog.records] == [SAID]


def test_the_command_line_says_it_and_which_times_are_estimated(google, scripts, capsys):
    assert main(["build", "--voice", "gtts", "--to", "txt", "--edition", "standard"]) == 0
    shown = capsys.readouterr()
    assert shown.err == f"narrate: {SAID}\n"
    assert "voice gtts:en" in shown.out
    assert "estimated" not in shown.out
    assert timings(scripts / "output/heart/en") == {"aligned"}
    assert main(["verify", "--jobs", "1"]) == 0, capsys.readouterr().out
    write(
        scripts / "script/puso/tl.md", "---\ntitle: Puso\n---\n## Puso\n\nHuminga nang malalim. Magpahinga ka.\n"
    )  # espeak-ng has no voice for it
    assert main(["build", "script/puso", "--voice", "gtts", "--to", "txt", "--edition", "standard"]) == 0
    assert "  words' times are estimated in 3 of 3 sentences\n" in capsys.readouterr().out
    assert timings(scripts / "output/puso/fil") == {"estimated"}
    assert main(["build", "script/puso", "--voice", "gtts", "--to", "txt", "--edition", "standard"]) == 0
    assert "  words' times are estimated in 3 of 3 sentences\n" in capsys.readouterr().out  # up to date, and still true


def timings(folder: Path) -> set[str]:
    timeline = json.loads((folder / "timeline.json").read_text(encoding="utf-8"))
    return {sentence["timing"] for segment in timeline["segments"] for sentence in segment["sentences"]}


def test_offline_refuses_it_before_anything_is_spoken(google, scripts, capsys):
    assert main(["build", "--voice", "gtts", "--offline"]) == 1
    error = capsys.readouterr().err
    assert error == (
        "script/heart/en.md: error offline: the voice gtts sends the text to Google Translate, "
        "which --offline forbids; choose another voice\n"
    )
    assert google.asked == []
    assert not (scripts / "output").exists()
    assert not (scripts / "store").exists()


def test_offline_refuses_it_wherever_a_script_asks_for_it(google, scripts):
    write(scripts / "script/narrate.yaml", "voices:\n  anna: {en: gtts:en-GB}\n")
    write(scripts / "script/heart/en.md", SHORT + "\n(voice: anna)\n\nCall us.\n")
    with pytest.raises(InputError) as caught:
        narrate.build(to=["txt"], offline=True)
    [problem] = caught.value.problems
    assert problem.code == "offline"
    assert problem.place.line == 13
    assert google.asked == []
    said = []
    narrate.build(to=["txt"], notice=said.append)
    assert said == [SAID]
    assert google.texts == ["Call us."]


@pytest.mark.slow
def test_offline_allows_what_stays_here_and_what_is_there_already(google, scripts, capsys):
    assert main(["build", "--offline", "--to", "txt", "--voice", "espeak"]) == 0
    assert main(["build", "--voice", "gtts", "--to", "txt", "--edition", "standard"]) == 0
    asked = len(google.asked)
    assert main(["build", "--voice", "gtts", "--to", "txt", "--offline"]) == 0
    assert "up to date" in capsys.readouterr().out
    assert len(google.asked) == asked


@pytest.mark.slow
def test_a_build_names_words_whose_sounds_it_cannot_take(google, scripts, capsys):
    write(
        scripts / "script/heart/en.md",
        SHORT.replace("lang: en\n", "lang: en\npronounce: {belt: /bɛlt/, pads: {gtts: padz}}\n"),
    )
    assert main(["build", "--voice", "gtts", "--to", "txt", "--edition", "standard"]) == 0
    warnings = [line for line in capsys.readouterr().err.splitlines() if "warning" in line]
    assert len(warnings) == 1
    assert "script/heart/en.md:9:22: warning" in warnings[0]
    assert "takes text only: it says 'belt' as it is written" in warnings[0]
    assert any("Small padz on" in text for text in google.texts)
    assert main(["build", "--voice", "espeak", "--to", "txt"]) == 0
    assert "warning" not in capsys.readouterr().err


def test_nothing_is_sent_unless_somebody_asks():
    for path in SAMPLE.glob("*/*.md"):
        engine, _ = choose_voice(narrate.read(path), "")
        assert not isinstance(engine, Online)
    online = {name for name in ENGINES if isinstance(open_engine(name), Online)}
    assert online == {"gtts"}


def test_a_failure_leaves_no_half_of_a_build(google, scripts, capsys):
    google.answers = ["well"]
    google.answer = "empty"
    assert main(["build", "--voice", "gtts", "--edition", "standard"]) == 3
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert "the voice gtts failed: the answer for " in lines[1]
    assert lines[1].startswith("narrate: script/heart/en.md:8:1: ")
    assert not (scripts / "output/heart").exists()
    google.asked.clear()
    google.answer = "well"
    assert main(["build", "--voice", "gtts", "--edition", "standard"]) == 0
    assert len(google.asked) == 3 - 1


@pytest.mark.slow
def test_a_build_through_a_server_that_speaks(tmp_path):
    """The sample's first slides, spoken by espeak-ng behind the server."""
    source = (SAMPLE / "vertebroplasty-kyphoplasty/en.md").read_text(encoding="utf-8")
    path = write(tmp_path / "script/spine/en.md", "\n## ".join(source.split("\n## ")[:4]))
    shutil.copytree(SAMPLE / "vertebroplasty-kyphoplasty/figures", tmp_path / "script/spine/figures")
    said = []
    with serving(Google(engine=EspeakEngine())) as google:
        engine = GttsEngine(google.address, QUICK)
        report = narrate.build(
            path,
            tmp_path / "out",
            voice=engine,
            store=tmp_path / "store",
            to=["mp3", "vtt", "pptx"],
            notice=said.append,
        )
    [made] = report.made
    assert said == [SAID]
    assert made.manifest.timing == {"aligned": len(made.manifest.clips)}
    assert all(rate == 24_000 for _, rate, _ in made.manifest.clips.values())
    for verified in verify(tmp_path / "out", Store(tmp_path / "store")):
        assert verified.ok, [finding for finding in verified.findings if not finding.ok]
