"""An output in a bucket. Editions are built in a folder of this machine, the mirror, and then sent, the manifest last.

The mirror has the manifests. Where the files in the bucket are no longer as they were sent, a second one marks the
edition as unfinished. Beside the editions, under
``.narrate``, the bucket has for each edition the size and the tag that each of its files had when it was sent. A list
of the bucket shows both, so no file is read to see whether an edition is up to date.
"""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath

import msgspec

from narrate.batch.reporting import EditionResult
from narrate.batch.run_report import NAME as REPORT
from narrate.batch.run_report import PAGE as REPORT_PAGE
from narrate.buckets import open_bucket
from narrate.buckets.bucket import Stamp
from narrate.buckets.object_paths import ObjectPath
from narrate.build_plan import BuildPlan
from narrate.catalogue import LISTS, catalogue_files, is_catalogue_name
from narrate.catalogue import NAME as CATALOGUE
from narrate.errors import OutsideError
from narrate.json_files import UnreadableError, decode_json, name_fault
from narrate.manifest import NAME as MANIFEST
from narrate.manifest import UNFINISHED, Manifest, load_manifest
from narrate.script import Source
from narrate.script.left_out import NAME as LEFT_OUT
from narrate.store import Store

_TAGS = ".narrate"
_SCHEMA = 1
_KINDS = {".vtt": "text/vtt", ".srt": "application/x-subrip", ".md": "text/markdown", ".m4b": "audio/mp4"}
_TEXTS = ("text/", "application/json")


class _Tags(msgspec.Struct, forbid_unknown_fields=True):
    """What the bucket said about the files of an edition when they had been sent: (size, tag) by name."""

    schema: int
    files: dict[str, tuple[int, str]]


