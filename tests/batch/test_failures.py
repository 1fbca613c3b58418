"""What is wrong with one script of a batch stops only that one, and is named; mended, only that one is built."""

from __future__ import annotations

from concurrent.futures import Executor
from pathlib import Path

import pytest

import narrate
from narrate.batch.executing import SameProcess
from narrate.batch.reporting import Report, ScriptOutcome
from narrate.cli import main
from narrate.errors import InputError
from tests.batch.hostile import HostilePool
from tests.conftest import write

VISIT = """---
title: Your visit, part {number}
---

# Before you come

Take {number} mg of your medicine in the morning. Do not eat after midnight.

# After it

Call us on day {number} if the pain gets worse.
"""


def scripts(folder: Path, good: int) -> Path:
    for number in range(1, good + 1):
        write(folder / f"script/visit-{number}/en.md", VISIT.format(number=number))
    write(folder / "script/figure/en.md", VISIT.format(number=1) + "\n# The bone\n\n![A bone](bone.svg)\n\nIt heals.\n")
    write(folder / "script/language/so.md", VISIT.format(number=2))
    for number, topic in enumerate(("dies", "hangs"), start=3):
        write(folder / f"script/{topic}/en.md", VISIT.format(number=number))
    return folder


def build(folder: Path, pool: Executor | None = None, jobs: int = 2, **options: object) -> Report:
    """Build in the processes of ``pool``, or in this process."""
    return narrate.build(
        folder / "script",
        folder / "out",
        executor=pool or SameProcess(lambda _: None),
        jobs=jobs,
        store=folder / "store",
        allow_failures=True,
        editions=["standard"],
        **options,  # type: ignore[arg-type]
    )


def mend(folder: Path) -> None:
    (folder / "mended").touch()
    write(folder / "script/figure/en.md", VISIT.format(number=1))
    (folder / "script/language/so.md").rename(folder / "script/language/en.md")


def states(report: Report) -> dict[str, str]:
    return {outcome.source.topic: outcome.state for outcome in report.outcomes}


def told(outcome: ScriptOutcome) -> str:
    return "\n".join(map(str, outcome.errors)) + str(outcome.cause or "")


def check_failures(report: Report, good: int, patience_s: float) -> None:
    made = states(report)
    assert [topic for topic, state in made.items() if state == "failed"] == ["dies", "figure", "hangs", "language"]
    assert sum(state == "built" for state in made.values()) == good
    causes = {outcome.source.topic: told(outcome) for outcome in report.failed}
    assert "en.md:15:1: error" in causes["figure"]
    assert "bone.svg" in causes["figure"]
    assert "so.md" in causes["language"]
    assert "dies/en.md: the process that built it was killed by SIGKILL, and another one too" in causes["dies"]
    assert f"hangs/en.md: the process that built it did nothing for {patience_s:g} s and was killed" in causes["hangs"]
    with pytest.raises(InputError):
        report.require_complete()


@pytest.mark.slow
def test_twenty_of_twenty_four_are_built_and_then_only_the_four(tmp_path):
    folder = scripts(tmp_path, 20)
    with HostilePool(2, 8.0) as pool:
        report = build(folder, pool)
    check_failures(report, 20, 8.0)
    assert report.catalogue is not None
    assert report.catalogue.read_text().count("visit-") >= 20
    mend(folder)
    with HostilePool(2, 60.0) as pool:
        again = build(folder, pool)
    assert sum(outcome.state == "built" for outcome in again.outcomes) == 4
    assert sum(outcome.state == "fresh" for outcome in again.outcomes) == 20
    assert all(verified.ok for verified in narrate.verify(folder / "out", store=folder / "store"))


def test_an_error_of_the_program_stops_one_script(tmp_path, caplog):
    for topic in ("faulty", "visit"):
        write(tmp_path / f"script/{topic}/en.md", VISIT.format(number=1))
    with HostilePool(1, 60.0) as pool:
        report = build(tmp_path, pool, to=["txt"], voice="espeak")
    assert states(report) == {"faulty": "failed", "visit": "built"}
    assert told(report.failed[0]).endswith("faulty/en.md: the program failed: ZeroDivisionError: division by zero")


