"""The parts of verifying an edition. Each can be done on its own, also in a process of its own.

What does the work is imported when the first part is done: with several processes, that is not in this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from narrate.exporters.verifying.edition_record import Finding
from narrate.json_files import one_line
from narrate.manifest import ManifestError, read_manifest
from narrate.store.opening import open_store

if TYPE_CHECKING:
    from narrate.exporters.edition import Exporter

Part = Literal["files", "script"]
PARTS: tuple[Part, ...] = ("files", "script")
_LONGEST_FAULT = 1000  # characters


@dataclass(frozen=True, slots=True)
class Task:
    """A part of verifying the edition in ``folder``: reading its ``files`` back, or comparing it with its ``script``.

    ``store`` is the address of the store. The other fields are those of ``ScriptCheck``; ``scripts`` is empty for the
    folder beside the output.
    """

    folder: str
    part: Part
    store: str
    scripts: str
    quick: bool
    scratch: str
    jobs: int


def findings_of(task: Task, known: Mapping[str, Exporter]) -> tuple[Finding, ...]:
    """Do ``task``, and return the findings. ``known`` are the exporters by name of their format."""
    return tuple(in_lines(finding) for finding in _findings(task, known))


def unreadable(error: Exception) -> Finding:
    """Return the finding about a manifest that cannot be read because of ``error``."""
    return in_lines(Finding("manifest", "can be read", faults=(str(error),)))


def _findings(task: Task, known: Mapping[str, Exporter]) -> Iterator[Finding]:
    folder, store = Path(task.folder), open_store(task.store)
    try:
        manifest = read_manifest(folder)
    except (FileNotFoundError, ManifestError) as error:
        yield unreadable(error)
        return
    if task.part == "files":
        from narrate.verifying.reading_back import read_back

        yield from read_back(folder, manifest, store, known)
    else:
        from narrate.verifying.rebuilding import ScriptCheck, compare_with_script

        scripts = Path(task.scripts) if task.scripts else None
        how = ScriptCheck(scripts, task.quick, Path(task.scratch), task.jobs)
        yield from compare_with_script(folder, manifest, store, known, how)


def in_lines(finding: Finding) -> Finding:
    """Return ``finding`` with each fault in one line, although faults quote what was read."""
    faults = tuple(one_line(fault, _LONGEST_FAULT) for fault in finding.faults)
    return replace(finding, faults=faults, note=one_line(finding.note, _LONGEST_FAULT))
