"""Ctrl-C and SIGTERM end the program within two seconds at any moment; a voice that is stuck does not stop a build."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.test_crash import children_of_ours
from tests.writing import THREE_SLIDES, write

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc"),
]
LINE = "narrate: {}; what was spoken so far is kept for the next run"
WHAT = {signal.SIGINT: "interrupted", signal.SIGTERM: "ended by SIGTERM"}
VOICES = os.environ.get("NARRATE_VOICES", "") or str(Path(__file__).parents[1] / ".voices")
LONG = THREE_SLIDES + "".join(f"\n## Day {n}\n\nOn day {n} you rest. Drink {n} cups of water.\n" for n in range(60))
HASTY = """
import sys
from narrate.__main__ import main
from narrate.speech.worker_process import TimeLimit
from narrate.speech.espeak import engine as espeak
from narrate.speech.kokoro import engine as kokoro
from narrate.speech.piper import engine as piper
soon = TimeLimit(float(sys.argv.pop(1)), 0)
espeak.EspeakEngine.session = lambda self: espeak.EspeakSession({tag: name for name, tag in self._voices}, soon)
kokoro.KokoroEngine.session = lambda self: kokoro.KokoroSession(self._installed, self._speakers, soon)
piper.PiperEngine.session = lambda self: piper.PiperSession(self, soon)
sys.exit(main())
"""


def start(command: list[str], store: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "NARRATE_STORE": str(store), "NARRATE_VOICES": VOICES}
    return subprocess.Popen(
        [sys.executable, *command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - it may be ignored here
    )  # fmt: skip


def ends_in_time(process: subprocess.Popen[str], folder: Path, number: signal.Signals, gaps: list[float]) -> bool:
    """Send a signal, and again after each of ``gaps``, and check the end; False where the process ended before."""
    if process.poll() is not None:
        process.communicate()
        return False
    begun = time.monotonic()
    process.send_signal(number)
    for gap in gaps:
        time.sleep(gap)
        process.send_signal(number)
    _, errors = process.communicate(timeout=60)
    taken = time.monotonic() - begun
    if process.returncode == 0:
        return False  # it had just finished
    assert process.returncode == 128 + number, errors
    lines = errors.strip().splitlines()
    assert lines in ([LINE.format(WHAT[number])], ["narrate: interrupted"]), errors
    assert taken < 2
    time.sleep(0.1)
    assert not children_of_ours(folder / "store")
    assert not list(folder.rglob(".partial-*"))
    return True


def once(condition: Callable[[], object], process: subprocess.Popen[str]) -> None:
    """Wait until ``condition`` holds, while the process runs."""
    until = time.monotonic() + 60
    while not condition() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)


def once_ready(process: subprocess.Popen[str]) -> None:
    """Wait until Python has started and the program handles SIGTERM."""
    status = Path(f"/proc/{process.pid}/status")

    def handled() -> bool:
        caught = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("SigCgt"))
        return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)

    once(handled, process)


def clips(folder: Path) -> list[Path]:
    return list((folder / "store").rglob("*.flac"))


MOMENTS = {
    "started": lambda folder: True,
    "child": lambda folder: len(children_of_ours(folder / "store")) > 1,
    "speaking": lambda folder: len(clips(folder)) > 5,
    "encoding": lambda folder: list((folder / "store").rglob("*.mp3")),
    "painting": lambda folder: list((folder / "store").rglob("*.png")),
    "staging": lambda folder: list((folder / "out").glob(".partial-*")),
    "exporting": lambda folder: list((folder / "out").glob(".partial-*/*")),
}


@pytest.mark.parametrize("gaps", [[], [0.0], [0.02, 0.3]], ids=["once", "twice at once", "three times"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_ends_at_any_stage(tmp_path, moment, gaps):
    script = write(tmp_path / "heart/en.md", LONG)
    command = ["-m", "narrate", "build", str(script), "--output", str(tmp_path / "out"), "--voice", "espeak"]
    process = start(command, tmp_path / "store")
    once_ready(process)
    once(lambda: MOMENTS[moment](tmp_path), process)
    assert ends_in_time(process, tmp_path, signal.SIGTERM if gaps == [0.0] else signal.SIGINT, gaps)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    script = write(folder / "heart/en.md", LONG)
    command = ["-m", "narrate", "build", str(script), "--output", str(folder / "out"), "--voice", "espeak"]
    process = start(command, folder / "store")
    assert process.communicate(timeout=300)[1] == ""
    return folder


@pytest.mark.parametrize(
    "command", [["verify", "OUT"], ["check", "SCRIPT"], ["say", "--language", "en", "Rest. " * 400]]
)
def test_other_commands_end_too(tmp_path, built, command):
    shutil.copytree(built, tmp_path / "copy")
    folder = tmp_path / "copy"
    words = [{"OUT": str(folder / "out"), "SCRIPT": str(folder / "heart/en.md")}.get(word, word) for word in command]
    begun = time.monotonic()
    start(["-m", "narrate", *words], folder / "store").communicate(timeout=300)
    whole_s = time.monotonic() - begun
    interrupted = 0
    for seed in range(4):
        chance = random.Random(seed)
        process = start(["-m", "narrate", *words], folder / "store")
        once_ready(process)
        time.sleep(chance.uniform(0, whole_s * 0.7))
        interrupted += ends_in_time(process, folder, signal.SIGINT, chance.choice([[], [0.0], [0.05]]))
    assert interrupted


def workers(store: Path, name: str) -> list[int]:
    """The processes of the worker of the engine ``name``, and their forks."""
    found = []
    for number in children_of_ours(store):
        try:
            words = Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if any(word.endswith(f"{name}/worker.py".encode()) for word in words):
            found.append(number)
    return found


@contextmanager
def stopping(store: Path, name: str, most: int) -> Iterator[list[int]]:
    """Stop processes of the engine ``name``, at most ``most``, as soon as they are seen."""
    stopped: list[int] = []
    over = Event()

    def stop() -> None:
        while not over.is_set():
            for number in workers(store, name):
                if number not in stopped and len(stopped) < most:
                    try:
                        os.kill(number, signal.SIGSTOP)
                    except ProcessLookupError:
                        continue
                    stopped.append(number)
            time.sleep(0.002)

    thread = Thread(target=stop, daemon=True)
    thread.start()
    try:
        yield stopped
    finally:
        over.set()
        thread.join()


def engines() -> list[str]:
    """The engines whose voices are in the folder of voices that these tests use."""
    return ["espeak", *(name for name in ("kokoro", "piper") if list(Path(VOICES, name).glob("*.onnx")))]


@pytest.mark.parametrize("engine", engines())
def test_a_stopped_voice_is_replaced(tmp_path, engine):
    script = write(tmp_path / "heart/en.md", THREE_SLIDES)
    seconds = "4" if engine == "espeak" else "20"
    words = ["build", str(script), "--output", str(tmp_path / "out"), "--voice", engine, "--jobs", "1"]
    process = start(["-c", HASTY, seconds, *words], tmp_path / "store")
    with stopping(tmp_path / "store", engine, 1) as stopped:
        _, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    assert len(stopped) == 1
    assert errors == (
        f"the voice {engine} failed: its process did not answer within {seconds} s; a new one tries again\n"
    )
    assert not children_of_ours(tmp_path / "store")


@pytest.mark.parametrize("engine", engines())
def test_a_voice_that_is_always_stopped_ends_the_build_with_the_sentence(tmp_path, engine):
    script = write(tmp_path / "heart/en.md", THREE_SLIDES)
    words = ["build", str(script), "--output", str(tmp_path / "out"), "--voice", engine]
    process = start(["-c", HASTY, "2" if engine == "espeak" else "6", *words], tmp_path / "store")
    with stopping(tmp_path / "store", engine, 1000):
        _, errors = process.communicate(timeout=300)
    assert process.returncode == 3, errors
    last = errors.strip().splitlines()[-1]
    assert last.startswith(f"narrate: {script}:"), errors
    assert f"the voice {engine} failed: its process did not answer within" in last
    assert "s, twice, at '" in last
    assert "what was spoken is kept: build again" in last
    assert not children_of_ours(tmp_path / "store")
    assert not list(tmp_path.rglob(".partial-*"))


NEVER = """
import sys, time, narrate
from tests.fake_engine import FakeEngine
class Never(FakeEngine):
    longest_s = 2.0
    def session(self):
        session = super().session()
        session.speak = lambda *_: time.sleep(1000)
        return session
try:
    narrate.build(sys.argv[1], sys.argv[2], voice=Never())
except narrate.OutsideError as error:
    print(error, file=sys.stderr)
    sys.exit(3)
"""


def test_an_engine_object_that_never_answers_ends_the_build(tmp_path):
    script = write(tmp_path / "heart/en.md", THREE_SLIDES)
    process = start(["-c", NEVER, str(script), str(tmp_path / "out")], tmp_path / "store")
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 3, errors
    assert errors.startswith(f"{script}:")
    assert ": the voice fake:hum did not answer within 2 s, at " in errors
    assert len(errors.strip().splitlines()) == 1
