"""Scripts × languages: everything that one run builds."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from narrate.catalogue import write_catalogue
from narrate.errors import InputError, Problem, Severity, UsageError
from narrate.exporters import DEFAULT_FORMATS
from narrate.exporters.edition import Exporter
from narrate.freshness import digest_settings, find_fresh
from narrate.languages import normal_tag
from narrate.manifest import Manifest, find_manifests
from narrate.model import Script
from narrate.pipeline import (
    Prepared,
    Settings,
    build_edition,
    choose_exporters,
    listen,
)
from narrate.publishing import remove_what_the_dead_left, require_writable
from narrate.script import Source, find_sources, read_source
from narrate.speech.facts import added_voices
from narrate.store import Pruned, Store, default_folder
from narrate.store.memo import Memo

if TYPE_CHECKING:
    from narrate.speech import Engine

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """One edition: where it lies and what it is.

    ``fresh`` is false where it was there already and nothing had to be done; ``removed`` are
    files of an earlier build that this one no longer has, ``left`` such files that somebody
    has changed since. Of its sentences so many were ``spoken`` now and ``kept`` from before; ``split`` are the headings
    too full for one slide, with how many each fills.
    """

    source: Path
    folder: Path
    manifest: Manifest
    fresh: bool
    removed: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()
    spoken: int = 0
    kept: int = 0
    split: tuple[tuple[str, int], ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(self.folder / name for name in sorted(self.manifest.files))


@dataclass(frozen=True, slots=True)
class Report:
    """What a run made, in the order of the scripts."""

    made: tuple[Made, ...]
    catalogue: Path
    warnings: tuple[Problem, ...]


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
    progress: Callable[[Script, str], None] | None = None,
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
    jobs = jobs or os.cpu_count() or 1
    tags = [normal_tag(tag.strip()) for tag in language.split(",") if tag.strip()]
    sources, warnings = find_sources([Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)])
    wanted = [source for source in sources if not (tags and source.language and source.language not in tags)]
    output = Path(output)
    plain = isinstance(voice, str) and all(isinstance(one, str) for one in to)
    made_from = (
        digest_settings([[e.name for e in exporters], str(voice), tags, theme, builds, strict, added_voices()])
        if plain
        else ""
    )
    looked_at = wanted if plain else []
    with ThreadPoolExecutor(jobs) as pool:  # to hash what lies there leaves Python's lock to the others
        found = pool.map(lambda one: find_fresh(output, one.topic, one.path, one.language, made_from), looked_at)
        fresh = {source: edition for source, edition in zip(looked_at, found, strict=True) if edition}
    kept = Store(Path(store) if store else default_folder())
    with kept.in_use(make=False):
        stale = [source for source in wanted if source not in fresh]
        if stale:
            prepared, warnings = _check_all(stale, fresh, tags, voice, theme, warnings, Memo(kept))
        else:
            prepared = {}
    _check_targets([(m.topic, m.language, s.path) for s, (_, m) in fresh.items()]
                   + [(one.script.topic, one.script.language, source.path) for source, one in prepared.items()])  # fmt: skip
    if not fresh and not prepared:
        known = ", ".join(sorted({source.language for source in sources if source.language}))
        raise UsageError(f"no script in {', '.join(tags)}; there are scripts in {known}")
    if prepared:
        _tell_who_hears(prepared.values(), notice, offline=offline)
        prepared, told = _listen_to_all(prepared, jobs)
        warnings += told
    if strict and (grave := [problem for problem in warnings if problem.severity is not Severity.ADVICE]):
        raise InputError(*grave)
    if prepared:
        require_writable(output)
    settings = Settings(
        output=output,
        exporters=exporters,
        store=kept,
        made_from=made_from,
        voice=voice,
        theme=theme,
        builds=builds,
        jobs=jobs,
    )
    made = []
    for source in wanted:
        if source in fresh:
            made.append(Made(source.path, *fresh[source], fresh=False))
        elif source in prepared:
            steps = _Steps(progress)
            with kept.in_use():
                folder, manifest, published = build_edition(prepared[source], settings, steps)
            said, split = steps.counts, prepared[source].split
            made.append(Made(source.path, folder, manifest, True, published.removed, published.left,
                             said["spoken"], said["kept"], split))  # fmt: skip
    remove_what_the_dead_left(output)  # a build that has nothing to do stages nothing
    return Report(tuple(made), write_catalogue(output), tuple(warnings))


class _Steps:
    """Counts the steps of one edition and passes them on."""

    def __init__(self, progress: Callable[[Script, str], None] | None) -> None:
        self._progress = progress
        self._lock = Lock()
        self.counts: Counter[str] = Counter()

    def __call__(self, script: Script, step: str) -> None:
        with self._lock:  # several threads paint and encode
            self.counts[step] += 1
        if self._progress is not None:
            self._progress(script, step)


def prune(outputs: Sequence[Path], *, days: int = 30, store: str | Path = "") -> Pruned:
    """Remove from the store what no edition in ``outputs`` uses and what is older than ``days``.

    Raises UsageError where an output holds nothing that was built: most likely not the folder
    that was meant, and pruning by it would remove everything.
    """
    used: set[str] = set()
    for output in outputs:
        manifests = find_manifests(output)
        if not manifests:
            raise UsageError(f"{output}: nothing was built here, so nothing tells which sound is in use")
        for _, manifest in manifests:
            used |= set(manifest.keys())
    return Store(Path(store) if store else default_folder()).prune(used, days * 86_400)


def _check_all(
    sources: Sequence[Source],
    fresh: Iterable[Source],
    tags: Sequence[str],
    voice: str | Engine,
    theme: str,
    warnings: Sequence[Problem],
    memo: Memo,
) -> tuple[dict[Source, Prepared], list[Problem]]:
    """Every script of ``sources`` ready to be built, and ``warnings`` with those about them; or all problems of all at once.

    A script in ``fresh`` is not built; it is only read, where another language of its topic is, to be compared with it.
    """
    from narrate.check import RULES_OF_TOPICS, check_source, check_topics, fails, in_order

    prepared: dict[Source, Prepared] = {}
    read: dict[Source, Script] = {}
    problems = list(warnings)
    for source in sources:
        checked = check_source(source, tags, voice, theme, memo, advice=False)
        problems += checked.problems
        if checked.written is not None and RULES_OF_TOPICS:
            read[source] = checked.written
        if checked.prepared is not None:
            prepared[source] = checked.prepared
    topics = {source.topic for source in read}
    language = tags[0] if len(tags) == 1 else ""
    read |= {source: read_source(source, language, memo)[0] for source in fresh if source.topic in topics}
    problems = in_order([*problems, *check_topics(read)])
    if fails(problems):
        raise InputError(*problems)
    return prepared, problems


def _tell_who_hears(prepared: Iterable[Prepared], notice: Callable[[str], None], *, offline: bool) -> None:
    """Tell ``notice`` who is sent what the voices speak. Raises InputError where ``offline`` forbids it."""
    from narrate.speech import who_hears

    heard: dict[str, str] = {}
    errors: list[Problem] = []
    for one in prepared:
        try:
            heard.update(who_hears(one.script, one.cast[0], offline=offline))
        except InputError as error:
            errors += error.problems
    if errors:
        raise InputError(*dict.fromkeys(errors))
    for name, who in heard.items():
        notice(f"the voice {name} sends the sentences it speaks to {who}; with --offline none would")


def _listen_to_all(prepared: Mapping[Source, Prepared], jobs: int) -> tuple[dict[Source, Prepared], list[Problem]]:
    """Every script, listened to where it is recorded, and warnings of what differs; or all errors at once."""
    found: dict[Source, Prepared] = {}
    warnings: list[Problem] = []
    errors: list[Problem] = []
    for source, one in prepared.items():
        try:
            found[source], told = listen(one, jobs)
            warnings += told
        except InputError as error:
            errors += error.problems
    if errors:
        raise InputError(*dict.fromkeys(errors))
    return found, warnings


def _check_targets(targets: Sequence[tuple[str, str, Path]]) -> None:
    """Raises UsageError where two scripts would be written to one place."""
    seen: dict[tuple[str, str], Path] = {}
    for topic, language, path in targets:
        if (topic, language) in seen:
            raise UsageError(f"{seen[topic, language]} and {path} are both {topic!r} in {language!r}; keep one of them")
        seen[topic, language] = path
