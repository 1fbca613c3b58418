"""How long building takes, as ratios measured in one run: ``python -m tests.tools.bench [FILE]``.

Seconds of one machine say little about another, and these machines are noisy; what is quoted
are medians and ratios against something small run beside it.
"""

from __future__ import annotations

import json
import os
import pickle
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from lxml import etree

import narrate
from narrate.audio import mp3_codec
from narrate.edition_speech import DEFAULT_RATE
from narrate.editions import EDITIONS
from narrate.exporters.pptx.writing.picture import _pixels
from narrate.model import ThemeWish
from narrate.pipeline import examine
from narrate.script import find_sources
from narrate.slides import Painter, lay_out, make_theme, paginate
from narrate.speech.espeak.engine import EspeakEngine, EspeakSession
from narrate.store import Store
from tests.conftest import SAMPLE
from tests.tools.scale import script_of

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


def cpu_of_cold_and_bare(script: Path, base: Path, times: int) -> list[Row]:
    """CPU of a cold build of ``script``, against that of its speaking and encoding alone.

    Ratios three times: to bare parts that encode every MP3 of the output, as they must who have no way to join tracks; to
    bare parts that encode each track once; and to bare parts that also paint what the decks and pages show, each once.
    The median of ``times`` runs.
    """
    build = ["-m", "narrate", "build", str(script), "--output", str(base / "out")]
    colds, ratios = [], []
    for _ in range(times):
        for name in ("out", "store", "tracks", "all", "painted"):
            shutil.rmtree(base / name, ignore_errors=True)
        colds.append(cpu(lambda: run(*build, store=base / "store")))
        bare = []
        for name, pattern in (("all", "**/*.mp3"), ("tracks", "**/tracks/*.mp3"), ("painted", "**/tracks/*.mp3")):
            write_plan(script, sorted((base / "out").glob(pattern)), base / name)
            if name == "painted":
                add_painting(script, sorted((base / "out").glob("*/*/*.pptx")), base / name)
            bare.append(cpu(lambda plan=base / name: run("-m", "tests.tools.bare", str(plan), store=base / "store")))
        ratios.append([colds[-1] / one for one in bare])
    cold, names = (
        statistics.median(colds),
        ("the same sentences and MP3s", "the same sentences and tracks", "with painting"),
    )
    return [
        Row("cold build, CPU", cold, f"bare engine and encoder, {name}, CPU", statistics.median(ratio))
        for name, ratio in zip(names, zip(*ratios, strict=True), strict=True)
    ]


