"""Checks what a manifest says of the files that can be kept, since the catalogue repeats it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from narrate.edition_files import what_is_at
from narrate.editions import file_stem
from narrate.exporters import EXPORTERS
from narrate.exporters.edition import open_exporter
from narrate.exporters.exported_files import downloads
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN
from narrate.json_files import one_line
from narrate.manifest import Manifest


def download_faults(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Yield what is wrong with ``manifest.downloads`` of the edition in ``folder``."""
    stem = file_stem(manifest.topic, manifest.edition)
    known = [open_exporter(name) for name in manifest.formats if name in EXPORTERS]
    every = {file.path(stem) for name in EXPORTERS for file in open_exporter(name).files}
    wanted = [(file.path(stem), file.label) for file in downloads(file for one in known for file in one.files)]
    wanted = [(path, label) for path, label in wanted if path in manifest.files]
    # the labels of files of a format without an exporter here are not known
    if [(path, label) for path, label, _ in manifest.downloads if path in every] != wanted:
        yield f"the files to keep are not named as its formats name them; {BUILD_AGAIN}"
    for path, _, size in manifest.downloads:
        shown = one_line(path, 200)
        if path not in manifest.files or (path not in every and len(known) == len(manifest.formats)):
            yield f"{shown} is named among the files to keep, and is none; {BUILD_AGAIN}"
        elif what_is_at(folder / path) == "file" and (folder / path).lstat().st_size != size:
            yield f"{shown} has {(folder / path).lstat().st_size} bytes, not {size}; {BUILD_AGAIN}"
