"""Decides which editions of each script a run makes, and in which formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from narrate.build_settings import BuildSettings
from narrate.decisions import Decided
from narrate.edition_facts import EditionFacts
from narrate.editions import DESCRIBED, EDITIONS, STANDARD, Offer, can_describe, file_stem
from narrate.errors import UsageError
from narrate.exporters.edition import Exporter, choose_exporters
from narrate.exporters.exported_files import downloads


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """The editions that a run makes.

    - ``settings``: the settings of each edition, in the order of building. The standard edition comes last, because its
      page refers to the others.
    - ``is_named``: whether the user has named the editions. If not, a language without the phrases of the described
      edition has only the standard edition.
    """

    settings: tuple[BuildSettings, ...]
    is_named: bool = False

    @property
    def editions(self) -> tuple[str, ...]:
        return tuple(settings.edition for settings in self.settings)

    @property
    def exporters(self) -> tuple[Exporter, ...]:
        """The exporters of all editions, each once."""
        return tuple(dict.fromkeys(one for settings in self.settings for one in settings.exporters))

    def in_language(self, language: str) -> tuple[BuildSettings, ...]:
        """Return the settings of the editions that are made of a script in ``language`` (BCP 47)."""
        if self.is_named or can_describe(language):
            return self.settings
        return tuple(settings for settings in self.settings if settings.edition != DESCRIBED)

    def offers(self, settings: BuildSettings, made: Mapping[str, EditionFacts]) -> dict[str, Offer]:
        """Return the other editions that the page of the edition with ``settings`` must offer, by name.

        ``made`` are the facts of the editions of the script that exist, by name.
        """
        exporters = {one.edition: one.exporters for one in self.settings}
        return {name: offer_of(made[name], exporters[name]) for name in settings.offers if name in made}

    def makes_page_false(self, made: EditionFacts, standard: EditionFacts | None) -> bool:
        """Whether the page of the ``standard`` edition in the output offers the edition ``made`` as it no longer is.

        It says so if this run makes no standard edition, and would offer other files of the edition, or other times.
        """
        if standard is None or STANDARD in self.editions or made.edition not in standard.offers:
            return False
        exporters = {one.edition: one.exporters for one in self.settings}
        return standard.offers[made.edition] != offer_of(made, exporters[made.edition])


def plan_build(
    exporters: Sequence[Exporter],
    editions: Iterable[str],
    settings: BuildSettings,
    digest: Callable[[Sequence[Exporter]], str],
    decide: Callable[[Sequence[Exporter]], Decided] = lambda _: Decided(),
) -> BuildPlan:
    """Return the plan of a run that makes the formats of ``exporters``.

    ``editions`` are the names that the user gave; if there are none, each format has its usual editions. ``settings``
    are the same for all editions. ``digest`` returns the digest of the settings for the exporters of an edition, or
    empty text, and ``decide`` what it is the digest of. Raises UsageError for an unknown edition.
    """
    named = list(editions)
    for name in named:
        if name not in EDITIONS:
            raise UsageError(f"unknown edition {name!r} for --edition; the editions are {', '.join(EDITIONS)}")
    wanted = set(named) or {STANDARD, *(name for one in exporters for name in (*one.editions, *one.offers))}
    made = {name: tuple(exporters) if named else _usual(exporters, name) for name in EDITIONS if name in wanted}
    offered = {name for one in made.get(STANDARD, ()) for name in one.offers} & made.keys()
    return BuildPlan(
        tuple(
            replace(
                settings,
                edition=name,
                exporters=made[name],
                made_from=digest(made[name]),
                decided_by=decide(made[name]),
                offers=tuple(sorted(offered)) if name == STANDARD else (),
            )
            for name in sorted(made, key=lambda name: name == STANDARD)
        ),
        bool(named),
    )


def offer_of(facts: EditionFacts, exporters: Iterable[Exporter]) -> Offer:
    """Return what a page offers of another edition, which has ``facts`` and was written by ``exporters``."""
    stem = file_stem(facts.topic, facts.edition)
    files = downloads(file for exporter in exporters for file in exporter.files)
    return Offer(facts.duration_ms, tuple((file.path(stem), file.label) for file in files), facts.timeline)


def _usual(exporters: Sequence[Exporter], edition: str) -> tuple[Exporter, ...]:
    """Return the ``exporters`` whose format ``edition`` usually has, and the exporters that these need."""
    return choose_exporters([one for one in exporters if edition in one.editions or not one.editions])
