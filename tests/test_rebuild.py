"""A small edit costs little: what is spoken and encoded again is counted."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

import narrate
from narrate import publishing
from narrate.batch import prune
from narrate.batch.events import Step
from narrate.errors import UsageError
from narrate.manifest import load_manifest
from narrate.store import Store
from tests.fake_engine import FakeEngine
from tests.test_build import hashes
from tests.writing import THREE_SLIDES, write


@pytest.fixture
def kept(monkeypatch):
    """The suffixes of what is put into the store."""
    found = []
    keep = Store.keep

    def counting(self, key, suffix, payload, facts):
        found.append(suffix)
        return keep(self, key, suffix, payload, facts)

    monkeypatch.setattr(Store, "keep", counting)
    return found


def test_one_sentence_costs_one_clip_and_one_track(tmp_path, kept):
    path = write(tmp_path / "heart/en.md", THREE_SLIDES)
    options = {"voice": FakeEngine(), "store": tmp_path / "store", "editions": ["standard"]}
    narrate.build([path], tmp_path / "out", **options)
    assert sorted(kept) == [".flac"] * 6 + [".memo"] + [".mp3"] * 3 + [".png"]  # the sound's icon is drawn once
    kept.clear()
    write(path, THREE_SLIDES.replace("ten minutes", "twelve minutes"))
    narrate.build([path], tmp_path / "out", **options)
    assert sorted(kept) == [".flac", ".mp3"]
    kept.clear()
    narrate.build([path], tmp_path / "elsewhere", **options)
    assert kept == []


def test_a_voice_that_is_not_whole_changes_nothing(tmp_path, monkeypatch, shared_store):
    monkeypatch.setenv("NARRATE_VOICES", str(tmp_path / "voices"))
    path = write(tmp_path / "heart/en.md", THREE_SLIDES)
    options = {"store": shared_store, "to": ["txt"]}
    assert narrate.build([path], tmp_path / "out", **options).made[0].manifest.voice == "espeak:en-us"
    assert not narrate.build([path], tmp_path / "out", **options).made[0].is_new
    record = tmp_path / "voices/piper/half.voice.json"
    record.parent.mkdir(parents=True)
    record.write_text("{}")  # a voice that is not whole is passed over
    again = narrate.build([path], tmp_path / "out", **options).made[0]
    assert (again.is_new, again.manifest.voice) == (False, "espeak:en-us")


def test_nothing_to_do_touches_nothing(tmp_path, shared_store):
    path = write(tmp_path / "heart/en.md", THREE_SLIDES)
    options = {"voice": "espeak", "store": shared_store, "to": ["txt"]}
    first = narrate.build([path], tmp_path / "out", **options)
    times = {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*")}
    again = narrate.build([path], tmp_path / "out", **options)
    assert [m.is_new for m in first.made] == [True]
    assert [m.is_new for m in again.made] == [False]
    assert again.made[0].manifest == first.made[0].manifest
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*")} == times


class Killed(BaseException):
    """What stands for SIGKILL: nothing catches it."""


@pytest.mark.parametrize(
    "then", [*(pytest.param(then, marks=pytest.mark.slow) for then in ("the same", "as before")), "changed again"]
)
def test_killed_between_any_two_files_the_next_build_ends_the_same(tmp_path, monkeypatch, shared_store, then):
    """Headings change, so tracks get other names and the old ones are stale. Then the script may change once more."""
    path = write(tmp_path / "heart/en.md", THREE_SLIDES)
    options = {"voice": "espeak", "store": shared_store, "to": ["txt", "mp3"], "editions": ["standard"]}
    narrate.build([path], tmp_path / "old", **options)
    write(path, THREE_SLIDES.replace("## What", "## All that"))
    changed = path.read_text()
    later = {"the same": changed, "as before": THREE_SLIDES, "changed again": changed.replace("## All", "## So all")}[
        then
    ]
    write(path, later)
    narrate.build([path], tmp_path / "new", **options)
    steps = 0

    def dies(step):
        def act(*arguments, **named):
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed
            return step(*arguments, **named)

        return act

    while True:
        output = tmp_path / f"out{steps}"
        shutil.copytree(tmp_path / "old", output)
        left = steps
        write(path, changed)
        with monkeypatch.context() as patched:
            patched.setattr("narrate.publishing.move", dies(publishing.move))
            patched.setattr("pathlib.Path.unlink", dies(Path.unlink))
            with suppress(Killed):
                narrate.build([path], output, **options)
        if left >= 0:
            break
        write(path, later)
        narrate.build([path], output, **options)
        assert hashes(output) == hashes(tmp_path / "new"), steps
        steps += 1
    assert steps > 8


def test_an_edit_while_a_build_is_at_work_is_not_lost(tmp_path, shared_store):
    path = write(tmp_path / "heart/en.md", THREE_SLIDES)

    def edit(event):
        if isinstance(event, Step) and event.step in ("spoken", "kept"):
            write(path, THREE_SLIDES.replace("ten minutes", "twelve minutes"))

    options = {"voice": "espeak", "store": shared_store, "to": ["txt"]}
    narrate.build([path], tmp_path / "out", progress=edit, **options)
    again = narrate.build([path], tmp_path / "out", **options).made[0]
    assert again.is_new
    assert "twelve minutes" in (again.folder / "heart.txt").read_text()


@pytest.mark.parametrize("change", ["script", "output", "settings", "figure", "date"])
def test_what_changed_is_built_again(tmp_path, monkeypatch, shared_store, change):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'
    figure = write(tmp_path / "heart/f.svg", svg)
    text = THREE_SLIDES.replace("date: 2026-03-01\n", "").replace(
        "## What you do\n", "## What you do\n\n![A dot](f.svg)\n"
    )
    path = write(tmp_path / "heart/en.md", text)
    options = {"voice": "espeak", "store": shared_store, "to": ["txt", "html"], "editions": ["standard"]}
    made = narrate.build([path], tmp_path / "out", **options).made[0]
    if change == "script":
        write(path, text.replace("ten", "nine"))
    elif change == "output":
        (made.folder / "heart.txt").write_text("damaged")
    elif change == "settings":
        options["to"] = ["txt"]
    elif change == "figure":
        write(figure, svg.replace("4", "3"))
    else:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert narrate.build([path], tmp_path / "out", **options).made[0].is_new
    if change == "output":
        assert (made.folder / "heart.txt").read_text() != "damaged"


def test_our_stale_files_go_and_other_peoples_stay(tmp_path, shared_store):
    path = write(tmp_path / "heart/en.md", THREE_SLIDES)
    options = {"voice": FakeEngine(), "store": shared_store, "editions": ["standard"]}
    folder = narrate.build([path], tmp_path / "out", to=["txt", "mp3"], **options).made[0].folder
    (folder / "mine.txt").write_text("mine")
    write(path, THREE_SLIDES.replace("## What you do", "## Doing it"))
    made = narrate.build([path], tmp_path / "out", to=["txt", "mp3"], **options).made[0]
    assert [p.name for p in made.removed] == ["03-what-you-do.mp3"]
    assert not made.removed[0].exists()
    assert (folder / "mine.txt").read_text() == "mine"
    (folder / "heart.txt").write_text("edited by hand")
    made = narrate.build([path], tmp_path / "out", to=["mp3"], **options).made[0]
    assert [p.name for p in made.left] == ["heart.txt"]
    assert (folder / "heart.txt").read_text() == "edited by hand"


def test_pruning_keeps_what_an_output_uses(tmp_path):
    path = write(tmp_path / "heart/en.md", THREE_SLIDES)
    options = {"voice": FakeEngine(), "store": tmp_path / "store", "editions": ["standard"]}
    narrate.build([path], tmp_path / "out", **options)
    write(path, THREE_SLIDES.replace("ten minutes", "twelve minutes"))
    narrate.build([path], tmp_path / "out", **options)
    before = hashes(tmp_path / "out")
    assert prune([tmp_path / "out"], store=tmp_path / "store").entries == 0  # all of it is young
    for entry in (tmp_path / "store").rglob("*.*"):
        os.utime(entry, (0, 0))
    pruned = prune([tmp_path / "out"], store=tmp_path / "store")
    assert pruned.entries == 3  # the clip of the sentence before it was changed, its track, and the sound's icon
    assert pruned.kept == len(set(load_manifest(tmp_path / "out/heart/en").keys()))
    engine = FakeEngine()
    narrate.build([path], tmp_path / "out", voice=engine, store=tmp_path / "store", editions=["standard"])
    assert engine.spoken == []
    assert hashes(tmp_path / "out") == before
    with pytest.raises(UsageError, match="nothing was built here"):
        prune([tmp_path / "heart"], store=tmp_path / "store")


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".flac", ".mp3"])
def test_a_flipped_bit_in_the_store_is_mended(tmp_path, suffix):
    path = write(tmp_path / "heart/en.md", THREE_SLIDES)
    options = {"voice": FakeEngine(), "store": tmp_path / "store", "editions": ["standard"]}
    narrate.build([path], tmp_path / "out", **options)
    before = hashes(tmp_path / "out")
    for entry in (tmp_path / "store").rglob(f"*{suffix}"):
        damaged = bytearray(entry.read_bytes())
        damaged[len(damaged) // 2] ^= 4
        entry.write_bytes(damaged)
    narrate.build([path], tmp_path / "again", **options)
    assert hashes(tmp_path / "again") == before


def test_what_a_killed_run_left_goes_even_when_there_is_nothing_to_do(tmp_path):
    path = write(tmp_path / "heart/en.md", THREE_SLIDES)
    options = {"store": tmp_path / "store", "to": ["txt"]}
    narrate.build([path], tmp_path / "out", **options)
    before = hashes(tmp_path / "out")
    write(tmp_path / "out/.partial-left/tracks/one.mp3", "x")  # killed after the last file was in its place
    assert not narrate.build([path], tmp_path / "out", **options).made[0].is_new
    assert hashes(tmp_path / "out") == before
    assert not list((tmp_path / "out").glob(".partial-*"))
