"""Reads the written files of an edition back, and compares them with its timeline and its manifest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import BadZipFile

from narrate.editions import STANDARD
from narrate.exporters import ALWAYS
from narrate.exporters.edition import Exporter
from narrate.exporters.verifying.described_checks import check_beside_standard
from narrate.exporters.verifying.edition_record import Finding, Record, load_record
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN, why_unread
from narrate.folder_checks import check_folder
from narrate.manifest import Manifest, read_manifest
from narrate.store import Store


def read_back(folder: Path, manifest: Manifest, store: Store, known: Mapping[str, Exporter]) -> Iterator[Finding]:
    """Check the files in ``folder``, and read back each format. A fault in one format hides no other."""
    total = len(manifest.files)
    try:
        found = check_folder(folder, manifest, known)
    except OSError as error:
        yield Finding("manifest", "files as written", 0, total, "files", (_unread(error),), at_least=True)
        return
    yield Finding(
        "manifest", "files as written", total - len(found.of_files), total, "files", found.of_files, at_least=True
    )
    if found.links:
        fault = f"nothing is read back while there is a link or a special file such as {found.links[0]}; remove it"
        yield Finding(ALWAYS, "can be read", faults=(fault,))
        return
    files = {name: known[name].files for name in (*known, *manifest.formats) if name in known}
    try:
        record = load_record(folder, manifest, store, files)
    except ValueError as error:
        yield Finding(ALWAYS, "can be read", faults=(str(error),))
        return
    for name in manifest.formats:
        yield from _of_format(name, record, known.get(name))
    if manifest.edition != STANDARD:
        yield from _beside_standard(record)


def _beside_standard(record: Record) -> Iterator[Finding]:
    """Compare an edition with the standard edition of the same script, if that lies above it."""
    folder, own = record.folder.parent, record.manifest
    try:
        manifest = read_manifest(folder)
        standard = load_record(folder, manifest, record.store)
    except (OSError, ValueError):
        return  # the standard edition is gone, or its own check reports what is wrong
    if (manifest.edition, manifest.topic, manifest.language) == (STANDARD, own.topic, own.language):
        yield from check_beside_standard(record, standard)


def _of_format(name: str, record: Record, exporter: Exporter | None) -> Iterator[Finding]:
    if exporter is None:
        fault = f"not verified: {name!r} is not a format of narrate; give its exporter to narrate.verify"
        yield Finding(name, "is known", faults=(fault,))
        return
    try:
        yield from exporter.verify(record)
    except (OSError, ValueError, KeyError, SyntaxError, BadZipFile) as error:  # lxml raises SyntaxError
        yield Finding(name, "can be read", faults=(_unread(error),))
    except Exception as error:  # noqa: BLE001 - the last resort: no file may hide the other formats and editions
        fault = (
            f"the check of {name} could not be finished, because of what it read ({why_unread(error)}); {BUILD_AGAIN}"
        )
        yield Finding(name, "can be read", faults=(fault,))


def _unread(error: Exception) -> str:
    return f"{why_unread(error)}; {BUILD_AGAIN}"
