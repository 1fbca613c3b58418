"""An index of the editions in an output, so that a build with nothing to do reads neither manifests nor files.

It lies in the store, which only the user can write. What lies in the output can be changed by anybody. The index only
saves time: without it, or if it cannot be read, files are hashed again.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from narrate.build_settings import BuildSettings
from narrate.decisions import made_from_now
from narrate.durable_files import PARTIAL, make_private_folder
from narrate.edition_facts import EditionFacts, facts_of
from narrate.file_stamps import SETTLED_NS, Stamp, folder_stamp, folder_stamp_or_none, is_settled, stamp_of
from narrate.json_files import UnreadableError, decode_json, read_regular_file
from narrate.manifest import NAME as MANIFEST
from narrate.manifest import Manifest, load_manifest

if TYPE_CHECKING:
    from narrate.script import Source
    from narrate.store import Store

SCHEMA: Literal[3] = 3
_FOLDER = "outputs"
_MOST_BYTES = 512_000_000


@dataclass(frozen=True, slots=True)
class Seen:
    """An edition as it was when all its files, and all files that it was made from, had the hashes in its manifest.

    - ``made_from``: the digest of what decides it, as in ``Manifest``, and ``decided_by``: the names of that.
    - ``usual_language``: the language of scripts that state none.
    - ``inputs``: the stamp of each file that it was made from, by its path relative to the script's folder. It is None
      for a file that does not exist, such as settings that nobody has written.
    - ``files``: a digest of the stamps of all files in its folder.
    """

    made_from: str
    decided_by: tuple[str, ...]
    usual_language: str
    inputs: Mapping[str, Stamp | None]
    files: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An edition in the index: the stamp of its manifest, and the facts in it. ``seen`` is None if it was not examined."""

    manifest: Stamp
    facts: EditionFacts
    seen: Seen | None = None


class _Document(msgspec.Struct, forbid_unknown_fields=True):
    schema: Literal[3]
    output: str
    entries: dict[str, Entry]
    pages: dict[str, tuple[Stamp, str]]
    pages_of: str


def seen_now(
    folder: Path, script: Path, manifest: Manifest, before_ns: int, files_before: tuple[str, int] | None = None
) -> Seen | None:
    """Return what is seen now of the edition in ``folder``, made from ``script``, whose hashes are known to be right.

    ``before_ns`` is a time (ns since 1970) before the first file that it was made from was read. If one was changed since
    then, or shortly before, nothing is certain, and the result is None. So it is if the files in ``folder`` do not have
    the stamp ``files_before`` any more, which was taken before they were hashed. Without that stamp, the edition was
    written just now: if a file was changed after the manifest, which is written last, somebody else has changed it.
    """
    inputs: dict[str, Stamp | None] = {}
    for name in manifest.inputs:
        stamp = stamp_of(script.parent / name)
        if stamp is not None and not is_settled(stamp, before_ns):
            return None
        inputs[name] = stamp
    files = folder_stamp_or_none(folder)
    written = stamp_of(folder / MANIFEST)
    if files is None or written is None:
        return None
    if files != files_before if files_before is not None else files[1] > max(written[1:3]):
        return None
    names = tuple(sorted(manifest.decided_by))
    return Seen(manifest.made_from, names, manifest.decided_by.get("language", ""), inputs, files[0])


