"""Writes and removes the files of a collection in the output. No link is followed, and what need not change is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from narrate.edition_files import what_is_at
from narrate.errors import OutsideError
from narrate.publishing import move_durably, staged


def replace_files(output: Path, files: Mapping[str, bytes], order: Callable[[str], bool | str] = str) -> None:
    """Write the ``files`` that ``output`` does not hold already, by their names, sorted by ``order``."""
    changed = {name: content for name, content in files.items() if not _holds(output / name, content)}
    if not changed:
        return
    with staged(output) as stage:
        for name in sorted(changed, key=order):
            (stage / "file").write_bytes(changed[name])
            move_durably(stage / "file", output / name)


def _holds(path: Path, content: bytes) -> bool:
    return what_is_at(path) == "file" and path.stat().st_size == len(content) and path.read_bytes() == content


def remove_file(path: Path, collection: str) -> None:
    """Remove a file that no longer belongs to ``collection``. Raises OutsideError if the system refuses."""
    try:
        path.unlink()
    except OSError as error:
        raise OutsideError(
            f"{path} no longer belongs to a {collection} and cannot be removed: {error.strerror}; remove it"
        ) from error


def refuse_links(output: Path, names: Iterable[str], collection: str) -> None:
    """Raise OutsideError if one of the files ``names`` would be written through a link, or over a folder."""
    for name in names:
        for path in (output / name, *(output / parent for parent in list(Path(name).parents)[:-1])):
            if what_is_at(path) not in ("", "file" if path == output / name else "folder"):
                raise OutsideError(f"{path} is in the way of the {collection}; remove it and build again")
