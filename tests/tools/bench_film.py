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
from pathlib import Path
from typing import Any

import av
import numpy as np

from narrate.audio import aac, mp3_codec
from narrate.video.film_file import _OPTIONS
from narrate.video.h264 import CODEC, TICK, configure
from tests.tools.bench import cpu
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


def main() -> None:
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10
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
        size, length = film.stat().st_size, sum(len(np.load(path, mmap_mode="r")) for path in pieces) / 44_100
        with_s = cpu(lambda: build(script, output, store, WITH))
        memory = peak_mb(script, output, store)
        without_s = cpu(lambda: build(script, output, store, WITHOUT))
        own = os.times()
        encode_bare(frames, pieces, base / "bare.mp4")
        bare_s = sum(os.times()[:2]) - sum(own[:2])
        cost_s = with_s - without_s
        print(
            f"{length / 60:.1f} min, {len(frames)} pictures, {size / 1e6:.1f} MB: {cost_s:.2f} s of CPU beyond speech"
        )
        print(f"bare encoders on the same frames and samples: {bare_s:.2f} s; ratio {cost_s / bare_s:.2f}")
        print(f"with everything else: {with_s:.2f} s; peak {memory:.0f} MB")


if __name__ == "__main__":
    main()