class OutputIndex:
    """The index of the folder ``output``. It is read when it is first needed.

    With ``hashes_always``, no edition is up to date only because the index says so; the index is still kept right.
    """

    def __init__(self, output: Path, store: Store, *, hashes_always: bool = False) -> None:
        self._hashes_always = hashes_always
        name = hashlib.blake2b(os.fsencode(os.path.realpath(output)), digest_size=16).hexdigest()
        self._output, self._path = output, store.folder / _FOLDER / f"{name}.json"
        self._entries: dict[str, Entry] | None = None
        self._pages: dict[str, tuple[Stamp, str]] = {}  # read together with the entries
        self._pages_of = ""
        self._is_changed = False

    def fresh(self, folder: Path, source: Source, settings: BuildSettings) -> EditionFacts | None:
        """Return the facts of the edition of ``source`` in ``folder`` if it is certain to be up to date, else None."""
        entry = self._known(folder)
        if self._hashes_always or entry is None or entry.seen is None or entry.facts.edition != settings.edition:
            return None
        seen, script = entry.seen, source.path
        if seen.made_from != made_from_now(settings.made_from, settings.decided_by, seen.decided_by):
            return None
        if not source.language and seen.usual_language != settings.usual_language:
            return None
        if script.name not in seen.inputs or not self._are_inputs_same(script.parent, seen.inputs):
            return None
        stamp = folder_stamp_or_none(folder)
        return entry.facts if stamp is not None and stamp[0] == seen.files else None

    def are_files_same(self, folder: Path) -> bool:
        """Whether the files of the edition in ``folder`` are certain to be as its manifest says."""
        entry = self._known(folder)
        if self._hashes_always or entry is None or entry.seen is None or entry.manifest != stamp_of(folder / MANIFEST):
            return False
        stamp = folder_stamp_or_none(folder)
        return stamp is not None and stamp[0] == entry.seen.files

    def facts(self, folder: Path) -> EditionFacts | None:
        """Return the facts of the edition in ``folder``; None if it has no manifest that can be read."""
        stamp = stamp_of(folder / MANIFEST)
        entry = self._known(folder)
        if entry is not None and stamp == entry.manifest:
            return entry.facts
        manifest = load_manifest(folder)
        if manifest is None or stamp is None:
            return None
        facts = facts_of(manifest)
        if stamp_of(folder / MANIFEST) == stamp:  # else another process has replaced it meanwhile
            self.remember(folder, facts, None)
        return facts

    def remember(self, folder: Path, facts: EditionFacts, seen: Seen | None) -> None:
        """Put the edition in ``folder`` into the index, unless a file of it was changed since it was ``seen``.

        If a file was changed only just now, the edition counts as not examined, and is hashed in the next run.
        """
        stamp, now_ns = stamp_of(folder / MANIFEST), time.time_ns()
        if stamp is None or not is_settled(stamp, now_ns):
            return
        if seen is not None:
            files, latest_ns = folder_stamp(folder)
            if files != seen.files or latest_ns + SETTLED_NS >= now_ns:
                seen = None
        self._all()[self._name(folder)] = Entry(stamp, facts, seen)
        self._is_changed = True

    def are_pages_known(self, whole: str) -> bool:
        """Whether all files that are remembered as pages are as they were when ``whole`` was given with them."""
        self._all()
        return bool(whole) and self._pages_of == whole and all(map(self._is_page_same, self._pages))

    def is_page_known(self, name: str, digest: str) -> bool:
        """Whether the file ``name`` in the output is as it was when it had what ``digest`` stands for."""
        self._all()
        return name in self._pages and self._pages[name][1] == digest and self._is_page_same(name)

    def remember_pages(self, digests: Mapping[str, str], whole: str) -> None:
        """Put the files ``digests`` into the index, in place of those before. Each has what its digest stands for now.

        ``whole`` stands for what all of them have. A file that was changed only just now is compared in the next run.
        """
        now_ns = time.time_ns()
        stamps = {name: stamp_of(self._output / name) for name in digests}
        pages = {name: (stamp, digests[name]) for name, stamp in stamps.items() if stamp and is_settled(stamp, now_ns)}
        self._all()
        before = self._pages, self._pages_of
        self._pages, self._pages_of = pages, whole if len(pages) == len(digests) else ""
        self._is_changed = self._is_changed or before != (self._pages, self._pages_of)

    def _is_page_same(self, name: str) -> bool:
        return not self._hashes_always and self._pages[name][0] == stamp_of(self._output / name)

    def save(self) -> None:
        """Write the index, if something in it has changed. Nothing happens if the disk refuses."""
        if not self._is_changed:
            return
        entries = {name: entry for name, entry in self._all().items() if (self._output / name / MANIFEST).exists()}
        document = _Document(
            schema=SCHEMA,
            output=os.path.realpath(self._output),
            entries=entries,
            pages=self._pages,
            pages_of=self._pages_of,
        )
        own = self._path.with_suffix(f".{secrets.token_hex(4)}{PARTIAL}")
        try:
            make_private_folder(self._path.parent)
            with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(msgspec.json.encode(document))  # not flushed: if it gets lost, files are hashed again
            own.replace(self._path)
        except OSError:
            return
        self._is_changed = False

    def forget(self) -> None:
        """Remove the index: its output is gone. Nothing happens if the disk refuses."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _known(self, folder: Path) -> Entry | None:
        return self._all().get(self._name(folder))

    def _name(self, folder: Path) -> str:
        return folder.relative_to(self._output).as_posix()

    def _all(self) -> dict[str, Entry]:
        if self._entries is None:
            self._entries = self._read()
        return self._entries

    def _read(self) -> dict[str, Entry]:
        try:
            found = decode_json(read_regular_file(self._path, _MOST_BYTES), _Document, SCHEMA)
        except (FileNotFoundError, UnreadableError):
            return {}
        if found.output != os.path.realpath(self._output):
            return {}
        self._pages, self._pages_of = dict(found.pages), found.pages_of
        return dict(found.entries)

    @staticmethod
    def _are_inputs_same(base: Path, inputs: Mapping[str, Stamp | None]) -> bool:
        return all(stamp_of(base / name) == stamp for name, stamp in inputs.items())
