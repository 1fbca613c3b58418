"""The order of stages: read, paginate, speak, timeline, slides, export. Only this file knows it."""

from __future__ import annotations

import datetime
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from narrate.errors import InputError, NarrateError, OutsideError, Place, Problem, Severity, UsageError
from narrate.exporters import EXPORTERS, Edition, EncodedTrack, open_exporter
from narrate.model import Script, Timeline, Track, Voice
from narrate.script import Source, read_source
from narrate.slides import lay_out, paginate
from narrate.speech import Engine, Speaker, open_engine, say_script, speak_script
from narrate.store import Store, content_key
from narrate.timeline import build_timeline

DEFAULT_FORMATS = ("pptx", "mp3", "vtt", "srt", "txt", "html")
DEFAULT_RATE = 150  # words a minute
FALLBACK_DATE = datetime.date(2000, 1, 1)
_TRACK_SUFFIX = ".mp3"


@dataclass(frozen=True, slots=True)
class Made:
    """One edition that was built: where it lies and what it is."""

    script: Script
    folder: Path
    files: tuple[Path, ...]
    duration_ms: int
    voice: Voice
    spoken: int
    warnings: tuple[Problem, ...] = ()

    @property
    def page(self) -> Path | None:
        page = self.folder / "index.html"
        return page if page in self.files else None


@dataclass(frozen=True, slots=True)
class Settings:
    """How to build, the same for all scripts of a run."""

    output: Path
    formats: tuple[str, ...] = DEFAULT_FORMATS
    voice: str = ""
    store: Store | None = None
    jobs: int = 1


def complete_formats(names: Iterable[str]) -> tuple[str, ...]:
    """``names`` in the order of ``EXPORTERS``, with the formats that they need; ``all`` is all.

    Raises UsageError for an unknown one.
    """
    wanted = set(names)
    if "all" in wanted:
        wanted = set(EXPORTERS)
    todo = [*wanted, "timeline"]
    while todo:
        name = todo.pop()
        wanted.add(name)
        todo += [needed for needed in open_exporter(name).needs if needed not in wanted]
    return tuple(name for name in EXPORTERS if name in wanted)


def prepare(source: Source, language: str) -> tuple[Script, list[Problem]]:
    """The script of ``source``, read and paginated, and the warnings about it.

    Raises InputError with every error in it.
    """
    script, warnings = read_source(source, language)
    return paginate(script), warnings


def choose_voice(script: Script, wanted: str) -> tuple[Engine, Voice]:
    """The engine and voice for ``script``: ``wanted`` (engine or engine:name), its own, or espeak's.

    Raises InputError where that voice cannot speak the script's language, UsageError where
    there is no such voice.
    """
    asked = wanted or script.voice or "espeak"
    engine_name, _, name = asked.partition(":")
    engine = open_engine(engine_name)
    voice = engine.voice(script.language, name)
    if voice is None:
        message = f"the voice {engine_name} cannot speak {script.language!r}"
        hint = "choose another with --voice; narrate voices lists them"
        raise InputError(Problem(Place(str(script.path)), Severity.ERROR, "no-voice", message, hint))
    return engine, voice


def voice_for(script: Script) -> Callable[[str, str], tuple[Engine, Voice]]:
    """Finds the engine and voice of sentences that don't speak in the script's own."""
    return lambda wanted, language: choose_voice(replace(script, language=language, voice=""), wanted)


