"""Plays a deck in a real LibreOffice slide show, on a screen and a sound card that are not there.

What the show sounds like is recorded, and every slide's sound is looked for in the recording:
that a deck plays by itself cannot be seen in its XML.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from narrate.audio.mixing import resample
from narrate.audio.mp3 import RATE, decode

PROGRAMS = ("soffice", "Xvfb", "openbox", "pulseaudio", "parec", "dbus-run-session")
_RATE = 8000


@dataclass(frozen=True)
class Heard:
    """A slide's sound in the recording: when it began, and which share of it was there."""

    start_s: float
    share: float


def listen(deck: Path, extra_s: float = 30) -> list[Heard]:
    """What was heard of each slide's sound, in slide order."""
    sounds = list(_sounds(deck))
    seconds = sum(len(sound) for sound in sounds) / _RATE + 3 * len(sounds) + extra_s
    recording = _record(deck, seconds)
    return [_look_for(sound, recording) for sound in sounds]


def _sounds(deck: Path) -> Iterator[np.ndarray]:
    with zipfile.ZipFile(deck) as archive:
        count = sum(name.startswith("ppt/media/media") for name in archive.namelist())
        for number in range(1, count + 1):
            pcm = decode(archive.read(f"ppt/media/media{number}.mp3"))
            yield resample(pcm, RATE, _RATE).astype(float)


def _record(deck: Path, seconds: float) -> np.ndarray:
    with tempfile.TemporaryDirectory(prefix="show-", ignore_cleanup_errors=True) as name:
        work = Path(name)
        shutil.copy(deck, work / "deck.pptx")
        display = f":{90 + os.getpid() % 400}"
        home = {"HOME": name, "XDG_RUNTIME_DIR": name, "PULSE_RUNTIME_PATH": name, "DISPLAY": display}
        environment = {**os.environ, **home}
        environment.pop("WAYLAND_DISPLAY", None)
        modules = "load-module module-native-protocol-unix\nload-module module-null-sink sink_name=nul\n"
        (work / "pulse.pa").write_text(modules)
        with _started(environment) as start:
            start("Xvfb", display, "-screen", "0", "1280x720x24", "-nolisten", "tcp")
            time.sleep(1.5)
            start("openbox")
            start("pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "-n", "-F", str(work / "pulse.pa"))
            time.sleep(2)
            # the first start of a profile is slow: make it before the show
            subprocess.run(
                ["soffice", "--headless", "--convert-to", "odp", "--outdir", str(work / "warm"), str(work / "deck.pptx")],
                env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180, check=True,
            )  # fmt: skip
            with (work / "heard.raw").open("wb") as raw:
                start("parec", "-d", "nul.monitor", "--latency-msec=50", "--format=s16le", f"--rate={_RATE}",
                      "--channels=1", out=raw)  # fmt: skip
                start("dbus-run-session", "--", "soffice", "--norestore", "--nologo", "--nofirststartwizard", "--show",
                      str(work / "deck.pptx"))  # fmt: skip
                time.sleep(seconds)
        return np.fromfile(work / "heard.raw", "<i2").astype(float)


@contextmanager
def _started(environment: dict[str, str]):
    running: list[subprocess.Popen[bytes]] = []

    def start(*command: str, out: object = subprocess.DEVNULL) -> None:
        running.append(
            subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.DEVNULL, start_new_session=True)
        )

    try:
        yield start
    finally:
        for number in (signal.SIGTERM, signal.SIGKILL):
            for process in reversed(running):
                try:
                    os.killpg(process.pid, number)
                except ProcessLookupError:
                    continue
            time.sleep(1)
        for process in running:
            process.wait()


def _look_for(sound: np.ndarray, recording: np.ndarray) -> Heard:
    """The best place of ``sound`` in ``recording``, and the share of its voiced half seconds there."""
    size = 1 << (len(sound) + len(recording)).bit_length()
    products = np.fft.irfft(np.fft.rfft(recording, size) * np.conj(np.fft.rfft(sound, size)), size)[: len(recording)]
    at = int(np.argmax(products))
    step, voiced, found = _RATE // 2, 0, 0
    for start in range(0, len(sound) - step, step):
        wanted, heard = sound[start : start + step], recording[at + start : at + start + step]
        if np.sqrt((wanted**2).mean()) < 150:
            continue
        voiced += 1
        alike = len(heard) == step and wanted @ heard > 0.7 * np.linalg.norm(wanted) * np.linalg.norm(heard)
        found += bool(alike)
    return Heard(at / _RATE, found / voiced if voiced else 0.0)
