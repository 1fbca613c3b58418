"""A podcast feed in each language: ``<language>/feed.xml``, and its picture and chapters in ``<language>/feed/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from narrate.collections.collection import Candidate, Collection, Means, Written
from narrate.collections.episodes import Feed, address_problem, find_feeds
from narrate.edition_files import what_is_at
from narrate.errors import OutsideError, Place, Problem
from narrate.exporters.verifying.edition_record import Finding
from narrate.publishing import move_durably, staged
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
        _refuse_links(output, [*wanted, *pictures])
        lacking = {
            name: paint_artwork(feed.title, feed.language, feed.colours)
            for name, feed in pictures.items()
            if what_is_at(output / name) != "file"
        }
        _replace(output, {**lacking, **wanted})
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


def _replace(output: Path, files: Mapping[str, bytes]) -> None:
    """Write the ``files`` that ``output`` does not hold already. A feed is written after everything that it refers to."""
    changed = {name: content for name, content in files.items() if not _holds(output / name, content)}
    if not changed:
        return
    with staged(output) as stage:
        for name in sorted(changed, key=lambda name: name.endswith(f"/{_FILE}")):
            (stage / "file").write_bytes(changed[name])
            move_durably(stage / "file", output / name)


def _holds(path: Path, content: bytes) -> bool:
    return what_is_at(path) == "file" and path.stat().st_size == len(content) and path.read_bytes() == content


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
                _remove(path)
        for empty in (folder, feed.parent):
            with suppress(OSError):  # it still holds other files
                empty.rmdir()


def _remove(path: Path) -> None:
    """Raises OutsideError if the system refuses."""
    try:
        path.unlink()
    except OSError as error:
        raise OutsideError(
            f"{path} no longer belongs to a feed and cannot be removed: {error.strerror}; remove it"
        ) from error


def _refuse_links(output: Path, names: Sequence[str]) -> None:
    """Raise OutsideError if one of the files ``names`` would be written through a link, or over a folder."""
    for name in names:
        for path in (output / name, *(output / parent for parent in list(Path(name).parents)[:-1])):
            if what_is_at(path) not in ("", "file" if path == output / name else "folder"):
                raise OutsideError(f"{path} is in the way of the feed; remove it and build again")


COLLECTION = FeedCollection()
