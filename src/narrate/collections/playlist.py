"""A playlist of the films of all topics in each language: ``<language>.m3u8``, for a screen in a waiting room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from narrate.catalogue.alphabet import sort_key
from narrate.collections.collection import Candidate, Collection, Means, Written
from narrate.collections.output_files import refuse_links, remove_file, replace_files
from narrate.edition_files import what_is_at
from narrate.editions import STANDARD
from narrate.errors import OutsideError, Problem
from narrate.exporters.verifying.edition_record import Finding
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN
from narrate.languages import language_data
from narrate.manifest import Manifest, find_manifests
from narrate.store import Store

_SUFFIX = ".m3u8"
_HEAD = "#EXTM3U\n#narrate\n"


class PlaylistCollection(Collection):
    name = "playlist"
    needs = ("mp4",)

    def problem(self, candidate: Candidate) -> Problem | None:  # noqa: ARG002 - every film can be in a playlist
        return None

    def is_there(self, output: Path) -> bool:
        return any(_own(output))

    def write(self, output: Path, means: Means | None = None) -> Sequence[Written]:  # noqa: ARG002 - it needs none
        wanted = playlists(output)
        refuse_links(output, wanted, self.name)
        own = set(_own(output))
        for path in (output / name for name in wanted):
            if path.exists() and path not in own:
                raise OutsideError(f"{path} was not written by narrate, so it is left alone; rename it and build again")
        replace_files(output, {name: text.encode() for name, text in wanted.items()})
        for path in list(_own(output)):
            if path.name not in wanted:
                remove_file(path, self.name)
        return [Written(output / name) for name in wanted]

    def verify(
        self,
        output: Path,
        *,
        painted: bool,  # noqa: ARG002 - it has no picture
        store: Store | None = None,  # noqa: ARG002 - nothing is spoken
    ) -> Iterator[tuple[str, tuple[Finding, ...]]]:
        if not self.is_there(output):
            return
        wanted = playlists(output)
        for name in sorted({*wanted, *(path.name for path in _own(output))}):
            faults = tuple(_faults(output / name, wanted.get(name, "")))
            yield name, (Finding(self.name, "films in order", len(faults), 0, "faults", faults),)


def playlists(output: Path) -> Mapping[str, str]:
    """Return the playlists of ``output`` as text, by their names: those of all languages in which it has a film.

    The films are in the order of their titles. The form is the one that players call M3U8: UTF-8, for each film its
    length in seconds and its title, then its path relative to the playlist.
    """
    films: dict[str, list[tuple[tuple[str, str], str, Manifest]]] = {}
    for folder, manifest in find_manifests(output):
        path = f"{folder.relative_to(output).as_posix()}/{manifest.topic}.mp4"
        if manifest.edition == STANDARD and f"{manifest.topic}.mp4" in manifest.files:
            films.setdefault(manifest.language, []).append((sort_key(manifest.title), path, manifest))
    return {
        f"{language}{_SUFFIX}": _HEAD
        + f"#PLAYLIST:{language_data(language).phrases['all_topics']}\n"
        + "".join(
            f"#EXTINF:{manifest.duration_ms / 1000:.3f},{manifest.title}\n{_path(path)}\n"
            for _, path, manifest in sorted(found, key=lambda film: film[:2])
        )
        for language, found in sorted(films.items())
    }


def _path(path: str) -> str:
    return f"./{path}" if path.startswith("#") else path  # it would be a comment


def _own(output: Path) -> Iterator[Path]:
    """Yield the playlists in ``output`` that narrate wrote, sorted."""
    for path in sorted(output.glob(f"*{_SUFFIX}")):
        if what_is_at(path) == "file":
            with path.open("rb") as file:
                if file.read(len(_HEAD)) == _HEAD.encode():
                    yield path


def _faults(path: Path, wanted: str) -> Iterator[str]:
    """Yield what is wrong with the playlist ``path``, which should hold ``wanted``."""
    if what_is_at(path) != "file":
        yield f"{path.name} is gone; {BUILD_AGAIN}"
        return
    if not wanted:
        yield f"{path.name} is there, and there is no film in this language; remove it"
        return
    lines, wished = path.read_bytes().decode(errors="replace").split("\n"), wanted.split("\n")
    for number, (line, wish) in enumerate(zip([*lines, ""], [*wished, ""], strict=False), 1):
        if line != wish:
            yield f"{path.name}:{number}: {line[:80]!r} stands where {wish[:80]!r} belongs; {BUILD_AGAIN}"
            return
    if lines != wished:
        yield f"{path.name} goes on after its last film; {BUILD_AGAIN}"


COLLECTION = PlaylistCollection()
