"""The order of the stages: read, paginate, speak, timeline, slides, export. Only this module knows it.

Each stage is imported when it is first needed, so a build with nothing to do imports none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.build_plan import BuildPlan
from narrate.build_settings import BuildSettings
from narrate.decisions import PAINTER, decisions_of_voices, made_from_now, program_of
from narrate.edition_facts import TIMELINE, EditionFacts, facts_of
from narrate.edition_manifest import inputs_of
from narrate.edition_writing import load_ahead, start_encoding, write_edition
from narrate.editions import DESCRIBED, STANDARD, Offer, can_describe, edition_folder
from narrate.errors import InputError, Problem, Severity
from narrate.manifest import Manifest, file_hash
from narrate.model import Deck, Script, Timeline, Voice
from narrate.publishing import Published, publish, staged
from narrate.script import Source, examine_source
from narrate.store.memo import NO_MEMO, Memo

if TYPE_CHECKING:
    from narrate.described_script import DescribedScript
    from narrate.edition_writing import Encoding
    from narrate.slides import Slides
    from narrate.speech import Engine
    from narrate.speech.lexicon import Lexicon

FALLBACK_ENGINE = "espeak"  # the lexicon is read for this engine if no voice can be chosen


@dataclass(frozen=True, slots=True)
class Prepared:
    """A script that is ready to be built.

    - ``script``: the script divided into slides; its sentences hold how they are said.
    - ``inputs``: the hashes of all files that it was made from, taken when they were read. If a file is edited while
      the voice still speaks, the next build notices.
    - ``cast``: the engine and the voice.
    - ``split``: (heading, number of slides) for each heading that needs several slides.
    - ``described``: the script of the described edition. None if this edition is not wanted or not possible.
    """

    script: Script
    slides: Slides
    inputs: Mapping[Path, str]
    cast: tuple[Engine, Voice]
    split: tuple[tuple[str, int], ...] = ()
    described: DescribedScript | None = None

    @property
    def whole(self) -> Script:
        """The script with every sentence that any edition says."""
        return self.described.script if self.described is not None else self.script

    def describe(self, length_ms: int) -> Script:
        """Return the script of the described edition, which lasts ``length_ms``: one sentence says so."""
        assert self.described is not None  # ``examine`` was asked for this edition
        return self.described.with_length(length_ms)

    def slides_of(self, script: Script) -> Slides:
        """Return the slides of an edition that says ``script``."""
        return self.slides if script is self.script else self.slides.with_more_said(script)


@dataclass(frozen=True, slots=True)
class Examined:
    """A script, prepared as far as possible. An error in one stage does not keep the other stages from running.

    - ``written``: the script as it was read. None if it cannot be read, or is in a language that is not wanted.
    - ``slides``: None if the slides cannot be laid out.
    - ``said``: the script with how its words are said, divided into slides if these can be laid out.
    - ``cast``: the engine and the voice, None if no voice can speak the script.
    - ``problems``: those found while reading; ``later``: those found in the stages after that.
    - ``inputs``, ``split``, ``described``: as in ``Prepared``; ``inputs`` is empty if there are errors.
    """

    problems: tuple[Problem, ...]
    written: Script | None = None
    slides: Slides | None = None
    said: Script | None = None
    cast: tuple[Engine, Voice] | None = None
    later: tuple[Problem, ...] = ()
    inputs: Mapping[Path, str] = field(default_factory=dict)
    split: tuple[tuple[str, int], ...] = ()
    described: DescribedScript | None = None

    @property
    def prepared(self) -> Prepared | None:
        """The script ready to be built, or None if there are errors."""
        if not self.inputs or self.said is None or self.slides is None or self.cast is None:
            return None
        return Prepared(self.said, self.slides, self.inputs, self.cast, self.split, self.described)


def examine(
    source: Source,
    tags: Sequence[str],
    voice: str | Engine,
    theme: str = "",
    memo: Memo = NO_MEMO,
    editions: Sequence[str] = (STANDARD,),
) -> Examined:
    """Read the script of ``source``, divide it into slides, lay them out, and find how its words are said.

    ``tags`` are the wanted languages; all if empty. A single tag is also the language of a script that does not state
    its own. ``voice`` is as for ``choose_voice``. ``theme`` is the name of a theme to use instead of the script's own.
    ``memo`` remembers what is known about figures. ``editions`` are those that will be made. Raises UsageError if the
    voice does not exist, OutsideError if the system refuses to read a file.
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
    if written.kept is not None:
        written, found = _pictured(written, memo)
        later += found
    chosen = None
    script, slides = _slides(written, theme, memo, later)
    try:
        chosen = choose_voice(written, voice)
    except InputError as error:
        later += error.problems
    entries, lexicon_problems = entries_for(written, chosen[0].name if chosen else FALLBACK_ENGINE)
    lexicon = Lexicon(entries)
    said = say_with(script, lexicon)
    later += lexicon_problems
    slides = slides.saying(said) if slides is not None else None
    # with errors no file is hashed: its path may lead out of the script's folder
    has_errors = any(problem.severity is Severity.ERROR for problem in (*problems, *later))
    inputs = {} if has_errors else {**{path: file_hash(path) for path in inputs_of(written)}, source.path: before}
    return Examined(
        problems=tuple(problems),
        written=written,
        slides=slides,
        said=said,
        cast=chosen,
        later=tuple(later),
        inputs=inputs,
        split=split_headings(written, script),
        described=_described_script(said, slides, lexicon, chosen) if DESCRIBED in editions else None,
    )


def _pictured(written: Script, memo: Memo) -> tuple[Script, Sequence[Problem]]:
    """Return ``written``, which is spoken to a kept deck, with the pictures of its slides, and problems."""
    from narrate.kept_pictures import with_pictures

    try:
        return with_pictures(written, memo)
    except InputError as error:
        return with_pictures(written, NO_MEMO)[0], error.problems


