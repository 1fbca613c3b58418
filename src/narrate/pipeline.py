"""The order of stages: read, paginate, speak, timeline, slides, export. Only this file knows it.

Each stage is loaded when a script comes to it: a build with nothing to do loads none.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import InputError, Place, Problem, Severity
from narrate.exporters import EXPORTERS, Edition, Exporter, open_exporter
from narrate.manifest import Manifest, file_hash
from narrate.model import Picture, Script, Timeline, Voice
from narrate.publishing import Published, publish, staged
from narrate.script import Source, read_source

if TYPE_CHECKING:
    from narrate.speech import Engine
    from narrate.store import Store

DEFAULT_FORMATS = ("pptx", "mp3", "vtt", "srt", "txt", "html")
DEFAULT_RATE = 150  # words a minute
FALLBACK_DATE = datetime.date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Settings:
    """How to build, the same for all scripts of a run. ``made_from`` is their digest."""

    output: Path
    exporters: tuple[Exporter, ...]
    store: Store
    made_from: str
    voice: str | Engine = ""
    theme: str = ""
    builds: bool = True
    jobs: int = 1


def choose_exporters(wanted: Iterable[str | Exporter]) -> tuple[Exporter, ...]:
    """The exporters that ``wanted`` names or is, and those they need; ``all`` is all of ours.

    Raises UsageError for an unknown name.
    """
    found: dict[str, Exporter] = {}
    todo: list[str | Exporter] = [*wanted, "timeline"]
    while todo:
        one = todo.pop(0)
        if one == "all":
            todo += EXPORTERS
            continue
        exporter = open_exporter(one) if isinstance(one, str) else one
        if exporter.name not in found:
            found[exporter.name] = exporter
            todo += exporter.needs
    order = list(EXPORTERS)
    return tuple(sorted(found.values(), key=lambda e: order.index(e.name) if e.name in order else len(order)))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A script, read and paginated, the warnings about it, and the hash of every file it was made from.

    The hashes are those of the moment of reading: a file that is edited while the voice still
    speaks is not what was built, and the next build sees it.
    """

    script: Script
    warnings: tuple[Problem, ...]
    inputs: Mapping[Path, str]


def prepare(source: Source, language: str, theme: str = "") -> Prepared:
    """The script of ``source``, ready to be built in the theme so named or its own.

    Raises InputError with every error in it.
    """
    from narrate.slides import lay_out, make_theme, paginate

    before = file_hash(source.path)
    script, warnings = read_source(source, language)
    look = make_theme(script.theme, theme)
    script = paginate(script, look)
    lay_out(script, look)  # what finds no room on its slide is told before anything is spoken
    inputs = {path: file_hash(path) for path in _inputs(script)}
    return Prepared(script, tuple(warnings), {**inputs, source.path: before})


def choose_voice(script: Script, wanted: str | Engine) -> tuple[Engine, Voice]:
    """The engine and voice for ``script``: ``wanted`` (engine, engine:name or an engine object), its own, or the best.

    The best, also called ``auto``, is of those installed the one that is best for the script's language.
    Raises InputError where that voice cannot speak the script's language, UsageError where
    there is no such voice.
    """
    from narrate.speech import best_voice, open_engine

    name = ""
    if isinstance(wanted, str):
        if _is_auto(script, wanted):
            found = best_voice(script.language)
            if found is None:
                raise InputError(_no_voice(script, "nothing that is installed"))
            return found
        engine_name, _, name = (wanted or script.voice).partition(":")
        engine = open_engine(engine_name)
    else:
        engine = wanted
    voice = engine.voice(script.language, name)
    if voice is None:
        raise InputError(_no_voice(script, f"the voice {engine.name}"))
    return engine, voice


def _is_auto(script: Script, wanted: str | Engine) -> bool:
    return isinstance(wanted, str) and (wanted or script.voice or "auto") == "auto"


def _no_voice(script: Script, what: str) -> Problem:
    message = (
        f"{what} can speak {script.language!r}"
        if what.startswith("nothing")
        else f"{what} cannot speak {script.language!r}"
    )
    hint = "choose another with --voice; narrate voices lists them"
    return Problem(Place(str(script.path)), Severity.ERROR, "no-voice", message, hint)


def voice_for(script: Script, wanted: str | Engine = "") -> Callable[[str, str], tuple[Engine, Voice]]:
    """Finds the engine and voice of sentences that don't speak in the script's own, which was chosen by ``wanted``.

    The script's engine speaks other languages too where it can; else, and with ``auto``, the best
    one installed for that language does.
    """
    from narrate.speech import best_voice

    auto = _is_auto(script, wanted)

    @cache
    def engine() -> Engine:
        return choose_voice(script, wanted)[0]

    def find(asked: str, language: str) -> tuple[Engine, Voice]:
        other, own = replace(script, language=language, voice=""), engine()
        if asked != own.name:
            return choose_voice(other, asked)
        voice = None if auto else own.voice(language)
        if voice is not None:
            return own, voice
        return best_voice(language) or choose_voice(other, own)

    return find


