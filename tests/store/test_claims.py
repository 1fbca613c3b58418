"""What several processes need is made by one of them."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from narrate.store import Store, claims
from narrate.store.memo import FactKind, Found, Memo

KIND = FactKind("test", 1)
MAKER = """
import sys, time
from pathlib import Path
from narrate.store import Store
from narrate.store.memo import FactKind, Found, Memo

def find():
    print("made", flush=True)
    time.sleep(0.5)
    return Found(b"outline")

print(Memo(Store(Path(sys.argv[1]))).recall(FactKind("test", 1), {"of": "spine"}, find).content.decode())
"""


def test_processes_that_need_the_same_fact_find_it_out_once(tmp_path):
    command = [sys.executable, "-c", MAKER, str(tmp_path / "store")]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = [run.communicate()[0].split() for run in runs]
    assert [words[-1] for words in said] == ["outline"] * 3
    assert sum(len(words) == 2 for words in said) == 1


def test_threads_that_need_the_same_fact_find_it_out_once(store):
    made = []

    def find():
        made.append(1)
        time.sleep(0.05)
        return Found(b"outline")

    def recall(_):
        return Memo(Store(store.folder)).recall(KIND, {"of": "spine"}, find).content

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(recall, range(8))) == [b"outline"] * 8
    assert made == [1]


def test_a_claim_within_a_claim_never_waits(store):
    def hold(first, second):
        for _ in range(20):
            with store.claim(first), store.claim(second):
                pass

    threads = [threading.Thread(target=hold, args=keys) for keys in (("ab12", "cd34"), ("cd34", "ab12"))]
    begin = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.monotonic() - begin < claims._WAIT_S


def test_nobody_waits_long_for_a_process_that_has_stopped(store, monkeypatch):
    monkeypatch.setattr(claims, "_WAIT_S", 0.1)
    waiting = threading.Thread(target=lambda: store.claim("ab12").__enter__())
    with store.claim("ab12"):
        waiting.start()
        waiting.join(2)
        assert not waiting.is_alive()


def test_a_claim_ends_with_an_error(store):
    with pytest.raises(ValueError, match="damaged"), store.claim("ab12"):
        raise ValueError("damaged")
    begin = time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: store.claim("ab12").__enter__()).result()
    assert time.monotonic() - begin < 1


def test_where_there_are_no_locks_nobody_waits(store, monkeypatch):
    def refuse(*_):
        raise OSError(37, "No locks available")

    monkeypatch.setattr(claims.fcntl, "flock", refuse)
    with store.claim("ab12"):
        store.keep("ab12", ".bin", b"payload", {})
    with claims.claimed(store.folder / "none"):
        pass