def _described_script(
    said: Script, slides: Slides | None, lexicon: Lexicon, cast: tuple[Engine, Voice] | None
) -> DescribedScript | None:
    """Return the script of the described edition; None if the slides or the phrases for it are missing."""
    from narrate.described_script import DescribedScript
    from narrate.speech import Narrator

    if slides is None or not can_describe(said.language):
        return None
    # a recording lacks the sentences that are added
    return DescribedScript(said, slides, lexicon, "auto" if cast and isinstance(cast[0], Narrator) else "")


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


@dataclass(frozen=True, slots=True)
class BuiltEdition:
    """An edition and where it lies.

    ``published`` and ``manifest`` are None if it was up to date, so that nothing was written.
    """

    folder: Path
    facts: EditionFacts
    published: Published | None = None
    manifest: Manifest | None = None


def build_editions(
    prepared: Prepared,
    plan: BuildPlan,
    fresh: Mapping[str, tuple[Path, EditionFacts]] | None = None,
    progress: Callable[[Script, str, str], None] | None = None,
) -> dict[str, BuiltEdition]:
    """Speak the script and write its editions to the output. Return them by name.

    The files of an edition appear in the output only when all of them are finished. ``fresh`` are (folder, facts) of
    the editions that are up to date, by name. They are left as they are, but if the page of the standard edition no
    longer says what is true of another edition, it is written again. ``progress`` is called after each step with the
    script, one of the words spoken, kept (spoken before), painted, encoded or exported, and the edition. Raises
    NarrateError.
    """
    from narrate.edition_speech import EditionSpeech

    wanted = plan.in_language(prepared.script.language)
    kept = _at_hand(fresh or {}, wanted)
    stale = [settings for settings in wanted if settings.edition not in kept]

    def steps(edition: str) -> Callable[[str], None]:
        return lambda step: progress(prepared.script, step, edition) if progress is not None else None

    def speak(settings: BuildSettings) -> Timeline:
        done = steps(settings.edition)
        if settings.edition == DESCRIBED:
            return speech.speak_described(prepared.describe, done)
        return speech.speak(prepared.script, settings.edition, done)

    built: dict[str, BuiltEdition] = {}
    with ThreadPoolExecutor(2) as background, ExitStack() as stack:
        encoder = ThreadPoolExecutor(1)  # one edition after the other: each has ``jobs`` threads of its own
        stack.callback(encoder.shutdown, cancel_futures=True)
        background.submit(load_ahead, [exporter for settings in stale for exporter in settings.exporters])
        speech = EditionSpeech(prepared.script, prepared.cast, wanted[0])
        # the standard edition first: what it says is part of the others
        timelines = {settings.edition: speak(settings) for settings in reversed(stale)}
        # the tracks of all editions now: those of the later ones are encoded while the earlier ones are written
        encodings = {
            one.edition: start_encoding(encoder, timelines[one.edition], one, steps(one.edition)) for one in stale
        }
        for settings in wanted:
            edition = settings.edition
            offers = plan.offers(settings, {name: one.facts for name, one in built.items()})
            if edition in kept and kept[edition][1].offers == offers:
                built[edition] = BuiltEdition(*kept[edition])
                continue
            done = steps(edition)
            timeline = timelines.pop(edition, None) or speak(settings)
            encoding = encodings.pop(edition, None) or start_encoding(encoder, timeline, settings, done)
            built[edition] = _write(prepared, timeline, settings, offers, background, encoding, done)
    return built


def _at_hand(
    fresh: Mapping[str, tuple[Path, EditionFacts]], wanted: Iterable[BuildSettings]
) -> dict[str, tuple[Path, EditionFacts]]:
    """Return ``fresh`` without the editions whose times a page needs and whose files are elsewhere, as in a bucket."""
    offered = {name for settings in wanted for name in settings.offers}
    return {name: one for name, one in fresh.items() if name not in offered or (one[0] / TIMELINE).is_file()}


def _write(
    prepared: Prepared,
    timeline: Timeline,
    settings: BuildSettings,
    offers: Mapping[str, Offer],
    background: ThreadPoolExecutor,
    encoding: Encoding,
    done: Callable[[str], None],
) -> BuiltEdition:
    """Write an edition to the output. ``background``, ``encoding`` and ``done`` are as for ``write_edition``."""
    script = timeline.script
    folder = edition_folder(settings.output, script.topic, script.language, settings.edition)
    slides = prepared.slides_of(script)
    with staged(settings.output) as stage:
        manifest = write_edition(
            timeline, slides, prepared.inputs, settings, stage, background, encoding, offers, folder, done
        )
        settings.store.flush()  # the manifest names entries of the store
        manifest = with_decisions(manifest, script, prepared.cast[1], settings)
        return BuiltEdition(folder, facts_of(manifest), publish(stage, folder, manifest), manifest)


def with_decisions(manifest: Manifest, script: Script, voice: Voice, settings: BuildSettings) -> Manifest:
    """Return ``manifest`` with all that decides the edition, now that it is known which voices speak ``script``."""
    if not settings.made_from:
        return manifest  # an object of the caller decides it
    wanted = settings.voice
    is_named = not isinstance(wanted, str) or ":" in (wanted or script.voice)
    names = decisions_of_voices(script, voice, is_named=is_named)
    if script.kept is not None:
        names = (*names, PAINTER)
    decided_by = settings.decided_by.with_names(names)
    return replace(
        manifest,
        made_from=made_from_now(settings.made_from, settings.decided_by, tuple(sorted(decided_by))),
        decided_by=dict(sorted({**decided_by, "language": settings.usual_language}.items())),
        program=program_of(decided_by),
    )
