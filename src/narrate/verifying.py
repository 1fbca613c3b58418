"""Reads back what was written and compares it with the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from narrate.catalogue_checks import check_catalogue
from narrate.errors import UsageError
from narrate.exporters import EXPORTERS, open_exporter
from narrate.exporters.verifying.record import Finding, Record, load_record
from narrate.manifest import Manifest, file_hash, find_manifests, load_manifest
from narrate.script.left_out import NAME as LEFT_OUT
from narrate.store import Store

CATALOGUE = "index.html"
_NAMES = {"timeline.json": "timeline", "index.html": "html"}  # of files, with their formats
_ENDINGS = ("pptx", "mp3", "vtt", "srt", "txt")
_FOLDERS = {"tracks": "*.mp3", "slides": "*.png", "figures": "*"}


@dataclass(frozen=True, slots=True)
class Verified:
    """All findings about the edition in ``folder``; with ``CATALOGUE`` as topic about the list of all editions there."""

    folder: Path
    topic: str
    language: str
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return all(finding.ok for finding in self.findings)


def verify(output: Path, store: Store) -> Iterator[Verified]:
    """Verify every edition in ``output``, or the one whose folder it is.

    Raises UsageError where there is none.
    """
    own = load_manifest(output)
    found = [(output, own)] if own is not None else find_manifests(output)
    if not found:
        raise UsageError(f"{output}: nothing was built here; build first, or give the folder that was built into")
    for folder, manifest in found:
        findings = tuple(_findings(folder, manifest, store))
        yield Verified(folder, manifest.topic, manifest.language, findings)


def verify_catalogue(output: Path) -> Iterator[Verified]:
    """Verify the list of all editions in ``output``; nothing where that is an edition's own folder."""
    if load_manifest(output) is None:
        yield Verified(output, CATALOGUE, "", tuple(check_catalogue(output)))


def _findings(folder: Path, manifest: Manifest, store: Store) -> Iterator[Finding]:
    changed = tuple(
        f"{name} {'was changed after it was written' if (folder / name).is_file() else 'is gone'}"
        for name, digest in manifest.files.items()
        if file_hash(folder / name) != digest
    )
    changed += tuple(_unnamed(folder, manifest))
    total = len(manifest.files)
    yield Finding("manifest", "files as written", total - len(changed), total, "files", changed)
    try:
        record = load_record(folder, manifest, store)
    except ValueError as error:
        yield Finding("timeline", "can be read", faults=(str(error),))
        return
    for name in manifest.formats:
        yield from _of_format(name, record)


def _unnamed(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Files of ours that lie there and that nobody would look at, because the manifest does not tell of them."""
    formats = _NAMES | {f"{manifest.topic}.{ending}": ending for ending in _ENDINGS}
    there = [name for name in (*formats, LEFT_OUT) if (folder / name).is_file()]
    there += [f"{name}/{path.name}" for name, ours in _FOLDERS.items() for path in sorted((folder / name).glob(ours))]
    for name in there:
        if name not in manifest.files:
            yield f"{name} is there, and the manifest does not name it"
        elif name in formats and formats[name] not in manifest.formats:
            yield f"{name} is there, and the manifest does not name its format"


def _of_format(name: str, record: Record) -> Iterator[Finding]:
    if name not in EXPORTERS:
        yield Finding(name, "not verified: its exporter is not one of narrate's")
        return
    try:
        yield from open_exporter(name).verify(record)
    except (OSError, ValueError, KeyError, SyntaxError, BadZipFile) as error:  # lxml raises SyntaxError
        yield Finding(name, "can be read", faults=(f"{type(error).__name__}: {error}",))
