"""``narrate voices add piper --from FILE``: copies the files of a voice, tests it, and measures its pace."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from narrate.durable_files import ANY_READER, flush_folder, make_folder, replace_file
from narrate.errors import OutsideError, UsageError, refused
from narrate.languages import normal_tag
from narrate.model import Sentence, Token, Voice
from narrate.sources.regular_files import read_regular
from narrate.speech.engines import Spoken
from narrate.speech.espeak.engine import EspeakEngine
from narrate.speech.fetching import require_room
from narrate.speech.piper.engine import PiperEngine
from narrate.speech.piper.graph import with_durations
from narrate.speech.piper.installed_voices import RECORD, InstalledVoice, piper_folder, voice_from_record
from narrate.speech.piper.tempo import Curve, curve_of
from narrate.speech.piper.voice_file import MAX_DESCRIPTION, read_voice_file
from narrate.speech.sample_sentences import sample_sentences
from narrate.speech.silence import sounding

_MAX_MODEL = 1_000_000_000  # bytes
# Text for languages without sample sentences: espeak-ng reads numbers in every language.
_NUMBERS = ("1 298 374, 56 091.", "2 745, 813 060, 94.", "37 615.")


def add(source: Path) -> tuple[InstalledVoice, ...]:
    """Add the voice in the file ``source`` (``.onnx``, with ``.onnx.json`` beside it), or every voice in a folder.

    Returns the added voices. Raises UsageError if there is no voice or it cannot be used; MissingDependencyError
    without onnxruntime; OutsideError if the disk fails or the model does not run.
    """
    return tuple(_add_one(path) for path in _models(source))


def _models(source: Path) -> Sequence[Path]:
    if source.is_dir():
        models = [path for path in sorted(source.rglob("*.onnx")) if _description(path).is_file()]
        if not models:
            raise UsageError(f"{source} holds no voice of Piper: a file NAME.onnx with NAME.onnx.json beside it")
        return models
    if source.suffix != ".onnx" or not source.is_file():
        raise UsageError(f"{source} is not a voice of Piper: give the file NAME.onnx, with NAME.onnx.json beside it")
    if not _description(source).is_file():
        raise UsageError(f"{_description(source)} is missing: a voice of Piper is that file and {source.name}")
    return [source]


def _description(model: Path) -> Path:
    return model.with_name(model.name + ".json")


def _add_one(source: Path) -> InstalledVoice:
    name = source.stem
    if not re.fullmatch(r"[\w.+-]+", name):
        raise UsageError(f"{source}: rename it, using only letters, digits, - and _: scripts refer to it by its name")
    voice = read_voice_file(_description(source))
    language = normal_tag(voice.language.replace("_", "-"))
    EspeakEngine().voice(language, voice.espeak)  # raises UsageError where espeak-ng has no such voice
    folder = piper_folder()
    try:
        model = read_regular(source, _MAX_MODEL)
        try:
            changed_model, lengths, frames = with_durations(model)
        except ValueError as error:
            raise UsageError(f"{source}: {error}") from None
        make_folder(folder)
        require_room(folder, len(changed_model))
        record = folder / f"{name}{RECORD}"
        record.unlink(missing_ok=True)
        replace_file(folder / f"{name}.onnx", changed_model, ANY_READER)
        replace_file(folder / f"{name}.onnx.json", read_regular(_description(source), MAX_DESCRIPTION), ANY_READER)
        facts: dict[str, Any] = {
            "language": language,
            "origin": hashlib.sha256(model).hexdigest(),
            "size": len(changed_model),
            "lengths": lengths,
            "frames": frames,
            "licence": _licence(source.parent / "MODEL_CARD"),
            "curve": [[1.0, 1.0], [2.0, 2.0]],
        }
        facts["curve"] = _measured(voice_from_record(name, facts))
        flush_folder(folder)  # the record comes last, also on the disk
        replace_file(record, json.dumps(facts).encode(), ANY_READER)
        flush_folder(folder)
        return voice_from_record(name, facts)
    except OSError as error:
        raise OutsideError(f"{folder}: {refused(error, 'set NARRATE_VOICES to another folder')}") from None


def _measured(voice: InstalledVoice) -> Curve:
    """Return the curve (``tempo.curve_of``) of a voice, measured against espeak-ng at 150 words a minute.

    Raises OutsideError if its model does not run, UsageError if it makes no sound.
    """
    engine, espeak = PiperEngine([voice]), EspeakEngine()
    own, other = Voice(engine.name, voice.name, voice.language), espeak.voice(voice.language, voice.file.espeak)
    assert other is not None
    voice_session, espeak_session = engine.session(), espeak.session()
    voice_s = espeak_s = 0.0
    lengths: list[float] = []
    try:
        for text in sample_sentences(voice.language) or _NUMBERS:
            sentence = Sentence("s", text, tuple(Token(m.group(), m.start()) for m in re.finditer(r"\S+", text)))
            voice_s += _heard(voice_session.speak(sentence, own, 150))
            espeak_s += _heard(espeak_session.speak(sentence, other, 150))
            lengths += voice_session.lengths(sentence, own)
    finally:
        voice_session.close()
        espeak_session.close()
    if not voice_s or not espeak_s:
        raise UsageError(f"the voice {voice.name} makes no sound")
    return curve_of(lengths, voice_s / espeak_s)


def _heard(spoken: Spoken) -> float:
    """Return the seconds from the first audible sample to the last."""
    heard = sounding(spoken.pcm)
    return (heard[1] - heard[0]) / spoken.rate if heard else 0.0


def _licence(card: Path) -> str:
    """Return the licence that a voice's model card names, or an empty string."""
    text = card.read_text(encoding="utf-8", errors="replace") if card.is_file() else ""
    match = re.search(r"^\W*licen[cs]e\W+(\S.*)$", text, re.IGNORECASE | re.MULTILINE)
    return match[1].strip()[:80] if match else ""
