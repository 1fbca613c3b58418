"""A batch that is killed leaves no process behind, and the next run finishes it, with the same bytes."""

import os
import random
import time
from pathlib import Path

import pytest

from tests.batch.test_failures import SPANISH, VISIT
from tests.test_crash import build, children_of_ours, start
from tests.writing import write

KILLS = int(os.environ.get("NARRATE_KILLS", "6"))
EDITIONS = [(f"visit-{number}", tag) for number in range(3) for tag in ("en", "es")]


def edit(folder: Path, topic: str, tag: str, number: int) -> None:
    text = VISIT.format(number=number) if tag == "en" else SPANISH.replace("1", str(number))
    write(folder / topic / f"{tag}.md", text.replace("Take", "You take") if number % 2 else text)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_killed_at_any_moment(tmp_path):
    scripts = tmp_path / "script"
    for topic, tag in EDITIONS:
        edit(scripts, topic, tag, 1)
    output, store = tmp_path / "out", tmp_path / "store"
    begin = time.perf_counter()
    build(scripts, output, store)
    whole_s = time.perf_counter() - begin
    chance = random.Random(17)
    for kill in range(KILLS):
        for topic in {topic for topic, _ in EDITIONS if chance.random() < 0.7}:
            number = chance.randrange(1, 9)
            for tag in ("en", "es"):
                edit(scripts, topic, tag, number)
        process = start(scripts, output, store)
        time.sleep(chance.uniform(0.1, whole_s * 0.9))
        process.kill()
        process.communicate()
        end = time.monotonic() + 2
        while (left := children_of_ours(store)) and time.monotonic() < end:
            time.sleep(0.05)
        assert not left, kill
        if kill % 3 == 2:  # otherwise the next run is killed too
            resumed = build(scripts, output, store)
            assert resumed == build(scripts, tmp_path / f"new-{kill}", store), kill
            assert not list(output.glob(".partial-*"))