class BucketOutput:
    """The output at ``address``, with the folder ``mirror``. The methods raise OutsideError if the bucket fails."""

    def __init__(self, address: str, mirror: Path) -> None:
        self.address, self.folder = address.rstrip("/"), mirror
        self._bucket = open_bucket(address)
        self._pages: dict[str, bytes | None] = {}  # as they are in the bucket

    def plan(self, plan: BuildPlan) -> BuildPlan:
        """Return ``plan`` with the mirror as its output."""
        settings = tuple(replace(one, output=self.folder, is_mirror=True) for one in plan.settings)
        return replace(plan, settings=settings)

    def require_writable(self) -> None:
        """Raise OutsideError if the bucket cannot be written. Leaves no trace."""
        self._bucket.write(f"{_TAGS}/writable", b"")
        self._bucket.remove([f"{_TAGS}/writable"])

    def read_all(self) -> None:
        """Bring the manifests of all editions and the catalogue into the mirror."""
        tags = self._bucket.stamps(_TAGS)
        topics = sorted({name.split("/")[1] for name in tags if name.count("/") == 3})
        stamps: dict[str, Stamp] = {}
        for of_topic in self._bucket.each(self._bucket.stamps, topics):
            stamps |= of_topic
        self._read_manifests(tags, stamps)
        stamps |= self._bucket.stamps(LISTS)
        pages = (CATALOGUE, REPORT, REPORT_PAGE, *filter(is_catalogue_name, sorted(stamps)))
        self._pages.update(zip(pages, self._bucket.each(self._bucket.read, pages), strict=True))
        for name, content in self._pages.items():
            if content is not None:
                self._mirror(name, content)

    def read_source(self, source: Source) -> None:
        """Bring the manifests of the editions of ``source`` into the mirror."""
        place = f"{source.topic}/{source.language}" if source.language else source.topic
        self._read_manifests(self._bucket.stamps(f"{_TAGS}/{place}"), self._bucket.stamps(place))

    def read_new(self, results: Iterable[EditionResult]) -> None:
        """Bring the manifests of ``results`` into the mirror that this run has made."""
        new = [self._inside(result.folder) for result in results if result.is_new]
        names = [f"{place}/{name}" for place in new for name in (MANIFEST, LEFT_OUT)]
        for name, content in zip(names, self._bucket.each(self._bucket.read, names), strict=True):
            if content is not None:
                self._mirror(name, content)

    def send(self, results: Sequence[EditionResult]) -> tuple[EditionResult, ...]:
        """Send the editions ``results`` to the bucket, the last one first. Return them with their addresses there.

        The standard edition comes first in ``results``, and its page refers to the others.
        """
        sent = [self._sent(result) if result.is_new else result for result in reversed(results)]
        return tuple(map(self.shown, reversed(sent)))

    def index(self, _store: Store, *, hashes_always: bool = False) -> None:
        """Return no index: the mirror is another folder in each run."""

    def mirrored(self, result: EditionResult) -> EditionResult:
        """Return ``result`` with the paths in the mirror in place of addresses of objects."""
        return replace(result, folder=self.folder / self._inside(result.folder), seen=None)

    def shown(self, result: EditionResult) -> EditionResult:
        """Return ``result`` with the addresses of objects in place of paths in the mirror."""
        return replace(
            result,
            folder=self._address_of(result.folder),
            seen=None,
            removed=tuple(map(self._address_of, result.removed)),
            left=tuple(map(self._address_of, result.left)),
            notes=tuple(note.replace(str(self.folder), self.address) for note in result.notes),
        )

    def shown_path(self, path: Path | None) -> Path | None:
        """Return the address of the object for ``path`` in the mirror."""
        return self._address_of(path) if path is not None else None

    def _address_of(self, path: Path) -> Path:
        return ObjectPath(self.address, self._inside(path))

    def send_pages(self) -> None:
        """Send the catalogue and the report, if they differ from those there. Remove pages that the catalogue lost.

        ``index.html`` of the output is sent after all that it leads to.
        """
        names = [*catalogue_files(self.folder), *sorted(path.name for path in self.folder.iterdir() if path.is_file())]
        unknown = [name for name in names if name not in self._pages]
        self._pages.update(zip(unknown, self._bucket.each(self._bucket.read, unknown), strict=True))
        self._bucket.each(self._send_page, [name for name in names if "/" in name])
        for name in names:
            self._send_page(name)
        gone = [name for name in self._pages if is_catalogue_name(name) and name not in names]
        self._bucket.remove(gone)
        for name in gone:
            del self._pages[name]

    def _send_page(self, name: str) -> None:
        content = (self.folder / name).read_bytes()
        if self._pages[name] != content:
            self._bucket.write(name, content, media_type(name))
            self._pages[name] = content

    def _inside(self, path: Path) -> str:
        """Return the name of the object for ``path``, which is in the mirror or an address."""
        if isinstance(path, ObjectPath):
            return str(path)[len(self.address) + 1 :]
        return path.relative_to(self.folder).as_posix()

    def _read_manifests(self, tags: Iterable[str], stamps: Mapping[str, Stamp]) -> None:
        """Bring manifests into the mirror. Those whose files have other ``stamps`` than when sent are marked.

        ``tags`` are the names of the objects under ``.narrate`` of these editions.
        """
        known = [name for name in sorted(tags) if _edition_place(name) and not name_fault(name)]
        places = {_edition_place(name): name for name in known}
        files = dict(zip(places, self._bucket.each(self._tags_in, places.values()), strict=True))
        manifests = self._bucket.each(self._bucket.read, [f"{place}/{MANIFEST}" for place in places])
        for place, content in zip(places, manifests, strict=True):
            if content is not None:
                self._mirror(f"{place}/{MANIFEST}", content)
                if not _is_unchanged(place, files[place], stamps):  # as after a build that was killed
                    self._mirror(f"{place}/{UNFINISHED}", content)

    def _mirror(self, name: str, content: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def _tags_in(self, name: str) -> dict[str, tuple[int, str]]:
        content = self._bucket.read(name)
        with suppress(UnreadableError):
            files = decode_json(content or b"", _Tags, _SCHEMA).files
            if not any(map(name_fault, files)):
                return files
        return {}

    def _sent(self, result: EditionResult) -> EditionResult:
        """Send the edition ``result``, and remove what it no longer has. Return it with what was removed and left."""
        place, folder = self._inside(result.folder), self.folder / self._inside(result.folder)
        new = load_manifest(folder)
        if new is None:
            raise OutsideError(f"{folder}: another program has removed the manifest; build again")
        tags_name = _tags_name(place, new.edition)
        there, before = self._bucket.stamps(place), self._tags_in(tags_name)
        old = self._old_manifest(place)

        def is_as_sent(name: str) -> bool:
            stamp = there.get(f"{place}/{name}")
            return stamp is not None and before.get(name) == (stamp.size, stamp.tag)

        self._bucket.each(
            lambda name: self._write(f"{place}/{name}", folder / name),
            [name for name, digest in new.files.items() if not (old.get(name) == digest and is_as_sent(name))],
        )
        stale = [
            name
            for name in sorted(set(old) & set(before) - set(new.files) - {MANIFEST})
            if f"{place}/{name}" in there and not _is_of_other_edition(place, name, there)
        ]
        removed = [name for name in stale if is_as_sent(name)]
        self._bucket.remove(f"{place}/{name}" for name in removed)
        self._write(f"{place}/{MANIFEST}", folder / MANIFEST)
        self._write_tags(place, tags_name, folder, new)
        at = self.folder / place
        return replace(
            result,
            removed=tuple(at / name for name in removed),
            left=tuple(at / name for name in stale if name not in removed),
        )

    def _old_manifest(self, place: str) -> Mapping[str, str]:
        """Return the files in the manifest that the bucket has at ``place``, with their hashes; none if it is unfit."""
        content = self._bucket.read(f"{place}/{MANIFEST}")
        if content is None:
            return {}
        self._mirror(f"{_TAGS}/{MANIFEST}", content)
        manifest = load_manifest(self.folder / _TAGS)
        return manifest.files if manifest is not None else {}

    def _write_tags(self, place: str, name: str, folder: Path, new: Manifest) -> None:
        """Write down what the bucket says about the files that were sent. Raises OutsideError if one is not there."""
        stamps = self._bucket.stamps(place)
        files = {}
        for file in sorted((*new.files, MANIFEST)):
            stamp = stamps.get(f"{place}/{file}")
            if stamp is None or stamp.size != (folder / file).stat().st_size:
                raise OutsideError(
                    f"{self.address}/{place}/{file}: another program has changed it meanwhile; build again"
                )
            files[file] = (stamp.size, stamp.tag)
        content = json.dumps({"schema": _SCHEMA, "files": files}, ensure_ascii=False)
        self._bucket.write(name, content.encode(), "application/json")

    def _write(self, name: str, path: Path) -> None:
        self._bucket.write(name, path.read_bytes(), media_type(path.name))


def media_type(name: str) -> str:
    """Return the media type of the file ``name``, by its ending."""
    ending = PurePosixPath(name).suffix.lower()
    kind = _KINDS.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) else kind


