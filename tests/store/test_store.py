import os
import stat
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import OutsideError
from narrate.store import Store, content_key, default_folder
from tests.tables import each


def test_what_is_kept_is_found(store):
    store.keep("ab12", ".bin", b"payload", {"n": 1})
    entry = store.find("ab12", ".bin")
    assert entry.path.read_bytes() == b"payload"
    assert entry.facts == {"n": 1}
    assert store.find("ab13", ".bin") is None


@given(st.integers(0, 10_000), st.integers(0, 7))
def test_a_flipped_bit_is_a_miss(tmp_path_factory, where, bit):
    store = Store(tmp_path_factory.mktemp("s"))
    path = store.keep("ab12", ".bin", b"x" * 500, {"rate": 22050, "words": [[0, 11, 431], [1, 431, 696]]}).path
    for target in (path, path.with_name(path.name + ".json")):
        good = target.read_bytes()
        damaged = bytearray(good)
        damaged[where % len(damaged)] ^= 1 << bit
        target.write_bytes(damaged)
        assert store.find("ab12", ".bin") is None
        target.write_bytes(good)
        assert store.find("ab12", ".bin")


def test_half_an_entry_is_a_miss(store):
    path = store.keep("ab12", ".bin", b"payload", {}).path
    path.with_name(path.name + ".json").unlink()
    assert store.find("ab12", ".bin") is None


def test_nothing_partial_is_left(store):
    store.keep("ab12", ".bin", b"payload", {})
    assert not [p for p in store.folder.rglob("*") if "partial" in p.name]


