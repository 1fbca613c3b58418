import subprocess
import sys
from types import ModuleType

import pytest

from narrate.cli import main
from narrate.speech import ENGINES, Online, best_voice, open_engine, voices_by_language
from narrate.speech.facts import (
    Adding,
    EngineFacts,
    Level,
    VoiceFacts,
    added_voices,
    all_facts,
    facts_of,
    label,
    why_guessed,
)
from tests.speech.piper.making import write_voice
from tests.writing import write


@pytest.fixture(autouse=True)
def voices(tmp_path, monkeypatch):
    monkeypatch.setenv("NARRATE_VOICES", str(tmp_path / "voices"))
    return tmp_path / "voices"


@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_tells_of_itself(name):
    facts = facts_of(name)
    assert facts.name == open_engine(name).name == name
    assert facts.quality
    assert facts.licence
    assert facts.how
    assert facts.text_leaves is isinstance(open_engine(name), Online)
    assert {(one.engine, one.level) for one in facts.voices()} <= {(name, level) for level in Level}


def test_auto_asks_engines_that_keep_the_text_here_by_their_rank():
    ranked = sorted((facts.rank, facts.name) for facts in all_facts() if facts.rank is not None)
    assert ranked == [(1, "kokoro"), (2, "piper"), (3, "espeak")]
    assert not any(facts.rank and (facts.text_leaves or facts.person) for facts in all_facts())


@pytest.fixture
def hums(monkeypatch):
    """A new engine: one line in ``ENGINES``, and a module that says all about it; its voice must be added."""
    module = ModuleType("hums_facts")

    def add(source, progress):
        progress.say("it hums")
        write(facts_of("hums").folder / "low.json", source.read_text(encoding="utf-8"))
        return [f"hums:low from {source.name}"]

    module.FACTS = EngineFacts(
        "hums", engine="tests.fake_engine:FakeEngine", rank=0, licence="ours", records="*.json",
        voices=lambda: [VoiceFacts("hums", "low", "en", Level.GOOD, "ours", there=facts_of("hums").may_speak)],
        adding=Adding("a hum", "a file", add),
    )  # fmt: skip
    monkeypatch.setitem(sys.modules, "hums_facts", module)
    monkeypatch.setitem(ENGINES, "hums", "hums_facts")


def test_a_new_engine_is_one_line_and_what_it_says_of_itself(hums, tmp_path, capsys):
    assert str(best_voice("en")[1]) == "espeak:en-us"
    assert main(["voices", "add", "hums", "--from", str(write(tmp_path / "a.hum", "{}"))]) == 0
    assert capsys.readouterr().out == "hums:low from a.hum\n"
    assert list(added_voices()) == ["hums/low.json"]
    assert str(best_voice("en")[1]) == "fake:hum"
    assert best_voice("tlh") is None  # nobody speaks it, at whatever rank
    assert main(["voices", "en"]) == 0
    assert "hums:low" in capsys.readouterr().out
    assert main(["voices"]) == 0
    assert "hums" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["voices", "add", "--help"])
    assert "hums: a hum" in " ".join(capsys.readouterr().out.split())


def test_a_record_of_a_voice_is_known_by_its_content(voices):
    assert added_voices() == {}
    write(voices / "piper/one.voice.json", "{}")
    write(voices / "kokoro/kokoro.json", "{}")
    write(voices / "kokoro/other.json", "{}")  # no record
    write(voices / "espeak/kokoro.json", "{}")  # espeak-ng needs none
    before = added_voices()
    assert list(before) == ["kokoro/kokoro.json", "piper/one.voice.json"]
    assert facts_of("piper").may_speak
    write(voices / "piper/one.voice.json", "{ }")
    changed = added_voices()
    assert [path for path in before if before[path] != changed[path]] == ["piper/one.voice.json"]


def test_an_engine_that_somebody_hands_over_needs_no_facts():
    facts = facts_of("mine")
    assert (facts.quality, facts.rank, facts.text_leaves, facts.person, facts.adding) == (
        None,
        None,
        False,
        False,
        None,
    )
    assert (facts.level("ar"), list(facts.voices()), facts.added()) == (Level.GOOD, [], {})


STARTS = """
import contextlib, io, sys
from narrate.cli import main

def shown(*arguments):
    with contextlib.redirect_stdout(io.StringIO()) as output, contextlib.suppress(SystemExit):
        main(arguments)
    return output.getvalue()

assert "voices" in shown("--help")
assert "narrate.speech" not in sys.modules
assert "kokoro: " in shown("voices", "add", "--help")
from narrate.speech.facts import added_voices
added_voices()
assert "numpy" not in sys.modules
from narrate.speech import best_voice
assert best_voice("en")
assert "onnxruntime" not in sys.modules
assert "narrate.speech.kokoro.engine" not in sys.modules
"""


def test_asking_for_facts_loads_nothing_heavy():
    done = subprocess.run([sys.executable, "-c", STARTS], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_auto_is_the_best_voice_that_was_added(tmp_path):
    from narrate.speech.piper.installing import add

    assert str(best_voice("en")[1]) == "espeak:en-us"
    assert best_voice("tlh") is None
    add(write_voice(tmp_path))
    assert str(best_voice("en")[1]) == "piper:en_US-tiny-medium"
    assert str(best_voice("fr")[1]) == "espeak:fr-fr"
    (english,) = [one for one in voices_by_language.voices_in("en") if one.engine == "piper"]
    assert (english.level, english.there, english.licence) == (Level.GOOD, True, "not stated in its model card")


@pytest.mark.parametrize(
    ("engine", "language", "guessed"),
    [("espeak", "ar", True), ("espeak", "he", True), ("espeak", "th", True), ("espeak", "ja-JP", True), ("piper", "fa", True),
     ("espeak", "zh", False), ("kokoro", "zh", False), ("espeak", "es", False), ("gtts", "ar", False), ("mine", "ar", False)],
)  # fmt: skip
def test_who_guesses_what(engine, language, guessed):
    assert bool(why_guessed(engine, language)) is guessed


def test_the_summary_says_how_far_to_trust_a_voice():
    assert label("kokoro:af_heart", "en") == ""
    assert label("espeak:en-us", "en") == " (draft quality)"
    assert label("espeak:ar", "ar") == " (draft quality, guesses how words are said)"
    assert label("fake:hum", "ar") == ""
