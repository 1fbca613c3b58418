"""Where a run writes: a folder, or a bucket with a folder of this machine that is sent there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from narrate.batch.reporting import EditionResult
from narrate.buckets import is_bucket
from narrate.build_plan import BuildPlan
from narrate.output_index import OutputIndex
from narrate.script import Source
from narrate.store import Store

if TYPE_CHECKING:
    from narrate.batch.bucket_output import BucketOutput


class FolderOutput:
    """The output is the folder ``folder``. Nothing has to be brought or sent."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def plan(self, plan: BuildPlan) -> BuildPlan:
        return plan

    def require_writable(self) -> None:
        """Raise OutsideError if the folder cannot be written to. Leaves no trace."""
        from narrate.publishing import require_writable

        require_writable(self.folder)

    def read_new(self, results: Iterable[EditionResult]) -> None:
        """Do nothing: the manifests are there."""

    def send(self, results: Sequence[EditionResult]) -> tuple[EditionResult, ...]:
        return tuple(results)

    def index(self, store: Store, *, hashes_always: bool = False) -> OutputIndex | None:
        """Return the index of the folder, which lies in ``store``."""
        return OutputIndex(self.folder, store, hashes_always=hashes_always)

    def mirrored(self, result: EditionResult) -> EditionResult:
        return result

    def shown(self, result: EditionResult) -> EditionResult:
        return result

    def shown_path(self, path: Path | None) -> Path | None:
        return path

    def send_pages(self) -> None:
        """Do nothing: they are there."""


Output: TypeAlias = "FolderOutput | BucketOutput"


@contextmanager
def opened_output(address: str, source: Source | None = None) -> Iterator[Output]:
    """Give the output at ``address``. If ``source`` is given, only its editions are of interest."""
    if not is_bucket(address):
        yield FolderOutput(Path(address))
        return
    from narrate.batch.bucket_output import BucketOutput
    from narrate.publishing import staged
    from narrate.store.opening import cache_folder

    with staged(cache_folder(address)) as stage:
        mirror = stage / "output"  # the stage is locked, and so would be the folders that are staged in it
        mirror.mkdir()
        output = BucketOutput(address, mirror)
        if source is None:
            output.read_all()
        else:
            output.read_source(source)
        yield output
