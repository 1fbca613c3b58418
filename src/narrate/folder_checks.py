"""Checks that an edition's folder holds the files that its manifest names, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from narrate.edition_files import hash_inside, what_is_at
from narrate.editions import STANDARD, file_stem
from narrate.exporters.edition import Exporter
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN
from narrate.json_files import one_line
from narrate.manifest import NAME, Manifest
from narrate.publishing import is_stage_in_use
from narrate.script.left_out import NAME as LEFT_OUT

_EDITION = re.compile("[a-z][a-z0-9-]*")
_A_FILE = ("file", "")  # nothing is reported as gone


@dataclass(frozen=True, slots=True)
class FolderFaults:
    """What is wrong with the files in the folder of an edition.

    ``of_files`` are lines of text. ``links`` are the names of links and special files: nothing else in the folder may
    be read, because a reader might follow them out of the folder or wait for ever.
    """

    of_files: tuple[str, ...]
    links: tuple[str, ...]


def check_folder(folder: Path, manifest: Manifest, known: Mapping[str, Exporter]) -> FolderFaults:
    """Compare the files in ``folder`` with ``manifest``. ``known`` are the exporters by name of their format."""
    entries = dict(_entries(folder, manifest))
    faults = [*_changed(folder, manifest), *_unexpected(entries, manifest), *_undeclared(manifest, known)]
    links = tuple(shown(name) for name, kind in entries.items() if kind in ("link", "special file"))
    return FolderFaults(tuple(faults), links)


def shown(name: str) -> str:
    """Return the name of a file, as it appears in a fault: in one line, whatever it holds."""
    return one_line(name, 200)


def _changed(folder: Path, manifest: Manifest) -> Iterator[str]:
    for name, digest in manifest.files.items():
        if hash_inside(folder, name) != digest:
            kind = what_is_at(folder / name)
            if kind in _A_FILE:  # _unexpected tells of anything else
                yield f"{shown(name)} {'was changed after it was written' if kind else 'is gone'}; {BUILD_AGAIN}"


def _entries(folder: Path, manifest: Manifest) -> Iterator[tuple[str, str]]:
    """Yield (name, kind) of everything in ``folder`` and in those folders within it that hold files of the manifest.

    The kinds are those of ``what_is_at``. Folders of other editions and of running builds are left out.
    """
    folders = {"", *(str(parent) for name in manifest.files for parent in PurePosixPath(name).parents)} - {"."}
    for beneath in sorted(folders):
        if what_is_at(folder / beneath) != "folder" and beneath:
            continue  # the folder above tells of it
        for path in sorted((folder / beneath).iterdir()):
            kind = what_is_at(path)
            name = f"{beneath}/{path.name}" if beneath else path.name
            if name in folders and kind == "folder":
                continue
            if not beneath and kind == "folder" and (_is_other_edition(path, manifest) or is_stage_in_use(path)):
                continue
            yield name, kind


def _is_other_edition(path: Path, manifest: Manifest) -> bool:
    is_edition = bool(_EDITION.fullmatch(path.name)) and what_is_at(path / NAME) == "file"
    return is_edition and manifest.edition == STANDARD


def _unexpected(entries: Mapping[str, str], manifest: Manifest) -> Iterator[str]:
    for name, kind in entries.items():
        if name in manifest.files or name == NAME:
            if kind not in _A_FILE:
                yield f"{shown(name)} is a {kind}, not a file; remove it and build again"
        elif kind == "file":
            yield f"{shown(name)} is there, and the manifest does not name it; remove it"
        elif kind:
            yield f"{shown(name)} is a {kind} that does not belong to this edition; remove it"


def _undeclared(manifest: Manifest, known: Mapping[str, Exporter]) -> Iterator[str]:
    """Files of the manifest that none of its formats writes, so that no check reads them."""
    stem = file_stem(manifest.topic, manifest.edition)
    formats = [known[name] for name in manifest.formats if name in known]
    others = [exporter for exporter in known.values() if exporter not in formats]
    is_complete = len(formats) == len(manifest.formats)
    for name in manifest.files:
        if name == LEFT_OUT or _writes(formats, name, stem):
            continue
        if _writes(others, name, stem):
            yield f"{shown(name)} is there, and the manifest does not name its format; {BUILD_AGAIN}"
        elif is_complete:
            yield f"{shown(name)} is in the manifest, and no format of this edition writes such a file; {BUILD_AGAIN}"


def _writes(exporters: Iterable[Exporter], name: str, stem: str) -> bool:
    return any(file.matches(name, stem) for exporter in exporters for file in exporter.files)
