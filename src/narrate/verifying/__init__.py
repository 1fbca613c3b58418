"""Verifies editions: reads their files back, and compares them with the script that they were made from."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.editions import STANDARD
from narrate.errors import UsageError
from narrate.exporters.verifying.edition_record import Finding
from narrate.json_files import one_line
from narrate.manifest import NAME as MANIFEST
from narrate.manifest import Manifest, ManifestError, find_editions, find_manifests, read_manifest
from narrate.publishing import staged
from narrate.store import Store
from narrate.store.opening import open_store, store_address
from narrate.verifying.tasks import PARTS, Task, findings_of, in_lines, unreadable

if TYPE_CHECKING:
    from narrate.exporters.edition import Exporter

CATALOGUE = "index.html"


@dataclass(frozen=True, slots=True)
class Verified:
    """The findings about the edition in ``folder``, whose name is ``edition``.

    If ``language`` is empty, they are about the catalogue or another collection in ``folder``: the file ``topic``.
    """

    folder: Path
    topic: str
    language: str
    findings: tuple[Finding, ...]
    edition: str = ""

    @property
    def ok(self) -> bool:
        return all(finding.ok for finding in self.findings)


def verify(
    output: str | Path,
    store: Store | str | Path = "",
    *,
    exporters: Iterable[Exporter] = (),
    script: str | Path = "",
    quick: bool = False,
    jobs: int = 1,
) -> Iterator[Verified]:
    """Verify every edition in ``output``, or the single one if ``output`` is an edition's folder.

    - ``store``: the store that was used for the build, its folder, or its address; empty means the user's own, as for ``build``.
    - ``exporters``: those of formats that narrate does not know itself.
    - ``script``: the folder of the scripts; empty means the folder ``script`` beside the output. Each edition is
      compared with its script: whether that has changed, and whether it gives the same bytes when the edition is built
      again from the store. If the script is not found, a note says so.
    - ``quick``: build nothing again.
    - ``jobs``: how many processes work at the same time; 0 means one for each core. With ``exporters`` it is one.

    Raises UsageError if there is no edition in ``output`` or nothing at ``script``.
    """
    if script and not Path(script).exists():
        raise UsageError(f"--script {script}: no such file or folder")
    if jobs < 0:
        raise UsageError(f"--jobs {jobs}: give 1 or more")
    editions = _editions(Path(output))
    folders = [folder for folder, manifest in editions if isinstance(manifest, Manifest)]
    kept = store if isinstance(store, Store) else open_store(store_address(store))
    with ExitStack() as stack:  # the processes end before their folder is removed
        scratch = stack.enter_context(_scratch(kept.folder))
        task = Task("", "files", kept.address, str(script), quick, str(scratch), 1)
        tasks = [replace(task, folder=str(folder), part=part) for folder in folders for part in PARTS]
        found = stack.enter_context(closing(_run(tasks, list(exporters), jobs or os.cpu_count() or 1)))
        for folder, manifest in editions:
            if isinstance(manifest, ManifestError):
                yield _unreadable(folder, manifest)
            else:
                findings = tuple(finding for _ in PARTS for finding in next(found))
                yield Verified(folder, manifest.topic, manifest.language, findings, manifest.edition)


def _editions(output: Path) -> list[tuple[Path, Manifest | ManifestError]]:
    """Return (folder, manifest) of every edition in ``output``, or of the one in this folder. Raises UsageError."""
    editions = [(output, _manifest_of(output))] if os.path.lexists(output / MANIFEST) else find_editions(output)
    if not editions:
        raise UsageError(f"{output}: nothing was built here; build first, or give the folder that was built into")
    return editions


def verify_catalogue(output: Path, store: Store | str | Path = "") -> Iterator[Verified]:
    """Verify the catalogue and the other collections in ``output``, unless it is the folder of an edition.

    ``store`` is as for ``verify``.
    """
    from narrate.catalogue_checks import check_catalogue
    from narrate.collections import COLLECTIONS
    from narrate.collections.collection import open_collection
    from narrate.decisions import program_of

    if os.path.lexists(output / MANIFEST):
        return
    yield Verified(output, CATALOGUE, "", tuple(map(in_lines, check_catalogue(output))))
    painted = all(manifest.program == program_of(manifest.decided_by) for _, manifest in find_manifests(output))
    kept = store if isinstance(store, Store) else open_store(store_address(store))
    for collection in map(open_collection, COLLECTIONS):
        for file, findings in collection.verify(output, painted=painted, store=kept):
            yield Verified(output, file, "", tuple(map(in_lines, findings)))


def _run(tasks: Sequence[Task], exporters: Sequence[Exporter], jobs: int) -> Generator[tuple[Finding, ...], None, None]:
    """Yield the findings of each task, in order."""
    if jobs > 1 and len(tasks) > 1 and not exporters:
        from narrate.verifying.processes import run_all

        # few editions leave cores free for the longest task, which uses threads
        yield from run_all([replace(task, jobs=max(1, jobs // len(tasks))) for task in tasks], jobs)
        return
    from narrate.exporters.edition import KnownExporters

    known = KnownExporters(exporters)
    for task in tasks:
        yield findings_of(replace(task, jobs=jobs), known)


@contextmanager
def _scratch(store: Path) -> Iterator[Path]:
    """Give a folder for what is built again, and remove it at the end.

    It lies in the folder of the store, which has room for an edition and is private. The next run removes it if this
    run is killed. If the store is not there or cannot be written, it lies in the system's folder for temporary files.
    """
    if store.is_dir() and os.access(store, os.W_OK | os.X_OK):
        with staged(store) as stage:
            yield stage
    else:
        with tempfile.TemporaryDirectory(prefix="narrate-") as folder:
            yield Path(folder)


def _manifest_of(folder: Path) -> Manifest | ManifestError:
    try:
        return read_manifest(folder)
    except ManifestError as error:
        return error


def _unreadable(folder: Path, error: ManifestError) -> Verified:
    """The finding about an edition whose manifest cannot be read. Its topic, language and name are names of folders."""
    place, edition = folder.absolute(), STANDARD
    if os.path.lexists(place.parent / MANIFEST):
        place, edition = place.parent, one_line(place.name, 200)
    topic, language = one_line(place.parent.name, 200), one_line(place.name, 200) or "?"
    return Verified(folder, topic, language, (unreadable(error),), edition)
