"""What belongs on a card: the topics of a language and their tracks, from manifests and timelines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from narrate.collections.card.books import SHELF
from narrate.collections.card.names import card_name, has_words
from narrate.editions import DESCRIBED, STANDARD, file_stem
from narrate.errors import InputError, Place, Problem, Severity
from narrate.exporters.verifying.edition_record import read_timeline
from narrate.languages import foreign_phrases, iso639_2, language_data, own_name
from narrate.manifest import Manifest, find_manifests

FOLDER = "card"
"""The folder of all cards in the output."""


@dataclass(frozen=True, slots=True)
class CardTrack:
    """A track on a card.

    - ``path``: its path on the card.
    - ``source``: the track of the edition, and ``digest`` the SHA-256 that its manifest states.
    - ``texts``: the text frames of its ID3 tag.
    """

    path: str
    source: Path
    digest: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CardBook:
    """A DAISY book on a card.

    - ``path``: the path of its folder on the card.
    - ``source``: the zip file of the edition, and ``digest`` the SHA-256 that its manifest states.
    """

    path: str
    source: Path
    digest: str


@dataclass(frozen=True, slots=True)
class CardTopic:
    """A topic on a card.

    ``title_clip`` is the store's key of the sound of its title, which the title slide says; empty if none does. ``voice``
    is the voice of the edition. ``books`` is its DAISY book, if it has one.
    """

    topic: str
    title: str
    edition: str
    tracks: tuple[CardTrack, ...]
    title_clip: str
    voice: str
    books: tuple[CardBook, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """All topics in one language, in the order of the card."""

    language: str
    topics: tuple[CardTopic, ...]

    @property
    def list_title(self) -> str:
        """What the list of topics is called; the language's own name if there are no phrases in it."""
        if foreign_phrases(self.language):
            return own_name(self.language)
        return language_data(self.language).phrases["contents"]

    @property
    def list_file(self) -> str:
        """The name of the first track, the spoken list of topics."""
        return f"{card_name(0, len(self.topics), self.list_title)}.mp3"

    @property
    def list_texts(self) -> tuple[tuple[str, str], ...]:
        """The text frames of the list's ID3 tag."""
        return (("TIT2", self.list_title), ("TLAN", iso639_2(self.language)))

    @property
    def tracks(self) -> Iterator[CardTrack]:
        return (track for topic in self.topics for track in topic.tracks)

    @property
    def books(self) -> Iterator[CardBook]:
        return (book for topic in self.topics for book in topic.books)


def topic_problem(topic: str, title: str, place: Place) -> Problem | None:
    """Return what keeps a topic from having a folder on a card; None if it can."""
    if topic.casefold() == FOLDER:
        message = f"a topic called {topic!r} would lie where the card is written"
        return Problem(place, Severity.ERROR, "card-name", message, "give the topic's folder another name")
    if not has_words(title):
        message = f"the title {title[:40]!r} cannot be the name of a folder on a card: FAT32 leaves nothing of it"
        return Problem(place, Severity.ERROR, "card-name", message, "write a title with a letter or a digit in it")
    return None


def find_cards(output: Path) -> list[Card]:
    """Return the cards of all languages in which ``output`` has an edition with tracks, sorted by language.

    A topic has the tracks of its described edition if that was made from the same files as the standard one. Raises
    InputError if a topic cannot be on a card, or a timeline cannot be read.
    """
    heard = [(folder, manifest) for folder, manifest in find_manifests(output) if _has_tracks(manifest)]
    problems = [topic_problem(one.topic, one.title, Place(str(folder))) for folder, one in heard]
    if found := [problem for problem in problems if problem is not None]:
        raise InputError(*found)
    heard.sort(key=lambda pair: pair[1].language)
    cards = []
    for language, group in groupby(heard, key=lambda pair: pair[1].language):
        by_topic: dict[str, dict[str, tuple[Path, Manifest]]] = {}
        for folder, manifest in group:
            by_topic.setdefault(manifest.topic, {})[manifest.edition] = (folder, manifest)
        chosen = [one for editions in by_topic.values() if (one := _chosen(editions)) is not None]
        if chosen:
            cards.append(Card(language, tuple(_topics(chosen))))
    return cards


def _has_tracks(manifest: Manifest) -> bool:
    return any(name.startswith("tracks/") for name in manifest.files)


def _chosen(editions: Mapping[str, tuple[Path, Manifest]]) -> tuple[Path, Manifest] | None:
    """Return that one of a topic's ``editions``, by name, whose sound is on the card."""
    standard, described = editions.get(STANDARD), editions.get(DESCRIBED)
    if standard is None or described is None:
        return standard or described
    # the described edition of an earlier script may still lie there
    return described if described[1].inputs == standard[1].inputs else standard


def _topics(editions: Sequence[tuple[Path, Manifest]]) -> Iterator[CardTopic]:
    for number, (folder, manifest) in enumerate(editions, 1):
        try:
            segments = read_timeline(folder).segments
        except ValueError as error:
            raise InputError(Problem(Place(str(folder)), Severity.ERROR, "card-name", str(error))) from error
        name = card_name(number, len(editions), manifest.title)
        artist = (("TPE1", manifest.publisher),) if manifest.publisher else ()
        tracks = tuple(
            CardTrack(
                f"{name}/{card_name(position, len(segments), segment.heading)}.mp3",
                folder / segment.track,
                manifest.files.get(segment.track, ""),
                (
                    ("TIT2", segment.heading),
                    *artist,
                    ("TALB", manifest.title),
                    ("TRCK", f"{position}/{len(segments)}"),
                    ("TLAN", iso639_2(manifest.language)),
                ),
            )
            for position, segment in enumerate(segments, 1)
        )
        titles = [one.id for one in segments[0].sentences if one.text == manifest.title] if segments else []
        clip = manifest.clips[titles[0]][0] if titles and titles[0] in manifest.clips else ""
        book = f"{file_stem(manifest.topic, manifest.edition)}.daisy.zip"
        digest = manifest.files.get(book)
        books = (CardBook(f"{SHELF}/{name}", folder / book, digest),) if digest else ()
        yield CardTopic(manifest.topic, manifest.title, manifest.edition, tracks, clip, manifest.voice, books)
