"""Scripts × languages: everything that one run builds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from narrate.catalogue import render_catalogue
from narrate.errors import InputError, Problem, UsageError
from narrate.exporters import Exporter
from narrate.languages import normal_tag
from narrate.model import Script
from narrate.pipeline import (
    DEFAULT_FORMATS,
    Made,
    Settings,
    build_edition,
    check_targets,
    choose_exporters,
    choose_voice,
    prepare,
    publish,
    staged,
)
from narrate.script import Source, find_sources, read_source
from narrate.speech import Engine
from narrate.store import Store, default_folder


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
    paths: Iterable[str | Path] = ("script",),
    output: str | Path = "output",
    *,
    to: Iterable[str | Exporter] = DEFAULT_FORMATS,
    language: str = "",
    voice: str | Engine = "",
    jobs: int = 0,
    store: str | Path = "",
    progress: Callable[[Script, str], None] | None = None,
) -> Report:
    """Build every script that ``paths`` mean into ``output``.

    ``to`` names formats, or holds exporter objects; ``language`` is a comma-separated list of tags: it says the language
    of a script that does not, and leaves out scripts in others. ``voice`` is an engine,
    ``engine:name`` or an engine object; ``jobs`` is how many work at a time, 0 for one a core; ``store`` is where
    spoken sound is kept. All scripts are read before the first is spoken.

    Raises InputError with all problems of all scripts, UsageError for a wrong call,
    OutsideError when the disk or a voice fails.
    """
    exporters = choose_exporters(to)
    if jobs < 0:
        raise UsageError(f"--jobs {jobs}: give 1 or more")
    tags = [normal_tag(tag.strip()) for tag in language.split(",") if tag.strip()]
    sources, warnings = find_sources([Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)])
    prepared, more = _read_all(sources, tags)
    warnings += more
    check_targets([(script, source) for script, source, _ in prepared])
    for script, _, _ in prepared:
        choose_voice(script, voice)
    settings = Settings(
        output=Path(output),
        exporters=exporters,
        voice=voice,
        store=Store(Path(store) if store else default_folder()),
        jobs=jobs or os.cpu_count() or 1,
    )
    made = [build_edition(script, settings, problems, progress) for script, _, problems in prepared]
    return Report(tuple(made), _write_catalogue(settings.output), tuple(warnings))


def _read_all(
    sources: Sequence[Source], tags: Sequence[str]
) -> tuple[list[tuple[Script, Source, list[Problem]]], list[Problem]]:
    """Every wanted script, or all problems of all scripts at once."""
    prepared: list[tuple[Script, Source, list[Problem]]] = []
    errors: list[Problem] = []
    warnings: list[Problem] = []
    for source in sources:
        if tags and source.language and source.language not in tags:
            continue
        try:
            script, problems = prepare(source, tags[0] if len(tags) == 1 else "")
        except InputError as error:
            errors += error.problems
            continue
        if not tags or script.language in tags:
            prepared.append((script, source, problems))
            warnings += problems
    if errors:
        raise InputError(*errors)
    if not prepared:
        known = ", ".join(sorted({source.language for source in sources if source.language}))
        raise UsageError(f"no script in {', '.join(tags)}; there are scripts in {known}")
    return prepared, warnings


def _write_catalogue(output: Path) -> Path:
    with staged(output) as stage:
        (stage / "index.html").write_text(render_catalogue(output), encoding="utf-8", newline="\n")
        publish(stage, output)
    return output / "index.html"
