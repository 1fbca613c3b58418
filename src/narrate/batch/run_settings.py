"""The settings of a whole run, in a form that another process can be given, and the plan that follows from them."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrate.batch.selecting import parse_tags
from narrate.buckets import is_bucket
from narrate.build_plan import BuildPlan, plan_build
from narrate.build_settings import BuildSettings, date_of_epoch
from narrate.collections.collection import Collection, divide, in_use, open_collection
from narrate.decisions import SLIDES, Decided, decided_before, digest_of
from narrate.errors import UsageError
from narrate.exporters import BRAILLE_PAGE, DEFAULT_FORMATS
from narrate.exporters.brf.format import page_size
from narrate.exporters.edition import Exporter, choose_exporters
from narrate.program_parts import program_digest
from narrate.speech.facts import facts_of
from narrate.store.opening import open_store, store_address

if TYPE_CHECKING:
    from narrate.speech import Engine


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What all scripts of a run have in common. The fields are as for ``narrate.build``.

    - ``store``: the store's folder, or its address.
    - ``tags``: the wanted languages (BCP 47); all if empty.
    - ``collections``: the names of those that the output will hold.
    - ``jobs``: how many tasks run at the same time in the whole run.
    - ``run``: is different in each run, so that a process remembers nothing from an earlier one.
    """

    output: str
    store: str
    to: tuple[str | Exporter, ...] = DEFAULT_FORMATS
    editions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    voice: str | Engine = ""
    theme: str = ""
    builds: bool = True
    braille_page: str = BRAILLE_PAGE
    strict: bool = False
    keep_slides: bool = False
    keep_macros: bool = False
    offline: bool = False
    collections: tuple[str, ...] = ()
    jobs: int = 1
    run: str = field(default_factory=lambda: secrets.token_hex(8))

    @property
    def slides(self) -> str:
        """Which slides and macros of decks are kept, as ``script.with_slides`` takes it. Empty if the scripts decide."""
        return " ".join(filter(None, ["keep" if self.keep_slides else "", "macros" if self.keep_macros else ""]))

    @property
    def is_named(self) -> bool:
        """Whether everything is named, and no object was passed, so that another process can do the work."""
        return isinstance(self.voice, str) and all(isinstance(one, str) for one in self.to)

    @property
    def is_online(self) -> bool:
        """Whether the voice of all scripts sends text to a service, which gets one request after the other."""
        return isinstance(self.voice, str) and facts_of(self.voice.partition(":")[0]).text_leaves

    def open_collections(self) -> list[Collection]:
        return [open_collection(name) for name in self.collections]


def run_settings(
    output: str | Path,
    to: Iterable[str | Exporter] = DEFAULT_FORMATS,
    *,
    editions: Iterable[str] = (),
    language: str = "",
    jobs: int = 0,
    store: str | Path = "",
    cluster: str = "",
    **others: Any,
) -> RunSettings:
    """Return the settings of a run from the arguments of ``narrate.build``. Raises UsageError.

    ``others`` are fields that are as in the arguments.
    """
    formats, collections = divide(to)
    address, kept = str(output) if is_bucket(str(output)) else str(Path(output)), store_address(store)
    if collections and is_bucket(address):
        names = ", ".join(one.name for one in collections)
        raise UsageError(f"{address}: {names} can be written only to a folder; choose another output with --output")
    if cluster:  # other machines have other working folders
        address, kept = (one if is_bucket(one) else str(Path(one).absolute()) for one in (address, kept))
        others["offline"] = True
    settings = RunSettings(
        output=address,
        store=kept,
        to=tuple(formats),
        editions=tuple(editions),
        tags=tuple(parse_tags(language)),
        collections=() if is_bucket(address) else tuple(one.name for one in in_use(Path(address), collections)),
        jobs=usual_jobs(jobs),
        **others,
    )
    page_size(settings.braille_page)
    if cluster:
        require_offline(settings)
    return settings


def require_offline(settings: RunSettings) -> None:
    """Raise UsageError if another machine cannot do the work: objects were passed, or a service gets the text."""
    if not settings.is_named:
        raise UsageError("--cluster: an engine or exporter that is an object cannot travel; name it, or build without")
    if settings.is_online:
        raise UsageError(
            f"--cluster: the voice {settings.voice} sends text to a service, which gets one request after the other; "
            "build without --cluster"
        )


def plan_of(settings: RunSettings, jobs: int) -> BuildPlan:
    """Return the plan of a run with ``settings``, in which one script has ``jobs`` tasks at the same time.

    Raises UsageError for an unknown format or edition.
    """
    return _plan_once(settings, jobs) if settings.is_named else _plan(settings, jobs)


def _plan(settings: RunSettings, jobs: int) -> BuildPlan:
    exporters = choose_exporters(settings.to)
    programs = {one.name: one.made_with() for one in exporters}
    settings_in_words = {
        "voice": settings.voice if isinstance(settings.voice, str) else "",
        "theme": settings.theme,
        "builds": "" if settings.builds else "off",
        "strict": "on" if settings.strict else "",
        SLIDES: settings.slides,
        "date": date_of_epoch(),
    }

    @cache
    def decide(chosen: tuple[Exporter, ...]) -> Decided:
        names = [one.name for one in chosen]
        page = settings.braille_page if "brf" in names else ""
        made_with = ", ".join(filter(None, (programs[name] for name in names)))
        return decided_before({**settings_in_words, "braille page": page, "programs": made_with}, names)

    return plan_build(
        exporters,
        settings.editions,
        BuildSettings(
            output=Path(settings.output),
            exporters=exporters,
            store=open_store(settings.store),
            made_from="",
            voice=settings.voice,
            theme=settings.theme,
            builds=settings.builds,
            braille_page=settings.braille_page,
            jobs=jobs,
            program=program_digest(),
            usual_date=date_of_epoch(),
            usual_language=settings.tags[0] if len(settings.tags) == 1 else "",
        ),
        # an object has no version, so an edition that was made with one never counts as up to date
        lambda chosen: digest_of(dict(decide(tuple(chosen)).known)) if settings.is_named else "",
        lambda chosen: decide(tuple(chosen)) if settings.is_named else Decided(),
    )


_plan_once = lru_cache(maxsize=16)(_plan)  # by the numbers of jobs of a run's scripts


def usual_jobs(jobs: int) -> int:
    """Return ``jobs``, or the number of cores if it is 0. Raises UsageError if it is negative."""
    if jobs < 0:
        raise UsageError(f"--jobs {jobs}: give 1 or more")
    return jobs or os.cpu_count() or 1
