"""``narrate say``: shows how a single text, without a script, is spoken: its words, its phonemes, its sound."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from narrate.audio.clips import Pcm
from narrate.check.speaking import check_speaking
from narrate.edition_speech import DEFAULT_RATE
from narrate.errors import InputError, Place, Problem, UsageError
from narrate.languages import normal_tag
from narrate.model import Kind, Pronunciation, Script, Sentence, Voice
from narrate.script import Source, read_source
from narrate.speech import Engine, Narrator, Speaker, choose_voice, others_for, say_script, text_recipients
from narrate.speech.phonemes import sentence_phonemes
from narrate.speech.pronouncing import said_runs
from narrate.store.opening import open_store, store_address

NAME = "TEXT"  # the name of the text in messages, in place of a file
_HEADER = "---\ntitle: A text\n---\n## A text\n\n"
_PAUSE_MS = 400


@dataclass(frozen=True, slots=True)
class SaidSentence:
    """A sentence and how it is said.

    ``said`` is the spoken text in runs (language tag, text); the tag is empty for the text's own language. ``sounds``
    has the phonemes of the sentence in IPA; it is empty if they are unknown.
    """

    written: str
    said: tuple[tuple[str, str], ...]
    sounds: str


@dataclass(frozen=True, slots=True)
class SaidText:
    """A text and the voice that will speak it; ``warnings`` are those that a build would give."""

    script: Script
    engine: Engine
    voice: Voice
    lines: tuple[SaidSentence, ...]
    warnings: tuple[Problem, ...]


def how_said(
    text: str,
    language: str,
    voice: str = "",
    lexicons: Sequence[Path] = (),
    pronounce: Sequence[Pronunciation] = (),
) -> SaidText:
    """Return how ``voice`` says ``text`` in ``language`` (BCP 47), without speaking it.

    ``text`` is written like the paragraphs of a script. ``voice`` is as for ``build``. ``lexicons`` are lexicon files,
    and ``pronounce`` comes before them, as in a script.
    Raises InputError for text that cannot be read or spoken, UsageError for wrong arguments, OutsideError if a voice
    fails.
    """
    script = replace(_read(text, normal_tag(language)), lexicons=tuple(lexicons), pronounce=tuple(pronounce))
    engine, chosen = choose_voice(script, voice)
    if isinstance(engine, Narrator):
        raise UsageError(f"{engine.name} can say only what was recorded; choose another voice")
    said = say_script(script, chosen.engine)
    problems = [_in_text(problem) for problem in check_speaking(script, said, (engine, chosen))]
    # The sounds of all numbers are in the result anyway.
    warnings = tuple(problem for problem in problems if problem.code != "number-left-to-voice")
    sentences = [sentence for segment in said.segments for sentence in segment.sentences]
    lines = tuple(
        SaidSentence(sentence.text, tuple(said_runs(sentence, script.language)), sounds)
        for sentence, sounds in zip(sentences, sentence_phonemes(sentences, chosen), strict=True)
    )
    return SaidText(said, engine, chosen, lines, warnings)


def speak(
    said: SaidText,
    rate: int = 0,
    notice: Callable[[str], None] = lambda _: None,
    *,
    store: str | Path = "",
    offline: bool = False,
) -> tuple[Pcm, int]:
    """Speak a text at ``rate`` words a minute (0: the default rate). Return (sound, its sampling rate in Hz).

    ``notice`` is called with a message for each service that receives the text. ``store`` and ``offline`` are as for
    ``build``. Raises InputError for a sentence for which the voice makes no sound, or if ``offline`` forbids the voice;
    OutsideError if the voice or the disk fails.
    """
    import numpy as np

    from narrate.audio.clips import load, silence
    from narrate.audio.grid import samples

    for name, recipient in text_recipients(said.script, said.engine, offline=offline).items():
        notice(f"the voice {name} sends the text to {recipient}")
    kept = open_store(store_address(store))
    others = others_for(said.engine, said.voice.language)
    speaker = Speaker(said.engine, said.voice, rate or DEFAULT_RATE, kept, 1, others)
    with kept.in_use():
        spoken = speaker.speak(_sentences(said.script))
        parts: list[Pcm] = []
        for utterance in spoken:
            parts += [load(kept, utterance.sound), silence(samples(_PAUSE_MS, utterance.sound.rate))]
    return np.concatenate(parts[:-1]), spoken[0].sound.rate


def encoded(pcm: Pcm, rate: int, ending: str) -> bytes:
    """Return the sound ``pcm`` (``rate`` Hz) as the content of a file.

    ``ending`` is the suffix of the file: ``.wav`` or ``.mp3``.
    """
    from narrate.audio import mp3_codec
    from narrate.audio.clips import to_wav

    if ending == ".wav":
        return to_wav(pcm, rate)
    import numpy as np

    from narrate.audio.mixing import resample
    from narrate.audio.mp3_writing import FRAME

    resampled = resample(pcm, rate, mp3_codec.RATE)
    padded = np.zeros(-(-len(resampled) // FRAME) * FRAME, np.int16)
    padded[: len(resampled)] = resampled
    return mp3_codec.encode([padded], len(padded))


def _sentences(script: Script) -> list[Sentence]:
    """Return the sentences of ``script``, with their places in the given text."""
    found = [sentence for segment in script.segments for sentence in segment.sentences]
    return [replace(sentence, place=_place_in_text(sentence.place)) for sentence in found]


def _read(text: str, language: str) -> Script:
    """Return ``text`` as a script that has only narration."""
    if not text.strip():
        raise UsageError("there is nothing to say; give a text, or - to read it from standard input")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.md"
        path.write_text(_HEADER + text.strip() + "\n", encoding="utf-8", errors="replace")
        try:
            script, _ = read_source(Source(path, "text", language, path.parent), language)
        except InputError as error:
            raise InputError(*(_in_text(problem) for problem in error.problems)) from None
    spoken = tuple(segment for segment in script.segments if segment.kind is Kind.NARRATION)
    return replace(script, segments=spoken, path=Path(NAME), settings=None)


def _in_text(problem: Problem) -> Problem:
    """Return ``problem`` with its place in the given text, not in the temporary file that holds it."""
    return replace(problem, place=_place_in_text(problem.place))


def _place_in_text(place: Place | None) -> Place:
    line = place.line - _HEADER.count("\n") if place else 0
    return Place(NAME, line, place.column) if place and line > 0 else Place(NAME)
