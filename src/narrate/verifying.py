"""Reads back what was written and compares it with the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from narrate.errors import UsageError
from narrate.exporters import EXPORTERS, open_exporter
from narrate.exporters.record import Finding, Record, load_record
from narrate.manifest import Manifest, file_hash, find_manifests, load_manifest
from narrate.store import Store


@dataclass(frozen=True, slots=True)
class Verified:
    """All findings about the edition in ``folder``."""

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


def _findings(folder: Path, manifest: Manifest, store: Store) -> Iterator[Finding]:
    changed = tuple(
        f"{name} {'was changed after it was written' if (folder / name).is_file() else 'is gone'}"
        for name, digest in manifest.files.items()
        if file_hash(folder / name) != digest
    )
    yield Finding(
        "manifest", "files as written", len(manifest.files) - len(changed), len(manifest.files), "files", changed
    )
    try:
        record = load_record(folder, manifest, store)
    except ValueError as error:
        yield Finding("timeline", "can be read", faults=(str(error),))
        return
    for name in manifest.formats:
        yield from _of_format(name, record)


def _of_format(name: str, record: Record) -> Iterator[Finding]:
    if name not in EXPORTERS:
        yield Finding(name, "not verified: its exporter is not one of narrate's")
        return
    try:
        yield from open_exporter(name).verify(record)
    except (OSError, ValueError, KeyError, SyntaxError, BadZipFile) as error:  # lxml raises SyntaxError
        yield Finding(name, "can be read", faults=(f"{type(error).__name__}: {error}",))
