"""Checks what a manifest says of the files that can be kept, since the catalogue repeats it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from narrate.edition_files import what_is_at
from narrate.editions import file_stem
from narrate.exporters.edition import KnownExporters, open_exporter
from narrate.exporters.exported_files import downloads
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN
from narrate.json_files import one_line
from narrate.manifest import Manifest


def download_faults(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Yield what is wrong with ``manifest.downloads`` of the edition in ``folder``."""
    own = KnownExporters()
    every = _files_of(own, manifest)
    wanted = _downloads(manifest)
    is_complete = all(name in own for name in manifest.formats)
    # the labels of files of a format without an exporter here are not known
    if [(path, label) for path, label, _ in manifest.downloads if path in every] != wanted:
        yield f"the files to keep are not named as its formats name them; {BUILD_AGAIN}"
    for path, _, size in manifest.downloads:
        is_known = path in manifest.files and (path in every or not is_complete)
        yield from (
            _size_faults(folder, path, size)
            if is_known
            else [f"{one_line(path, 200)} is named among the files to keep, and is none; {BUILD_AGAIN}"]
        )


def _size_faults(folder: Path, path: str, size: int) -> Iterator[str]:
    if what_is_at(folder / path) == "file" and (found := (folder / path).lstat().st_size) != size:
        yield f"{one_line(path, 200)} has {found} bytes, not {size}; {BUILD_AGAIN}"


def _files_of(formats: Iterable[str], manifest: Manifest) -> set[str]:
    """Return the paths of the files that ``formats`` write, as far as these have names of their own."""
    stem = file_stem(manifest.topic, manifest.edition)
    return {file.path(stem) for name in formats for file in open_exporter(name).files}


def _downloads(manifest: Manifest) -> list[tuple[str, str]]:
    """Return (path, label) of the files that should be named, in the order of the page."""
    stem, own = file_stem(manifest.topic, manifest.edition), KnownExporters()
    known = [own[name] for name in manifest.formats if name in own]
    files = downloads(file for exporter in known for file in exporter.files)
    return [(file.path(stem), file.label) for file in files if file.path(stem) in manifest.files]
