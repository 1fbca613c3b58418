"""The order of the stages: read, paginate, speak, timeline, slides, export. Only this module knows it.

Each stage is imported when it is first needed, so a build with nothing to do imports none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.build_settings import BuildSettings
from narrate.edition_manifest import inputs_of
from narrate.edition_writing import load_ahead, write_edition
from narrate.editions import edition_folder
from narrate.errors import InputError, Problem, Severity
from narrate.manifest import Manifest, file_hash
from narrate.model import Deck, Script, Timeline, Voice
from narrate.publishing import Published, publish, staged
from narrate.script import Source, examine_source
from narrate.store.memo import NO_MEMO, Memo

if TYPE_CHECKING:
    from narrate.slides import Slides
    from narrate.speech import Engine

DEFAULT_RATE = 150  # words a minute
FALLBACK_ENGINE = "espeak"  # the lexicon is read for this engine if no voice can be chosen


@dataclass(frozen=True, slots=True)
class Prepared:
    """A script that is ready to be built.

    - ``script``: the script divided into slides; its sentences hold how they are said.
    - ``inputs``: the hashes of all files that it was made from, taken when they were read. If a file is edited while
      the voice still speaks, the next build notices.
    - ``cast``: the engine and the voice.
    - ``split``: (heading, number of slides) for each heading that needs several slides.
    """

    script: Script
    slides: Slides
    inputs: Mapping[Path, str]
    cast: tuple[Engine, Voice]
    split: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Examined:
    """A script, prepared as far as possible. An error in one stage does not keep the other stages from running.

    - ``written``: the script as it was read. None if it cannot be read, or is in a language that is not wanted.
    - ``slides``: None if the slides cannot be laid out.
    - ``said``: the script with how its words are said, divided into slides if these can be laid out.
    - ``cast``: the engine and the voice, None if no voice can speak the script.
    - ``problems``: those found while reading; ``later``: those found in the stages after that.
    - ``inputs``, ``split``: as in ``Prepared``; ``inputs`` is empty if there are errors.
    """

    problems: tuple[Problem, ...]
    written: Script | None = None
    slides: Slides | None = None
    said: Script | None = None
    cast: tuple[Engine, Voice] | None = None
    later: tuple[Problem, ...] = ()
    inputs: Mapping[Path, str] = field(default_factory=dict)
    split: tuple[tuple[str, int], ...] = ()

    @property
    def prepared(self) -> Prepared | None:
        """The script ready to be built, or None if there are errors."""
        if not self.inputs or self.said is None or self.slides is None or self.cast is None:
            return None
        return Prepared(self.said, self.slides, self.inputs, self.cast, self.split)


def examine(
    source: Source, tags: Sequence[str], voice: str | Engine, theme: str = "", memo: Memo = NO_MEMO
) -> Examined:
    """Read the script of ``source``, divide it into slides, lay them out, and find how its words are said.

    ``tags`` are the wanted languages; all if empty. A single tag is also the language of a script that does not state
    its own. ``voice`` is as for ``choose_voice``. ``theme`` is the name of a theme to use instead of the script's own.
    ``memo`` remembers what is known about figures. Raises UsageError if the voice does not exist, OutsideError if the
    system refuses to read a file.
    """
    from narrate.slides.pagination import split_headings
    from narrate.speech import choose_voice
    from narrate.speech.lexicon import Lexicon, entries_for
    from narrate.speech.pronouncing import say_with

    before = file_hash(source.path)
    written, problems = examine_source(source, tags[0] if len(tags) == 1 else "", memo)
    if written is None:
        return Examined(tuple(problems))
    if tags and written.language not in tags:
        return Examined(tuple(problem for problem in problems if problem.severity is Severity.ERROR))
    later: list[Problem] = []
    chosen = None
    script, slides = _slides(written, theme, memo, later)
    try:
        chosen = choose_voice(written, voice)
    except InputError as error:
        later += error.problems
    entries, lexicon_problems = entries_for(written, chosen[0].name if chosen else FALLBACK_ENGINE)
    said = say_with(script, Lexicon(entries))
    later += lexicon_problems
    # with errors no file is hashed: its path may lead out of the script's folder
    has_errors = any(problem.severity is Severity.ERROR for problem in (*problems, *later))
    inputs = {} if has_errors else {**{path: file_hash(path) for path in inputs_of(written)}, source.path: before}
    return Examined(
        problems=tuple(problems),
        written=written,
        slides=slides.saying(said) if slides is not None else None,
        said=said,
        cast=chosen,
        later=tuple(later),
        inputs=inputs,
        split=split_headings(written, script),
    )


def _slides(written: Script, theme: str, memo: Memo, problems: list[Problem]) -> tuple[Script, Slides | None]:
    """Return ``written`` divided into slides, and the slides laid out. Adds to ``problems``.

    If that fails, return as much as succeeded, and None for the slides.
    """
    from narrate.slides import Slides, make_theme, paginate, small_words, style_of

    script, slides = written, None
    try:
        look = make_theme(written.theme, theme)
        paginated = paginate(written, look, memo)
        slides = Slides(paginated, style_of(paginated, look, memo)).check()
        script = paginated
        problems += small_words(slides, [segment.figures for segment in paginated.segments], memo)
        if look.template is not None:
            problems += _on_template(slides.deck(), written)
    except InputError as error:
        problems += error.problems
    return script, slides


def _on_template(deck: Deck, script: Script) -> list[Problem]:
    """Return warnings about words of ``deck`` that the layouts of its template would cover.

    Raises InputError if some words could not be read on any layout.
    """
    from narrate.exporters.pptx.covered import covered_words

    problems = list(covered_words(deck, script.language, dict(script.theme.places)["template"]))
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise InputError(*problems)
    return problems


def listen(prepared: Prepared, jobs: int) -> tuple[Prepared, Sequence[Problem]]:
    """If the voice is a recording, listen to it; other voices need nothing.

    Return ``prepared``, with the hashes of the recording's files, and warnings. ``jobs`` is the number of tasks that
    run at the same time. Raises InputError if the recording lacks a sentence or says something else.
    """
    from narrate.speech import Narrator

    engine, voice = prepared.cast
    if not isinstance(engine, Narrator):
        return prepared, ()
    warnings = engine.listen(prepared.script, voice, jobs)
    recordings = {path: file_hash(path) for path in engine.files}
    return replace(prepared, inputs={**prepared.inputs, **recordings}), warnings


def build_edition(
    prepared: Prepared, settings: BuildSettings, progress: Callable[[Script, str], None] | None = None
) -> tuple[Path, Manifest, Published]:
    """Speak the script and write its formats to ``settings.output``.

    Return the folder of the edition, its manifest, and what was written. Files appear there only when all of them are
    finished. ``progress`` is called after each step with the script and one of the words spoken, kept (spoken by an
    earlier build), painted, encoded or exported. Raises NarrateError.
    """

    def done(step: str) -> None:
        if progress is not None:
            progress(prepared.script, step)

    with ThreadPoolExecutor(2) as background:
        background.submit(load_ahead, settings.exporters)
        timeline = _speak(prepared, settings, done)
        script = prepared.script
        folder = edition_folder(settings.output, script.topic, script.language, settings.edition)
        with staged(settings.output) as stage:
            manifest = write_edition(timeline, prepared.slides, prepared.inputs, settings, stage, background, done)
            settings.store.flush()  # the manifest names entries of the store
            return folder, manifest, publish(stage, folder, manifest)


def _speak(prepared: Prepared, settings: BuildSettings, done: Callable[[str], None]) -> Timeline:
    """Speak what the store does not hold, and return the timeline."""
    from narrate.speech import Speaker, is_auto, others_for, speak_script, voice_for
    from narrate.timeline import build_timeline

    script = prepared.script
    engine, voice = prepared.cast
    others = others_for(engine, voice.language)
    speaker = Speaker(engine, voice, script.rate or DEFAULT_RATE, settings.store, settings.jobs, others)
    find = voice_for(script, engine, auto=is_auto(script, settings.voice))
    return build_timeline(script, speak_script(script, speaker, find, done), voice, settings.edition)
