"""Time and memory of a batch: ``python -m tests.tools.bench_batch TOPICS [LANGUAGES]``.

A catalogue of ``tests.tools.catalogue`` is built cold, then with nothing to do, then with one sentence changed. Printed
are wall and CPU seconds, the memory of all processes together (proportional set size, Linux only), and the ratio of the
CPU time to that of the bare engine and encoder (``tests.tools.bare``) on the same sentences and tracks.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.tools import catalogue
from tests.tools.bench import Row, cpu, run, write_plan


@dataclass(frozen=True)
class Run:
    """Wall and CPU seconds of a build, and the most memory that all its processes had at a time, in MB."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def build(script: Path, output: Path, store: Path, *more: str) -> Run:
    """Build ``script``, and measure it."""
    command = [sys.executable, "-m", "narrate", "build", str(script), "--output", str(output), *more]
    environment = {**os.environ, "NARRATE_STORE": str(store)}
    before, begin = _cpu_of_children(), time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peaks = [0.0]
    over = threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, peaks, over))
    watch.start()
    code = process.wait()
    wall_s = time.perf_counter() - begin
    over.set()
    watch.join()
    if code:
        raise SystemExit(f"the build ended with {code}")
    return Run(wall_s, _cpu_of_children() - before, peaks[0])


def _cpu_of_children() -> float:
    return sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def _watch(root: int, peaks: list[float], over: threading.Event) -> None:
    while not over.wait(0.25):
        peaks[0] = max(peaks[0], sum(_pss_mb(number) for number in _tree(root)))


def _tree(root: int) -> list[int]:
    """The numbers of the process ``root`` and of all its descendants."""
    found = [root]
    for number in found:
        try:
            for task in Path(f"/proc/{number}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _pss_mb(number: int) -> float:
    try:
        for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def bare_cpu_s(folder: Path, store: Path) -> float:
    """CPU seconds of the bare engine and encoder on the plan in ``folder``."""
    return cpu(lambda: run("-m", "tests.tools.bare", str(folder), store=store))


def start_cpu_s(folder: Path, store: Path) -> float:
    """CPU seconds until the bare engine has been loaded, which a run needs only once: those of an empty plan."""
    folder.mkdir()
    (folder / "sentences.json").write_text("[]")
    return bare_cpu_s(folder, store)


@dataclass(frozen=True)
class Batch:
    """A batch of ``scripts``: built cold, with nothing to do, with one title changed; ``bare_s`` are CPU seconds."""

    scripts: int
    cold: Run
    idle: Run
    edited: Run
    bare_s: float

    def rows(self) -> list[Row]:
        """Rows for ``make bench``."""
        cores, what = os.cpu_count() or 1, f"cold build of {self.scripts} scripts"
        bare = "bare engine and encoder, the same sentences and tracks, CPU"
        return [
            Row(f"{what}, CPU", self.cold.cpu_s, bare, self.cold.cpu_s / self.bare_s),
            Row(what, self.cold.wall_s, "its CPU divided by the cores", self.cold.wall_s * cores / self.cold.cpu_s),
            Row(
                "one title changed in them", self.edited.wall_s, "nothing to do", self.edited.wall_s / self.idle.wall_s
            ),
        ]


def measure(topics: int, languages: Sequence[str] = catalogue.LANGUAGES) -> Batch:
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        script, output, store = base / "script", base / "out", base / "store"
        catalogue.write(script, topics, languages)
        cold = build(script, output, store)
        build(script, output, store)  # it hashes what was built just before the end
        idle = build(script, output, store)
        one = script / f"visit-0001/{languages[-1]}.md"
        one.write_text(one.read_text().replace("title: ", "title: A ", 1))
        edited = build(script, output, store)
        few = max(1, topics // 10)  # the samples of all tracks would fill the disk
        catalogue.write(base / "few", few, languages)
        names = [f"visit-{number:04d}" for number in range(1, few + 1)]
        tracks = [track for topic in names for track in (output / topic).glob("**/tracks/*.mp3")]
        write_plan(base / "few", tracks, base / "plan")
        start_s = start_cpu_s(base / "empty", store)
        work_s = bare_cpu_s(base / "plan", store) - start_s
        bare_s = start_s + work_s * topics / few
        return Batch(topics * len(languages), cold, idle, edited, bare_s)


if __name__ == "__main__":
    batch = measure(int(sys.argv[1]), sys.argv[2].split(",") if len(sys.argv) > 2 else catalogue.LANGUAGES)
    for what, result in (("cold", batch.cold), ("nothing to do", batch.idle), ("one title changed", batch.edited)):
        print(f"{what}: {result.wall_s:.2f} s, CPU {result.cpu_s:.2f} s, peak {result.peak_mb:.0f} MB")
    for row in batch.rows():
        print(f"{row.what}: {row.median_s:.2f} s; against {row.against}: {row.ratio:.2f}")