def test_a_store_that_cannot_be_written_is_an_error_in_one_line(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(OutsideError, match="NARRATE_STORE") as caught:
        Store(blocked / "store").keep("ab12", ".bin", b"x", {})
    assert "\n" not in str(caught.value)
    assert stat.S_ISREG(blocked.stat().st_mode)


@given(st.dictionaries(st.text(), st.integers() | st.text() | st.lists(st.text())))
def test_equal_content_has_equal_keys(content):
    assert content_key("k", content) == content_key("k", dict(reversed(content.items())))
    assert content_key("k", content) != content_key("l", content)


def test_where_it_lies(monkeypatch, tmp_path):
    monkeypatch.setenv("NARRATE_STORE", str(tmp_path / "named"))
    assert default_folder() == tmp_path / "named"
    monkeypatch.delenv("NARRATE_STORE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert default_folder() == tmp_path / "cache/narrate"


def age(store: Store, days: float) -> None:
    for path in store.folder.rglob("*.*"):
        os.utime(path, (time.time() - days * 86_400,) * 2)


def test_what_somebody_asks_for_stays_young(store):
    store.keep("ab12", ".bin", b"payload", {})
    store.keep("cd34", ".bin", b"payload", {})
    age(store, 40)
    assert store.find("ab12", ".bin")
    assert store.prune((), 30 * 86_400).entries == 1
    assert store.find("ab12", ".bin")
    assert not store.find("cd34", ".bin")


def test_nobody_prunes_what_is_in_use(store):
    store.keep("ab12", ".bin", b"payload", {})
    with store.in_use(), store.in_use():
        with pytest.raises(OutsideError, match="a build is using it"):
            store.prune((), 0)
        assert store.find("ab12", ".bin")
    assert store.prune((), 0).entries == 1


def test_a_store_that_is_not_there_is_pruned_and_used(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    assert Store(tmp_path / "none").prune((), 0).entries == 0
    with Store(tmp_path / "file/store").in_use():
        pass


def test_what_is_just_being_written_is_not_pruned(store):
    path = store.keep("ab12", ".bin", b"payload", {}).path.with_name(".ab34.bin.0123.partial")
    path.write_bytes(b"half")
    store.prune((), 0)
    assert path.exists()
    age(store, 2)
    store.prune((), 0)
    assert not path.exists()


def modes(store: Store) -> set[int]:
    return {stat.S_IMODE(path.lstat().st_mode) for path in (store.folder, *store.folder.rglob("*"))}


def widen(store: Store) -> None:
    for path in (store.folder, *store.folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_store_that_others_could_read_is_narrowed(store):
    store.keep("ab12", ".bin", b"payload", {})
    widen(store)
    with store.in_use(make=False):
        assert modes(store) == {0o700, 0o600}
    assert store.find("ab12", ".bin")


def test_a_folder_that_holds_other_things_too_keeps_its_rights(store):
    store.keep("ab12", ".bin", b"payload", {})
    (store.folder / "letters").mkdir()
    (store.folder / "letters/ana.txt").write_text("Dear Ana")
    widen(store)
    with store.in_use():
        pass
    found = {path.relative_to(store.folder).as_posix(): stat.S_IMODE(path.stat().st_mode) for path in
             (store.folder, *store.folder.rglob("*"))}  # fmt: skip
    assert found == {
        ".": 0o755, "letters": 0o755, "letters/ana.txt": 0o644,
        "ab": 0o700, "ab/ab12.bin": 0o600, "ab/ab12.bin.json": 0o600,
    }  # fmt: skip


def test_a_folder_for_everybody_keeps_its_rights(tmp_path):
    (tmp_path / "tmp").mkdir()
    (tmp_path / "tmp").chmod(0o1777)
    with Store(tmp_path / "tmp").in_use():
        assert stat.S_IMODE((tmp_path / "tmp").stat().st_mode) == 0o1777


def test_the_store_of_another_user_is_reported_and_left_as_it_is(store, monkeypatch):
    store.keep("ab12", ".bin", b"payload", {})
    widen(store)
    told = []
    store.tell_other_owner(told.append)
    Store(store.folder / "none").tell_other_owner(told.append)
    assert told == []
    monkeypatch.setattr(os, "geteuid", lambda: store.folder.stat().st_uid + 1)
    with store.in_use():
        store.tell_other_owner(told.append)
    (line,) = told
    assert line.startswith(f"the store {store.folder} belongs to another user")
    assert "set NARRATE_STORE" in line
    assert modes(store) == {0o755, 0o644}


@pytest.mark.parametrize("what", ["ab/ab12.bin", "ab/ab12.bin.json", "ab"])
def test_a_link_in_the_store_is_not_followed(store, tmp_path, what):
    store.keep("ab12", ".bin", b"payload", {})
    path = store.folder / what
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert store.find("ab12", ".bin") is None
    age(store, 40)
    before = os.lstat(tmp_path / "elsewhere")
    if path.parent == store.folder:
        with pytest.raises(OutsideError, match="ab in it is a link or a file; remove it"):
            store.keep("ab12", ".bin", b"new", {})
        assert store.prune((), 0).entries == 0
        assert len(list((tmp_path / "elsewhere").iterdir())) == 2
    else:
        store.keep("ab12", ".bin", b"new", {})
        assert not path.is_symlink()
        assert store.find("ab12", ".bin")
        assert os.lstat(tmp_path / "elsewhere").st_size == before.st_size


def test_the_store_itself_may_be_a_link(tmp_path):
    (tmp_path / "large-disk").mkdir(mode=0o755)
    (tmp_path / "store").symlink_to(tmp_path / "large-disk")
    store = Store(tmp_path / "store")
    with store.in_use():
        store.keep("ab12", ".bin", b"payload", {})
    assert store.find("ab12", ".bin")
    assert stat.S_IMODE((tmp_path / "large-disk").stat().st_mode) == 0o700


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_a_miss(store, make):
    path = store.keep("ab12", ".bin", b"payload", {}).path
    path.unlink()
    make(path)
    assert store.find("ab12", ".bin") is None


@pytest.mark.parametrize("name", ["go/main.go", "js/app.js", "ab/notes.txt", "ab/.hidden", "ab/ab12", "AB/ab12.bin"])
def test_what_is_no_entry_is_not_pruned(store, name):
    store.keep("ab12", ".bin", b"payload", {})
    other = store.folder / name
    other.parent.mkdir(exist_ok=True)
    other.write_text("own")
    age(store, 400)
    os.utime(other, (0, 0))
    assert store.prune((), 0).entries == 1
    assert other.exists()


@pytest.fixture
def flushed(monkeypatch):
    """The inodes of files and folders that were flushed."""
    inodes: set[int] = set()
    monkeypatch.setattr(os, "fsync", lambda handle: inodes.add(os.fstat(handle).st_ino))
    return inodes


def inodes_of(*paths):
    return {path.stat().st_ino for path in paths}


def test_entries_are_flushed_together_with_their_folders(store, flushed):
    paths = [store.keep(f"{number:02x}34", ".bin", b"payload", {}).path for number in range(20)]
    paths += [path.with_name(path.name + ".json") for path in paths]
    assert not flushed & inodes_of(*paths)
    store.flush()
    assert flushed >= inodes_of(*paths, store.folder, *(path.parent for path in paths))
    flushed.clear()
    store.flush()
    assert flushed == set()


def test_a_long_script_need_not_wait_for_its_end_to_be_on_the_disk(store, flushed):
    paths = [store.keep(f"ab{number:02x}", ".bin", b"payload", {}).path for number in range(64)]
    assert flushed >= inodes_of(*paths)


def test_what_another_run_has_just_kept_is_flushed_too(store, flushed):
    path = Store(store.folder).keep("ab12", ".bin", b"payload", {}).path
    beside = path.with_name(path.name + ".json")
    assert store.find("ab12", ".bin")
    store.flush()
    assert flushed >= inodes_of(path, beside, path.parent)
    flushed.clear()
    age(store, 0.01)
    assert store.find("ab12", ".bin")
    store.flush()
    assert flushed == set()


def test_an_entry_that_is_gone_is_no_error(store):
    store.keep("ab12", ".bin", b"payload", {}).path.unlink()
    store.flush()


def test_nobody_passes_a_flush_that_another_thread_has_begun(store, monkeypatch):
    begun, end, order = threading.Event(), threading.Event(), []

    def slow(handle):
        begun.set()
        end.wait(5)
        order.append("flushed")

    def flush_too():
        store.flush()
        order.append("passed")

    store.keep("ab12", ".bin", b"payload", {})
    monkeypatch.setattr(os, "fsync", slow)
    threads = [threading.Thread(target=store.flush), threading.Thread(target=flush_too)]
    threads[0].start()
    assert begun.wait(5)
    threads[1].start()
    threads[1].join(0.05)
    assert order == []
    end.set()
    for thread in threads:
        thread.join()
    assert order[:2] == ["flushed", "flushed"]


@each("left", [b"", b"pay", b"payloadpayload"])
def test_what_a_power_failure_leaves_of_an_entry_counts_as_missing(store, left):
    path = store.keep("ab12", ".bin", b"payload", {"n": 1}).path
    for damaged in (path, path.with_name(path.name + ".json")):
        good = damaged.read_bytes()
        damaged.write_bytes(left)
        assert store.find("ab12", ".bin") is None
        damaged.write_bytes(good)
    path.write_bytes(b"")
    store.keep("ab12", ".bin", b"payload", {"n": 1})
    assert store.find("ab12", ".bin").facts == {"n": 1}
