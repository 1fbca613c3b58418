"""The order of the stages: read, paginate, speak, timeline, slides, export. Only this module knows it.

Each stage is imported when it is first needed, so a build with nothing to do imports none of them.
"""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.edition_manifest import inputs_of, manifest_of
from narrate.editions import STANDARD, edition_folder
from narrate.errors import InputError, Problem, Severity
from narrate.exporters.edition import Edition, Exporter
from narrate.manifest import Manifest, file_hash
from narrate.model import Deck, Picture, Script, Voice
from narrate.publishing import Published, publish, staged
from narrate.script import Source, examine_source
from narrate.script.left_out import write_left_out
from narrate.store.memo import NO_MEMO, Memo

if TYPE_CHECKING:
    from narrate.slides import Slides
    from narrate.speech import Engine
    from narrate.store import Store

DEFAULT_RATE = 150  # words a minute
FALLBACK_ENGINE = "espeak"  # the lexicon is read for this engine if no voice can be chosen


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """The settings of a build, the same for all scripts of a run. ``made_from`` is their digest.

    ``builds`` is whether anything moves on the slides of decks.
    """

    output: Path
    exporters: tuple[Exporter, ...]
    store: Store
    made_from: str
    voice: str | Engine = ""
    theme: str = ""
    builds: bool = True
    jobs: int = 1
    edition: str = STANDARD


@dataclass(frozen=True, slots=True)
class Prepared:
    """A script that is ready to be built.

    - ``script``: the script divided into slides; its sentences hold how they are said.
    - ``inputs``: the hashes of all files that it was made from, taken when they were read. If a file is edited while
      the voice still speaks, the next build notices.
    - ``cast``: the engine and the voice.
    - ``split``: (heading, number of slides) for each heading that needs several slides.
    """

    script: Script
    slides: Slides
    inputs: Mapping[Path, str]
    cast: tuple[Engine, Voice]
    split: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Examined:
    """A script, prepared as far as possible. An error in one stage does not keep the other stages from running.

    - ``written``: the script as it was read. None if it cannot be read, or is in a language that is not wanted.
    - ``slides``: None if the slides cannot be laid out.
    - ``said``: the script with how its words are said, divided into slides if these can be laid out.
    - ``cast``: the engine and the voice, None if no voice can speak the script.
    - ``problems``: those found while reading; ``later``: those found in the stages after that.
    - ``inputs``, ``split``: as in ``Prepared``; ``inputs`` is empty if there are errors.
    """

    problems: tuple[Problem, ...]
    written: Script | None = None
    slides: Slides | None = None
    said: Script | None = None
    cast: tuple[Engine, Voice] | None = None
    later: tuple[Problem, ...] = ()
    inputs: Mapping[Path, str] = field(default_factory=dict)
    split: tuple[tuple[str, int], ...] = ()

    @property
    def prepared(self) -> Prepared | None:
        """The script ready to be built, or None if there are errors."""
        if not self.inputs or self.said is None or self.slides is None or self.cast is None:
            return None
        return Prepared(self.said, self.slides, self.inputs, self.cast, self.split)


def examine(
    source: Source, tags: Sequence[str], voice: str | Engine, theme: str = "", memo: Memo = NO_MEMO
) -> Examined:
    """Read the script of ``source``, divide it into slides, lay them out, and find how its words are said.

    ``tags`` are the wanted languages; all if empty. A single tag is also the language of a script that does not state
    its own. ``voice`` is as for ``choose_voice``. ``theme`` is the name of a theme to use instead of the script's own.
    ``memo`` remembers what is known about figures. Raises UsageError if the voice does not exist, OutsideError if the
    system refuses to read a file.
    """
    from narrate.slides.pagination import split_headings
    from narrate.speech import choose_voice
    from narrate.speech.lexicon import Lexicon, entries_for
    from narrate.speech.pronouncing import say_with

    before = file_hash(source.path)
    written, problems = examine_source(source, tags[0] if len(tags) == 1 else "", memo)
    if written is None:
        return Examined(tuple(problems))
    if tags and written.language not in tags:
        return Examined(tuple(problem for problem in problems if problem.severity is Severity.ERROR))
    later: list[Problem] = []
    chosen = None
    script, slides = _slides(written, theme, memo, later)
    try:
        chosen = choose_voice(written, voice)
    except InputError as error:
        later += error.problems
    entries, lexicon_problems = entries_for(written, chosen[0].name if chosen else FALLBACK_ENGINE)
    said = say_with(script, Lexicon(entries))
    later += lexicon_problems
    # with errors no file is hashed: its path may lead out of the script's folder
    has_errors = any(problem.severity is Severity.ERROR for problem in (*problems, *later))
    inputs = {} if has_errors else {**{path: file_hash(path) for path in inputs_of(written)}, source.path: before}
    return Examined(
        problems=tuple(problems),
        written=written,
        slides=slides.saying(said) if slides is not None else None,
        said=said,
        cast=chosen,
        later=tuple(later),
        inputs=inputs,
        split=split_headings(written, script),
    )


def _slides(written: Script, theme: str, memo: Memo, problems: list[Problem]) -> tuple[Script, Slides | None]:
    """Return ``written`` divided into slides, and the slides laid out. Adds to ``problems``.

    If that fails, return as much as succeeded, and None for the slides.
    """
    from narrate.slides import Slides, make_theme, paginate, small_words, style_of

    script, slides = written, None
    try:
        look = make_theme(written.theme, theme)
        paginated = paginate(written, look, memo)
        slides = Slides(paginated, style_of(paginated, look, memo)).check()
        script = paginated
        problems += small_words(slides, [segment.figures for segment in paginated.segments], memo)
        if look.template is not None:
            problems += _on_template(slides.deck(), written)
    except InputError as error:
        problems += error.problems
    return script, slides


