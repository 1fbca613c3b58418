"""Writes the files of the catalogue, and removes those of topics and languages that are gone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from narrate.catalogue.contents import FOLDER, LANGUAGES_FILE, NAME, Chooser, Content, contents_of
from narrate.catalogue.listing import ListedEdition, find_listed, folders_in
from narrate.edition_files import what_is_at
from narrate.output_index import OutputIndex
from narrate.program_parts import whole_digest
from narrate.publishing import move_all_durably, staged

_OURS = b'<meta name="generator" content="narrate catalogue">'
_BEGINNING = 1000  # bytes in which a page says that it is ours


def write_catalogue(output: Path, *, index: OutputIndex | None = None) -> Path:
    """Write the catalogue in ``output`` and return the path of its first page. Raises OutsideError if the disk refuses.

    Only files whose content would be different are written. What ``index``, the index of the output, knows to be as it
    should be is not even looked at.
    """
    listed = find_listed(output, index)
    encoded = _encoded(listed) if index is not None else {}
    whole = _digest(encoded.values())
    if index is not None and index.are_pages_known(whole):
        return output / NAME
    contents = contents_of(listed)
    digests = {name: _digest_of(one, encoded) for name, one in contents.items()} if index is not None else {}
    changed = {name: one for name, one in contents.items() if not (index and index.is_page_known(name, digests[name]))}
    _write(output, changed)
    for path in _stale(output, contents):
        path.unlink(missing_ok=True)
        with suppress(OSError):  # the folder still holds other files
            path.parent.rmdir()
    if index is not None:
        index.remember_pages(digests, whole)
    return output / NAME


def catalogue_files(output: Path) -> list[str]:
    """Return the paths of the files in ``output`` that have names of the catalogue's files, but for ``index.html``."""
    names = [f"{folder.name}/{name}" for folder in folders_in(output) for name in (LANGUAGES_FILE, NAME)]
    names += [f"{FOLDER}/{path.name}" for path in sorted((output / FOLDER).glob("*.html")) if path.name != NAME]
    return [name for name in names if what_is_at(output / name) == "file"]


def is_catalogue_name(name: str) -> bool:
    """Whether ``name``, the path of a file in an output, is such a name."""
    folder, _, file = name.partition("/")
    return file in (LANGUAGES_FILE, NAME) or (folder == FOLDER and "/" not in file and file.endswith(".html"))


def _encoded(listed: Iterable[ListedEdition]) -> dict[str, bytes]:
    """Return all that is known of each edition, by the path of its page."""
    import msgspec

    encoder = msgspec.json.Encoder()
    return {edition.page: encoder.encode(edition) for edition in listed}


def _digest_of(content: Content, encoded: Mapping[str, bytes]) -> str:
    """Return a digest of all that decides a file with ``content``. ``encoded`` are the editions by their pages."""
    if isinstance(content, Chooser):
        return _digest([repr(content).encode()])
    return _digest([content.kind.encode(), *(encoded[edition.page] for edition in content.editions)])


def _digest(parts: Iterable[bytes]) -> str:
    return hashlib.blake2b(b"\n".join([whole_digest().encode(), *parts]), digest_size=16).hexdigest()


def _write(output: Path, contents: Mapping[str, Content]) -> None:
    """Write those of ``contents`` that are not in ``output`` already."""
    if not contents:
        return
    from narrate.catalogue.pages import render

    rendered = ((name, render(content).encode()) for name, content in contents.items())
    new = {name: content for name, content in rendered if not _has(output / name, content)}
    if not new:
        return
    with staged(output) as stage:
        for name, content in new.items():
            (stage / name).parent.mkdir(exist_ok=True)
            (stage / name).write_bytes(content)
        move_all_durably(stage, output, new)


def _has(path: Path, content: bytes) -> bool:
    return what_is_at(path) == "file" and path.read_bytes() == content


def _stale(output: Path, contents: Iterable[str]) -> list[Path]:
    """Return the files that an earlier build has written and that do not belong to ``contents``."""
    wanted = set(contents)
    unwanted = [name for name in catalogue_files(output) if name not in wanted]
    pages = [name for name in unwanted if name.endswith(".html") and _is_ours(output / name)]
    gone = {name.partition("/")[0] for name in pages}
    lists = [name for name in unwanted if name.endswith(LANGUAGES_FILE) and name.partition("/")[0] in gone]
    return [output / name for name in (*lists, *pages)]


def _is_ours(page: Path) -> bool:
    with page.open("rb") as file:
        return _OURS in file.read(_BEGINNING)
