"""A podcast feed in each language: ``<language>/feed.xml``, and its picture and chapters in ``<language>/feed/``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from narrate.collections.collection import Candidate, Collection, Means, Written
from narrate.collections.episodes import Feed, address_problem, find_feeds
from narrate.collections.output_files import refuse_links, remove_file, replace_files
from narrate.edition_files import what_is_at
from narrate.errors import Place, Problem
from narrate.exporters.verifying.edition_record import Finding
from narrate.store import Store

_FILE = "feed.xml"
_FOLDER = "feed"
_OURS = b"<generator>narrate</generator>"
_HEAD = 4000  # bytes at the start of a feed, among which its generator stands


class FeedCollection(Collection):
    name = "feed"
    needs = ("mp3", "vtt", "html")

    def problem(self, candidate: Candidate) -> Problem | None:
        return address_problem(candidate.site, Place(str(candidate.settings)))

    def is_there(self, output: Path) -> bool:
        return any(_own_feeds(output))

    def write(self, output: Path, means: Means | None = None) -> Sequence[Written]:  # noqa: ARG002 - it needs none
        from narrate.collections.artwork import artwork_name, paint_artwork
        from narrate.collections.feed_document import chapters_file, chapters_json, feed_xml

        main: list[Written] = []
        wanted: dict[str, bytes] = {}
        pictures: dict[str, Feed] = {}
        for feed in find_feeds(output):
            artwork = f"{feed.language}/{_FOLDER}/{artwork_name(feed.title, feed.language, feed.colours)}"
            pictures[artwork] = feed
            wanted |= {chapters_file(feed, episode): chapters_json(episode) for episode in feed.episodes}
            wanted[f"{feed.language}/{_FILE}"] = feed_xml(feed, artwork)
            main.append(Written(output / feed.language / _FILE))
        refuse_links(output, [*wanted, *pictures], self.name)
        lacking = {
            name: paint_artwork(feed.title, feed.language, feed.colours)
            for name, feed in pictures.items()
            if what_is_at(output / name) != "file"
        }
        # a feed is written after everything that it refers to
        replace_files(output, {**lacking, **wanted}, lambda name: name.endswith(f"/{_FILE}"))
        _remove_others(output, {*wanted, *pictures})
        return main

    def verify(
        self,
        output: Path,
        *,
        painted: bool,
        store: Store | None = None,  # noqa: ARG002 - nothing is spoken
    ) -> Iterator[tuple[str, tuple[Finding, ...]]]:
        from narrate.collections.feed_checks import check_feeds

        if self.is_there(output):
            yield from check_feeds(output, painted=painted)


def _own_feeds(output: Path) -> Iterator[Path]:
    """Yield the feeds in ``output`` that narrate wrote, sorted."""
    for path in sorted(output.glob(f"*/{_FILE}")):
        if what_is_at(path.parent) == "folder" and what_is_at(path) == "file":
            with path.open("rb") as file:
                if _OURS in file.read(_HEAD):
                    yield path


def _remove_others(output: Path, wanted: set[str]) -> None:
    """Remove the files of earlier feeds that are not ``wanted``, such as chapters of an edition that is gone."""
    for feed in list(_own_feeds(output)):
        folder = feed.parent / _FOLDER
        made = [path for kind in ("*.chapters.json", "artwork-*.png") for path in sorted(folder.glob(kind))]
        for path in (*made, feed):
            if path.relative_to(output).as_posix() not in wanted:
                remove_file(path, FeedCollection.name)
        for empty in (folder, feed.parent):
            with suppress(OSError):  # it still holds other files
                empty.rmdir()


COLLECTION = FeedCollection()
