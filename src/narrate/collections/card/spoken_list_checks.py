"""Checks the spoken list of a card: its words, the sounds it is made of, and every byte of its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from narrate.audio.clips import SUFFIX
from narrate.audio.id3_tags import read_id3_tag
from narrate.audio.mp3_structure import structure
from narrate.collections.card.contents import Card
from narrate.collections.card.record import CardRecord
from narrate.collections.card.spoken_list import list_track, said_list, speaker_of
from narrate.errors import NarrateError
from narrate.exporters.verifying.edition_record import Finding
from narrate.json_files import one_line
from narrate.languages import foreign_phrases, language_data
from narrate.model import Sound, Utterance, Voice
from narrate.sources.regular_files import read_regular
from narrate.store import Store

_MOST_BYTES = 1 << 30
_CURE = "build again with --to card"


def check_list(folder: Path, card: Card, record: CardRecord, store: Store, *, again: bool) -> Iterator[Finding]:
    """Yield the findings about the list of ``card`` in ``folder``. ``again``: make its sound again to compare it."""
    wanted = list(expected_words(card))
    said = [text for text, _ in record.pieces]
    faults = [] if said == wanted else [_difference(said, wanted)]
    yield Finding("card", "words of the list", len(faults), 0, "faults", tuple(f"{one}; {_CURE}" for one in faults))
    names = [name for name in record.files if "/" not in name]
    if len(names) != 1 or not names[0].startswith("0"):
        yield Finding(
            "card",
            "list",
            faults=(f"the card has {len(names)} files beside its folders instead of one, the spoken list; {_CURE}",),
        )
        return
    try:
        content = read_regular(folder / names[0], _MOST_BYTES, links=False)
    except (OSError, ValueError) as error:
        yield Finding("card", "list", faults=(f"{one_line(names[0])}: {one_line(str(error))}; {_CURE}",))
        return
    built = structure(content)
    faults = [*built.faults, *tag_faults(built.tag, card.list_texts)]
    yield Finding("card", "list", len(faults), 0, "faults", tuple(f"{names[0]}: {one}; {_CURE}" for one in faults))
    if said == wanted:
        yield _sound(content[len(built.tag) :], card, record, store, again=again)


def expected_words(card: Card) -> Iterator[str]:
    """Yield what the list of ``card`` should say, sentence by sentence."""
    phrases = {} if foreign_phrases(card.language) else language_data(card.language).phrases
    if phrases:
        yield phrases["card_contents"].replace("{count}", str(len(card.topics)))
    for number, topic in enumerate(card.topics, 1):
        if phrases:
            yield phrases["card_topic"].split("{title}")[0].replace("{number}", str(number)).rstrip()
        yield topic.title


def _difference(said: list[str], wanted: list[str]) -> str:
    pairs = zip([*said, ""], [*wanted, ""], strict=False)
    here, there = next(((one, other) for one, other in pairs if one != other), ("", ""))
    return f"the list says {one_line(here, 80)!r}, where it should say {one_line(there, 80)!r}"


def tag_faults(tag: bytes, texts: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Yield what is wrong with the ID3 ``tag`` of a file, which should hold ``texts``."""
    try:
        read = read_id3_tag(tag)
    except ValueError as error:
        yield str(error)
        return
    if read.texts != texts or read.chapters:
        yield f"its tag says {one_line(str(dict(read.texts)))}, not {one_line(str(dict(texts)))}"


def _sound(sound: bytes, card: Card, record: CardRecord, store: Store, *, again: bool) -> Finding:
    """Compare ``sound``, the list without its tag, with what the sounds in the ``store`` give."""
    if not again:
        return Finding("card", "sound of the list", note="not made again: another version of narrate made the editions")
    utterances = _utterances(card, record, store)
    if isinstance(utterances, str):
        return Finding("card", "sound of the list", note=f"not made again: {utterances}")
    made, voice, faults = utterances
    expected = _made(card, made, voice, store)
    if sound != expected[len(structure(expected).tag) :]:
        faults += (f"the sound of the list is not what its words give; {_CURE}",)
    return Finding("card", "sound of the list", len(faults), 0, "faults", faults)


def _utterances(card: Card, record: CardRecord, store: Store) -> str | tuple[list[Utterance], Voice, tuple[str, ...]]:
    """Return (utterances, voice, faults) of the list from the store, or a text that says why that is not possible.

    A fault is a piece that has the sound of other words.
    """
    from narrate.speech import open_engine
    from narrate.speech.speaking import kept_utterance

    engine_name, _, voice_name = record.voice.partition(":")
    titles = [topic.title_clip for topic in card.topics]
    try:
        engine = open_engine(engine_name)
        voice = engine.voice(card.language, voice_name)
        if voice is None:
            return f"{record.voice} no longer speaks {card.language!r}"
        sentences = said_list(card, engine.name).segments[0].sentences
        speaker = speaker_of(engine, voice, store)
        spoken = [speaker.key(sentence) for sentence in sentences]
    except NarrateError as error:
        return one_line(str(error))
    utterances, faults = [], []
    for sentence, (text, key), own in zip(sentences, record.pieces, spoken, strict=True):
        entry = store.find(key, SUFFIX)
        if entry is None:
            return "the store no longer holds its sound"
        if key != own and not (key in titles and card.topics[titles.index(key)].title == text):
            faults.append(f"{one_line(text, 80)!r} has the sound of other words; {_CURE}")
        utterances.append(kept_utterance(sentence, key, entry))
    return utterances, voice, tuple(faults)


def _made(card: Card, utterances: list[Utterance], voice: Voice, store: Store) -> bytes:
    """Return the MP3 file that the pieces of the list give."""
    from narrate.audio import clips
    from narrate.audio.mastering import master
    from narrate.audio.mp3_codec import MP3

    def load(sound: Sound) -> clips.Pcm:
        return clips.load(store, sound)

    mastered = master(list_track(said_list(card, voice.engine).segments[0], utterances), load)
    return MP3.encode([mastered.pcm], mastered.samples, map)
