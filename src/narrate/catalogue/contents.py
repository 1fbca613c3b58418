"""What each page of the catalogue shows, before it is markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, TypeAlias

from narrate.catalogue.alphabet import letter_of, sort_key
from narrate.catalogue.listing import ListedEdition
from narrate.edition_facts import PAGE
from narrate.languages import is_right_to_left, own_name

NAME = PAGE
LANGUAGES_FILE = "languages.json"
FOLDER = "languages"
SEARCHED = 5
"""A list with more topics than that can be searched."""
MOST_WITHOUT_LETTERS = 40
"""A list with more topics than that has letters to jump to."""
MOST_LETTERS = 40  # characters of Chinese are no alphabet
MOST_IN_FULL = 100
"""A list with more topics than that has no pictures, and the files stand on the pages of the topics."""
MOST_WITH_EDITIONS = 600
"""A list with more topics than that has only titles and lengths, which lead to the pages of the topics.

So the list of a language stays below 300 kB up to about 2000 topics, and a search finds all of them.
"""


@dataclass(frozen=True, slots=True)
class Chooser:
    """The page on which people choose a language: (language, number of topics), sorted by the names of the languages."""

    languages: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class LanguageList:
    """The list of all topics in a language.

    - ``letters``: (letter, editions), sorted by title. If nobody needs letters, it is one group without a letter.
    - ``has_others``: whether there are other languages. If not, the list is ``index.html`` itself.
    """

    language: str
    letters: tuple[tuple[str, tuple[ListedEdition, ...]], ...]
    has_others: bool

    @property
    def editions(self) -> tuple[ListedEdition, ...]:
        return tuple(edition for _, editions in self.letters for edition in editions)

    @property
    def count(self) -> int:
        return len(self.editions)

    @property
    def kind(self) -> str:
        return f"list, {'one of several' if self.has_others else 'the only one'}"


@dataclass(frozen=True, slots=True)
class TopicPage:
    """The page of a topic: its editions, sorted by the names of their languages."""

    editions: tuple[ListedEdition, ...]
    kind: ClassVar[str] = "page of a topic"


@dataclass(frozen=True, slots=True)
class LanguagesFile:
    """The languages of a topic, for the player."""

    editions: tuple[ListedEdition, ...]
    kind: ClassVar[str] = "languages of a topic"


Content: TypeAlias = "Chooser | LanguageList | TopicPage | LanguagesFile"


def direction_of(language: str) -> str:
    return "rtl" if is_right_to_left(language) else "ltr"


def contents_of(listed: Iterable[ListedEdition]) -> dict[str, Content]:
    """Return the content of each file of the catalogue that lists the editions ``listed``, by its path in the output.

    ``index.html`` is the last.
    """
    listed = list(listed)
    contents: dict[str, Content] = {}
    for topic, group in groupby(listed, key=lambda edition: edition.topic):
        editions = tuple(sorted(group, key=lambda edition: (sort_key(own_name(edition.language)), edition.folder)))
        contents[f"{topic}/{LANGUAGES_FILE}"] = LanguagesFile(editions)
        contents[f"{topic}/{NAME}"] = TopicPage(editions)
    by_language: dict[str, list[ListedEdition]] = {}
    for edition in listed:
        by_language.setdefault(edition.language, []).append(edition)
    if len(by_language) == 1:
        ((language, editions_in),) = by_language.items()
        contents[NAME] = _list(language, editions_in, has_others=False)
    else:
        lists = {language: _list(language, some, has_others=True) for language, some in by_language.items()}
        contents |= {list_name(language): one for language, one in sorted(lists.items())}
        contents[NAME] = _chooser(lists)
    return contents


def list_name(language: str) -> str:
    """Return the path of the list of ``language`` if there are several languages."""
    return f"{FOLDER}/{language}.html"


def _chooser(lists: Mapping[str, LanguageList]) -> Chooser:
    languages = sorted(lists, key=lambda language: (sort_key(own_name(language)), language))
    return Chooser(tuple((language, lists[language].count) for language in languages))


def _list(language: str, editions: Iterable[ListedEdition], *, has_others: bool) -> LanguageList:
    ordered = sorted(editions, key=lambda edition: (sort_key(edition.title), edition.topic, edition.folder))
    letters = [letter_of(edition.title) for edition in ordered]
    if len(ordered) <= MOST_WITHOUT_LETTERS or len(set(letters)) > MOST_LETTERS:
        return LanguageList(language, (("", tuple(ordered)),), has_others)
    groups: dict[str, list[ListedEdition]] = {}
    for letter, edition in zip(letters, ordered, strict=True):
        groups.setdefault(letter, []).append(edition)
    return LanguageList(language, tuple((letter, tuple(some)) for letter, some in groups.items()), has_others)
