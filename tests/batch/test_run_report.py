"""What ``report.json`` tells of a run, and when it is written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import jsonschema
import pytest

import narrate
from narrate.batch.executing import SameProcess
from narrate.batch.reporting import ScriptOutcome
from narrate.batch.run_report import NAME, PAGE, RunRecorder, load_report
from narrate.batch.selecting import Selection
from narrate.errors import Place, Problem, Severity
from narrate.script import Source
from tests.conftest import ROOT
from tests.recorded import built, error, failed, fresh, source, warning
from tests.tables import each
from tests.writing import SPANISH, THREE_SLIDES, write

SCHEMA = json.loads((ROOT / "docs/report.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "output").mkdir()
    return tmp_path


def script(here: Path, topic: str, language: str = "en") -> Source:
    """A script that is there. It is named in the call as ``script/…``."""
    write(here / "script" / topic / f"{language}.md", "# A\n")
    return source(topic, language, here / "script")


def record(
    outcomes: Iterable[ScriptOutcome],
    general: Iterable[Problem] = (),
    *,
    rest: Iterable[Source] = (),
    began: float = 1_790_000_000.0,
) -> Path | None:
    done = {outcome.source: outcome for outcome in outcomes}
    wanted = tuple(sorted([*done, *rest], key=lambda one: str(one.path)))
    up_to_date = {one: {} for one, outcome in done.items() if outcome.state == "fresh"}
    why = {one: ("never built",) for one in wanted if one not in up_to_date}
    selection = Selection((), wanted, wanted, up_to_date, ())
    return RunRecorder(selection, why, Path("output"), Path("/somewhere/store"), began).record(done, general)


def document() -> dict:
    found = json.loads(Path("output", NAME).read_text(encoding="utf-8"))
    jsonschema.validate(found, SCHEMA)
    return found


def states(found: dict) -> dict[str, str]:
    return {entry["script"]: entry["state"] for entry in found["scripts"]}


def test_every_script_of_a_run_is_told_of(here):
    write(here / "output/knee/en/manifest.json", "{}")
    outcomes = [built(script(here, "hip"), warning(source("hip"))), failed(script(here, "knee"))]
    assert record([*outcomes, fresh(script(here, "ear"))], rest=[script(here, "toe")]) == Path("output", PAGE)
    found = document()
    assert states(found) == {
        "script/ear/en.md": "fresh",
        "script/hip/en.md": "built",
        "script/knee/en.md": "failed",
        "script/toe/en.md": "not done",
    }
    assert found["totals"] == {
        "scripts": 4, "built": 1, "fresh": 1, "failed": 1, "not_done": 1, "errors": 1, "warnings": 1, "stale": 1,
        "earlier": 0,
    }  # fmt: skip
    assert found["unfinished"] == 2
    assert found["began"] == "2026-09-21T14:13:20Z"
    _, hip, knee, _ = found["scripts"]
    assert hip["why"] == ["never built"]
    assert hip["editions"][0]["voice"] == "espeak:en-us"
    assert hip["problems"][0]["line"] == 9
    assert knee["stale"] == ["knee/en"]
    assert knee["problems"][0]["code"] == "figure-missing"


def test_a_run_with_nothing_to_do_leaves_the_report(here):
    hip = script(here, "hip")
    record([built(hip)])
    before = {name: (Path("output", name).stat().st_ino, Path("output", name).read_bytes()) for name in (NAME, PAGE)}
    assert record([fresh(hip)], began=1_800_000_000.0) == Path("output", PAGE)
    assert {name: (Path("output", name).stat().st_ino, Path("output", name).read_bytes()) for name in (NAME, PAGE)} == before  # fmt: skip


@each("name", [NAME, PAGE])
def test_a_report_that_is_gone_is_written_by_any_run(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    Path("output").mkdir()
    hip = script(tmp_path, "hip")
    record([built(hip)])
    Path("output", name).unlink()
    record([fresh(hip)])
    assert Path("output", name).is_file()


def test_a_run_that_fails_as_before_leaves_the_report(here):
    hip, knee = script(here, "hip"), script(here, "knee")
    record([fresh(hip), failed(knee)])
    before = Path("output", NAME).stat().st_ino
    record([fresh(hip), failed(knee)], began=1_800_000_000.0)
    assert Path("output", NAME).stat().st_ino == before
    record([fresh(hip), failed(knee, error(knee, "no file 'nerve.svg'"))])
    assert Path("output", NAME).stat().st_ino != before


def test_equal_runs_give_equal_bytes(here):
    outcomes = [built(script(here, "hip"), warning(source("hip"))), failed(script(here, "knee"))]
    record(outcomes)
    first = {name: Path("output", name).read_bytes() for name in (NAME, PAGE)}
    seconds = document()["seconds"]
    for name in (NAME, PAGE):
        Path("output", name).unlink()
    record(reversed(outcomes))
    second = {name: Path("output", name).read_bytes() for name in (NAME, PAGE)}
    again = document()["seconds"]
    assert first[NAME] == second[NAME].replace(f'"seconds":{again}'.encode(), f'"seconds":{seconds}'.encode(), 1)


def test_what_is_known_of_other_scripts_and_of_what_is_up_to_date_is_kept(here):
    hip, knee, ear = (script(here, topic) for topic in ("hip", "knee", "ear"))
    record([built(hip, warning(hip), warning(hip, "languages-differ"), seconds=7.0), failed(knee), built(ear)])
    ear.path.unlink()
    record([fresh(hip), built(script(here, "toe"))], began=1_800_000_000.0)
    found = document()
    assert states(found) == {"script/hip/en.md": "fresh", "script/knee/en.md": "failed", "script/toe/en.md": "built"}
    entry, kept, _ = found["scripts"]
    assert entry["seconds"] == 7
    assert [problem["code"] for problem in entry["problems"]] == ["left-out", "languages-differ"]
    assert kept["run"] == "2026-09-21T14:13:20Z" != found["began"]
    assert found["totals"]["earlier"] == 1
    assert found["unfinished"] == 1


def test_a_run_that_finished_nothing_leaves_the_report(here):
    hip, knee = script(here, "hip"), script(here, "knee")
    record([built(hip), failed(knee)])
    record([fresh(hip)], rest=[knee])
    assert states(document())["script/knee/en.md"] == "failed"


def test_no_path_of_the_machine_is_named(here, monkeypatch):
    monkeypatch.setenv("HOME", str(here.parent))
    hip = script(here, "hip")
    path = here / "script/hip/en.md"
    texts = [
        f"no file; name one in {path.parent}",
        f"{path}: cannot be read",
        f"{here / 'output' / 'hip'}: the disk is full",
        "/somewhere/store/ab: the disk is full",
        f"{here.parent}/voices is not readable",
        "script/hip/en.md and 1/2 tablet, not and/or",
    ]
    problems = [Problem(Place(str(path), 1), Severity.ERROR, "no-file", text, f"look into {here}") for text in texts]
    whole = Source(path, "hip", "en", here / "script")
    record([failed(hip, *problems), failed(Source(script(here, "ear").path.resolve(), "ear", "en", whole.root))])
    content = Path("output", NAME).read_text(encoding="utf-8")
    assert str(here.parent) not in content
    assert [problem["message"] for problem in document()["scripts"][1]["problems"]] == [
        "no file; name one in script/hip",
        "script/hip/en.md: cannot be read",
        "output/hip: the disk is full",
        "the store/ab: the disk is full",
        "~/voices is not readable",
        "script/hip/en.md and 1/2 tablet, not and/or",
    ]


@each("content", ["", "{", "[]", '{"schema":2}', '{"schema":1,"unfinished":0}', "\x00"])
def test_a_report_that_cannot_be_read_is_written_anew(tmp_path, monkeypatch, content):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "output" / NAME, content)
    assert load_report(tmp_path / "output") is None
    record([built(script(tmp_path, "hip"))])
    assert states(document()) == {"script/hip/en.md": "built"}


def test_without_an_output_there_is_no_report(here):
    Path("output").rmdir()
    assert record([failed(script(here, "hip"))]) is None
    assert not Path("output").exists()


def test_a_real_run_is_told_of_also_if_it_is_interrupted(here, monkeypatch):
    write(here / "script/hip/en.md", THREE_SLIDES)
    write(here / "script/hip/es.md", SPANISH)
    write(here / "script/knee/en.md", THREE_SLIDES)
    monkeypatch.setenv("NARRATE_STORE", str(here / "store"))

    def interrupt(event: object) -> None:
        if isinstance(event, narrate.batch.events.Finished):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        narrate.build(to=["txt"], jobs=1, progress=interrupt)
    found = document()
    assert sorted(states(found).values()) == ["built", "not done", "not done"]
    (done,) = (entry for entry in found["scripts"] if entry["state"] == "built")
    assert Path("output", done["editions"][0]["folder"], "manifest.json").is_file()
    narrate.build(to=["txt"], executor=SameProcess(lambda _: None))
    assert sorted(states(document()).values()) == ["built", "built", "fresh"]
    assert {path.name for path in Path("output").iterdir()} == {"hip", "knee", "index.html", NAME, PAGE}
    assert all(verified.ok for verified in narrate.verify("output", quick=True))


def test_a_report_that_cannot_be_written_is_a_notice(here, monkeypatch):
    write(here / "script/hip/en.md", THREE_SLIDES)
    (here / "output" / NAME).mkdir()
    notices: list[str] = []
    report = narrate.build(to=["txt"], store=here / "store", notice=notices.append)
    assert report.is_complete
    assert report.page is None
    (notice,) = notices
    assert notice.startswith("no report of this build: ")
    assert "cannot be written: Is a directory" in notice