def build_edition(
    script: Script,
    settings: Settings,
    warnings: Sequence[Problem] = (),
    progress: Callable[[Script, str], None] | None = None,
) -> Made:
    """Speak ``script`` and write its formats under ``settings.output``.

    Files appear only when all of them are made. ``progress`` is called with what was just
    done: spoken, encoded or exported. Raises NarrateError.
    """

    def done(step: str) -> None:
        if progress is not None:
            progress(script, step)

    store = settings.store
    if store is None:
        raise ValueError("settings without a store")
    engine, voice = choose_voice(script, settings.voice)
    script = say_script(script, voice.engine)
    speaker = Speaker(engine, voice, script.rate or DEFAULT_RATE, store, settings.jobs)
    utterances = speak_script(script, speaker, voice_for(script), lambda: done("spoken"))
    timeline = build_timeline(script, utterances, voice)
    edition = Edition(
        timeline=timeline,
        slides=lay_out(script),
        tracks=encode_tracks(timeline, store, settings.jobs, lambda: done("encoded")),
        date=_date(script),
        formats=settings.formats,
    )
    folder = settings.output / script.topic / script.language
    with staged(settings.output) as stage:
        for name in settings.formats:
            open_exporter(name).write(edition, stage)
            done("exported")
        files = publish(stage, folder)
    return Made(script, folder, files, timeline.duration_ms, voice, len(utterances), tuple(warnings))


def encode_tracks(
    timeline: Timeline, store: Store, jobs: int, done: Callable[[], None] = lambda: None
) -> tuple[EncodedTrack, ...]:
    """Every track as MP3 in the store, mixed, levelled and encoded where it is not there yet."""

    def encode(track: Track) -> EncodedTrack:
        from narrate.audio import clips, loudness, mixing, mp3

        key = _track_key(track)
        entry = store.find(key, _TRACK_SUFFIX)
        if entry is None:
            pcm = mixing.mix(track, lambda sound: clips.load(store, sound), mp3.RATE)
            pcm, gain_db = loudness.level(pcm, mp3.RATE)
            entry = store.keep(key, _TRACK_SUFFIX, mp3.encode(pcm), {"gain_db": round(gain_db, 2)})
        done()
        return EncodedTrack(track, entry.path)

    with ThreadPoolExecutor(jobs) as pool:
        return tuple(pool.map(encode, timeline.tracks))


def _track_key(track: Track) -> str:
    from narrate.audio import loudness, mp3

    return content_key(
        "track",
        {
            "encoder": mp3.ENCODER,
            "target": [loudness.TARGET_LUFS, loudness.CEILING_DBTP],
            "duration_ms": track.duration_ms,
            "clips": [[clip.utterance.sound.key, clip.start_ms - track.start_ms] for clip in track.clips],
        },
    )


def _date(script: Script) -> datetime.date:
    """The script's date, else SOURCE_DATE_EPOCH, else 2000-01-01: the same script, the same bytes."""
    if script.date:
        return datetime.date.fromisoformat(script.date)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return FALLBACK_DATE


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """A folder inside ``output`` to write into; it is gone afterwards, whatever happens.

    Raises OutsideError where ``output`` cannot be written.
    """
    stage = None
    try:
        output.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".partial-", dir=output))
        yield stage
    except OSError as error:
        where = error.filename or output
        hint = "free some space, or choose another folder with --output"
        raise OutsideError(f"{where}: cannot be written: {error.strerror}; {hint}") from error
    finally:
        if stage is not None:
            shutil.rmtree(stage, ignore_errors=True)


def publish(stage: Path, folder: Path) -> tuple[Path, ...]:
    """Move every file of ``stage`` to its place in ``folder``, each in one step."""
    moved = []
    for path in sorted(path for path in stage.rglob("*") if path.is_file()):
        target = folder / path.relative_to(stage)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.chmod(0o644)
        path.replace(target)
        moved.append(target)
    return tuple(moved)


def check_targets(sources: Sequence[tuple[Script, Source]]) -> None:
    """Raises UsageError where two scripts would be written to one place."""
    seen: dict[tuple[str, str], Path] = {}
    for script, source in sources:
        target = (script.topic, script.language)
        if target in seen:
            raise UsageError(
                f"{seen[target]} and {source.path} are both {script.topic!r} in {script.language!r}; keep one of them"
            )
        seen[target] = source.path


__all__ = ["DEFAULT_FORMATS", "Made", "NarrateError", "Settings", "build_edition", "prepare"]
