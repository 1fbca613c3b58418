"""Stage directions are read in one pass, whatever stands in the brackets."""

import time

from hypothesis import given
from hypothesis import strategies as st

from narrate.script.stage_directions import StageDirection, read_direction
from tests.tables import each


@each(
    ("paragraph", "direction"),
    [
        ("(pause: 1.5)", StageDirection(pause_ms=1500)),
        ("(pause :2 )", StageDirection(pause_ms=2000)),
        ("(pause:\t 0.25\t)", StageDirection(pause_ms=250)),
        ("(voice: narrator)", StageDirection(voice="narrator")),
        ("(voice:  la segunda voz  )", StageDirection(voice="la segunda voz")),
        ("(voice: Frau Weiß (leise))", StageDirection(voice="Frau Weiß (leise)")),
    ],
)
def test_what_a_direction_says(paragraph: str, direction: StageDirection):
    assert read_direction(paragraph) == direction


@each("paragraph", ["(note: rest)", "(8:30)", "pause: 1", "(pause: 1) Then rest.", "(voice:\na)", "()", "(:)"])
def test_what_is_none(paragraph: str):
    assert read_direction(paragraph) is None


@each("begins", ["(0:", "(pause:", "(voice", "(a :", "(é"])
@each("many", [" ", "\t", "a", "0", ")", ": "])
def test_a_long_paragraph_costs_its_length(begins: str, many: str):
    start = time.process_time()
    read_direction(f"{begins}{many * 20_000}x")
    assert time.process_time() - start < 0.2


@given(st.text(max_size=40))
def test_the_words_of_a_voice_are_kept(name: str):
    found = read_direction(f"(voice: {name})")
    if "\n" not in name and name.strip():
        assert found is not None
        assert found.voice == name.strip()
