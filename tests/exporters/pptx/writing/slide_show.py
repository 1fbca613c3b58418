"""Plays a deck in a real LibreOffice slide show, on a virtual screen and a virtual sound card.

The show is recorded, and the sound of every slide is searched for in the recording. The XML of a deck cannot show
whether it plays by itself, and whether it changes when its words are heard.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from narrate.audio.mixing import resample
from narrate.audio.mp3_codec import RATE, decode

PROGRAMS = ("soffice", "Xvfb", "openbox", "pulseaudio", "ffmpeg", "dbus-run-session")
_RATE = 8000
_FRAMES = 20  # a second
_SIZE = "1280x720"


@dataclass(frozen=True)
class Heard:
    """The sound of a slide in the recording: when it started, and which share of it was heard."""

    start_s: float
    share: float


@dataclass(frozen=True)
class Spot:
    """A rectangle of the slide, in px of 1280 × 720."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Seen:
    """A show: what was heard, and the mean colour (0 to 255) of each spot in each frame."""

    heard: list[Heard]
    times_s: np.ndarray  # of the frames, on the clock of ``heard``
    colours: np.ndarray  # frames × spots × 3

    def changes(self, spot: int, start_s: float, end_s: float, least: float = 2) -> list[float]:
        """When ``spot`` changed between two times, in seconds from the first. A change in several steps counts once."""
        within = np.flatnonzero((self.times_s >= start_s) & (self.times_s < end_s))
        steps = np.abs(np.diff(self.colours[within, spot], axis=0)).max(axis=1)
        times = [float(self.times_s[within[at + 1]] - start_s) for at in np.flatnonzero(steps >= least)]
        return [time for number, time in enumerate(times) if not number or time - times[number - 1] > 2.5 / _FRAMES]

    def colours_at(self, time_s: float) -> np.ndarray:
        """The spots' colours at a time, spots × 3."""
        return self.colours[np.searchsorted(self.times_s, time_s, side="right") - 1]


def listen(deck: Path, extra_s: float = 30) -> list[Heard]:
    """What was heard of the sound of each slide, in the order of the slides."""
    return watch(deck, (), extra_s).heard


def watch(deck: Path, spots: Sequence[Spot], extra_s: float = 30, keep: Path | None = None) -> Seen:
    """Play ``deck`` and watch ``spots``. The film of the show is copied to ``keep``, if given."""
    sounds = list(_sounds(deck))
    seconds = sum(len(sound) for sound in sounds) / _RATE + 3 * len(sounds) + extra_s
    with tempfile.TemporaryDirectory(prefix="show-", ignore_cleanup_errors=True) as name:
        film = _record(deck, seconds, Path(name), moving=bool(spots) or keep is not None)
        recording, start_s = _hear(film)
        places = [_look_for(sound, recording) for sound in sounds]
        heard = [Heard(place.start_s + start_s, place.share) for place in places]
        frames = list(_look(film, spots)) if spots else []
        if keep is not None:
            shutil.copy(film, keep)
    times = np.array([time for time, _ in frames])
    return Seen(heard, times, np.array([colours for _, colours in frames]))


def _sounds(deck: Path) -> Iterator[np.ndarray]:
    with zipfile.ZipFile(deck) as archive:
        count = sum(name.startswith("ppt/media/media") for name in archive.namelist())
        for number in range(1, count + 1):
            pcm = decode(archive.read(f"ppt/media/media{number}.mp3"))
            yield resample(pcm, RATE, _RATE).astype(float)


def _record(deck: Path, seconds: float, work: Path, *, moving: bool) -> Path:
    shutil.copy(deck, work / "deck.pptx")
    home = {"HOME": str(work), "XDG_RUNTIME_DIR": str(work), "PULSE_RUNTIME_PATH": str(work)}
    environment = {**os.environ, **home}
    environment.pop("WAYLAND_DISPLAY", None)
    modules = "load-module module-native-protocol-unix\nload-module module-null-sink sink_name=nul\n"
    (work / "pulse.pa").write_text(modules)
    film = work / "film.mkv"
    # both use the clock of the machine (copyts), so that the times of pictures and sounds can be compared
    sound = ["-f", "pulse", "-sample_rate", str(_RATE), "-channels", "1", "-fragment_size", "800", "-i", "nul.monitor"]
    screen = ["-f", "x11grab", "-draw_mouse", "0", "-framerate", str(_FRAMES), "-video_size", _SIZE, "-i"]
    picture = ["-c:v", "libx264rgb", "-preset", "ultrafast", "-qp", "0", "-fps_mode", "passthrough"]
    with _started(environment, work) as start:
        display = environment["DISPLAY"] = _screen(start)
        start("openbox")
        start("pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "-n", "-F", str(work / "pulse.pa"))
        time.sleep(2)
        # the first start of a profile is slow: make it before the show
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "odp", "--outdir", str(work / "warm"), str(work / "deck.pptx")],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180, check=True,
        )  # fmt: skip
        seen = [*screen, display] if moving else []
        recorder = start("ffmpeg", "-v", "error", *sound, *seen, "-copyts", "-c:a", "pcm_s16le",
                         *(picture if moving else ()), "-flush_packets", "1", str(film))  # fmt: skip
        _wait_for(film, recorder)  # a show that begins before its recording seems to lack its first sound
        start("dbus-run-session", "--", "soffice", "--norestore", "--nologo", "--nofirststartwizard", "--show",
              str(work / "deck.pptx"))  # fmt: skip
        time.sleep(seconds)
        recorder.send_signal(signal.SIGINT)  # ffmpeg then completes the file
        recorder.wait(timeout=30)
    return film


