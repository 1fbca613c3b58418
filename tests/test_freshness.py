"""Why editions are built again, and what is not built again because a change does not affect it."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import narrate
from narrate import program_parts
from narrate.batch.run_settings import plan_of, run_settings
from narrate.decisions import Decided
from narrate.file_stamps import SETTLED_NS, folder_stamp
from narrate.freshness import find_fresh, reasons_of
from narrate.manifest import NAME, load_manifest
from narrate.output_index import OutputIndex, seen_now
from narrate.reasons import Reason, Why, changed_decisions
from narrate.script import Source, find_sources
from narrate.store import Store
from tests.planting import faults
from tests.writing import THREE_SLIDES, write

SETTINGS = "organisation: Riverside Clinic\nlanguages:\n  en:\n    lexicon: words.yaml\n"
TO = ["html", "vtt"]


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    base = tmp_path_factory.mktemp("fresh")
    write(base / "script/heart/en.md", THREE_SLIDES)
    write(base / "script/narrate.yaml", SETTINGS)
    write(base / "script/words.yaml", "troponin: TROH-poh-nin\n")
    build(base)
    return base


@pytest.fixture
def base(built, tmp_path) -> Path:
    shutil.copytree(built / "script", tmp_path / "script")
    shutil.copytree(built / "out", tmp_path / "out")
    return tmp_path


@pytest.fixture(scope="module")
def kept(built) -> Path:
    return built / "store"


def build(base: Path, store: Path | None = None, **options):
    options = {"voice": "", "to": TO, "store": store or base / "store"} | options
    return narrate.build(base / "script", base / "out", **options)


def looked_at(base: Path, index: OutputIndex | None) -> bool:
    """Whether the edition of the only script is up to date."""
    chosen = run_settings(base / "out", TO, store=base / "store")
    source = Source(base / "script/heart/en.md", "heart", "en", base / "script")  # also if it is gone
    return find_fresh(source, plan_of(chosen, 1).settings[-1], index) is not None


def why(base: Path, **options) -> list[str]:
    settings = run_settings(base / "out", options.pop("to", TO), store=base / "store", **options)
    (source,), _ = find_sources([base / "script"])
    return [str(reason) for reason in reasons_of(source, plan_of(settings, 1).settings[-1])]


def test_an_edition_that_is_up_to_date_has_no_reason(base):
    assert why(base) == []
    assert why(base, language="en") == []


def test_reasons_say_what_has_changed(base):
    assert why(base, theme="dark") == ["the setting theme is now dark, was none"]
    assert "the setting formats are now timeline mp3, were vtt timeline html mp3" in why(base, to=["mp3"])
    write(base / "script/heart/en.md", THREE_SLIDES.replace("ten", "nine"))
    (base / "script/words.yaml").unlink()
    (base / "out/heart/en/heart.vtt").unlink()
    write(base / "out/heart/en/index.html", "changed")
    assert sorted(why(base)) == [
        "../words.yaml is gone",
        "en.md was changed",
        "heart.vtt in the output is gone",
        "index.html in the output was changed",
    ]
    shutil.rmtree(base / "out/heart")
    assert why(base) == ["never built"]


@pytest.mark.parametrize("part", ["vtt", "core", "pptx", "kokoro"])
def test_another_version_of_one_part_touches_what_it_writes(base, monkeypatch, part):
    digests = {**program_parts.part_digests(), part: "another"}
    monkeypatch.setattr("narrate.decisions.part_digests", lambda: digests)
    from narrate.batch.run_settings import _plan_once

    _plan_once.cache_clear()
    from narrate.decisions import made_from_now

    made_from_now.cache_clear()
    expected = {"vtt": ["what makes vtt is another version"], "core": ["the version of the program is another"]}
    assert why(base) == expected.get(part, [])
    _plan_once.cache_clear()
    made_from_now.cache_clear()


def test_reasons_of_voices_and_packages():
    found = changed_decisions(
        {"voices es": "", "voice piper:a": "1", "packages": "1"},
        {"voices es": "2", "voice piper:a": "", "packages": "2"},
    )
    assert [str(reason) for reason in found] == [
        "the set of installed packages is another",
        "the voice piper:a is gone",
        "voices for es were added, changed or removed",
    ]
    assert str(Reason(Why.INPUT, "a\nb.md", "was changed")) == "a\\nb.md was changed"


def test_a_voice_for_another_language_changes_nothing():
    added = (("piper/es_ES-x.voice.json", "1"),)
    names = ("voices en", "voice kokoro:af")
    assert Decided((), ()).with_names(names) == Decided((), added).with_names(names)


UNAFFECTED = {
    "a word that no script has": ("words.yaml", "troponin: TROH-poh-nin\nsyncope: SING-koh-pee\n"),
    "a comment in the settings": ("narrate.yaml", f"{SETTINGS}# more\n"),
    "a named voice that nobody uses": ("narrate.yaml", f"{SETTINGS}voices:\n  nurse: espeak\n"),
    "a setting of another language": ("narrate.yaml", f"{SETTINGS}  es:\n    rate: 120\n"),
    "blank lines": ("heart/en.md", THREE_SLIDES.replace("\n\n", "\n\n\n")),
}


@pytest.mark.parametrize("change", UNAFFECTED)
def test_what_is_not_affected_is_only_checked(base, kept, change):
    name, text = UNAFFECTED[change]
    before = {path: path.stat().st_ino for path in (base / "out/heart").rglob("*") if path.name != NAME}
    write(base / "script" / name, text)
    assert [(one.is_new, one.is_checked) for one in build(base, kept).made] == [(False, True)] * 2
    assert {path: path.stat().st_ino for path in before} == before
    assert why(base) == []
    if change == "blank lines":
        assert all(one.ok for one in narrate.verify(base / "out", kept))
    else:
        assert faults(base / "out", Store(kept), "timeline") == {}


AFFECTED = {
    "a word that the script has": ("words.yaml", "minutes: MIN-its\n"),
    "the organisation": ("narrate.yaml", SETTINGS.replace("Riverside", "Lakeside")),
    "a colour of the theme": ("narrate.yaml", f"{SETTINGS}theme:\n  colours:\n    accent: '#005500'\n"),
    "the rate": ("narrate.yaml", f"{SETTINGS}    rate: 120\n"),
}


@pytest.mark.parametrize("change", AFFECTED)
def test_what_is_affected_is_built(base, kept, change):
    name, text = AFFECTED[change]
    write(base / "script" / name, text)
    assert all(one.is_new and not one.is_checked for one in build(base, kept).made)


def test_a_file_that_was_changed_too_is_written_again(base, kept):
    write(base / "script/words.yaml", "syncope: SING-koh-pee\n")
    vtt = base / "out/heart/en/heart.vtt"
    vtt.write_text("changed")
    assert build(base, kept).made[0].is_new
    assert vtt.read_text() != "changed"


def test_hashes_are_compared_if_asked_for(base, kept, monkeypatch):
    time.sleep(1.2 * SETTLED_NS / 1e9)
    build(base, kept)
    read: list[Path] = []
    monkeypatch.setattr("narrate.freshness.load_manifest", lambda folder: read.append(folder) or load_manifest(folder))
    build(base, kept)
    assert read == []
    assert not any(one.is_new for one in build(base, kept, check_hashes=True).made)
    assert len(read) == 2


def test_a_file_changed_while_it_was_hashed_or_just_after_it_was_written_is_not_taken_for_right(base):
    folder, script = base / "out/heart/en", base / "script/heart/en.md"
    manifest = load_manifest(folder)
    assert manifest is not None
    os.utime(script, (1_700_000_000, 1_700_000_000))
    later = time.time_ns() + 10**9
    before = folder_stamp(folder)
    assert seen_now(folder, script, manifest, later, before) is not None
    time.sleep(0.02)
    (folder / NAME).write_text(manifest.to_json())  # the manifest is written last
    assert seen_now(folder, script, manifest, later) is not None
    time.sleep(0.02)
    (folder / "heart.vtt").write_text("x" * (folder / "heart.vtt").stat().st_size)
    assert seen_now(folder, script, manifest, later) is None
    assert seen_now(folder, script, manifest, later, before) is None


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_change_is_noticed_with_the_index_as_without(built, tmp_path_factory, data):
    base = tmp_path_factory.mktemp("changed")
    shutil.copytree(built / "script", base / "script")
    shutil.copytree(built / "out", base / "out")
    time.sleep(1.2 * SETTLED_NS / 1e9)
    store = Store(base / "store")
    index = OutputIndex(base / "out", store)
    store.folder.mkdir()
    assert looked_at(base, index)
    index.save()
    files = sorted(path for path in (*base.glob("script/**/*"), *base.glob("out/heart/**/*")) if path.is_file())
    for _ in range(data.draw(st.integers(1, 2))):
        change(data.draw(st.sampled_from(files)), data)
    expected = looked_at(base, None)
    assert looked_at(base, OutputIndex(base / "out", store)) == expected
    assert looked_at(base, OutputIndex(base / "out", store, hashes_always=True)) == expected


def change(path: Path, data) -> None:
    what = data.draw(st.sampled_from(["flip", "flip and set back", "cut", "remove", "touch", "copy", "link", "add"]))
    if not path.exists():
        return
    status, content = path.stat(), path.read_bytes()
    if what in ("flip", "flip and set back") and content:
        at = data.draw(st.integers(0, len(content) - 1))
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        if what == "flip and set back":
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    elif what == "cut":
        path.write_bytes(content[:-1])
    elif what == "remove":
        path.unlink()
    elif what == "touch":
        os.utime(path, ns=(0, data.draw(st.integers(0, 2**60))))
    elif what == "copy":
        shutil.copy2(path, path.with_name("copy"))
        path.with_name("copy").replace(path)
    elif what == "link":
        path.replace(path.with_name("real"))
        path.symlink_to("real")
    elif what == "add":
        path.with_name("more").write_bytes(content)


def test_two_runs_may_write_the_index_and_a_clock_may_go_wrong(base, monkeypatch):
    time.sleep(1.2 * SETTLED_NS / 1e9)
    store = Store(base / "store")
    store.folder.mkdir()
    one, two = (OutputIndex(base / "out", store) for _ in range(2))
    assert looked_at(base, one)
    assert looked_at(base, two)
    one.save()
    two.save()
    third = OutputIndex(base / "out", store)
    with monkeypatch.context() as patched:
        patched.setattr("narrate.freshness.load_manifest", lambda _: None)
        assert looked_at(base, third)
    shutil.rmtree(store.folder / "outputs")
    early = OutputIndex(base / "out", store)
    now = time.time_ns()
    with monkeypatch.context() as patched:
        patched.setattr(time, "time_ns", lambda: now - 10**13)
        assert looked_at(base, early)
        early.save()
    with monkeypatch.context() as patched:
        patched.setattr("narrate.freshness.load_manifest", lambda _: None)
        assert not looked_at(base, OutputIndex(base / "out", store))
