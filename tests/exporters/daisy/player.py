"""Plays a book in Debian's daisy-player, on a virtual sound card in a terminal that can be read.

daisy-player looks for sound cards in a file that a machine without any does not have. A small library, compiled here,
gives it another one.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from narrate.audio.mixing import resample
from narrate.audio.mp3_codec import RATE, decode

PROGRAMS = ("daisy-player", "tmux", "pulseaudio", "parec", "gcc")
_RATE = 8000
_STEP = _RATE // 50
_LOUD = 200  # of 32 768
_SILENCE_S = 0.35  # between two phrases; pauses within a phrase are shorter
_CLIP = re.compile(r'clip-begin="npt=([\d.]+)s" clip-end="npt=([\d.]+)s"')
_CARDS = " 0 [null           ]: null - null\n                      null\n"
_LIBRARY = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

FILE *fopen(const char *path, const char *mode) {
  FILE *(*original)(const char *, const char *) = dlsym(RTLD_NEXT, "fopen");
  return original(path && !strcmp(path, "/proc/asound/cards") ? getenv("SOUND_CARDS") : path, mode);
}
"""
_TOTAL = re.compile(r"total length: (\d\d):(\d\d):(\d\d)")
_ITEM = re.compile(r"^ +(\S.*?)(?: \.| {2,}).*?(?:\( *(\d+)\))?(?: +(\d\d):(\d\d))?$")


@dataclass(frozen=True)
class Item:
    """A heading as the player shows it, with its page (0 if it shows none)."""

    heading: str
    page: int


@dataclass
class Player:
    """A running player. ``name`` is that of its terminal; ``recording`` grows with what is heard."""

    name: str
    recording: Path

    def screen(self) -> list[str]:
        shown = subprocess.run(
            ["tmux", "-L", self.name, "capture-pane", "-p"], capture_output=True, text=True, check=True
        )
        return shown.stdout.split("\n")

    def wait_for(self, pattern: str, seconds: float = 20) -> list[str]:
        """Return the screen as soon as it shows ``pattern``."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            screen = self.screen()
            if any(re.search(pattern, line) for line in screen):
                return screen
            time.sleep(0.1)
        raise AssertionError(f"{pattern} is not shown, but {self.screen()}")

    def press(self, *keys: str) -> None:
        for key in keys:
            subprocess.run(["tmux", "-L", self.name, "send-keys", key], check=True)
            time.sleep(0.2)

    def facts(self) -> tuple[int, int, list[Item]]:
        """What the player shows before it plays: pages, seconds in all, and the items."""
        screen = self.wait_for("total length")
        head = next(line for line in screen if "total length" in line)
        hours, minutes, seconds = map(int, _TOTAL.search(head).groups())
        pages = re.search(r"(\d+) pages", head)
        items = [Item(match[1], int(match[2] or 0)) for line in screen[2:] if (match := _ITEM.match(line))]
        return int(pages[1]) if pages else 0, (hours * 60 + minutes) * 60 + seconds, items

    def hear(self, wanted: Sequence[float], seconds: float) -> list[float]:
        """Wait until as many sounds as ``wanted`` are heard, or for ``seconds``. Return how long they are, in seconds."""
        end = time.monotonic() + seconds
        while len(heard := sounds_in(np.fromfile(self.recording, np.int16))) < len(wanted) and time.monotonic() < end:
            time.sleep(1)
        time.sleep(2)  # until the last has ended, and for one too many
        return heard if len(heard) < len(wanted) else sounds_in(np.fromfile(self.recording, np.int16))


def phrases_of(book: Path) -> list[np.ndarray]:
    """The sound of each phrase of ``book``, in order: what the player should be heard to play."""
    found = []
    with zipfile.ZipFile(book) as archive:
        for name in sorted(name for name in archive.namelist() if re.fullmatch(r"dtb\d+\.smil", name)):
            sound = resample(decode(archive.read(name.replace(".smil", ".mp3"))), RATE, _RATE).astype(float)
            for begin, end in _CLIP.findall(archive.read(name).decode()):
                found.append(sound[round(float(begin) * _RATE) : round(float(end) * _RATE)])
    return found


def sounds_in(pcm: np.ndarray) -> list[float]:
    """How long the sounds in ``pcm`` are that have silence between them, in seconds.

    The player changes the waves a little, so the sounds themselves are not compared.
    """
    steps = np.abs(pcm[: len(pcm) // _STEP * _STEP].astype(float)).reshape(-1, _STEP).max(axis=1)
    loud = np.flatnonzero(steps > _LOUD)
    runs = np.split(loud, np.flatnonzero(np.diff(loud) * _STEP > _SILENCE_S * _RATE) + 1)
    return [(run[-1] - run[0] + 1) * _STEP / _RATE for run in runs if len(run)]


@contextmanager
def playing(book: Path, size: tuple[int, int] = (100, 30)) -> Iterator[Player]:
    """Open ``book`` in a player. It does not play before Enter is pressed."""
    with tempfile.TemporaryDirectory(prefix="daisy-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        (home / "run").mkdir(mode=0o700)
        (home / "cards").write_text(_CARDS)
        (home / "library.c").write_text(_LIBRARY)
        library = home / "library.so"
        subprocess.run(["gcc", "-shared", "-fPIC", "-o", library, home / "library.c", "-ldl"], check=True)
        shutil.copy(book, home / "book.zip")
        environment = {
            **os.environ, "HOME": folder, "XDG_RUNTIME_DIR": str(home / "run"), "TMPDIR": folder, "TMUX_TMPDIR": folder,
            "PULSE_RUNTIME_PATH": str(home / "run/pulse"), "LANG": "C.UTF-8", "TERM": "xterm", "PULSE_LATENCY_MSEC": "200",
        }  # fmt: skip
        (home / "run/pulse").mkdir(mode=0o700)
        server = subprocess.Popen(
            ["pulseaudio", "-n", "--exit-idle-time=-1", "-L", "module-native-protocol-unix", "-L",
             "module-null-sink sink_name=null rate=44100"],
            env=environment, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        name = f"daisy{os.getpid()}"
        recorder: subprocess.Popen[bytes] | None = None
        with _environment(environment):
            try:
                recorder = _record(home / "heard.raw", environment)
                command = (
                    f"env SOUND_CARDS={home}/cards LD_PRELOAD={library} daisy-player -n {home}/book.zip -i -d 0:pulseaudio; "
                    "echo THE PLAYER HAS ENDED; sleep 60"
                )
                start = ["tmux", "-L", name, "new-session", "-d", "-x", str(size[0]), "-y", str(size[1]), command]
                subprocess.run(start, check=True)
                yield Player(name, home / "heard.raw")
            finally:
                subprocess.run(["tmux", "-L", name, "kill-server"], check=False)
                for process in (recorder, server):
                    if process is not None:
                        process.send_signal(signal.SIGTERM)
                        process.wait(10)


@contextmanager
def _environment(environment: dict[str, str]) -> Iterator[None]:
    """Let the programs that are started meanwhile have ``environment``."""
    before = dict(os.environ)
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _record(path: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Record what is heard to ``path``, as soon as the sound server answers."""
    for _ in range(100):
        answer = subprocess.run(["pactl", "info"], env=environment, capture_output=True, check=False)
        if answer.returncode == 0:
            break
        time.sleep(0.1)
    command = ["parec", "-d", "null.monitor", "--format=s16le", f"--rate={_RATE}", "--channels=1"]
    with path.open("wb") as file:
        return subprocess.Popen(command, stdout=file, env=environment)