def test_the_exit_code_says_that_not_all_was_built(tmp_path, monkeypatch, capsys, same_process):
    monkeypatch.setenv("NARRATE_STORE", str(tmp_path / "store"))
    write(tmp_path / "script/a/en.md", VISIT.format(number=1))
    write(tmp_path / "script/b/en.md", VISIT.format(number=1) + "\n![A bone](bone.svg)\n")
    assert main(["build", str(tmp_path / "script"), "--output", str(tmp_path / "out"), "--to", "txt"]) == 1
    shown = capsys.readouterr()
    assert "a [en]: 3 slides" in shown.out
    assert "b/en.md:13:1: error" in shown.err.splitlines()[-1]


def test_fail_fast_stops_at_the_first(tmp_path):
    for number, topic in enumerate(("a", "b", "c", "d", "e", "f")):
        write(tmp_path / f"script/{topic}/en.md", VISIT.format(number=number) + "\n![A bone](bone.svg)\n")
    report = build(tmp_path, jobs=1, to=["txt"], voice="espeak", fail_fast=True)
    assert len(report.outcomes) == len(report.failed) == 1


SPANISH = """---
title: Su visita
---

# Antes de venir

Tome 1 mg de su medicina por la mañana. No coma después de la medianoche.

# Después

Llámenos el día 1 si el dolor empeora.
"""


@pytest.mark.parametrize(
    "how",
    [*(pytest.param(how, marks=pytest.mark.slow) for how in ("option", "settings for all")), "settings", "not at all"],
)
def test_the_languages_of_a_topic_are_built_together_if_that_is_wanted(tmp_path, how):
    write(tmp_path / "script/hip/en.md", VISIT.format(number=1))
    write(tmp_path / "script/hip/es.md", SPANISH + "\n![Un hueso](hueso.svg)\n")
    write(tmp_path / "script/knee/en.md", VISIT.format(number=1))
    settings = {"settings": "[hip]", "settings for all": "all"}.get(how)
    if settings:
        write(tmp_path / "script/narrate.yaml", f"strict-languages: {settings}\n")
    report = build(tmp_path, to=["txt"], voice="espeak", strict_languages=how == "option")
    by_path = {outcome.source.path.parent.name + "/" + outcome.source.language: outcome for outcome in report.outcomes}
    assert by_path["hip/es"].state == "failed"
    assert by_path["knee/en"].state == "built"
    assert by_path["hip/en"].state == ("built" if how == "not at all" else "failed")
    if how != "not at all":
        assert [problem.code for problem in by_path["hip/en"].errors] == ["languages-together"]
        assert "not built, since es.md cannot be built" in told(by_path["hip/en"])
    write(tmp_path / "script/hip/es.md", SPANISH)
    again = build(tmp_path, to=["txt"], voice="espeak", strict_languages=how == "option")
    assert not again.failed
    assert (tmp_path / "out/hip/en/manifest.json").is_file()
    assert (tmp_path / "out/hip/es/manifest.json").is_file()


def test_a_script_that_was_up_to_date_is_compared_with_what_is_built(tmp_path):
    write(tmp_path / "script/hip/en.md", VISIT.format(number=1))
    write(tmp_path / "script/hip/es.md", SPANISH)
    assert not build(tmp_path, to=["txt"], voice="espeak").failed
    write(tmp_path / "script/hip/en.md", VISIT.format(number=2))
    report = build(tmp_path, to=["txt"], voice="espeak")
    english, spanish = report.outcomes
    assert english.state == "built"
    assert "es.md" in str(spanish.problems)
    assert any(problem.code == "languages-differ" for problem in spanish.problems)
    assert spanish.editions
    assert not any(edition.is_new for edition in spanish.editions)


def test_strict_refuses_only_scripts_with_warnings(tmp_path):
    write(tmp_path / "script/hip/en.md", VISIT.format(number=1))
    write(tmp_path / "script/hip/es.md", SPANISH.replace("1 mg", "2 mg"))
    report = build(tmp_path, to=["txt"], voice="espeak", strict=True)
    assert {outcome.source.language: outcome.state for outcome in report.outcomes} == {"en": "built", "es": "failed"}
    with pytest.raises(InputError, match="languages-differ"):
        report.require_complete()
