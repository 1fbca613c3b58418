"""Selects the scripts of a run, and finds which of them already have an edition that is up to date."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from narrate.build_plan import BuildPlan
from narrate.collections.collection import Candidate
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
    - ``fresh``: (folder, manifest) of each edition of a wanted script that is up to date, by the edition's name.
    - ``up_to_date``: those of the wanted scripts of which no edition must be built.
    - ``warnings``: about files that look like scripts but are not.
    """

    tags: tuple[str, ...]
    sources: tuple[Source, ...]
    wanted: tuple[Source, ...]
    fresh: Mapping[Source, Mapping[str, tuple[Path, Manifest]]]
    up_to_date: Collection[Source]
    warnings: tuple[Problem, ...]

    @property
    def stale(self) -> list[Source]:
        """The wanted scripts of which an edition must be built."""
        return [source for source in self.wanted if source not in self.up_to_date]


def select(paths: Iterable[Path], tags: Sequence[str], plan: BuildPlan) -> Selection:
    """Find the scripts in ``paths``, and select those in the languages ``tags``.

    An edition of ``plan`` does not count as up to date if its ``made_from`` is empty. Raises InputError if a path does not exist or
    holds no script.
    """
    sources, warnings = find_sources(paths)
    wanted = [source for source in sources if not (tags and source.language and source.language not in tags)]
    fresh = _fresh(wanted, plan)
    up_to_date = [source for source in wanted if _is_complete(fresh[source], plan)]
    return Selection(tuple(tags), tuple(sources), tuple(wanted), fresh, up_to_date, tuple(warnings))


def parse_tags(languages: str) -> list[str]:
    """Return the language tags (BCP 47) of a comma-separated list. Raises UsageError for anything else."""
    return [normal_tag(tag.strip()) for tag in languages.split(",") if tag.strip()]


def _fresh(sources: Sequence[Source], plan: BuildPlan) -> dict[Source, dict[str, tuple[Path, Manifest]]]:
    """Return, for each of ``sources``, (folder, manifest) of its editions that are up to date, by name."""

    def look(source: Source) -> dict[str, tuple[Path, Manifest]]:
        found = {}
        for one in plan.settings:
            edition = one.made_from and find_fresh(
                one.output, source.topic, source.path, source.language, one.made_from, one.edition
            )
            if edition:
                found[one.edition] = edition
        return found

    with ThreadPoolExecutor(plan.settings[0].jobs) as pool:  # hashing files releases Python's lock
        return dict(zip(sources, pool.map(look, sources), strict=True))


def _is_complete(fresh: Mapping[str, tuple[Path, Manifest]], plan: BuildPlan) -> bool:
    """Whether ``fresh`` are all editions of ``plan``, and the page of the standard edition is right about the others."""
    if not fresh:
        return False
    made = {name: manifest for name, (_, manifest) in fresh.items()}
    wanted = plan.in_language(next(iter(made.values())).language)
    return all(one.edition in made and made[one.edition].offers == plan.offers(one, made) for one in wanted)


def candidates(selection: Selection, prepared: Mapping[Source, Prepared]) -> Iterator[Candidate]:
    """Yield what collections are told of each script that is up to date or ``prepared``."""
    for source, ready in prepared.items():
        script = ready.script
        yield Candidate(script.topic, script.title, script.site, source.path, source.root / SETTINGS)
    for source in selection.up_to_date:
        manifest = next(iter(selection.fresh[source].values()))[1]
        yield Candidate(manifest.topic, manifest.title, manifest.site, source.path, source.root / SETTINGS)


def check_targets(selection: Selection, prepared: Mapping[Source, Prepared]) -> None:
    """Raise UsageError if no script is wanted, two have the same topic and language, or a topic cannot name files."""
    if not selection.up_to_date and not prepared:
        known = ", ".join(sorted({source.language for source in selection.sources if source.language}))
        raise UsageError(f"no script in {', '.join(selection.tags)}; there are scripts in {known}")
    manifests = [(next(iter(selection.fresh[source].values()))[1], source) for source in selection.up_to_date]
    targets = [(manifest.topic, manifest.language, source.path) for manifest, source in manifests]
    targets += [(ready.script.topic, ready.script.language, source.path) for source, ready in prepared.items()]
    seen: dict[tuple[str, str], Path] = {}
    for topic, language, path in targets:
        if fault := name_fault(topic):
            raise UsageError(f"{path}: its topic {topic!r} would be {fault} of a file; rename the folder or the script")
        if (topic, language) in seen:
            raise UsageError(f"{seen[topic, language]} and {path} are both {topic!r} in {language!r}; keep one of them")
        seen[topic, language] = path
