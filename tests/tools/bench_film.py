"""What a film costs beyond speech and painting: ``python -m tests.tools.bench_film [MINUTES]``.

A script of that length is built with the film, so that all sentences and pictures are in the store. Then the output and
the encoded tracks are removed, and it is built with the film and without: the difference is what the film costs. It is
compared with the bare encoders on the same frames and samples, in this process and with the same settings.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np

from narrate.audio import aac, mp3_codec
from narrate.video.film_file import _OPTIONS
from narrate.video.h264 import CODEC, TICK, configure
from tests.tools.bench import Row, cpu
from tests.tools.scale import script_of

WITHOUT, WITH = "vtt,mp3", "vtt,mp3,mp4"


def build(script: Path, output: Path, store: Path, formats: str) -> None:
    shutil.rmtree(output, ignore_errors=True)
    for path in [*store.rglob("*.aac"), *store.rglob("*.mp3")]:  # tracks are mixed once for both
        path.unlink()
    command = [sys.executable, "-m", "narrate", "build", str(script), "--output", str(output), "--to", formats]
    subprocess.run(
        [*command, "--voice", "espeak"],
        env={**os.environ, "NARRATE_STORE": str(store)},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def peak_mb(script: Path, output: Path, store: Path) -> float:
    """The peak memory in MB of a build of the film whose sentences and pictures are in the store."""
    shutil.rmtree(output, ignore_errors=True)
    code = (
        "import resource, sys; from narrate.cli import main; main(sys.argv[1:]); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, "build", str(script), "--output", str(output), "--to", WITH, "--voice", "espeak"],
        env={**os.environ, "NARRATE_STORE": str(store)}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return float(run.stderr.splitlines()[-1])


def frames_of(film: Path, folder: Path) -> list[tuple[Path, int, bool]]:
    """Write the frames of ``film`` to ``folder`` as RGB, and return (file, start in ms, whether it is a key frame)."""
    found = []
    with av.open(str(film)) as container:
        for number, frame in enumerate(container.decode(video=0)):
            path = folder / f"{number}.npy"
            np.save(path, frame.to_ndarray(format="yuv420p"))
            found.append((path, round(frame.time * 1000), frame.key_frame))
    return found


def encode_bare(frames: list[tuple[Path, int, bool]], pieces: list[Path], target: Path) -> None:
    with av.open(str(target), "w", format="mp4", options=_OPTIONS) as container:
        video: Any = container.add_stream(CODEC)
        height, width = np.load(frames[0][0], mmap_mode="r").shape
        configure(video, width, height * 2 // 3)
        for path, start_ms, is_key in frames:
            frame = av.VideoFrame.from_ndarray(np.load(path), format="yuv420p")
            frame.pts, frame.time_base = start_ms, TICK
            frame.pict_type = 1 if is_key else 2
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
    for path in pieces:
        pcm = np.load(path)
        aac.encode([pcm], len(pcm))


@dataclass(frozen=True)
class Film:
    """A film of ``minutes``: what it costs beyond speech and painting, and what the bare encoders take, in CPU seconds."""

    minutes: float
    pictures: int
    size_mb: float
    cost_s: float
    bare_s: float
    peak_mb: float

    def rows(self) -> list[Row]:
        """Rows for ``make bench``."""
        what = f"a film of {self.minutes:.0f} minutes, {self.pictures} pictures, beyond speech and painting, CPU"
        bare = "bare x264 and AAC, the same frames and samples, CPU"
        return [Row(what, self.cost_s, bare, self.cost_s / self.bare_s)]


def measure(minutes: float) -> Film:
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        script, output, store = base / "script", base / "out", base / "store"
        (script / "long").mkdir(parents=True)
        (script / "long/en.md").write_text(script_of(minutes / 60))
        build(script, output, store, WITH)
        (film,) = output.rglob("*.mp4")
        (base / "frames").mkdir()
        frames = frames_of(film, base / "frames")
        pieces = []
        for number, path in enumerate(sorted(output.rglob("tracks/*.mp3"))):
            pieces.append(base / f"{number}.npy")
            np.save(pieces[-1], mp3_codec.decode(path.read_bytes()))
        size_mb, samples = film.stat().st_size / 1e6, sum(len(np.load(path, mmap_mode="r")) for path in pieces)
        with_s = cpu(lambda: build(script, output, store, WITH))
        memory = peak_mb(script, output, store)
        without_s = cpu(lambda: build(script, output, store, WITHOUT))
        own = os.times()
        encode_bare(frames, pieces, base / "bare.mp4")
        bare_s = sum(os.times()[:2]) - sum(own[:2])
        return Film(samples / 44_100 / 60, len(frames), size_mb, with_s - without_s, bare_s, memory)


if __name__ == "__main__":
    made = measure(float(sys.argv[1]) if len(sys.argv) > 1 else 10)
    print(f"{made.minutes:.1f} min, {made.pictures} pictures, {made.size_mb:.1f} MB, peak {made.peak_mb:.0f} MB")
    for row in made.rows():
        print(f"{row.what}: {row.median_s:.2f} s; against {row.against}: {row.ratio:.2f}")
