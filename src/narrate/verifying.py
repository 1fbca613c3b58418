"""Reads the written files of editions back, and compares them with their timelines and manifests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from narrate.catalogue_checks import check_catalogue
from narrate.editions import file_stem
from narrate.errors import UsageError
from narrate.exporters import ALWAYS, EXPORTERS
from narrate.exporters.edition import Exporter, open_exporter
from narrate.exporters.verifying.edition_record import Finding, Record, load_record
from narrate.manifest import Manifest, file_hash, find_manifests, load_manifest
from narrate.script.left_out import NAME as LEFT_OUT
from narrate.store import Store, default_folder

CATALOGUE = "index.html"


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
    own_manifest = load_manifest(output)
    editions = [(output, own_manifest)] if own_manifest is not None else find_manifests(output)
    if not editions:
        raise UsageError(f"{output}: nothing was built here; build first, or give the folder that was built into")
    for folder, manifest in editions:
        findings = tuple(_findings(folder, manifest, store, known))
        yield Verified(folder, manifest.topic, manifest.language, findings)


def verify_catalogue(output: Path) -> Iterator[Verified]:
    """Verify the catalogue in ``output``. Yields nothing if ``output`` is the folder of an edition."""
    if load_manifest(output) is None:
        yield Verified(output, CATALOGUE, "", tuple(check_catalogue(output)))


def _findings(folder: Path, manifest: Manifest, store: Store, known: Mapping[str, Exporter]) -> Iterator[Finding]:
    changed = tuple(
        f"{name} {'was changed after it was written' if (folder / name).is_file() else 'is gone'}"
        for name, digest in manifest.files.items()
        if file_hash(folder / name) != digest
    )
    changed += tuple(_unnamed(folder, manifest, known.values()))
    total = len(manifest.files)
    yield Finding("manifest", "files as written", total - len(changed), total, "files", changed)
    try:
        exported = {name: known[name].files for name in manifest.formats if name in known}
        record = load_record(folder, manifest, store, exported)
    except ValueError as error:
        yield Finding(ALWAYS, "can be read", faults=(str(error),))
        return
    for name in manifest.formats:
        yield from _of_format(name, record, known.get(name))


def _unnamed(folder: Path, manifest: Manifest, exporters: Iterable[Exporter]) -> Iterator[str]:
    """Yield a line of text for each file in ``folder`` that no check reads.

    That is so if the manifest does not name the file, or does not name the file's format.
    """
    name = file_stem(manifest.topic, manifest.edition)
    writers: dict[str, set[str]] = {}
    for exporter in exporters:
        for path in (path for file in exporter.files for path in file.find(folder, name)):
            writers.setdefault(path, set()).add(exporter.name)
    if (folder / LEFT_OUT).is_file() and LEFT_OUT not in manifest.files:
        writers[LEFT_OUT] = set()
    for path, formats in writers.items():
        if path not in manifest.files:
            yield f"{path} is there, and the manifest does not name it"
        elif formats.isdisjoint(manifest.formats):
            yield f"{path} is there, and the manifest does not name its format"


def _of_format(name: str, record: Record, exporter: Exporter | None) -> Iterator[Finding]:
    if exporter is None:
        yield Finding(name, "not verified: its exporter is not one of narrate's")
        return
    try:
        yield from exporter.verify(record)
    except (OSError, ValueError, KeyError, SyntaxError, BadZipFile) as error:  # lxml raises SyntaxError
        yield Finding(name, "can be read", faults=(f"{type(error).__name__}: {error}",))
