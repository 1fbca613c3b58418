"""What the browser is told, and when."""

import threading
from dataclasses import replace

import pytest

from narrate.preview.shown import Built, Page, Progress, ShownPart, ShownProblem, ShownSentence, Told
from narrate.preview.state import State

REST = ShownSentence("a-1", "Rest for two days.")
CALL = ShownSentence("a-2", "Call us if it hurts.")
PROBLEM = ShownProblem("error", "no-file", "no such file", "write its name again", "en.md", 3)


def page(*sentences: ShownSentence, is_new: bool = True) -> Page:
    clips = {one.id: ("key", 22_050, 100) for one in sentences}
    return Page("heart/en/index.html", "Heart", "en", "ltr", (ShownPart("Home", sentences),), clips, is_new)


def known(state: State) -> dict:
    return state.news(0, 0)[1]


def test_from_the_first_build_to_a_page():
    state = State()
    assert known(state) | {"version": 0} == {
        "version": 0, "phase": "building", "said": "Building …", "problems": None, "cause": "", "notices": [],
        "new": [], "listing": 0, "page": None,
    }  # fmt: skip
    state.progress(Progress(1))
    assert known(state)["said"] == "Building … 1 sentence spoken"
    state.take(Built(page(REST), seconds=0.84))
    now = known(state)
    assert (now["phase"], now["said"], now["problems"], now["new"]) == ("ready", "Ready in 0.8 s.", [], [])
    assert now["page"] == {
        "number": 1, "address": "output/heart/en/index.html", "title": "Heart", "language": "en", "direction": "ltr",
    }  # fmt: skip


def test_a_sentence_that_is_new_is_told_and_then_its_line():
    state = State()
    state.take(Built(page(REST)))
    state.begin()
    state.take(Built(page(REST, CALL), seconds=0.01))
    assert known(state)["new"] == [{"id": "a-2", "text": "Call us if it hurts.", "line": 0}]
    assert known(state)["said"] == "Ready in 0.1 s."
    number, listing = known(state)["page"]["number"], known(state)["listing"]
    assert number == 2
    state.complete(Built(page(REST, replace(CALL, line=9))))
    assert known(state)["new"] == [{"id": "a-2", "text": "Call us if it hurts.", "line": 9}]
    assert known(state)["page"]["number"] == number  # the page is not loaded again
    assert known(state)["listing"] > listing
    assert [one["line"] for one in state.sentences()["parts"][0]["sentences"]] == [0, 9]


def test_a_build_with_nothing_to_do_renews_nothing():
    state = State()
    state.take(Built(page(REST)))
    state.take(Built(page(CALL)))
    state.begin()
    state.take(Built(page(CALL, is_new=False)))
    assert known(state)["page"]["number"] == 2
    assert [one["id"] for one in known(state)["new"]] == ["a-2"]


def test_a_script_that_was_not_examined_again_has_the_problems_of_its_page():
    """A build with nothing to do finds none."""
    state = State()
    warning = replace(PROBLEM, severity="warning")
    state.take(Built(page(REST), (warning,)))
    state.complete(Built(page(REST), (replace(warning, sentence="a-1"),)))
    state.take(Built(problems=(PROBLEM,)))
    assert [one["severity"] for one in known(state)["problems"]] == ["error"]
    nothing_to_do = Built(page(REST, is_new=False), is_checked=False)
    for tell in (state.take, state.complete):
        tell(nothing_to_do)
        assert [(one["severity"], one["sentence"]) for one in known(state)["problems"]] == [("warning", "a-1")]
    assert known(state)["said"] == "Ready in 0.1 s, with 1 warning."
    state.take(Built(page(CALL)))
    assert known(state)["problems"] == []


def test_of_another_script_no_sentence_is_new():
    state = State()
    state.take(Built(page(REST)))
    state.take(Built(page(*(ShownSentence(f"b-{n}", f"Take {n} steps.") for n in range(40)))))
    assert known(state)["new"] == []


def test_a_broken_script_keeps_the_page():
    state = State()
    state.take(Built(problems=(PROBLEM,)))
    assert known(state)["said"] == "Not built: 1 error."
    assert state.page is None
    state.take(Built(page(REST)))
    state.begin()
    assert known(state)["problems"] == []  # the list stays until the build has ended
    state.take(Built(problems=(PROBLEM, PROBLEM)))
    now = known(state)
    assert now["said"] == "Not built: 2 errors. The page below is the last one that could be built."
    assert (now["phase"], now["page"]["number"], now["problems"][0]["line"]) == ("broken", 1, 3)
    state.take(Built(cause="The disk is full."))
    assert (known(state)["cause"], state.page) == ("The disk is full.", page(REST))
    warning = replace(PROBLEM, severity="warning")
    state.take(Built(page(REST), problems=(warning,), seconds=1))
    assert (known(state)["said"], known(state)["cause"]) == ("Ready in 1.0 s, with 1 warning.", "")


def test_each_notice_is_kept_once():
    state = State()
    assert state.notice(Told("the voice gtts sends the sentences"))
    assert not state.notice(Told("the voice gtts sends the sentences"))
    assert known(state)["notices"] == ["the voice gtts sends the sentences"]


def test_who_waits_is_woken_by_news_and_by_the_end():
    state = State()
    version = known(state)["version"]
    assert state.news(version, 0.01) is None
    threading.Timer(0.05, state.begin).start()
    assert state.news(version, 10)[0] > version
    threading.Timer(0.05, state.end).start()
    with pytest.raises(EOFError):
        state.news(version + 1, 10)