def painting(base: Path) -> list[Row]:
    """CPU of a slide painted at 1920 × 1080 among 25, 50 and 100, against that among 25: the sample's kinds of slide."""
    theme = make_theme(ThemeWish())
    script = paginate(narrate.read(SAMPLE / TOPIC / "en.md"), theme)
    costs = {}
    for count in (5, 25, 50, 100):  # the first loads what is loaded once
        segments = (script.segments * (count // len(script.segments) + 1))[:count]
        deck = lay_out(replace(script, segments=segments), theme)
        painter = Painter(deck, script.language, Store(base / str(count)))
        wanted = [(number, None) for number in range(count)]
        costs[count] = cpu(lambda paint=painter.paint, slides=wanted: paint(slides)) / count
        assert len(list((base / str(count)).rglob("*.png"))) == count  # each slide says its number: none is another
    return [
        Row(f"painting a slide, of {count}, CPU", costs[count], "a slide, of 25", costs[count] / costs[25])
        for count in (25, 50, 100)
    ]


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        script, store = base / "script", base / "store"
        shutil.copytree(SAMPLE / TOPIC, script / TOPIC)
        build = ["-m", "narrate", "build", str(script), "--output", str(base / "out")]
        cold = cpu_of_cold_and_bare(script, base, times=3)

        def python() -> None:
            run("-c", "pass", store=store)

        idle = in_turn(lambda: run(*build, store=store), python)
        english = script / TOPIC / "en.md"
        text, number = english.read_text(), iter(range(100))

        def edit() -> None:
            english.write_text(text.replace("Ask someone you trust", f"Ask person {next(number)}, whom you trust,"))
            run(*build, store=store)

        edited = in_turn(edit, python)
        hour = base / "hour"
        (hour / "script/guide").mkdir(parents=True)
        (hour / "script/guide/en.md").write_text(script_of(1.0), encoding="utf-8")
        cold += [
            replace(row, what="cold build of an hour of script, CPU")
            for row in cpu_of_cold_and_bare(hour / "script", hour, times=1)
        ]
        painted = painting(base / "pictures")
    from tests.tools import bench_batch, bench_film  # they need this module

    return [
        Row("build with nothing to do", idle[0], "python -c pass", idle[1]),
        Row("build after one sentence changed", edited[0], "python -c pass", edited[1]),
        *cold,
        *bench_batch.measure(6).rows(),
        *bench_film.measure(10).rows(),
        *painted,
    ]


class Asked(EspeakSession):
    """Notes down what would be asked of espeak-ng and speaks nothing."""

    def __init__(self, identifiers: dict[str, str], requests: list[object]) -> None:
        super().__init__(identifiers)
        self._noting = Noting(requests)

    def _child(self, identifier: str) -> Noting:  # type: ignore[override]
        return self._noting


class Noting:
    """A worker process that is none: ``ask`` adds each request to ``requests``, and answers with a silent word."""

    def __init__(self, requests: list[object]) -> None:
        self._requests = requests

    def ask(self, request: dict[str, object], characters: int = 0) -> tuple[dict[str, object], bytes]:
        self._requests.append(request)
        return {"rate": 22_050, "events": [[0, 0, 0]]}, b""


def write_plan(scripts: Path, mp3s: Sequence[Path], folder: Path) -> None:
    """What the bare parts have to do: every sentence once as espeak-ng is asked it, the samples of every MP3.

    The sentences are those of all editions that a build makes by default.
    """
    folder.mkdir()
    requests: list[object] = []
    sources, _ = find_sources([scripts])
    for source in sources:
        prepared = examine(source, (), "espeak", editions=EDITIONS).prepared
        assert prepared is not None
        engine, voice = prepared.cast
        assert isinstance(engine, EspeakEngine)
        session = Asked({tag: identifier for identifier, tag in engine._voices}, requests)
        for segment in prepared.whole.segments:
            for sentence in segment.sentences:
                session.speak(sentence, voice, prepared.script.rate or DEFAULT_RATE)
    once = {json.dumps(request, sort_keys=True): request for request in requests}
    (folder / "sentences.json").write_text(json.dumps(list(once.values())))
    for number, path in enumerate(mp3s):
        np.save(folder / f"{number}.npy", mp3_codec.decode(path.read_bytes()))


def add_painting(scripts: Path, decks: Sequence[Path], folder: Path) -> None:
    """Add what a build of ``scripts`` paints to a plan: each drawing of ``decks`` once, and each slide."""
    drawings = {}
    for deck in decks:
        with zipfile.ZipFile(deck) as archive:
            drawings |= {archive.read(name): "" for name in archive.namelist() if name.endswith(".svg")}
    for number, svg in enumerate(drawings):
        sides = etree.fromstring(svg).get("viewBox").split()[2:]
        width, height = _pixels((float(sides[0]), float(sides[1])))
        (folder / f"{number}-{width}-{height}.svg").write_bytes(svg)
    store = Store(folder / "store")
    for source in find_sources([scripts])[0]:
        prepared = examine(source, (), "espeak").prepared
        assert prepared is not None
        deck = prepared.slides.deck()
        painter = Painter(deck, prepared.script.language, store)
        made = [painter._page(slide, None) for slide in deck.slides]
        files = {name: painter._drawn(file) for _, named in made for name, file in named.items()}
        files |= {name: painter._made(name, text) for page, _ in made for name, text in page["codes"].items()}
        plan = folder / f"{source.path.stem}.pages"
        plan.write_bytes(pickle.dumps(([page for page, _ in made], files)))


def report(rows: list[Row]) -> str:
    machine = (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    )
    lines = [
        "# Benchmarks",
        "",
        f"`make bench`, the sample in English, Spanish and Arabic, default formats; the hour is `tests/tools/scale.py`'s, in English. {machine}.",
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
        path = Path(sys.argv[1])
        _, heading, others = path.read_text(encoding="utf-8").partition("\n## ")  # measured by other programs
        path.write_text(text + heading + others, encoding="utf-8")
