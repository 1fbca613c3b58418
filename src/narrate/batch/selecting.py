"""Selects the scripts of a run, and finds which of them already have an edition that is up to date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from narrate.build_plan import BuildPlan
from narrate.edition_facts import EditionFacts
from narrate.errors import Problem, UsageError
from narrate.freshness import find_fresh
from narrate.json_files import name_fault
from narrate.languages import normal_tag
from narrate.output_index import OutputIndex
from narrate.script import Source, examine_source, find_sources, with_slides


@dataclass(frozen=True, slots=True)
class Selection:
    """The scripts of a run.

    - ``tags``: the wanted languages; all languages if empty.
    - ``sources``: all scripts that were found.
    - ``wanted``: those in a wanted language. A language that is unknown until the script is read counts as wanted.
    - ``fresh``: (folder, facts) of each edition, by the edition's name, of the wanted scripts whose editions are all
      up to date.
    - ``warnings``: about files that look like scripts but are not.
    """

    tags: tuple[str, ...]
    sources: tuple[Source, ...]
    wanted: tuple[Source, ...]
    fresh: Mapping[Source, Mapping[str, tuple[Path, EditionFacts]]]
    warnings: tuple[Problem, ...]

    @property
    def stale(self) -> list[Source]:
        """The wanted scripts with an edition that must be built."""
        return [source for source in self.wanted if source not in self.fresh]


def select(
    paths: str | Path | Iterable[str | Path],
    tags: Sequence[str],
    plan: BuildPlan,
    index: OutputIndex | None = None,
    slides: str = "",
) -> Selection:
    """Find the scripts in ``paths``, and select those in the languages ``tags``. ``index`` is that of the output.

    ``slides`` says which slides of decks are kept, as for ``with_slides``. An edition of ``plan`` does not count as up to date if its ``made_from`` is empty. Raises InputError if a path does
    not exist or holds no script, UsageError if no script is wanted, two have the same topic and language, or a topic
    cannot name files.
    """
    given = [paths] if isinstance(paths, str | Path) else paths
    found_sources, warnings = find_sources(map(Path, given))
    sources = [with_slides(source, slides) for source in found_sources]
    wanted = [
        source
        for source in _identified(sources, tags)
        if not (tags and source.language and source.language not in tags)
    ]
    _check_targets(sources, wanted, tags)
    found = {source: fresh_editions(source, plan, index) for source in wanted}
    fresh = {source: editions for source, editions in found.items() if is_complete(editions, plan)}
    return Selection(tuple(tags), tuple(sources), tuple(wanted), fresh, tuple(warnings))


def parse_tags(languages: str) -> list[str]:
    """Return the language tags (BCP 47) of a comma-separated list. Raises UsageError for anything else."""
    return [normal_tag(tag.strip()) for tag in languages.split(",") if tag.strip()]


def fresh_editions(
    source: Source, plan: BuildPlan, index: OutputIndex | None = None
) -> dict[str, tuple[Path, EditionFacts]]:
    """Return (folder, facts) of the editions of ``source`` that are up to date, by name."""
    found = {one.edition: find_fresh(source, one, index) for one in plan.settings}
    return {name: edition for name, edition in found.items() if edition is not None}


def is_complete(fresh: Mapping[str, tuple[Path, EditionFacts]], plan: BuildPlan) -> bool:
    """Whether all editions of ``plan`` are in ``fresh``, and the page of the standard edition offers the others rightly."""
    if not fresh:
        return False
    made = {name: facts for name, (_, facts) in fresh.items()}
    wanted = plan.in_language(next(iter(made.values())).language)
    return all(one.edition in made and made[one.edition].offers == plan.offers(one, made) for one in wanted)


def _identified(sources: Sequence[Source], tags: Sequence[str]) -> list[Source]:
    """Return ``sources`` with the language of each that has another script of its topic beside it.

    Without that, two of them could be built to the same place.
    """
    of_topic = Counter(source.topic for source in sources)
    return [
        replace(source, language=_language_of(source, tags))
        if not source.language and of_topic[source.topic] > 1
        else source
        for source in sources
    ]


def _language_of(source: Source, tags: Sequence[str]) -> str:
    """Return the language that the script of ``source`` states; empty if it cannot be read."""
    written, _ = examine_source(source, tags[0] if len(tags) == 1 else "")
    return written.language if written is not None else ""


def _check_targets(sources: Sequence[Source], wanted: Sequence[Source], tags: Sequence[str]) -> None:
    """Raise UsageError if none is ``wanted``, two have the same topic and language, or a topic cannot name files."""
    if not wanted:
        raise UsageError(nothing_wanted(sources, tags))
    seen: dict[tuple[str, str], Path] = {}
    for source in wanted:
        if fault := name_fault(source.topic):
            raise UsageError(
                f"{source.path}: its topic {source.topic!r} would be {fault} of a file; rename the folder or the script"
            )
        target = (source.topic, source.language)
        if source.language and target in seen:
            raise UsageError(
                f"{seen[target]} and {source.path} are both {source.topic!r} in {source.language!r}; keep one of them"
            )
        seen[target] = source.path


def nothing_wanted(sources: Sequence[Source], tags: Sequence[str]) -> str:
    """Say that no script of ``sources`` is in one of the languages ``tags``."""
    known = ", ".join(sorted({source.language for source in sources if source.language}))
    return f"no script in {', '.join(tags)}; there are scripts in {known}"
