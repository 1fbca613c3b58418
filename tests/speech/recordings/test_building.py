"""Editions with a human voice, from the script to what ``narrate verify`` reads back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import narrate
from narrate.audio_description import add_descriptions
from narrate.cli import main
from narrate.errors import InputError
from narrate.model import Purpose, Timing
from narrate.pipeline import examine, listen
from narrate.script import find_sources
from narrate.speech import Speaker, speak_script, voice_for
from narrate.store import Store
from narrate.verifying import verify
from tests.speech.recordings.reciting import recite, save, sentences, spoken_by_espeak
from tests.speech.recordings.test_recordings import SCRIPT
from tests.writing import write

pytestmark = pytest.mark.slow


@pytest.fixture
def recorded(tmp_path: Path):
    """A script and one long recording of all that it says, title and all; the narrator is named in narrate.yaml."""
    path = write(tmp_path / "script/visit/en.md", SCRIPT)
    write(tmp_path / "script/narrate.yaml", "languages:\n  en: {voice: recordings:narrator}\n")
    recital = recite(sentences(narrate.read(path)), spoken_by_espeak())
    save(recital, tmp_path / "script/visit/narrator/en/all.m4a", 48_000, 2)
    return path


def test_a_human_voice_goes_into_every_edition(tmp_path, recorded):
    build = lambda: narrate.build([recorded], tmp_path / "output", store=tmp_path / "store")  # noqa: E731
    report = build()
    assert report.warnings == ()
    assert report.made[0].manifest.voice == "recordings:narrator"
    assert list(report.made[0].manifest.timing) == ["aligned"]
    assert report.made[0].manifest.recorded == report.made[0].manifest.timing["aligned"]
    page = (report.made[0].folder / "index.html").read_text()
    assert "Recorded by a person." in page
    assert "computer voice" not in page
    assert any(name.endswith("narrator/en/all.m4a") for name in report.made[0].manifest.inputs)
    timeline = json.loads((report.made[0].folder / "timeline.json").read_text())
    spoken = [one for segment in timeline["segments"] for one in segment["sentences"]]
    assert {one["timing"] for one in spoken} == {"aligned"}
    assert all(len(one["words"]) > 2 for one in spoken)
    # the described edition: the narrator says what was recorded, and an installed voice says the rest
    described = report.made[1].manifest
    assert (described.edition, described.voice) == ("described", "recordings:narrator")
    assert set(described.timing) == {"aligned", "exact"}
    for verified in verify(tmp_path / "output", Store(tmp_path / "store")):
        assert verified.ok, [finding.faults for finding in verified.findings if not finding.ok]
    assert not build().made[0].is_new
    # another take of the same text: the edition is made anew
    again = recite(sentences(narrate.read(recorded)), spoken_by_espeak(rate=150))
    save(again, recorded.parent / "narrator/en/all.m4a", 48_000, 2)
    second = build().made[0]
    assert second.is_new
    assert second.facts.duration_ms < report.made[0].facts.duration_ms


def test_a_computer_speaks_what_describes_the_slides(tmp_path, recorded):
    """The recording is listened to for the narration only; ``auto`` speaks the added sentences."""
    (source,) = find_sources([recorded])[0]
    prepared = examine(source, [], "").prepared
    engine, voice = prepared.cast
    script = add_descriptions(prepared.script, prepared.slides.deck(), voice="auto")
    _, warnings = listen(replace(prepared, script=script), 1)
    assert not warnings
    speaker = Speaker(engine, voice, 150, Store(tmp_path / "store"))
    utterances = speak_script(script, speaker, voice_for(script, engine))
    narrated = [one.sentence.purpose is Purpose.NARRATION for one in utterances]
    assert 0 < sum(narrated) < len(narrated)
    assert [one.timing is Timing.ALIGNED for one in utterances if one.sentence.purpose is Purpose.NARRATION] == [
        True for one in narrated if one
    ]


def test_a_sentence_that_is_not_recorded_stops_the_build_before_anything_is_written(tmp_path, recorded):
    recorded.write_text(SCRIPT + "Bring somebody along who can drive you home afterwards.\n")
    with pytest.raises(InputError) as caught:
        narrate.build([recorded], tmp_path / "output", store=tmp_path / "store")
    assert [problem.code for problem in caught.value.problems] == ["unsaid"]
    assert "Bring somebody along" in str(caught.value)
    assert not list((tmp_path / "output").rglob("*.pptx"))


def test_the_command_says_what_is_not_there(tmp_path, recorded, capsys):
    arguments = ["build", str(recorded), "--output", str(tmp_path / "output"), "--voice"]
    assert main([*arguments, "recordings"]) == 2
    assert "recordings:FOLDER" in capsys.readouterr().err
    assert main([*arguments, "recordings:nowhere"]) == 1
    assert "there are no recordings 'nowhere'" in capsys.readouterr().err