def _tags_name(place: str, edition: str) -> str:
    """Return the name of the object with the tags of the ``edition`` at ``place``."""
    return f"{_TAGS}/{'/'.join(place.split('/')[:2])}/{edition}.json"


def _edition_place(tags_name: str) -> str:
    """Return where the edition lies that ``tags_name`` is about; empty if it is no such name."""
    from narrate.editions import EDITIONS, STANDARD

    parts = tags_name.split("/")
    edition = parts[-1].removesuffix(".json")
    if len(parts) != 4 or edition not in EDITIONS:
        return ""
    return "/".join(parts[1:3]) if edition == STANDARD else "/".join((*parts[1:3], edition))


def _is_unchanged(place: str, sent: Mapping[str, tuple[int, str]], stamps: Mapping[str, Stamp]) -> bool:
    """Whether the files at ``place`` are as they were ``sent``."""
    there = {name: stamps.get(f"{place}/{name}") for name in sent}
    return bool(sent) and all(
        stamp is not None and (stamp.size, stamp.tag) == sent[name] for name, stamp in there.items()
    )


def _is_of_other_edition(place: str, name: str, there: Mapping[str, Stamp]) -> bool:
    return any(f"{place}/{parent}/{MANIFEST}" in there for parent in PurePosixPath(name).parents[:-1])
