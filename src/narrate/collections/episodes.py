"""Finds what a podcast feed says about each edition, from its manifest and its timeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from narrate.edition_files import what_is_at
from narrate.editions import file_stem, shown_title
from narrate.errors import InputError, Place, Problem, Severity
from narrate.exporters.exported_files import sound_file
from narrate.exporters.verifying.edition_record import read_timeline
from narrate.languages import foreign_phrases, language_data
from narrate.manifest import Manifest, find_manifests
from narrate.script.settings import NAME as SETTINGS

HINT = f"write `address: https://…`, the address of the folder where the output is published, into {SETTINGS}"


@dataclass(frozen=True, slots=True)
class Episode:
    """An edition as an episode of a feed.

    - ``folder``: its folder relative to the output; ``stem``: how the names of its files begin.
    - ``page``: the folder of the page that offers it, relative to the output; empty if there is none.
    - ``address``: the web address of this edition, if it has its own.
    - ``size``: the bytes of its MP3 file; ``files``: the names of all its files.
    - ``chapters``: (title, start in ms).
    """

    topic: str
    edition: str
    title: str
    folder: str
    stem: str
    page: str
    subtitle: str
    publisher: str
    date: str
    address: str
    duration_ms: int
    size: int
    files: frozenset[str]
    chapters: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """All episodes in one language. ``site`` is where the output folder is published, without a slash at its end."""

    language: str
    site: str
    episodes: tuple[Episode, ...]
    colours: Mapping[str, str]

    @property
    def publisher(self) -> str:
        """The publisher of all episodes; empty if they have several or none."""
        names = {episode.publisher for episode in self.episodes}
        return names.pop() if len(names) == 1 else ""

    @property
    def title(self) -> str:
        return self.publisher or language_data(self.language).phrases["all_topics"]

    @property
    def description(self) -> str:
        """What the feed is about. In a language without phrases it is the title, since it may not be in English."""
        if foreign_phrases(self.language):
            return self.title
        return language_data(self.language).phrases["feed_description"]


def find_feeds(output: Path) -> list[Feed]:
    """Return the feeds of all languages in which ``output`` has an edition with an MP3 file, sorted by language.

    Raises InputError if an edition has no web address, or another than the rest, or if its timeline cannot be read.
    """
    heard = [
        (folder, manifest)
        for folder, manifest in find_manifests(output)
        if sound_file(file_stem(manifest.topic, manifest.edition)) in manifest.files
    ]
    heard.sort(key=lambda pair: pair[1].language)
    feeds = []
    for language, group in groupby(heard, key=lambda pair: pair[1].language):
        editions = list(group)
        sites = {manifest.site.rstrip("/"): folder for folder, manifest in editions}
        if problems := [problem for site, folder in sites.items() if (problem := _unfit(site, folder))]:
            raise InputError(*problems)
        if len(sites) > 1:
            (site, folder), (other, _) = list(sites.items())[:2]
            message = f"this edition was built for {site}, another for {other}; a feed has one address"
            raise InputError(
                Problem(Place(str(folder)), Severity.ERROR, "feed-address", message, "build all editions again")
            )
        episodes = tuple(_episodes(output, editions))
        feeds.append(Feed(language, next(iter(sites)), episodes, editions[0][1].colours))
    return feeds


def address_problem(site: str, place: Place) -> Problem | None:
    """Return why a feed cannot have addresses below ``site``; None if it can."""
    if not site:
        return Problem(place, Severity.ERROR, "feed-address", "a feed needs a web address, and none is given", HINT)
    if "?" in site or "#" in site:
        return Problem(place, Severity.ERROR, "feed-address", f"a feed cannot have addresses below {site!r}", HINT)
    return None


def _unfit(site: str, folder: Path) -> Problem | None:
    problem = address_problem(site, Place(str(folder)))
    if problem is None:
        return None
    hint = f"{HINT}, and build this edition again"
    return Problem(problem.place, problem.severity, problem.code, problem.message, hint)


def _episodes(output: Path, editions: list[tuple[Path, Manifest]]) -> Iterator[Episode]:
    pages = {folder for folder, manifest in editions if "index.html" in manifest.files}
    for folder, manifest in editions:
        stem = file_stem(manifest.topic, manifest.edition)
        path = folder / sound_file(stem)
        try:
            segments = read_timeline(folder).segments
        except ValueError as error:
            raise InputError(Problem(Place(str(folder)), Severity.ERROR, "feed-address", str(error))) from error
        yield Episode(
            topic=manifest.topic,
            edition=manifest.edition,
            title=shown_title(manifest.title, manifest.language, manifest.edition),
            folder=folder.relative_to(output).as_posix(),
            stem=stem,
            page=next((one.relative_to(output).as_posix() for one in (folder, folder.parent) if one in pages), ""),
            subtitle=manifest.subtitle,
            publisher=manifest.publisher,
            date=manifest.date,
            address=manifest.address if manifest.address != manifest.site else "",
            duration_ms=manifest.duration_ms,
            size=path.lstat().st_size if what_is_at(path) == "file" else 0,
            files=frozenset(manifest.files),
            chapters=tuple((segment.heading, segment.start_ms) for segment in segments),
        )
