"""Selects the scripts of a run, and finds which of them already have an edition that is up to date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from narrate.build_settings import BuildSettings
from narrate.errors import Problem, UsageError
from narrate.freshness import find_fresh
from narrate.json_files import name_fault
from narrate.languages import normal_tag
from narrate.manifest import Manifest
from narrate.pipeline import Prepared
from narrate.script import Source, find_sources
from narrate.script.settings import NAME as SETTINGS


@dataclass(frozen=True, slots=True)
class Selection:
    """The scripts of a run.

    - ``tags``: the wanted languages; all languages if empty.
    - ``sources``: all scripts that were found.
    - ``wanted``: those in a wanted language. A language that is unknown until the script is read counts as wanted.
    - ``up_to_date``: (folder, manifest) of the edition of each wanted script that need not be built again.
    - ``warnings``: about files that look like scripts but are not.
    """

    tags: tuple[str, ...]
    sources: tuple[Source, ...]
    wanted: tuple[Source, ...]
    up_to_date: Mapping[Source, tuple[Path, Manifest]]
    warnings: tuple[Problem, ...]

    @property
    def stale(self) -> list[Source]:
        """The wanted scripts whose editions have to be built."""
        return [source for source in self.wanted if source not in self.up_to_date]


def select(paths: Iterable[Path], tags: Sequence[str], settings: BuildSettings) -> Selection:
    """Find the scripts in ``paths``, and select those in the languages ``tags``.

    If ``settings.made_from`` is empty, no edition counts as up to date. Raises InputError if a path does not exist or
    holds no script.
    """
    sources, warnings = find_sources(paths)
    wanted = [source for source in sources if not (tags and source.language and source.language not in tags)]
    up_to_date = _up_to_date(wanted, settings) if settings.made_from else {}
    return Selection(tuple(tags), tuple(sources), tuple(wanted), up_to_date, tuple(warnings))


def parse_tags(languages: str) -> list[str]:
    """Return the language tags (BCP 47) of a comma-separated list. Raises UsageError for anything else."""
    return [normal_tag(tag.strip()) for tag in languages.split(",") if tag.strip()]


def _up_to_date(sources: Sequence[Source], settings: BuildSettings) -> dict[Source, tuple[Path, Manifest]]:
    """Return (folder, manifest) of the edition of each of ``sources`` that has one that is up to date."""

    def look(source: Source) -> tuple[Path, Manifest] | None:
        return find_fresh(settings.output, source.topic, source.path, source.language, settings.made_from)

    with ThreadPoolExecutor(settings.jobs) as pool:  # hashing files releases Python's lock
        editions = pool.map(look, sources)
        return {source: edition for source, edition in zip(sources, editions, strict=True) if edition}


def settings_of(selection: Selection, prepared: Mapping[Source, Prepared]) -> list[tuple[str, Path]]:
    """Return (web address, settings file) of each script that is up to date or ``prepared``."""
    sites = [(ready.script.site, source.root / SETTINGS) for source, ready in prepared.items()]
    return sites + [(manifest.site, source.root / SETTINGS) for source, (_, manifest) in selection.up_to_date.items()]


def check_targets(selection: Selection, prepared: Mapping[Source, Prepared]) -> None:
    """Raise UsageError if no script is wanted, two have the same topic and language, or a topic cannot name files."""
    if not selection.up_to_date and not prepared:
        known = ", ".join(sorted({source.language for source in selection.sources if source.language}))
        raise UsageError(f"no script in {', '.join(selection.tags)}; there are scripts in {known}")
    targets = [
        (manifest.topic, manifest.language, source.path) for source, (_, manifest) in selection.up_to_date.items()
    ]
    targets += [(ready.script.topic, ready.script.language, source.path) for source, ready in prepared.items()]
    seen: dict[tuple[str, str], Path] = {}
    for topic, language, path in targets:
        if fault := name_fault(topic):
            raise UsageError(f"{path}: its topic {topic!r} would be {fault} of a file; rename the folder or the script")
        if (topic, language) in seen:
            raise UsageError(f"{seen[topic, language]} and {path} are both {topic!r} in {language!r}; keep one of them")
        seen[topic, language] = path