def _screen(start: Callable[..., subprocess.Popen[bytes]]) -> str:
    """Start a virtual screen with an unused number and return its name."""
    reading, writing = os.pipe()
    start("Xvfb", "-displayfd", str(writing), "-screen", "0", f"{_SIZE}x24", "-nolisten", "tcp", pass_fds=(writing,))
    os.close(writing)
    with os.fdopen(reading, encoding="ascii") as number:
        return f":{number.readline().strip()}"


def _wait_for(film: Path, recorder: subprocess.Popen[bytes], limit_s: float = 120) -> None:
    """Wait until the file of the recording holds more than its header."""
    end_s = time.monotonic() + limit_s
    while not film.exists() or film.stat().st_size < 2000:
        if recorder.poll() is not None or time.monotonic() > end_s:
            logs = "; ".join(f"{log.stem}: {log.read_text(errors='replace')}" for log in film.parent.glob("*.log"))
            raise RuntimeError(f"nothing is recorded after {limit_s} s or the recorder has ended; {logs}")
        time.sleep(0.1)


@contextmanager
def _started(environment: dict[str, str], work: Path):
    running: list[subprocess.Popen[bytes]] = []

    def start(*command: str, pass_fds: tuple[int, ...] = ()) -> subprocess.Popen[bytes]:
        nothing = subprocess.DEVNULL
        with (work / f"{command[0]}.log").open("wb") as log:
            running.append(
                subprocess.Popen(
                    command, env=environment, stdin=nothing, stdout=nothing, stderr=log, start_new_session=True,
                    pass_fds=pass_fds,
                )
            )  # fmt: skip
        return running[-1]

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


def _hear(film: Path) -> tuple[np.ndarray, float]:
    """The sound of ``film``, and the time of its first sample in seconds.

    The time of each frame is only known to a few ms. The median over all frames is more exact.
    """
    with av.open(str(film)) as container:
        frames = list(container.decode(container.streams.audio[0]))
    before = np.cumsum([0, *(frame.samples for frame in frames[:-1])]) / _RATE
    start_s = float(np.median([frame.time for frame in frames] - before))
    return np.concatenate([frame.to_ndarray()[0] for frame in frames]).astype(float), start_s


def _look(film: Path, spots: Sequence[Spot]) -> Iterator[tuple[float, list[np.ndarray]]]:
    with av.open(str(film)) as container:
        for frame in container.decode(container.streams.video[0]):
            picture = frame.to_ndarray(format="rgb24")
            yield (
                frame.time,
                [picture[s.y : s.y + s.height, s.x : s.x + s.width].reshape(-1, 3).mean(axis=0) for s in spots],
            )


def _look_for(sound: np.ndarray, recording: np.ndarray) -> Heard:
    """The best place of ``sound`` in ``recording``, and the share of its voiced half seconds there."""
    size = 1 << (len(sound) + len(recording)).bit_length()
    products = np.fft.irfft(np.fft.rfft(recording, size) * np.conj(np.fft.rfft(sound, size)), size)[: len(recording)]
    at = int(np.argmax(products))
    step, voiced, matching = _RATE // 2, 0, 0
    for start in range(0, len(sound) - step, step):
        wanted, heard = sound[start : start + step], recording[at + start : at + start + step]
        if np.sqrt((wanted**2).mean()) < 150:
            continue
        voiced += 1
        alike = len(heard) == step and wanted @ heard > 0.7 * np.linalg.norm(wanted) * np.linalg.norm(heard)
        matching += bool(alike)
    return Heard(at / _RATE, matching / voiced if voiced else 0.0)
