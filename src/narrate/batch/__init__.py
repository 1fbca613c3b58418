"""Builds all scripts of a run, in all their languages."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.batch.reading import check_all, refuse_warnings
from narrate.batch.reporting import EditionResult, Report
from narrate.batch.running import Progress, announce_recipients, build_all, listen_to_all
from narrate.batch.selecting import candidates, check_targets, parse_tags, select
from narrate.batch.store_pruning import prune
from narrate.build_plan import plan_build
from narrate.build_settings import BuildSettings, date_of_epoch
from narrate.catalogue import write_catalogue
from narrate.collections.collection import Means, divide, in_use, refuse_unfit, write_collections
from narrate.errors import UsageError
from narrate.exporters import BRAILLE_PAGE, DEFAULT_FORMATS
from narrate.exporters.brf.format import page_size
from narrate.exporters.edition import Exporter, choose_exporters
from narrate.freshness import digest_settings, program_digest
from narrate.model import Script
from narrate.publishing import remove_abandoned_stages, require_writable
from narrate.script import find_sources, read_source
from narrate.speech.facts import added_voices
from narrate.store import Store, default_folder
from narrate.store.memo import Memo

if TYPE_CHECKING:
    from narrate.speech import Engine

__all__ = ["EditionResult", "Report", "build", "prune", "read"]
_log = logging.getLogger(__name__)


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
    store: str | Path = "",
    offline: bool = False,
    progress: Progress | None = None,
    notice: Callable[[str], None] = _log.warning,
) -> Report:
    """Build the scripts in ``paths`` and write them to ``output``.

    Editions that are up to date are left as they are. All other scripts are read before the first is spoken.

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
    - ``store``: the folder where spoken sound is kept; empty means the user's own.
    - ``offline``: refuse voices that send the text to a service.
    - ``progress``: called after each step with the script, the step and the edition.
    - ``notice``: called before anything is spoken, with a message for each service that the text is sent to, and if the
      store belongs to another user.

    Raises InputError with all problems of all scripts, UsageError for a wrong call,
    OutsideError if the disk or a voice fails.
    """
    to, collections = divide(to)
    exporters = choose_exporters(to)
    if jobs < 0:
        raise UsageError(f"--jobs {jobs}: give 1 or more")
    tags = parse_tags(language)
    page_size(braille_page)
    programs = {one.name: one.made_with() for one in exporters}
    decided_by = [str(voice), tags, theme, builds, strict, added_voices(), braille_page]
    # an object has no version, so an edition that was made with one never counts as up to date
    named = isinstance(voice, str) and all(isinstance(entry, str) for entry in to)
    kept = Store(Path(store) if store else default_folder())
    settings = BuildSettings(
        output=Path(output),
        exporters=exporters,
        store=kept,
        made_from="",
        voice=voice,
        theme=theme,
        builds=builds,
        braille_page=braille_page,
        jobs=jobs or os.cpu_count() or 1,
        program=program_digest(),
        usual_date=date_of_epoch(),
    )
    plan = plan_build(
        exporters,
        editions,
        settings,
        lambda chosen: (
            digest_settings([[(one.name, programs[one.name]) for one in chosen], *decided_by]) if named else ""
        ),
    )
    selection = select([Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)], tags, plan)
    kept.tell_other_owner(notice)
    with kept.in_use(make=False):
        prepared, warnings = check_all(selection, voice, theme, Memo(kept), plan)
    check_targets(selection, prepared)
    collections = in_use(settings.output, collections)
    refuse_unfit(collections, candidates(selection, prepared))
    if prepared:
        announce_recipients(prepared.values(), notice, offline=offline)
        prepared, differences = listen_to_all(prepared, settings.jobs)
        warnings += tuple(differences)
    if strict:
        refuse_warnings(warnings)
    if prepared:
        require_writable(settings.output)
    made = build_all(selection, prepared, plan, progress)
    remove_abandoned_stages(settings.output)  # a build with nothing to do has not done this yet
    catalogue = write_catalogue(settings.output, anew=bool(prepared))
    means = Means(kept, voice, settings.jobs, offline, settings.program)
    return Report(made, catalogue, warnings, write_collections(settings.output, collections, means))
