"""The spoken list of what is on a card, its first track."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.audio.clips import SUFFIX
from narrate.audio.grid import TRACK_MS, ceil_to
from narrate.collections.card.contents import Card
from narrate.collections.collection import Means
from narrate.edition_speech import DEFAULT_RATE
from narrate.editions import STANDARD
from narrate.errors import MissingDependencyError, OutsideError, Place, UsageError
from narrate.languages import foreign_phrases, language_data
from narrate.model import Clip, Kind, Script, Segment, Sentence, Timeline, Track, Utterance, Voice
from narrate.store import Store

if TYPE_CHECKING:
    from narrate.speech import Engine, Speaker

_LEAD_MS, _AFTER_NUMBER_MS, _AFTER_TITLE_MS = 200, 200, 700  # each a multiple of grid.GRID_MS


@dataclass(frozen=True, slots=True)
class ListedPiece:
    """A piece of the list: its words, and the store's key of its sound if that is known before it is spoken."""

    text: str
    clip: str = ""
    pause_ms: int = _AFTER_TITLE_MS


@dataclass(frozen=True, slots=True)
class SpokenList:
    """The list as it was spoken: the ``voice`` and, for each piece, its words and the store's key of its sound.

    ``track`` is the file in the store.
    """

    voice: str
    pieces: tuple[tuple[str, str], ...]
    track: Path


def list_pieces(card: Card) -> Iterator[ListedPiece]:
    """Yield what the list of ``card`` says. The titles sound as they do in the editions.

    In a language without phrases, the list has only the titles.
    """
    phrases = None if foreign_phrases(card.language) else language_data(card.language).phrases
    if phrases is not None:
        yield ListedPiece(phrases["card_contents"].format(count=len(card.topics)))
    for number, topic in enumerate(card.topics, 1):
        if phrases is not None:
            before = phrases["card_topic"].partition("{title}")[0]
            yield ListedPiece(before.format(number=number).strip(), pause_ms=_AFTER_NUMBER_MS)
        yield ListedPiece(topic.title, topic.title_clip)


def speak_list(card: Card, means: Means) -> SpokenList:
    """Speak the list of ``card``, as far as the store does not hold it. Raises NarrateError if that is not possible."""
    from narrate.audio.tracks import encode_tracks
    from narrate.speech.speaking import kept_utterance

    engine, voice = _find_voice(card, means)
    script = said_list(card, engine.name)
    sentences = script.segments[0].sentences
    with means.store.in_use():
        known: dict[str, Utterance] = {}
        for piece, sentence in zip(list_pieces(card), sentences, strict=True):
            entry = means.store.find(piece.clip, SUFFIX) if piece.clip else None
            if entry is not None:
                known[sentence.id] = kept_utterance(sentence, piece.clip, entry)
        missing = [sentence for sentence in sentences if sentence.id not in known]
        for utterance in speaker_of(engine, voice, means.store, means.jobs).speak(missing):
            known[utterance.sentence.id] = utterance
        utterances = [known[sentence.id] for sentence in sentences]
        timeline = Timeline(script, STANDARD, voice, (list_track(script.segments[0], utterances),))
        (track,) = encode_tracks(timeline, means.store, means.jobs)[".mp3"]
        means.store.flush()
    pieces = tuple((one.sentence.text, one.sound.key) for one in utterances)
    return SpokenList(str(voice), pieces, track.path)


def list_track(segment: Segment, utterances: Sequence[Utterance]) -> Track:
    """Return the track of the list. A list has no captions, so the times of its words are not needed."""
    clips: list[Clip] = []
    next_ms = _LEAD_MS
    for utterance in utterances:
        clips.append(Clip(utterance, next_ms))
        next_ms = clips[-1].end_ms + (utterance.sentence.pause_after_ms or 0)
    return Track(segment, tuple(clips), 0, ceil_to(next_ms, TRACK_MS))


def speaker_of(engine: Engine, voice: Voice, store: Store, jobs: int = 1) -> Speaker:
    """Return what speaks a list with ``voice``."""
    from narrate.speech import Speaker, others_for

    return Speaker(engine, voice, DEFAULT_RATE, store, jobs, others_for(engine, voice.language))


def _find_voice(card: Card, means: Means) -> tuple[Engine, Voice]:
    """Return the engine and voice that say how many topics there are, and their numbers.

    This is the voice of the first topic, or the engine object of the build. A person's recording has no such sentences.
    A service gets them only if no installed voice speaks the language, and never with ``means.offline``. Raises
    OutsideError if there is no voice.
    """
    from narrate.speech import Narrator, Online, best_voice, open_engine

    online: tuple[Engine, Voice] | None = None
    for name in [means.voice, *dict.fromkeys(topic.voice for topic in card.topics)]:
        engine_name, _, voice_name = name.partition(":") if isinstance(name, str) else ("", "", "")
        try:
            engine = open_engine(engine_name) if isinstance(name, str) else name
            voice = engine.voice(card.language, voice_name)
        except (UsageError, MissingDependencyError):
            continue
        if voice is None or isinstance(engine, Narrator):
            continue
        if not isinstance(engine, Online):
            return engine, voice
        online = online or (engine, voice)
    found = best_voice(card.language) or (None if means.offline else online)
    if found is None:
        message = f"no voice on this machine speaks {card.language!r}, to say what is on the card"
        raise OutsideError(f"{message}; narrate voices lists them")
    return found


def said_list(card: Card, engine: str) -> Script:
    """Return the list as a script of one segment, with how the engine called ``engine`` says its words."""
    from narrate.script.sentences import tokenise
    from narrate.speech import say_script

    path = Path(f"card/{card.language}")
    sentences = tuple(
        Sentence(
            f"card.{number}",
            piece.text,
            tokenise(piece.text),
            pause_after_ms=piece.pause_ms,
            place=Place(str(path)),
        )
        for number, piece in enumerate(list_pieces(card))
    )
    segment = Segment("card", Kind.NARRATION, card.list_title, None, sentences)
    return say_script(Script("card", card.list_title, card.language, (segment,), path), engine)