def guesses(script: Script, wanted: str | Engine) -> list[Problem]:
    """A warning where the voice that ``wanted`` means guesses how words of ``script`` are said.

    Raises InputError as ``choose_voice`` does, and for a pronunciation that cannot be read.
    """
    from narrate.speech import guessed_words, say_script
    from narrate.speech.facts import why_guessed

    _, voice = choose_voice(script, wanted)
    if not why_guessed(voice.engine, script.language):
        return []
    return list(guessed_words(say_script(script, voice.engine), voice))


def build_edition(
    prepared: Prepared, settings: Settings, progress: Callable[[Script, str], None] | None = None
) -> tuple[Path, Manifest, Published]:
    """Speak the script and write its formats under ``settings.output``: folder, manifest, and what was written.

    Files appear only when all of them are made. ``progress`` is called with what was just
    done: spoken, encoded or exported. Raises NarrateError.
    """

    def done(step: str) -> None:
        if progress is not None:
            progress(prepared.script, step)

    with ThreadPoolExecutor(1) as background:
        background.submit(_load_ahead)
        return _build(prepared, settings, background, done)


def _load_ahead() -> None:
    """Load what encoding and the deck need while the voice speaks and the tracks are encoded."""
    import_module("narrate.audio.loudness")
    import_module("narrate.audio.mp3")
    import_module("av")


def _build(
    prepared: Prepared, settings: Settings, background: ThreadPoolExecutor, done: Callable[[str], None]
) -> tuple[Path, Manifest, Published]:
    from narrate.audio.tracks import encode_tracks
    from narrate.slides import Painter, lay_out, make_theme
    from narrate.speech import Speaker, others_for, say_script, speak_script
    from narrate.timeline import build_timeline

    script, store = prepared.script, settings.store
    theme = make_theme(script.theme, settings.theme)
    lay_out(script, theme)  # labels without room stop a build before anything is spoken
    engine, voice = choose_voice(script, settings.voice)
    find = voice_for(script, settings.voice)
    script = say_script(script, voice.engine)
    speaker = Speaker(
        engine, voice, script.rate or DEFAULT_RATE, store, settings.jobs, others_for(engine, voice.language)
    )
    utterances = speak_script(script, speaker, find, lambda: done("spoken"))
    timeline = build_timeline(script, utterances, voice)
    folder = settings.output / script.topic / script.language
    with staged(settings.output) as stage:
        deck = lay_out(script, theme, timeline.duration_ms)
        painter = Painter(deck, script.language, store, lambda: done("painted"))
        pictures: set[str] = set()

        def paint(wanted: Sequence[tuple[int, int | None]]) -> Sequence[Picture]:
            found = painter.paint(wanted)
            pictures.update(picture.key for picture in found)
            return found

        edition = Edition(
            timeline=timeline,
            deck=deck,
            paint=paint,
            encoding=background.submit(encode_tracks, timeline, store, settings.jobs, lambda: done("encoded")),
            date=_date(script),
            formats=tuple(exporter.name for exporter in settings.exporters),
            builds=settings.builds,
        )
        for exporter in settings.exporters:
            exporter.write(edition, stage)
            done("exported")
        manifest = _manifest(edition, prepared.inputs, settings, stage, sorted(pictures))
        return folder, manifest, publish(stage, folder, manifest)


def _manifest(
    edition: Edition, inputs: Mapping[Path, str], settings: Settings, stage: Path, pictures: Sequence[str]
) -> Manifest:
    timeline = edition.timeline
    script = timeline.script
    written = sorted(path for path in stage.rglob("*") if path.is_file())
    return Manifest(
        topic=script.topic,
        title=script.title,
        language=script.language,
        edition=timeline.edition,
        voice=str(timeline.voice),
        slides=len(edition.deck.slides),
        duration_ms=timeline.duration_ms,
        made_from=settings.made_from,
        inputs={_from_script(path, script): digest for path, digest in inputs.items()},
        files={path.relative_to(stage).as_posix(): file_hash(path) for path in written},
        clips=_clips(timeline),
        tracks=tuple(track.key for track in edition.tracks),
        pictures=tuple(pictures),
        formats=edition.formats,
    )


def _inputs(script: Script) -> Sequence[Path]:
    """Every file that the script was made from; the settings also where there are none yet."""
    figures = [figure for segment in script.segments for figure in segment.figures]
    others = {figure.path for figure in figures} | set(script.lexicons)
    others |= {figure.points for figure in figures if figure.points}
    others |= {path for path in (script.theme.logo, script.theme.template) if path}
    return [script.path, *sorted(others), *([script.settings] if script.settings else [])]


def _from_script(path: Path, script: Script) -> str:
    return Path(os.path.relpath(path.resolve(), script.path.resolve().parent)).as_posix()


def _clips(timeline: Timeline) -> dict[str, tuple[str, int, int]]:
    utterances = (clip.utterance for track in timeline.tracks for clip in track.clips)
    return {u.sentence.id: (u.sound.key, u.sound.rate, u.sound.samples) for u in utterances}


def _date(script: Script) -> datetime.date:
    """The script's date, else SOURCE_DATE_EPOCH, else 2000-01-01: the same script, the same bytes."""
    if script.date:
        return datetime.date.fromisoformat(script.date)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return FALLBACK_DATE
