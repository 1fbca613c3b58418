"""How long building takes, as ratios measured in one run: ``python -m tests.bench [FILE]``.

Seconds of one machine say little about another, and these machines are noisy; what is quoted
are medians and ratios against something small run beside it.
"""

from __future__ import annotations

import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import narrate
from narrate.audio import mp3
from narrate.pipeline import DEFAULT_RATE, choose_voice
from tests.conftest import SAMPLE

TOPIC = "vertebroplasty-kyphoplasty"


@dataclass(frozen=True)
class Row:
    what: str
    median_s: float
    against: str
    ratio: float


def run(*arguments: str, store: Path) -> None:
    environment = {**os.environ, "NARRATE_STORE": str(store)}
    subprocess.run([sys.executable, *arguments], env=environment, check=True, stdout=subprocess.DEVNULL)


def timed(action: Callable[[], object]) -> float:
    """The wall time of ``action``, in seconds."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def in_turn(action: Callable[[], object], other: Callable[[], object], times: int = 10) -> tuple[float, float]:
    """The median seconds of ``action``, and the median of its ratios to ``other`` run right before it.

    Each ratio is the time of the action by the median of five runs of the other: what is quick
    is noisy, and a machine's speed drifts.
    """
    taken, ratios = [], []
    for _ in range(times):
        small = statistics.median(timed(other) for _ in range(5))
        taken.append(timed(action))
        ratios.append(taken[-1] / small)
    return statistics.median(taken), statistics.median(ratios)


def cpu(action: Callable[[], object]) -> float:
    """CPU seconds of ``action`` and of the processes it started."""

    def used() -> float:
        return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))

    start = used()
    action()
    return used() - start


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        script, store = base / "script", base / "store"
        shutil.copytree(SAMPLE / TOPIC, script / TOPIC)
        build = ["-m", "narrate", "build", str(script), "--output", str(base / "out")]
        cold = cpu(lambda: run(*build, store=store))
        bare = cpu(lambda: speak_and_encode_bare(script, base / "out"))

        def python() -> None:
            run("-c", "pass", store=store)

        idle = in_turn(lambda: run(*build, store=store), python)
        english = script / TOPIC / "en.md"
        text, number = english.read_text(), iter(range(100))

        def edit() -> None:
            english.write_text(text.replace("Ask someone you trust", f"Ask person {next(number)}, whom you trust,"))
            run(*build, store=store)

        edited = in_turn(edit, python)
    return [
        Row("build with nothing to do", idle[0], "python -c pass", idle[1]),
        Row("build after one sentence changed", edited[0], "python -c pass", edited[1]),
        Row("cold build, CPU", cold, "the bare engine and encoder on the same sentences and MP3s, CPU", cold / bare),
    ]


def speak_and_encode_bare(script: Path, output: Path) -> None:
    """The same sentences by the engine, the same MP3s by the encoder, one after the other, and no more."""
    for path in sorted((script / TOPIC).glob("*.md")):
        read = narrate.read(path)
        engine, voice = choose_voice(read, "")
        session = engine.session()
        for segment in read.segments:
            for sentence in segment.sentences:
                session.speak(sentence, voice, DEFAULT_RATE)
        session.close()
    for path in sorted(output.rglob("*.mp3")):
        mp3.encode(mp3.decode(path.read_bytes()))


def report(rows: list[Row]) -> str:
    machine = (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    )
    lines = [
        "# Benchmarks",
        "",
        f"`make bench`, the sample in English and Spanish, default formats. {machine}.",
        "",
        "| what | median, s | against | ratio |",
        "|---|---|---|---|",
    ]
    lines += [f"| {row.what} | {row.median_s:.2f} | {row.against} | {row.ratio:.2f} |" for row in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    text = report(measure())
    print(text)
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
