"""Input meant to hurt, and input that is only long."""

import time
from pathlib import Path

import pytest

from narrate.check import check
from narrate.errors import Problem
from tests.memory import peak_of

HEAD = "---\ntitle: T\n"
BODY = "---\n## A\n\nIn this part you will learn one thing.\n"
ENTRIES = "".join(f"a{n}: [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 30))

HOSTILE = {
    "yaml bomb": (f"{HEAD}a0: &a0 [x]\n{ENTRIES}{BODY}", {"front-matter"}),
    "deep flow nesting": (f"{HEAD}x: {'[' * 20_000}\n{BODY}", {"front-matter"}),
    "deep block nesting": (HEAD + "".join(" " * n + "a:\n" for n in range(300)) + BODY, {"front-matter"}),
    "duplicate keys": (f"{HEAD}title: U\n{BODY}", {"duplicate-key"}),
    "a header of 5 MB": (f"{HEAD}publisher: {'x' * 4_900_000}\n{BODY}", {"front-matter"}),
    "brackets": (f"{HEAD}{BODY}\n{'[' * 20_000}\n", {"silent"}),
    "closed brackets": (f"{HEAD}{BODY}\n{'[' * 10_000}{']' * 10_000}\n", {"silent"}),
    "links within links": (f"{HEAD}{BODY}\n{'[a](' * 4_000}\n", {"broken-link"}),
    "stars": (f"{HEAD}{BODY}\n{'*a ' * 1_000}\n", set()),
    "quotations": (f"{HEAD}{BODY}\n{'>' * 20_000}\n", {"unknown-construct"}),
    "nested lists": (f"{HEAD}{BODY}\n" + "".join(" " * (2 * n) + "- a\n" for n in range(300)), {"nested-list"}),
    "an open comment": (f"{HEAD}{BODY}\n<!-- {'a ' * 20_000}", {"unknown-construct"}),
    "only comments": ("<!-- a -->\n\n" * 5_000, {"empty"}),
    "one long word": (f"{HEAD}{BODY}\n{'a' * 100_000}\n", set()),
    "one long number": (f"{HEAD}{BODY}\n{'1' * 50_000} mg, {'1,' * 20_000}\n", set()),
    "entities": (f"{HEAD}{BODY}\n{'&' * 20_000}\n", set()),
    "only numbers": (f"{HEAD}---\n## 1\n\n{'1 2.5, 3/4. ' * 60}\n", set()),
    "one sentence many times": (f"{HEAD}{BODY}\n{'You rest now. ' * 200}\n", set()),
    "one heading many times": (f"{HEAD}---\n" + "## A\n\nYou rest.\n\n" * 150, set()),
    "comments that never end": (f"{HEAD}{BODY}\nYou {'<!-- a ' * 300}\n", {"unknown-construct"}),
    "doses": (f"{HEAD}{BODY}\n{'1-2/3 x 4-' * 600}\n", set()),
    "pictures that never end": (f"{HEAD}{BODY}\n{'![' * 5_000}\n", {"broken-link"}),
    "stars between figures": (f"{HEAD}{BODY}\n{'2*3 ' * 500}\n", {"unknown-construct"}),
    "columns": (f"{HEAD}{BODY}\n{'a   b' * 300}\n", set()),
    "capitals": (f"{HEAD}{BODY}\n{'A-' * 20_000}\n", set()),
}

LONG = (
    "one long number",
    "brackets",
    "stars",
    "comments that never end",
    "one heading many times",
    "doses",
    "one sentence many times",
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name in LONG else name for name in HOSTILE]
)
def test_ends_soon_with_one_line_and_little_memory(tmp_path: Path, name: str):
    text, expected = HOSTILE[name]
    path = tmp_path / "en.md"
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    started = time.process_time()
    peak = peak_of(lambda: problems.extend(check([path])))
    lasted = time.process_time() - started
    errors = {problem.code for problem in problems if problem.severity == "error"}
    assert expected <= errors
    assert (
        errors <= expected | {"empty", "no-title", "broken-link", "risky-form", "too-full", "unknown-construct"}
        if not expected
        else True
    )
    assert all("\n" not in str(problem) and len(str(problem)) < 1000 for problem in problems)
    if expected & {"front-matter", "duplicate-key", "empty", "silent"}:
        assert len([problem for problem in problems if problem.severity == "error"]) == 1
    assert lasted < 8  # seconds of the processor, with slides laid out
    assert peak < 100_000_000


def test_norwegian_is_a_language(tmp_path: Path):
    path = tmp_path / "kne.md"
    path.write_text("---\ntitle: Kne\nlang: no\n---\n## Kne\n\nBøy kneet.\n", encoding="utf-8")
    assert [problem for problem in check([path]) if problem.severity == "error"] == []


def long_script(words: int) -> str:
    slide = (
        "## Part {n}\n\n- Bones of your neck\n\nThe bones of your neck, number {n}, carry your head. You take 2.5 mg at 8 a.m. every day.\n"
        "Your nurse calls it the [cervical](<say:SUR vih kul>) spine.\nAsk Dr. Lee if you feel *any* pain in your back.\n\n"
    )
    count = words // 42
    return "---\ntitle: Long\nlang: en\n---\n" + "".join(slide.format(n=n) for n in range(count))


def written(folder: Path, words: int) -> Path:
    path = folder / f"{words}.md"
    path.write_text(long_script(words), encoding="utf-8")
    return path


@pytest.mark.slow
@pytest.mark.clock
def test_reading_and_checking_takes_time_in_proportion(tmp_path: Path):
    """30 000 words, and half and a quarter of them: four times the words in at most six times the time."""
    times = []
    check([written(tmp_path, 1_000)])  # what is loaded once is loaded
    for words in (7_500, 15_000, 30_000):
        path = written(tmp_path, words)
        started = time.process_time()
        problems = check([path])
        times.append(time.process_time() - started)
        assert not [problem for problem in problems if problem.severity == "error"]
    assert times[2] < 6 * times[0], times
    assert times[2] < 30


@pytest.mark.slow
@pytest.mark.clock
@pytest.mark.parametrize("piece", ["You rest now. ", "<!-- a ", "1-2/3 x 4-", "[a](<say:b>) ", "## A\n\nYou rest.\n\n"])
def test_what_repeats_itself_takes_time_in_proportion(tmp_path: Path, piece: str):
    """One paragraph of the same again and again, and many slides with one name: four times as many in at most eight times the time."""
    times = []
    path = tmp_path / "en.md"
    for count in (500, 2_500, 10_000):
        path.write_text(f"{HEAD}{BODY}\n{piece * count}\n", encoding="utf-8")
        started = time.process_time()
        check([path])
        times.append(time.process_time() - started)
    assert times[2] < 8 * times[1], times
