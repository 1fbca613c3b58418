"""A store in a bucket: entries are found by every machine, checked, sent before anything refers to them, and pruned."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

import narrate.store
from narrate.buckets import open_bucket
from narrate.errors import OutsideError
from narrate.store import OvertakenError, Store, content_key
from narrate.store.bucket_store import BucketStore
from narrate.store.opening import cache_folder, open_store, store_address
from tests.s3_server import BUCKET, S3Server

ADDRESS = f"s3://{BUCKET}/spoken"
KEYS = [content_key("speech", {"text": f"Rest for {number} days."}) for number in range(500)]


def machine(folder: Path, name: str, address: str = ADDRESS) -> BucketStore:
    """The store as another machine sees it: with a cache of its own."""
    return BucketStore(folder / name, open_bucket(address))


@pytest.fixture(params=[pytest.param("s3", marks=pytest.mark.slow), "memory"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "s3":
        request.getfixturevalue("s3")
        return ADDRESS
    return f"memory://{tmp_path.name}/spoken"


def test_another_machine_finds_what_was_kept(address: str, tmp_path: Path):
    first, second = machine(tmp_path, "first", address), machine(tmp_path, "second", address)
    assert second.find(KEYS[0], ".flac") is None
    entry = first.keep(KEYS[0], ".flac", b"sound\n\x00", {"rate": 16000, "words": [["ä", 1.5]]})
    first.flush()
    assert entry.path.read_bytes() == b"sound\n\x00"
    found = second.find(KEYS[0], ".flac")
    assert found is not None
    assert found.path.read_bytes() == b"sound\n\x00"
    assert found.facts == {"rate": 16000, "words": [["ä", 1.5]]}
    assert found.path.is_relative_to(tmp_path / "second")
    assert [path.name for path in tmp_path.rglob("*.unsent")] == []


@pytest.mark.slow
def test_what_is_in_the_cache_needs_no_request(s3: S3Server, tmp_path: Path):
    store = machine(tmp_path, "first")
    store.keep(KEYS[0], ".flac", b"sound", {})
    store.flush()
    s3.requests.clear()
    assert store.find(KEYS[0], ".flac") is not None
    store.fetch([(KEYS[0], ".flac")])
    assert s3.requests == []


@pytest.mark.slow
def test_an_edition_is_looked_up_at_once(s3: S3Server, tmp_path: Path):
    """500 sentences, half of which were spoken before: one request each, many at a time."""
    first, second = machine(tmp_path, "first"), machine(tmp_path, "second")
    for key in KEYS[::2]:
        first.keep(key, ".flac", b"sound", {})
    first.flush()
    s3.requests.clear()
    second.fetch((key, ".flac") for key in KEYS)
    assert [(second.find(key, ".flac") is not None) for key in KEYS] == [True, False] * 250
    assert len(s3.requests) == 500
    assert second.find(KEYS[1], ".flac") is None
    assert len(s3.requests) == 501  # what is missing is remembered only once, as another machine may make it


@pytest.mark.parametrize("damage", [b"", b"\n", b'{"sha256": "00", "facts": {}}\nsound', b"sound"])
def test_a_damaged_object_counts_as_missing_and_is_replaced(address: str, tmp_path: Path, damage: bytes):
    name = f"{KEYS[0][:2]}/{KEYS[0]}.flac"
    open_bucket(address).write(name, damage)
    first, second = machine(tmp_path, "first", address), machine(tmp_path, "second", address)
    assert first.find(KEYS[0], ".flac") is None
    first.keep(KEYS[0], ".flac", b"sound", {})
    first.flush()
    assert second.find(KEYS[0], ".flac") is not None


def test_a_damaged_file_in_the_cache_is_read_again(address: str, tmp_path: Path):
    store = machine(tmp_path, "first", address)
    entry = store.keep(KEYS[0], ".flac", b"sound", {})
    store.flush()
    entry.path.write_bytes(b"noise")
    assert store.find(KEYS[0], ".flac") is not None
    assert entry.path.read_bytes() == b"sound"


def test_whoever_writes_first_wins(address: str, tmp_path: Path):
    first, second = machine(tmp_path, "first", address), machine(tmp_path, "second", address)
    assert second.find(KEYS[0], ".flac") is None
    first.keep(KEYS[0], ".flac", b"sound", {"rate": 1})
    first.flush()
    second.keep(KEYS[0], ".flac", b"another sound", {"rate": 2})
    assert second.settle(".flac") == {KEYS[0]}
    found = second.find(KEYS[0], ".flac")
    assert found is not None
    assert (found.path.read_bytes(), found.facts) == (b"sound", {"rate": 1})
    second.flush()  # what was overtaken is known
    second.keep(KEYS[0], ".flac", b"another sound", {"rate": 2})
    assert second.settle(".mp3") == set()
    with pytest.raises(OvertakenError, match="another machine has kept other bytes"):
        second.flush()
    second.flush()


def test_the_same_bytes_are_no_conflict(address: str, tmp_path: Path):
    for name in ("first", "second"):
        store = machine(tmp_path, name, address)
        store.keep(KEYS[0], ".flac", b"sound", {"rate": 1})
        assert store.settle(".flac") == set()
        store.flush()


def test_what_a_killed_run_kept_is_sent_later(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patch:
        patch.setattr(BucketStore, "_send", lambda *_: None)  # killed before anything was sent
        machine(tmp_path, "first", address).keep(KEYS[0], ".flac", b"sound", {})
    again, second = machine(tmp_path, "first", address), machine(tmp_path, "second", address)
    assert second.find(KEYS[0], ".flac") is None
    assert again.find(KEYS[0], ".flac") is not None
    again.flush()
    assert second.find(KEYS[0], ".flac") is not None


def test_a_full_disk(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    first, second = machine(tmp_path, "first", address), machine(tmp_path, "second", address)
    first.keep(KEYS[0], ".flac", b"sound", {})
    first.flush()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(narrate.store, "replace_file", full)
    for use in (lambda: second.find(KEYS[0], ".flac"), lambda: second.keep(KEYS[1], ".flac", b"", {})):
        with pytest.raises(OutsideError, match=r"No space left on device; free some space or set NARRATE_CACHE"):
            use()


@pytest.mark.slow
def test_a_bucket_that_may_not_be_written(s3: S3Server, tmp_path: Path):
    s3.refuse = {"PUT"}
    store = machine(tmp_path, "first")
    store.keep(KEYS[0], ".flac", b"sound", {})
    with pytest.raises(OutsideError, match=f"^{ADDRESS}: cannot write: access is denied"):
        store.flush()
    s3.refuse = set()
    again = machine(tmp_path, "first")
    assert again.find(KEYS[0], ".flac") is not None
    again.flush()
    assert machine(tmp_path, "second").find(KEYS[0], ".flac") is not None


def test_prune(address: str, tmp_path: Path):
    store = machine(tmp_path, "first", address)
    for key in KEYS[:5]:
        store.keep(key, ".flac", b"sound", {})
    store.flush()
    open_bucket(address).write("notes/readme.txt", b"not an entry")
    assert store.prune(KEYS[:2], 3600).entries == 0
    pruned = store.prune(KEYS[:2], -10)
    assert (pruned.folder, pruned.entries, pruned.kept) == (address, 3, 2)
    assert [store.find(key, ".flac") is not None for key in KEYS[:5]] == [True, True, False, False, False]
    assert open_bucket(address).read("notes/readme.txt") == b"not an entry"


def test_addresses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("NARRATE_STORE", "s3://slides/a")
    monkeypatch.setenv("NARRATE_CACHE", str(tmp_path))
    assert store_address() == "s3://slides/a"
    assert store_address("here") == "here"
    assert store_address("memory://slides/b") == "memory://slides/b"
    assert isinstance(open_store(store_address("memory://slides/b")), BucketStore)
    assert open_store("here") == Store(Path("here"))
    assert open_store("memory://slides/b").folder == cache_folder("memory://slides/b")
    assert cache_folder("s3://slides/a") == cache_folder("s3://slides/a/") != cache_folder("s3://slides/b")
    assert cache_folder("s3://slides/a").parent == tmp_path
    monkeypatch.setenv("NARRATE_STORE", str(tmp_path))
    assert store_address() == str(tmp_path)
