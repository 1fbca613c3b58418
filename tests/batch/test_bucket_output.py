"""An output in a bucket holds what a folder would hold; it is up to date if nothing there or here has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import narrate
from narrate.audio.clips import to_flac
from narrate.batch.bucket_output import media_type
from narrate.batch.events import Event, Started, ignore_event
from narrate.batch.executing import SameProcess
from narrate.buckets import open_bucket
from narrate.buckets.bucket import Bucket
from narrate.cli import main
from narrate.editions import EDITIONS, STANDARD
from narrate.errors import OutsideError, UsageError
from narrate.store.bucket_store import BucketStore
from tests.batch.test_failures import VISIT
from tests.conftest import write
from tests.s3_server import BUCKET, S3Server

BESUCH = """---
title: Ihr Besuch, Teil 1
---

# Bevor Sie kommen

Nehmen Sie morgens 1 mg Ihres Medikaments. Essen Sie nach Mitternacht nichts mehr.

# Danach

Rufen Sie uns am Tag 1 an, wenn die Schmerzen stärker werden.
"""
FORMATS = ["vtt", "txt"]


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spoken")


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("NARRATE_CACHE", str(tmp_path / "cache"))
    return f"memory://{tmp_path.name}/out"


@pytest.fixture
def script(tmp_path: Path, spoken: Path) -> Path:
    """The scripts, beside the store, which holds what was spoken in other tests."""
    (tmp_path / "store").symlink_to(spoken)
    write(tmp_path / "script/visit/en.md", VISIT.format(number=1))
    write(tmp_path / "script/visit/de.md", BESUCH)
    return tmp_path / "script"


def build(
    script: Path, output: str | Path, to: list[str] = FORMATS, editions: Sequence[str] = (STANDARD,)
) -> narrate.Report:
    # in this process, as no other one sees its memory
    executor = SameProcess(lambda _: None)
    return narrate.build(
        script, output, store=script.parent / "store", to=to, jobs=1, allow_failures=True, executor=executor,
        editions=editions,
    )  # fmt: skip


def states(report: narrate.Report) -> list[tuple[str, str]]:
    return [(outcome.state, str(outcome.cause or "")) for outcome in report.outcomes]


LEFT_ASIDE = (".narrate/", "report.")  # a report says when the run was


def in_bucket(address: str) -> dict[str, bytes]:
    objects = open_bucket(address)
    return {name: objects.read(name) or b"" for name in objects.stamps() if not name.startswith(LEFT_ASIDE)}


def in_folder(folder: Path) -> dict[str, bytes]:
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return {name: (folder / name).read_bytes() for name in names if not name.startswith(LEFT_ASIDE)}


def test_it_holds_what_a_folder_would_hold(address: str, script: Path, tmp_path: Path):
    formats = ["html", "vtt"]
    report = build(script, address, formats, EDITIONS)
    assert states(report) == [("built", ""), ("built", "")]
    assert str(report.made[0].folder) == f"{address}/visit/de"
    assert str(report.catalogue) == f"{address}/index.html"
    build(script, tmp_path / "out", formats, EDITIONS)
    assert in_bucket(address) == in_folder(tmp_path / "out")
    assert len([name for name in in_bucket(address) if name.endswith("manifest.json")]) == 4  # described editions too
    assert states(build(script, address, formats, EDITIONS)) == [("fresh", ""), ("fresh", "")]
    assert list((tmp_path / "cache").rglob("*.*")) == []  # nothing is left of the mirror


def test_what_has_changed_is_built_again(address: str, script: Path):
    build(script, address)
    objects, place = open_bucket(address), "visit/en"
    expected = in_bucket(address)
    for spoil in (
        lambda: objects.write(f"{place}/visit.vtt", b"WEBVTT\n"),
        lambda: objects.remove([f"{place}/visit.vtt"]),
        lambda: objects.remove([f"{place}/manifest.json"]),
        lambda: objects.write(f"{place}/manifest.json", b"{}"),
        lambda: objects.remove([".narrate/visit/en/standard.json"]),
        lambda: objects.write(".narrate/visit/en/standard.json", b'{"schema": 1, "files": {"../x": [1, "a"]}}'),
    ):
        spoil()
        assert states(build(script, address)) == [("fresh", ""), ("built", "")]
        assert in_bucket(address) == expected
    write(script / "visit/en.md", VISIT.format(number=1).replace("midnight", "supper"))
    assert states(build(script, address)) == [("fresh", ""), ("built", "")]
    assert in_bucket(address) != expected


def test_a_page_is_written_again_though_the_edition_that_it_offers_lies_in_the_bucket(address: str, script: Path):
    """It has the times of that edition, whose files are not on this machine."""
    build(script, address, ["html"], ())
    expected = in_bucket(address)
    for name in ("index.html", "timeline.json", "described/visit.described.mp3"):
        open_bucket(address).remove([f"visit/en/{name}"])
        assert states(build(script, address, ["html"], ())) == [("fresh", ""), ("built", "")]
        assert in_bucket(address) == expected


def test_editions_of_other_runs_stay_in_the_list(address: str, script: Path):
    build(script, address, ["html"])
    objects = open_bucket(address)
    objects.write("visit/de/visit.vtt", b"changed by hand")
    write(script / "visit/en.md", VISIT.format(number=1).replace("midnight", "supper"))
    report = build(script / "visit/en.md", address, ["html"])
    assert states(report) == [("built", "")]
    assert b"languages/de.html" in (objects.read("index.html") or b"")
    assert b"visit/de/index.html" in (objects.read("languages/de.html") or b"")
    assert b'"why":["en.md was changed"]' in (objects.read("report.json") or b"")
    assert str(report.page) == f"{address}/report.html"


def test_pages_of_what_is_gone_are_removed(address: str, script: Path):
    build(script, address, ["html"])
    objects = open_bucket(address)
    pages = {"visit/index.html", "visit/languages.json", "languages/de.html", "languages/en.html"}
    assert pages <= set(in_bucket(address))
    objects.remove([name for name in objects.stamps() if "visit/de/" in name])
    objects.write("visit/index.html", b"changed by hand")
    build(script / "visit/en.md", address, ["html"])
    assert set(in_bucket(address)) & pages == {"visit/index.html", "visit/languages.json"}
    assert b"visit/en/index.html" in (objects.read("index.html") or b"")
    assert b'"en/index.html"' in (objects.read("visit/index.html") or b"")


def test_files_of_an_earlier_build_are_removed(address: str, script: Path):
    build(script, address, ["vtt", "txt", "srt"])
    objects = open_bucket(address)
    objects.write("visit/en/visit.srt", b"mended by hand")
    objects.write("visit/en/notes.txt", b"my own")
    report = build(script, address, ["vtt"])
    english = report.made[-1]
    assert [str(path) for path in english.removed] == [f"{address}/visit/en/visit.txt"]
    assert [str(path) for path in english.left] == [f"{address}/visit/en/visit.srt"]
    there = in_bucket(address)
    assert "visit/de/visit.srt" not in there
    assert there["visit/en/visit.srt"] == b"mended by hand"
    assert there["visit/en/notes.txt"] == b"my own"


def test_only_what_differs_is_sent(address: str, script: Path, monkeypatch: pytest.MonkeyPatch):
    build(script, address)
    sent: list[str] = []
    original = Bucket.write
    monkeypatch.setattr(Bucket, "write", lambda self, name, *rest: (sent.append(name), original(self, name, *rest)))
    open_bucket(address).remove(["visit/en/visit.txt"])
    sent.clear()
    build(script, address)
    assert sorted(name for name in sent if "visit/en/" in name) == [
        ".narrate/visit/en/standard.json", "visit/en/manifest.json", "visit/en/visit.txt"
    ]  # fmt: skip


def test_the_manifest_comes_last(address: str, script: Path, monkeypatch: pytest.MonkeyPatch):
    sent: list[str] = []
    original = Bucket.write

    def write_until(self: Bucket, name: str, *rest: object) -> None:
        if name.endswith("visit.vtt") and "en" in name:
            raise OutsideError("the bucket is gone")
        sent.append(name)
        original(self, name, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Bucket, "write", write_until)
        report = build(script, address)
    assert [outcome.state for outcome in report.outcomes] == ["built", "failed"]
    assert "the bucket is gone" in str(report.failed[0].cause)
    assert not any(name.startswith("visit/en/") and name.endswith("manifest.json") for name in in_bucket(address))
    assert states(build(script, address)) == [("fresh", ""), ("built", "")]


def test_what_cannot_lie_in_a_bucket(address: str, script: Path):
    with pytest.raises(UsageError, match="card can be written only to a folder"):
        build(script, address, ["card"])
    with pytest.raises(UsageError, match="is no folder and no bucket"):
        build(script, "ftp://slides/out")


@pytest.mark.slow
def test_a_bucket_that_may_not_be_written(s3: S3Server, script: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("NARRATE_CACHE", str(tmp_path / "cache"))
    s3.refuse = {"PUT"}
    with pytest.raises(OutsideError, match=f"^s3://{BUCKET}/out: cannot write: access is denied"):
        build(script, f"s3://{BUCKET}/out")
    with pytest.raises(OutsideError, match=f"^s3://{BUCKET}/spoken: cannot write: access is denied"):
        narrate.build(script, tmp_path / "out", store=f"s3://{BUCKET}/spoken")


@pytest.mark.slow
def test_a_service_that_fails_meanwhile(s3: S3Server, script: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("NARRATE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda *_: 0.01)

    def run(progress: Callable[[Event], None] = ignore_event) -> narrate.Report:
        executor = SameProcess(progress)
        return narrate.build(script, f"s3://{BUCKET}/out", store=f"s3://{BUCKET}/spoken", to=["vtt"], jobs=1,
                             executor=executor, allow_failures=True)  # fmt: skip

    def fail_after_the_first(event: Event) -> None:
        if isinstance(event, Started) and event.language == "en":
            s3.faults = -1

    with pytest.raises(
        OutsideError, match=r"the service is too busy \(503\); when it answers again, run the same command"
    ):
        run(fail_after_the_first)  # the list of editions could not be written
    s3.faults = 0
    assert [outcome.state for outcome in run().outcomes] == ["fresh", "built"]


def test_nothing_of_buckets_is_loaded_for_a_folder(script: Path, tmp_path: Path):
    import subprocess
    import sys

    program = (
        "import sys, narrate; narrate.build(sys.argv[1], sys.argv[2], store=sys.argv[3], to=['vtt'], jobs=1, editions=['standard']);"
        "print([name for name in ('fsspec', 's3fs', 'distributed', 'narrate.buckets.bucket') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(script / "visit/en.md"), str(tmp_path / "out"), str(tmp_path / "store")],
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.strip() == "[]"


def test_media_types():
    names = ("index.html", "a.mp3", "a.vtt", "a.pptx", "manifest.json", "a.m4b", "slides/01.png", "a.epub", "a.srt")
    assert [media_type(name) for name in names] == [
        "text/html; charset=utf-8", "audio/mpeg", "text/vtt; charset=utf-8",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/json; charset=utf-8", "audio/mp4", "image/png", "application/epub+zip", "application/x-subrip",
    ]  # fmt: skip


def test_it_is_fetched_and_verified(
    address: str, script: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    build(script, address)
    monkeypatch.setenv("NARRATE_STORE", str(script.parent / "store"))
    assert main(["verify", address, "--script", str(script), "--jobs", "1", "--quick"]) == 0
    status = ["status", str(script), "--output", address, "--to", ",".join(FORMATS), "--edition", STANDARD]
    assert main(status) == 0
    open_bucket(address).write("visit/en/visit.txt", b"Eat.\n")
    assert main(status) == 1
    assert main(["verify", address, "--script", str(script), "--jobs", "1", "--quick"]) == 1
    assert "visit.txt" in capsys.readouterr().out
    assert main(["verify", f"{address}/none"]) == 2
    assert "nothing was built here" in capsys.readouterr().err


def test_what_its_editions_use_is_not_pruned(address: str, script: Path):
    store = script.parent / "store"
    store.unlink()
    build(script, address)
    before = set(store.rglob("*.flac"))
    assert before
    narrate.batch.prune([address], days=0, store=store)
    assert set(store.rglob("*.flac")) == before
    with pytest.raises(UsageError, match=f"^{address}/none: nothing was built here"):
        narrate.batch.prune([f"{address}/none"], days=0, store=store)


def test_what_another_machine_made_first_is_used(script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Two machines whose voices give different bytes agree on those of the first."""
    monkeypatch.setenv("NARRATE_CACHE", str(tmp_path / "cache"))
    store = f"memory://{tmp_path.name}/spoken"
    outputs = []
    for number, machine in enumerate(("first", "second")):
        monkeypatch.setenv("NARRATE_CACHE", str(tmp_path / machine))
        if number:  # it does not see what is there until it has made its own
            monkeypatch.setattr(BucketStore, "_get", lambda *_: None)
            monkeypatch.setattr("narrate.audio.clips.to_flac", lambda pcm, rate: to_flac(pcm // 2, rate))
        output = tmp_path / f"out-{machine}"
        report = narrate.build(script / "visit/en.md", output, store=store, to=["mp3", "vtt"], editions=[STANDARD])
        assert report.is_complete
        outputs.append(in_folder(output))
    assert outputs[0] == outputs[1]
