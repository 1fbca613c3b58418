"""How far a run is, from recorded events."""

from collections import Counter

import pytest

from narrate.batch.events import Finished, Started, Step
from narrate.cli.run_state import RunState, counted, duration
from tests.recorded import built, events_of, failed, fresh, planned, source, warning
from tests.tables import each


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def run(*outcomes, fresh: int = 0, seconds: float = 10.0) -> tuple[RunState, Clock]:
    """A run in which each of ``outcomes`` took ``seconds``."""
    clock = Clock()
    state = RunState(clock)
    state.take(planned(*outcomes, fresh=fresh))
    for outcome in outcomes:
        clock.now += seconds
        for event in events_of(outcome):
            state.take(event)
    return state, clock


def test_what_is_done_is_counted_by_state():
    state, _ = run(built(source("hip")), failed(source("knee")), built(source("ear")), fresh=4)
    assert (state.done, state.scripts) == (7, 7)
    assert counted(state.counts) == "2 built, 4 up to date, 1 failed"
    assert not state.running


def test_a_script_that_was_up_to_date_and_only_compared_is_counted_once():
    state, _ = run(built(source("hip")), fresh=2)
    state.take(Finished(fresh(source("hip", "es"), warning(source("hip", "es")))))
    assert state.done == state.scripts == 3
    state.take(Finished(failed(source("hip", "fr"))))
    assert state.done == 3
    assert counted(state.counts) == "1 built, 1 up to date, 1 failed"


def test_speed_and_time_left_follow_from_the_latest_scripts():
    clock = Clock()
    state = RunState(clock)
    outcomes = [built(source(f"topic-{number}")) for number in range(200)]
    state.take(planned(*outcomes))
    for number, outcome in enumerate(outcomes[:100]):
        clock.now += 60 if number < 50 else 6  # it got faster
        state.take(Finished(outcome))
    assert state.rate == pytest.approx(10, rel=0.05)
    assert state.seconds_left == pytest.approx(600, rel=0.05)


def test_nothing_is_guessed_before_two_scripts_are_done():
    state, _ = run(built(source("hip")))
    assert state.rate is None
    assert state.seconds_left is None


def test_what_runs_is_named_with_its_latest_step():
    state, clock = run()
    for topic in ("hip", "knee", "ear"):
        clock.now += 1
        state.take(Started(source(topic).path, topic, "en"))
    state.take(Step(source("hip").path, "hip", "en", "standard", "spoken"))
    state.take(Step(source("hip").path, "hip", "en", "standard", "spoken"))
    clock.now += 1
    state.take(Step(source("hip").path, "hip", "en", "standard", "painted"))
    state.take(Step(source("hip").path, "hip", "en", "standard", "spoken"))
    assert [(one.topic, one.step) for one in state.latest(2)] == [("hip", "spoken 3"), ("ear", "reading")]
    assert state.latest(0) == []


@each(
    "seconds, text",
    [(0.4, "0 s"), (59.4, "59 s"), (59.6, "1 min"), (119, "2 min"), (3599, "1 h 00 min"), (11_100, "3 h 05 min")],
)
def test_times_as_people_say_them(seconds, text):
    assert duration(seconds) == text


def test_counts_are_told_in_words():
    assert counted(Counter({"built": 20, "failed": 4}), 2) == "20 built, 4 failed, 2 not done"
