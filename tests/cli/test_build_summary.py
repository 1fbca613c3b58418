"""What is told of runs of 1, 3 and 3 000 scripts, and in which order."""

from __future__ import annotations

from pathlib import Path

from narrate.batch.events import Finished
from narrate.batch.reporting import Report, ScriptOutcome
from narrate.cli.build_summary import Summary
from narrate.cli.run_state import RunState
from tests.recorded import built, error, failed, fresh, planned, source, warning

HEADING = "narrate: what could not be built, and why:"


def told(
    finished: list[ScriptOutcome], fresh_ones: list[ScriptOutcome] | None = None, *, planned_too: int = 0
) -> tuple[list[str], list[str], list[str]]:
    """Return (lines on standard output, lines on standard error, all lines) about a run."""
    fresh_ones = fresh_ones or []
    lines: list[tuple[str, bool]] = []
    state = RunState()
    summary = Summary(state, lambda line, *, is_error: lines.append((line, is_error)))
    rest = [built(source(f"rest-{number}")) for number in range(planned_too)]
    state.take(planned(*finished, *rest, fresh=len(fresh_ones)))
    for outcome in finished:
        state.take(Finished(outcome))
        summary.finished(outcome)
    if planned_too:
        summary.interrupted()
    else:
        outcomes = tuple(sorted([*finished, *fresh_ones], key=lambda one: str(one.source.path)))
        summary.end(Report(outcomes, Path("output/index.html"), page=Path("output/report.html")))
    return (
        [line for line, is_error in lines if not is_error],
        [line for line, is_error in lines if is_error],
        [line for line, _ in lines],
    )


def test_one_script_has_a_paragraph_and_the_page_comes_last():
    out, err, _ = told([built(source("hip"))])
    assert out == [
        "hip [en]: 3 slides, 0 min 20 s, voice espeak:en-us (draft quality), 12 files in output/hip/en",
        "  6 sentences spoken, 0 kept",
        "output/index.html",
    ]
    assert err == []


def test_of_three_scripts_those_that_are_up_to_date_are_named_too():
    out, err, _ = told([built(source("hip"))], [fresh(source("ear")), fresh(source("knee"))])
    assert [line.partition(":")[0] for line in out if line[0] != " "] == ["hip [en]", "ear [en]", "knee [en]", "output/index.html"]  # fmt: skip
    assert out[2].endswith("up to date in output/ear/en")
    assert err == []


def test_of_three_thousand_each_that_is_built_has_one_line_and_the_others_are_counted():
    out, err, _ = told(
        [built(source(f"new-{number}")) for number in range(20)],
        [fresh(source(f"old-{number}")) for number in range(2980)],
    )
    assert out[0].startswith("2981 of 3000: new-0 [en]: 3 slides")
    assert out[20:] == ["20 built, 2980 up to date of 3000 scripts; see output/report.html", "output/index.html"]
    assert err == []


def test_three_thousand_with_nothing_to_do_are_two_lines():
    out, err, _ = told([], [fresh(source(f"old-{number}")) for number in range(3000)])
    assert out == ["3000 up to date of 3000 scripts; see output/report.html", "output/index.html"]
    assert err == []


def test_what_failed_is_told_at_its_time_and_at_the_end_in_the_order_of_scripts():
    outcomes = [failed(source("knee")), *(built(source(f"b-{number}")) for number in range(20))]
    outcomes += [failed(source("ear"), cause="script/ear/en.md: the disk is full")]
    out, err, lines = told(outcomes)
    knee, ear = str(error(source("knee"))), "narrate: script/ear/en.md: the disk is full"
    assert err == [knee, ear, HEADING, ear, knee]
    assert lines[0] == knee
    assert "20 built, 2 failed of 22 scripts; see output/report.html" in out
    assert all(line.startswith(("script/", "narrate: ")) for line in err)


def test_what_failed_is_told_once_if_nothing_was_said_after_it():
    _, err, _ = told([failed(source("knee"))])
    assert err == [str(error(source("knee")))]
    shared = error(source("shared"))
    _, err, _ = told([failed(source("knee"), shared), failed(source("hip"), shared)])
    assert err == [str(shared)]


def test_a_refused_warning_is_among_what_failed():
    refused = ScriptOutcome(source("hip"), problems=(warning(source("hip")),), is_refused=True)
    _, err, _ = told([refused, *(built(source(f"b-{number}")) for number in range(20))])
    assert err == [str(warning(source("hip"))), HEADING, str(warning(source("hip")))]


def test_warnings_come_with_their_script_and_once():
    one = warning(source("shared"))
    _, err, lines = told([built(source("hip"), one), built(source("knee"), one)])
    assert err == [str(one)]
    assert lines[0] == str(one)


def test_a_run_that_ends_early_says_what_was_done():
    out, err, _ = told([built(source("hip")), failed(source("knee"))], planned_too=20)
    assert out[-1] == "1 built, 1 failed, 20 not done of 22 scripts"
    assert err[0] == str(error(source("knee")))
