"""Time and memory by length of script: ``python -m tests.tools.scale [--to FORMATS] HOURS …``.

Builds generated scripts cold, with the embedded voice and default formats or those of ``--to``, each in a process of its
own, and prints seconds, CPU seconds (which a busy machine changes less) and the peak memory of the largest process for
each.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS_A_MINUTE = 150
_SUBJECTS = ["your doctor", "a nurse", "your care team", "the surgeon", "a therapist", "your family", "the pharmacist"]
_VERBS = ["checks", "explains", "prepares", "cleans", "measures", "covers", "watches", "records", "moves", "supports"]
_OBJECTS = [
    "your back",
    "the skin",
    "a small tube",
    "the bandage",
    "your medicine",
    "the broken bone",
    "your blood pressure",
]
_WHEN = [
    "before the procedure",
    "while you rest",
    "in the recovery room",
    "every few hours",
    "the next morning",
    "at home",
]


def script_of(hours: float, seed: int = 1) -> str:
    """A script that speaks for about so long: sentences all different, slides of four."""
    rng = random.Random(seed)
    lines, words, slide = ["---", "title: A long guide", "lang: en", "---", ""], 0, 0
    while words < hours * 60 * WORDS_A_MINUTE * 0.85:  # the rest is pauses
        slide += 1
        lines += [f"## Step {slide}", ""]
        for number in range(4):
            sentence = (
                f"{rng.choice(_SUBJECTS).capitalize()} {rng.choice(_VERBS)} {rng.choice(_OBJECTS)} {rng.choice(_WHEN)}, "
                f"and then {rng.choice(_SUBJECTS)} {rng.choice(_VERBS)} {rng.choice(_OBJECTS)} in step {slide} part {number + 1}."
            )
            lines.append(sentence)
            words += len(sentence.split())
        lines.append("")
    return "\n".join(lines)


def measure(hours: float, formats: str = "") -> tuple[float, float, float]:
    """(wall seconds, CPU seconds, peak MB of the largest process) of a cold build. ``formats`` are as for ``--to``."""
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        (base / "guide").mkdir()
        (base / "guide/en.md").write_text(script_of(hours), encoding="utf-8")
        command = [sys.executable, "-m", "narrate", "build", str(base / "guide"), "--output", str(base / "out")]
        command += ["--to", formats] if formats else []
        start = time.perf_counter()
        process = subprocess.Popen(
            command, env={**os.environ, "NARRATE_STORE": str(base / "store")}, stdout=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"the build ended with {process.returncode}")
        return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("hours", nargs="+", type=float)
    parser.add_argument("--to", default="")
    arguments = parser.parse_args()
    for hours in arguments.hours:
        seconds, cpu, peak = measure(hours, arguments.to)
        print(
            f"{hours:g} h of script: {seconds:.1f} s, CPU {cpu:.1f} s, {cpu / hours:.1f} s an hour, peak {peak:.0f} MB",
            flush=True,
        )