def _on_template(deck: Deck, script: Script) -> list[Problem]:
    """Return warnings about words of ``deck`` that the layouts of its template would cover.

    Raises InputError if some words could not be read on any layout.
    """
    from narrate.exporters.pptx.covered import covered_words

    problems = list(covered_words(deck, script.language, dict(script.theme.places)["template"]))
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise InputError(*problems)
    return problems


def listen(prepared: Prepared, jobs: int) -> tuple[Prepared, Sequence[Problem]]:
    """If the voice is a recording, listen to it; other voices need nothing.

    Return ``prepared``, with the hashes of the recording's files, and warnings. ``jobs`` is the number of tasks that
    run at the same time. Raises InputError if the recording lacks a sentence or says something else.
    """
    from narrate.speech import Narrator

    engine, voice = prepared.cast
    if not isinstance(engine, Narrator):
        return prepared, ()
    warnings = engine.listen(prepared.script, voice, jobs)
    recordings = {path: file_hash(path) for path in engine.files}
    return replace(prepared, inputs={**prepared.inputs, **recordings}), warnings


def build_edition(
    prepared: Prepared, settings: BuildSettings, progress: Callable[[Script, str], None] | None = None
) -> tuple[Path, Manifest, Published]:
    """Speak the script and write its formats to ``settings.output``.

    Return the folder of the edition, its manifest, and what was written. Files appear there only when all of them are
    finished. ``progress`` is called after each step with the script and one of the words spoken, kept (spoken by an
    earlier build), painted, encoded or exported. Raises NarrateError.
    """

    def done(step: str) -> None:
        if progress is not None:
            progress(prepared.script, step)

    with ThreadPoolExecutor(2) as background:
        background.submit(_load_ahead, settings.exporters)
        return _build(prepared, settings, background, done)


def _load_ahead(exporters: Sequence[Exporter]) -> None:
    """Import the modules for encoding and for ``exporters`` while the voice speaks."""
    for module in ("narrate.audio.loudness", "narrate.audio.mp3_codec", "av"):
        import_module(module)
    for exporter in exporters:
        for module in exporter.load_ahead:
            import_module(module)


def _build(
    prepared: Prepared, settings: BuildSettings, background: ThreadPoolExecutor, done: Callable[[str], None]
) -> tuple[Path, Manifest, Published]:
    from narrate.audio.tracks import encode_tracks
    from narrate.slides import Painter
    from narrate.speech import Speaker, is_auto, others_for, speak_script, voice_for
    from narrate.timeline import build_timeline

    script, store = prepared.script, settings.store
    engine, voice = prepared.cast
    speaker = Speaker(
        engine, voice, script.rate or DEFAULT_RATE, store, settings.jobs, others_for(engine, voice.language)
    )
    find = voice_for(script, engine, auto=is_auto(script, settings.voice))
    utterances = speak_script(script, speaker, find, done)
    timeline = build_timeline(script, utterances, voice, settings.edition)
    folder = edition_folder(settings.output, script.topic, script.language, settings.edition)
    with staged(settings.output) as stage:
        deck = prepared.slides.lasting(timeline.duration_ms).deck()
        painter = Painter(deck, script.language, store, lambda: done("painted"))
        pictures: set[str] = set()
        painted: dict[str, str] = {}

        def paint(wanted: Sequence[tuple[int, int | None]]) -> Sequence[Picture]:
            made = painter.paint(wanted)
            pictures.update(picture.key for picture in made)
            pairs = zip(wanted, made, strict=True)
            painted.update({str(slide + 1): picture.key for (slide, state), picture in pairs if state is None})
            return made

        def draw(svg: bytes, width: int, height: int) -> Picture:
            picture = painter.draw(svg, width, height)
            pictures.add(picture.key)
            painted[hashlib.sha256(svg).hexdigest()] = picture.key
            return picture

        edition = Edition(
            timeline=timeline,
            deck=deck,
            paint=paint,
            draw=draw,
            encoding=background.submit(encode_tracks, timeline, store, settings.jobs, lambda: done("encoded")),
            date=_date(script),
            exporters=settings.exporters,
            builds=settings.builds,
            memo=Memo(store),
        )
        _export(edition, settings.exporters, stage, background, lambda: done("exported"))
        write_left_out(script, stage)
        manifest = manifest_of(edition, prepared.inputs, settings.made_from, stage, sorted(pictures), painted)
        store.flush()  # the manifest names entries of the store
        return folder, manifest, publish(stage, folder, manifest)


def _export(
    edition: Edition,
    exporters: Sequence[Exporter],
    stage: Path,
    background: ThreadPoolExecutor,
    done: Callable[[], None],
) -> None:
    """Write every format to the folder ``stage``. All writing has ended when this returns or raises.

    ``background`` runs what exporters can do beside each other; ``done`` is called after each format.
    """
    parallel_jobs = [
        background.submit(exporter.write, edition, stage) for exporter in exporters if exporter.runs_beside
    ]
    try:
        for exporter in exporters:
            if not exporter.runs_beside:
                exporter.write(edition, stage)
                done()
    finally:
        wait(parallel_jobs)
    for job in parallel_jobs:
        job.result()
        done()


def _date(script: Script) -> datetime.date | None:
    """Return the date of the script, or else SOURCE_DATE_EPOCH, or else None.

    Today's date is not used, so that equal scripts give equal bytes.
    """
    if script.date:
        return datetime.date.fromisoformat(script.date)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return None
