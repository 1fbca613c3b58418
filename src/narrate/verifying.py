"""Reads the written files of editions back, and compares them with their timelines and manifests."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import BadZipFile

from narrate.catalogue_checks import check_catalogue
from narrate.errors import UsageError
from narrate.exporters import ALWAYS, EXPORTERS
from narrate.exporters.edition import Exporter, open_exporter
from narrate.exporters.verifying.edition_record import Finding, Record, load_record
from narrate.folder_checks import check_folder, shown
from narrate.json_files import one_line
from narrate.manifest import NAME as MANIFEST
from narrate.manifest import Manifest, ManifestError, find_editions, read_manifest
from narrate.store import Store, default_folder

CATALOGUE = "index.html"
_LONGEST_FAULT = 1000  # characters


@dataclass(frozen=True, slots=True)
class Verified:
    """The findings about the edition in ``folder``, or about the catalogue if ``topic`` is ``CATALOGUE``."""

    folder: Path
    topic: str
    language: str
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return all(finding.ok for finding in self.findings)


def verify(
    output: str | Path, store: Store | str | Path = "", *, exporters: Iterable[Exporter] = ()
) -> Iterator[Verified]:
    """Verify every edition in ``output``, or the single one if ``output`` is an edition's folder.

    ``store`` is the store that was used for the build, or its folder; empty means the user's own store, as for
    ``build``. ``exporters`` are those of formats that narrate does not know itself. Raises UsageError if there is no
    edition in ``output``.
    """
    output = Path(output)
    if not isinstance(store, Store):
        store = Store(Path(store) if store else default_folder())
    known = {name: open_exporter(name) for name in EXPORTERS} | {exporter.name: exporter for exporter in exporters}
    editions = [(output, _manifest_of(output))] if os.path.lexists(output / MANIFEST) else find_editions(output)
    if not editions:
        raise UsageError(f"{output}: nothing was built here; build first, or give the folder that was built into")
    for folder, manifest in editions:
        if isinstance(manifest, ManifestError):
            yield _unreadable(folder, manifest)
        else:
            findings = tuple(_in_lines(finding) for finding in _findings(folder, manifest, store, known))
            yield Verified(folder, manifest.topic, manifest.language, findings)


def verify_catalogue(output: Path) -> Iterator[Verified]:
    """Verify the catalogue in ``output``. Yields nothing if ``output`` is the folder of an edition."""
    if not os.path.lexists(output / MANIFEST):
        yield Verified(output, CATALOGUE, "", tuple(map(_in_lines, check_catalogue(output))))


def _manifest_of(folder: Path) -> Manifest | ManifestError:
    try:
        return read_manifest(folder)
    except ManifestError as error:
        return error


def _unreadable(folder: Path, error: ManifestError) -> Verified:
    """The finding about an edition whose manifest cannot be read. Its topic and language are names of folders."""
    place = folder.absolute()
    finding = Finding("manifest", "can be read", faults=(str(error),))
    return Verified(folder, shown(place.parent.name), shown(place.name) or "?", (finding,))


def _findings(folder: Path, manifest: Manifest, store: Store, known: Mapping[str, Exporter]) -> Iterator[Finding]:
    """Check the files in ``folder``, and read back each format. A fault in one format hides no other."""
    total = len(manifest.files)
    try:
        found = check_folder(folder, manifest, known)
    except OSError as error:
        yield Finding("manifest", "files as written", 0, total, "files", (_told(error),))
        return
    yield Finding("manifest", "files as written", total - len(found.of_files), total, "files", found.of_files)
    if found.links:
        fault = f"nothing is read back while there is a link or a special file such as {found.links[0]}; remove it"
        yield Finding(ALWAYS, "can be read", faults=(fault,))
        return
    try:
        exported = {name: known[name].files for name in manifest.formats if name in known}
        record = load_record(folder, manifest, store, exported)
    except ValueError as error:
        yield Finding(ALWAYS, "can be read", faults=(str(error),))
        return
    for name in manifest.formats:
        yield from _of_format(name, record, known.get(name))


def _of_format(name: str, record: Record, exporter: Exporter | None) -> Iterator[Finding]:
    if exporter is None:
        fault = f"not verified: {name!r} is not a format of narrate; give its exporter to narrate.verify"
        yield Finding(name, "is known", faults=(fault,))
        return
    try:
        yield from exporter.verify(record)
    except (OSError, ValueError, KeyError, SyntaxError, BadZipFile) as error:  # lxml raises SyntaxError
        yield Finding(name, "can be read", faults=(_told(error),))
    except Exception as error:  # noqa: BLE001 - the last resort: no file may hide the other formats and editions
        yield Finding(name, "can be read", faults=(f"the check of {name} failed at what it read: {_told(error)}",))


def _in_lines(finding: Finding) -> Finding:
    """``finding`` with each fault in one line, although faults quote what was read."""
    return replace(finding, faults=tuple(one_line(fault, _LONGEST_FAULT) for fault in finding.faults))


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {one_line(str(error))}"
