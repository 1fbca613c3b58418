"""Scripts × languages: everything that one run builds."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.batch.pruning import prune
from narrate.batch.reading import check_all, refuse_warnings
from narrate.batch.reporting import Made, Report
from narrate.batch.running import Progress, build_all, listen_to_all, tell_who_hears
from narrate.batch.selecting import check_targets, parse_tags, select
from narrate.catalogue import write_catalogue
from narrate.errors import UsageError
from narrate.exporters import DEFAULT_FORMATS
from narrate.exporters.edition import Exporter
from narrate.freshness import digest_settings
from narrate.model import Script
from narrate.pipeline import Settings, choose_exporters
from narrate.publishing import remove_what_the_dead_left, require_writable
from narrate.script import find_sources, read_source
from narrate.speech.facts import added_voices
from narrate.store import Store, default_folder
from narrate.store.memo import Memo

if TYPE_CHECKING:
    from narrate.speech import Engine

__all__ = ["Made", "Report", "build", "prune", "read"]
_log = logging.getLogger(__name__)


def read(path: str | Path, language: str = "") -> Script:
    """The narration script in the file ``path``.

    ``language`` (BCP 47) counts where neither its name nor its front matter tells.
    Raises InputError with every problem found, each with its place.
    """
    sources, _ = find_sources([Path(path)])
    if len(sources) != 1:
        raise UsageError(f"{path}: {len(sources)} scripts; give one file")
    script, _ = read_source(sources[0], language)
    return script


def build(
    paths: str | Path | Iterable[str | Path] = ("script",),
    output: str | Path = "output",
    *,
    to: Iterable[str | Exporter] = DEFAULT_FORMATS,
    language: str = "",
    voice: str | Engine = "",
    theme: str = "",
    builds: bool = True,
    jobs: int = 0,
    strict: bool = False,
    store: str | Path = "",
    offline: bool = False,
    progress: Progress | None = None,
    notice: Callable[[str], None] = _log.warning,
) -> Report:
    """Build every script that ``paths`` mean into ``output``.

    ``to`` names formats, or holds exporter objects; ``language`` is a comma-separated list of
    tags: it says the language of a script that does not, and leaves out scripts in others.
    ``voice`` is an engine, ``engine:name``, ``auto`` or an engine object; ``theme`` names one in place of the
    scripts' own; without ``builds`` nothing moves on the slides of decks; ``jobs`` is how many work at a
    time, 0 for one a core; ``strict`` makes every warning an error; ``store`` is where spoken sound
    is kept. What is up to date is left as it is. All other scripts are read before the first is spoken. ``notice`` is
    told, before anything is spoken, who will be sent the text; with ``offline`` nobody may be.

    Raises InputError with all problems of all scripts, UsageError for a wrong call,
    OutsideError when the disk or a voice fails.
    """
    to = list(to)
    exporters = choose_exporters(to)
    if jobs < 0:
        raise UsageError(f"--jobs {jobs}: give 1 or more")
    tags = parse_tags(language)
    decided_by = [[one.name for one in exporters], str(voice), tags, theme, builds, strict, added_voices()]
    named = isinstance(voice, str) and all(isinstance(one, str) for one in to)  # of an object nothing tells its version
    kept = Store(Path(store) if store else default_folder())
    settings = Settings(
        output=Path(output),
        exporters=exporters,
        store=kept,
        made_from=digest_settings(decided_by) if named else "",
        voice=voice,
        theme=theme,
        builds=builds,
        jobs=jobs or os.cpu_count() or 1,
    )
    selection = select([Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)], tags, settings)
    with kept.in_use(make=False):
        prepared, warnings = check_all(selection, voice, theme, Memo(kept))
    check_targets(selection, prepared)
    if prepared:
        tell_who_hears(prepared.values(), notice, offline=offline)
        prepared, told = listen_to_all(prepared, settings.jobs)
        warnings += tuple(told)
    if strict:
        refuse_warnings(warnings)
    if prepared:
        require_writable(settings.output)
    made = build_all(selection, prepared, settings, progress)
    remove_what_the_dead_left(settings.output)  # a build that has nothing to do stages nothing
    return Report(made, write_catalogue(settings.output), warnings)
