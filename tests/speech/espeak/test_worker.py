import sys

import pytest

from narrate.errors import OutsideError
from narrate.speech.espeak import worker
from narrate.speech.espeak.engine import EspeakEngine
from tests.speech.processes import first_process, imported_by


def test_it_needs_nothing_of_ours():
    """It is a program of its own: standard library and espeak-ng only."""
    assert imported_by(worker.__file__) <= sys.stdlib_module_names


@pytest.mark.slow
def test_narrate_speaks_as_the_first_process_of_a_container(tmp_path):
    said = first_process("say", "Rest now.", "--language", "en", "--voice", "espeak", "--output", tmp_path / "said.wav")
    assert (said.returncode, said.stderr) == (0, "")
    assert (tmp_path / "said.wav").stat().st_size > 10_000


def test_a_request_that_fails_is_told_with_its_reason():
    engine = EspeakEngine()
    session = engine.session()
    try:
        with pytest.raises(OutsideError, match="the voice espeak failed: espeak-ng has no voice gmw/nobody"):
            session._child("gmw/nobody").ask({"parts": [{"text": "Rest now.", "voice": "gmw/nobody"}], "rate": 150})
        assert session.phonemes(["rest"], engine.voice("en")) == ["ɹ_ˈɛ_s_t"]
    finally:
        session.close()
