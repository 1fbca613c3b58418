"""Builds the page of one script, in a process of its own that stays.

So a build can be ended at any moment without leaving files behind, and a library that crashes ends only a build.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.batch import build
from narrate.batch.events import Event, Step
from narrate.edition_manifest import inputs_of
from narrate.errors import InputError, NarrateError, OutsideError, Problem, Severity, UsageError
from narrate.exporters.document import direction_of
from narrate.model import Script
from narrate.preview.shown import (
    Built,
    News,
    Page,
    Progress,
    ShownPart,
    ShownProblem,
    ShownSentence,
    Speaking,
    Told,
    Wish,
)
from narrate.script import Source, examine_source, find_sources
from narrate.sources.regular_files import read_regular
from narrate.store.memo import Memo
from narrate.store.opening import open_store, store_address

if TYPE_CHECKING:
    from narrate.batch import EditionResult
    from narrate.speech import Engine

FORMATS = ("html",)
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.ADVICE)
_PROGRESS_S = 0.5
_MOST_BYTES = 20_000_000
_LONGEST_LINE = 600
_WRITTEN_IN_LINES = (".md", ".markdown", ".txt", ".srt", ".vtt", ".sbv", ".yaml", ".yml", ".pls")


def build_page(wish: Wish, report: Callable[[News], None], engine: Engine | None = None) -> Built:
    """Build the page of a script. ``report`` is called with news meanwhile.

    One of them may be a ``Built``: the page is there, and only the lines of its sentences are not known yet. They are in
    the result. ``engine`` takes the place of the voice that ``wish`` names.
    """
    began = time.perf_counter()
    found = _Found()
    try:
        run = build(
            [wish.script],
            wish.output,
            to=FORMATS,
            editions=wish.editions,
            language=wish.language,
            voice=engine or wish.voice,
            theme=wish.theme,
            store=wish.store,
            offline=wish.offline,
            allow_failures=True,
            progress=_Counter(report),
            notice=lambda text: report(Told(text)),
        )
        outcome = run.outcomes[0]
        found.problems += [*run.general, *outcome.problems]
        found.cause = str(outcome.cause or "")
        if not outcome.is_failed and outcome.editions:
            found.page = _page_of(outcome.editions, wish.output)
            found.is_checked = any(edition.is_new or edition.is_checked for edition in outcome.editions)
            found.inputs = _inputs(outcome.editions[0])
    except InputError as error:
        found.problems += error.problems
    except UsageError as error:
        found.cause, found.is_misused = str(error), True
    except OutsideError as error:
        found.cause = str(error)
    seconds = time.perf_counter() - began
    if found.page is not None:
        report(found.built(seconds, None))
    return found.built(seconds, _read_again(wish))


@dataclass(slots=True)
class _Found:
    """What is known of a build so far."""

    page: Page | None = None
    problems: list[Problem] = field(default_factory=list)
    cause: str = ""
    is_misused: bool = False
    is_checked: bool = True
    inputs: tuple[Path, ...] = ()

    def built(self, seconds: float, script: Script | None) -> Built:
        """Return what came of the build. ``script`` is the script as it is now, if that is known."""
        lines = _Lines(script)
        page = self.page
        if page is not None and script is not None:
            page = replace(page, parts=tuple(lines.placed(part) for part in page.parts))
        problems = sorted(dict.fromkeys(self.problems), key=lambda problem: _ORDER.index(problem.severity))
        inputs = self.inputs or (tuple(inputs_of(script)) if script is not None else ())
        return Built(
            page=page,
            problems=tuple(map(lines.shown, problems)),
            cause=self.cause,
            is_misused=self.is_misused,
            is_checked=self.is_checked,
            inputs=inputs,
            speaking=_speaking(script) if script is not None else None,
            seconds=seconds,
        )


class _Counter:
    """Reports how many sentences are spoken, at most twice a second."""

    def __init__(self, report: Callable[[News], None]) -> None:
        self._report, self._spoken, self._told_at = report, 0, time.monotonic()

    def __call__(self, event: Event) -> None:
        if isinstance(event, Step) and event.step in ("spoken", "kept"):
            self._spoken += 1
            if time.monotonic() - self._told_at >= _PROGRESS_S:
                self._told_at = time.monotonic()
                self._report(Progress(self._spoken))


def _page_of(editions: tuple[EditionResult, ...], output: Path) -> Page:
    """Return the page of the first of ``editions``, with the sounds of all of them."""
    first = editions[0]
    timeline = json.loads((first.folder / "timeline.json").read_text(encoding="utf-8"))
    parts = tuple(
        ShownPart(one["heading"], tuple(ShownSentence(said["id"], said["text"]) for said in one["sentences"]))
        for one in timeline["segments"]
    )
    return Page(
        path=(first.folder.relative_to(output) / "index.html").as_posix(),
        title=timeline["title"],
        language=timeline["language"],
        direction=direction_of(timeline["language"]),
        parts=parts,
        clips={key: clip for edition in reversed(editions) for key, clip in edition.manifest.clips.items()},
        is_new=any(edition.is_new for edition in editions),
    )


def _inputs(edition: EditionResult) -> tuple[Path, ...]:
    return tuple(edition.source.parent / name for name in edition.manifest.inputs)


def _read_again(wish: Wish) -> Script | None:
    """Return the script as it is now, as far as it can be read: it knows the line of each sentence."""
    try:
        source = only_source(wish.script)
        return examine_source(source, wish.language, Memo(open_store(store_address(wish.store))))[0]
    except (NarrateError, OSError):  # the build has told why
        return None


def only_source(path: Path) -> Source:
    """Return the script in the file ``path``. Raises InputError if there is none, UsageError if it is no script."""
    sources, _ = find_sources([path])
    if len(sources) != 1 or path.is_dir():
        raise UsageError(f"{path} is a folder; give one file, such as {sources[0].path}")
    return sources[0]


def _speaking(script: Script) -> Speaking:
    return Speaking(script.language, script.voice, script.rate or 0, script.pronounce, script.lexicons)


class _Lines:
    """The lines of a script and of the files beside it, and the sentences that stand there."""

    def __init__(self, script: Script | None) -> None:
        sentences = [one for segment in script.segments for one in segment.sentences] if script is not None else []
        self._file = str(script.path) if script is not None else ""
        self._placed = [(one.place.line, one.place.column, one.id) for one in sentences if one.place and one.place.line]
        self._line_of = {name: line for line, _, name in reversed(self._placed)}
        self._texts: dict[str, list[str]] = {}

    def placed(self, part: ShownPart) -> ShownPart:
        """Return ``part`` with the lines of its sentences."""
        sentences = (replace(one, line=self._line_of.get(one.id, 0)) for one in part.sentences)
        return replace(part, sentences=tuple(sentences))

    def shown(self, problem: Problem) -> ShownProblem:
        place = problem.place
        return ShownProblem(
            severity=str(problem.severity),
            code=problem.code,
            message=problem.message,
            hint=problem.hint,
            file=Path(place.file).name,
            line=place.line,
            column=place.column,
            text=self._text(place.file, place.line),
            sentence=self._sentence_at(place.file, place.line, place.column),
        )

    def _text(self, file: str, line: int) -> str:
        """Return line ``line`` (from 1) of a file that people write line by line."""
        if not line or Path(file).suffix.lower() not in _WRITTEN_IN_LINES:
            return ""
        if file not in self._texts:
            try:
                self._texts[file] = read_regular(Path(file), _MOST_BYTES).decode("utf-8-sig", "replace").splitlines()
            except OSError:
                self._texts[file] = []
        lines = self._texts[file]
        return lines[line - 1].strip()[:_LONGEST_LINE] if line <= len(lines) else ""

    def _sentence_at(self, file: str, line: int, column: int) -> str:
        """Return the id of the sentence at a place in the script; empty if there is none."""
        if file != self._file or not line:
            return ""
        first = line
        while first > 1 and self._text(file, first - 1) and not self._begins_at(first):
            first -= 1  # a sentence may have begun in a line above
        before = [found for found in self._placed if first <= found[0] and found[:2] <= (line, column or 10**6)]
        return before[-1][2] if before else ""

    def _begins_at(self, line: int) -> bool:
        return any(found[0] == line for found in self._placed)
