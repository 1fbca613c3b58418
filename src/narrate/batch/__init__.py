"""Builds all scripts of a run, in all their languages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.batch.events import Event, Finished, Notice, Planned, ignore_event
from narrate.batch.outputs import Output, opened_output
from narrate.batch.reporting import EditionResult, Report, ScriptOutcome
from narrate.batch.run_report import RunRecorder
from narrate.batch.run_settings import RunSettings, plan_of, run_settings
from narrate.batch.running import Workers, fresh_outcomes, run, with_editions
from narrate.batch.selecting import Selection, nothing_wanted, select
from narrate.batch.staleness import reasons
from narrate.batch.store_pruning import prune
from narrate.catalogue import NAME as CATALOGUE
from narrate.catalogue import write_catalogue
from narrate.collections.collection import Means, Written, write_collections
from narrate.errors import InputError, OutsideError, Problem, UsageError
from narrate.exporters import BRAILLE_PAGE, DEFAULT_FORMATS
from narrate.exporters.edition import Exporter
from narrate.model import Script
from narrate.output_index import OutputIndex
from narrate.program_parts import program_digest
from narrate.publishing import remove_abandoned_stages
from narrate.script import Source, find_sources, read_source
from narrate.store.opening import open_store

if TYPE_CHECKING:
    from narrate.speech import Engine

__all__ = ["EditionResult", "Report", "ScriptOutcome", "build", "prune", "read"]
_log = logging.getLogger(__name__)
PATIENCE_S = 1200.0
"""How many seconds a script may make no progress. No step takes longer than a few minutes on a slow machine."""


def read(path: str | Path, language: str = "") -> Script:
    """Read the narration script in the file ``path``.

    ``language`` (BCP 47) is used if neither the file's name nor its front matter states the language. Raises InputError
    with all problems found, each with its place, and UsageError if ``path`` is not one script.
    """
    sources, _ = find_sources([Path(path)])
    if len(sources) != 1:
        raise UsageError(f"{path} holds {len(sources)} scripts; give one file")
    script, _ = read_source(sources[0], language)
    return script


def build(
    paths: str | Path | Iterable[str | Path] = ("script",),
    output: str | Path = "output",
    *,
    to: Iterable[str | Exporter] = DEFAULT_FORMATS,
    editions: Iterable[str] = (),
    language: str = "",
    voice: str | Engine = "",
    theme: str = "",
    builds: bool = True,
    braille_page: str = BRAILLE_PAGE,
    jobs: int = 0,
    strict: bool = False,
    keep_slides: bool = False,
    keep_macros: bool = False,
    store: str | Path = "",
    offline: bool = False,
    progress: Callable[[Event], None] = ignore_event,
    notice: Callable[[str], None] = _log.warning,
    strict_languages: bool = False,
    fail_fast: bool = False,
    allow_failures: bool = False,
    executor: Executor | None = None,
    cluster: str = "",
    patience_s: float = PATIENCE_S,
    check_hashes: bool = False,
) -> Report:
    """Build the scripts in ``paths`` and write them to ``output``. What is wrong with one script stops only that one.

    Editions that are up to date are left as they are. With several scripts to build, the work is done in as many
    processes as ``jobs``, unless an engine or an exporter is an object.

    - ``paths``: scripts, folders of a topic, or folders of topics.
    - ``to``: the formats, by name or as exporter objects, and the names of collections.
    - ``editions``: ``standard``, ``described`` or both. Each has all formats. If none is named, each format has its
      usual editions.
    - ``language``: a comma-separated list of language tags (BCP 47). Scripts in other languages are left out; a single
      tag is the language of a script that does not state its own.
    - ``voice``: an engine, ``engine:name``, ``auto`` or an engine object.
    - ``theme``: the name of a theme to use instead of the scripts' own.
    - ``builds``: whether anything moves on the slides of decks.
    - ``braille_page``: the cells of a line and the lines of a page in braille.
    - ``jobs``: how many tasks run at the same time; 0 means one for each core.
    - ``strict``: treat every warning as an error.
    - ``keep_slides``: speak the notes of decks to the slides that they have, whatever the settings say.
    - ``keep_macros``: if the slides of a deck with macros are kept, keep the macros too.
    - ``output``: a folder, or a bucket such as ``s3://slides/2026``.
    - ``store``: the folder or the bucket where spoken sound is kept; empty means the user's own.
    - ``offline``: refuse voices that send the text to a service.
    - ``progress``: called with what happens (``batch/events.py``), one event at a time, perhaps in other threads.
    - ``notice``: called with a message for each service that the text is sent to, before it is sent, and if the store
      belongs to another user.
    - ``strict_languages``: build a topic only if nothing is wrong with it in any language.
    - ``fail_fast``: end the run at the first script that cannot be built.
    - ``allow_failures``: return the report also if some scripts could not be built, instead of raising an error.
    - ``executor``: does the work instead of processes of this machine. It gets ``script_task.do_task`` and a task.
    - ``cluster``: the address of a Dask scheduler, such as ``tcp://10.0.0.5:8786``, whose workers do the work.
    - ``check_hashes``: read every file of every edition, instead of trusting sizes and times of change.
    - ``patience_s``: a script that makes no progress for so many seconds is given up.

    When all that can be built is there, raises InputError with the problems of all scripts that could not be built, or
    OutsideError if the disk, a voice or a process failed (see ``allow_failures``). Before that, raises InputError if a
    path does not exist or holds no script, UsageError for a wrong call, OutsideError if the output cannot be written.
    """
    settings = run_settings(
        output,
        to,
        editions=editions,
        language=language,
        jobs=jobs,
        store=store,
        cluster=cluster,
        voice=voice,
        theme=theme,
        builds=builds,
        braille_page=braille_page,
        strict=strict,
        keep_slides=keep_slides,
        keep_macros=keep_macros,
        offline=offline,
    )
    if cluster:  # other machines have other working folders
        paths = [Path(path).absolute() for path in ([paths] if isinstance(paths, str | Path) else paths)]
    with opened_output(settings.output) as place:
        plan = place.plan(plan_of(settings, settings.jobs))
        kept = open_store(settings.store)
        index = place.index(kept, hashes_always=check_hashes)
        selection = select(paths, settings.tags, plan, index, settings.slides)
        kept.tell_other_owner(notice)
        if strict and selection.warnings:
            raise InputError(*selection.warnings)
        progress(Planned(len(selection.wanted), frozenset(source.path for source in selection.stale)))
        outcomes = fresh_outcomes(selection, plan)
        recorder = RunRecorder(selection, reasons(selection, plan, index), place.folder, kept.folder)
        workers = Workers(_divided(progress, notice), executor, patience_s, cluster)
        try:
            if selection.stale:
                place.require_writable()
                kept.require_service()
            tasks = run(selection, settings, workers, strict_languages=strict_languages)
            with closing(tasks):
                _collect(tasks, outcomes, place, progress, fail_fast=fail_fast)
        except BaseException:
            _recorded(recorder, outcomes, selection.warnings, notice)
            raise
        finally:  # also when the run is interrupted: what was finished is listed
            catalogue = _list_editions(place, outcomes.values(), index)
        ordered = tuple(_mapped(outcome, place.shown) for outcome in _in_order(selection, outcomes))
        written, problems = _write_collections(settings, Means(kept, voice, settings.jobs, offline, program_digest()))
        general = (*selection.warnings, *problems)
        page = _recorded(recorder, outcomes, general, notice)
        place.send_pages()
        pages = (place.shown_path(catalogue), place.shown_path(page))
    report = Report(ordered, pages[0], general, written, pages[1])
    if not allow_failures:
        report.require_complete()
    return report


def _collect(
    tasks: Iterable[ScriptOutcome],
    outcomes: dict[Source, ScriptOutcome],
    place: Output,
    progress: Callable[[Event], None],
    *,
    fail_fast: bool,
) -> None:
    """Put what comes of ``tasks`` into ``outcomes``, and report it."""
    for done in tasks:
        outcome = with_editions(done, outcomes.get(done.source))
        outcomes[outcome.source] = _mapped(outcome, place.mirrored)
        progress(Finished(_mapped(outcome, place.shown)))
        if fail_fast and outcome.is_failed:
            break


def _mapped(outcome: ScriptOutcome, place: Callable[[EditionResult], EditionResult]) -> ScriptOutcome:
    """Return ``outcome`` with other places of its editions."""
    return replace(outcome, editions=tuple(map(place, outcome.editions)))


def _in_order(selection: Selection, outcomes: Mapping[Source, ScriptOutcome]) -> tuple[ScriptOutcome, ...]:
    """Return ``outcomes`` in the order of the scripts. Raises UsageError if no script is in a wanted language."""
    ordered = tuple(outcomes[source] for source in selection.wanted if source in outcomes)
    if all(outcome.state == "skipped" for outcome in ordered):
        raise UsageError(nothing_wanted(selection.sources, selection.tags))
    return ordered


def _recorded(
    recorder: RunRecorder,
    outcomes: Mapping[Source, ScriptOutcome],
    general: Iterable[Problem],
    notice: Callable[[str], None],
) -> Path | None:
    """Write the report of the run, and return its page. If the disk refuses, that is a notice: the editions are there."""
    try:
        return recorder.record(outcomes, general)
    except OutsideError as error:
        notice(f"no report of this build: {error}")
        return None


def _divided(progress: Callable[[Event], None], notice: Callable[[str], None]) -> Callable[[Event], None]:
    """Return a function that passes each different Notice to ``notice`` once, and other events to ``progress``."""
    announced: set[str] = set()

    def on_event(event: Event) -> None:
        if not isinstance(event, Notice):
            progress(event)
        elif event.text not in announced:
            announced.add(event.text)
            notice(event.text)

    return on_event


def _list_editions(place: Output, outcomes: Iterable[ScriptOutcome], index: OutputIndex | None) -> Path | None:
    """Write the catalogue of the output and return its path; None if there is nothing to list yet. Save the index."""
    remove_abandoned_stages(place.folder)
    editions = [edition for outcome in outcomes for edition in outcome.editions]
    if not editions and not (place.folder / CATALOGUE).is_file():
        return None
    place.read_new(editions)
    if index is not None:
        for edition in editions:
            if edition.is_new:
                index.remember(edition.folder, edition.facts, edition.seen)
    catalogue = write_catalogue(place.folder, index=index)
    if index is not None:
        index.save()
    place.send_pages()
    return catalogue


def _write_collections(settings: RunSettings, means: Means) -> tuple[tuple[Written, ...], tuple[Problem, ...]]:
    """Write the collections of the output. Return their main files, and what keeps one from being written."""
    try:
        return write_collections(Path(settings.output), settings.open_collections(), means), ()
    except InputError as error:
        return (), error.problems
