"""The table of a run, at several sizes of a terminal."""

import io
import os
import subprocess
import sys
from functools import cache

import pytest
from rich.console import Console

from narrate.batch.events import Started, Step
from narrate.cli.live_table import table
from narrate.cli.run_state import RunState
from tests.cli.test_run_state import Clock
from tests.recorded import built, events_of, failed, planned, source
from tests.tables import each


@pytest.fixture
def state() -> RunState:
    """A run of 24 scripts, of which four are done and two run."""
    clock = Clock()
    state = RunState(clock)
    outcomes = [built(source(f"topic-{number}")) for number in range(19)]
    state.take(planned(*outcomes, fresh=5))
    for outcome in [*outcomes[:3], failed(outcomes[3].source)]:
        clock.now += 10
        for event in events_of(outcome):
            state.take(event)
    for topic in ("topic-4", "a-topic-with-a-name-that-is-much-longer-than-the-terminal-is-wide"):
        state.take(Started(source(topic).path, topic, "en"))
        state.take(Step(source(topic).path, topic, "en", "standard", "spoken"))
    return state


def shown(state: RunState, width: int, height: int, **options: object) -> list[str]:
    stream = io.StringIO()
    console = Console(file=stream, width=width, height=height, force_terminal=True, highlight=False, **options)
    console.print(table(state, 2, width, height))
    return stream.getvalue().splitlines()


def test_eighty_columns(state):
    _, *lines = (line.rstrip() for line in shown(state, 80, 24, no_color=True, color_system=None))
    assert lines[:3] == [
        "9 of 24 scripts",
        "3 built, 5 up to date, 1 failed",
        "40 s, 2 min left, 4.5 editions/min",
    ]
    assert lines[3].split() == ["topic-4", "[en]", "spoken", "1"]
    assert lines[4].startswith("a-topic-with-a-name-that-is-much-longer")
    assert lines[4].endswith("spoken 1")
    assert len(lines) == 5


@each("width, height", [(width, height) for width in (10, 20, 40, 80, 200) for height in (1, 2, 3, 4, 5, 8, 24)])
def test_no_line_fills_the_terminal_and_no_line_is_too_many(width, height):
    lines = shown(run_of_many(), width, height, no_color=True, color_system=None)
    assert len(lines) <= max(1, height - 1)
    assert all(len(line) <= width for line in lines)


@cache
def run_of_many() -> RunState:
    clock = Clock()
    state = RunState(clock)
    outcomes = [built(source(f"topic-{number}")) for number in range(1000)]
    state.take(planned(*outcomes, fresh=99_000))
    for outcome in outcomes[:50]:
        clock.now += 1000
        state.take(events_of(outcome)[-1])
    for outcome in outcomes[50:60]:
        state.take(Started(outcome.source.path, outcome.source.topic, "en"))
    return state


def test_without_colour_the_words_are_the_same(state):
    import re

    coloured = shown(state, 80, 24, color_system="standard")
    assert any("\x1b[32m" in line for line in coloured)
    plain = shown(state, 80, 24, no_color=True, color_system=None)
    assert [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in coloured] == plain


def test_a_build_with_nothing_to_show_does_not_load_the_table(tmp_path):
    code = (
        "import sys; from narrate.cli import main; main(['build', '--to', 'txt', 'script']); "
        "print([name for name in ('rich', 'jinja2', 'narrate.cli.live_table') if name in sys.modules])"
    )
    from tests.writing import THREE_SLIDES, write

    write(tmp_path / "script/hip/en.md", THREE_SLIDES)
    for expected in ("['jinja2']", None, "[]"):  # the second build still puts editions into the index
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True,
            env={**os.environ, "NARRATE_STORE": str(tmp_path / "store")},
        )  # fmt: skip
        assert expected in (None, done.stdout.splitlines()[-1])
