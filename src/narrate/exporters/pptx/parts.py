"""Parts of the package that do not sit in memory, and the file they are written to.

A deck of ten hours has two thousand slides and as many tracks. So a slide becomes bytes as
soon as it is finished and lies in a file with its relationships (python-pptx's own take six kilobytes a slide), a track
is read from the store when it is written, and the file is written part by part with no date in it: the same deck, the
same bytes. Parts are deflated once, beside the making of the next.
"""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from array import array
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, Self

from pptx.opc.package import Part, _Relationship
from pptx.opc.serialized import PackageWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pptx.opc.package import _Relationships
    from pptx.opc.packuri import PackURI
    from pptx.presentation import Presentation
    from pptx.slide import Slide

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file knows
_AHEAD = 32  # parts that may wait for being deflated
_COMPRESSED_ALREADY = re.compile(r"\.(mp3|png|jpe?g)$")


class _Finished(Part):
    """A part that keeps its bytes, its relationships and none of python-pptx's own state.

    ``relations`` are XML, none where there are none; ``targets`` are the parts that it refers to.
    """

    __slots__ = ("content_type", "partname", "targets")

    def __init__(self, partname: PackURI, content_type: str, targets: tuple[Part, ...] = ()) -> None:
        self.partname, self.content_type, self.targets = partname, content_type, targets

    @property
    def relations(self) -> Packed | None:
        return None


class StoredPart(_Finished):
    """A part whose bytes lie in a file that may still be in the making."""

    __slots__ = ("_path",)

    def __init__(self, partname: PackURI, content_type: str, path: Callable[[], Path]) -> None:
        super().__init__(partname, content_type)
        self._path = path

    @property
    def blob(self) -> bytes:
        return self._path().read_bytes()


class Packed(NamedTuple):
    """What an entry of a zip file holds: raw deflate or the bytes as they are, and the checksum and length of the bytes."""

    content: bytes
    crc: int
    size: int


class Spool:
    """Finished bytes out of memory, as a zip file holds them, in a file open for reading and writing.

    Another thread deflates and writes, until the spool is left: it leaves Python's lock to the one that makes the
    next part.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._thread = ThreadPoolExecutor(1)
        self._waiting: deque[Future[None]] = deque()
        self._count = 0
        self._kept = array("q")  # of each: where it lies, its packed length, checksum and size

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown(cancel_futures=True)

    def put(self, content: bytes, *, stored: bool = False) -> int:
        """Keep ``content``, deflated or ``stored`` as it is: the number by which ``get`` gives it back.

        Raises OSError where an earlier one found no room.
        """
        self._settle(_AHEAD)
        self._waiting.append(self._thread.submit(self._keep, content, stored))
        self._count += 1
        return self._count - 1

    def get(self, number: int) -> Packed:
        """What was kept as ``number``. Raises OSError where it found no room."""
        self._settle(0)
        at, length, crc, size = self._kept[number * 4 : number * 4 + 4]
        self._file.seek(at)
        return Packed(self._file.read(length), crc, size)

    def _settle(self, left: int) -> None:
        while len(self._waiting) > left:
            self._waiting.popleft().result()

    def _keep(self, content: bytes, stored: bool) -> None:
        packed = content if stored else zlib.compress(content, wbits=-zlib.MAX_WBITS)
        self._kept.extend((self._file.seek(0, os.SEEK_END), len(packed), zlib.crc32(content), len(content)))
        self._file.write(packed)


class SpooledPart(_Finished):
    """A finished part whose bytes and relationships lie in a spool."""

    __slots__ = ("_content", "_relations", "_spool")

    def __init__(
        self,
        partname: PackURI,
        content_type: str,
        spool: Spool,
        content: bytes,
        relations: bytes = b"",
        targets: tuple[Part, ...] = (),
    ) -> None:
        super().__init__(partname, content_type, targets)
        self._spool = spool
        self._content = spool.put(content, stored=_is_stored(partname))
        self._relations = spool.put(relations) if relations else None

    @property
    def packed(self) -> Packed:
        return self._spool.get(self._content)

    @property
    def relations(self) -> Packed | None:
        return None if self._relations is None else self._spool.get(self._relations)


def freeze(presentation: Presentation, slide: Slide, spool: Spool) -> SpooledPart:
    """Put ``slide`` into the presentation as bytes, with its relationships; it can no longer be changed."""
    part = slide.part
    frozen = SpooledPart(part.partname, part.content_type, spool, part.blob, part.rels.xml, _targets(part.rels))
    rels = presentation.part.rels
    for key, relation in rels.items():
        if relation._target is part:
            # a relationship remembers its target once it was asked for it: put a new one in its place
            rels._rels[key] = _Relationship(rels._base_uri, key, relation.reltype, relation._target_mode, frozen)
            break
    # A slide and its part hold one another: cut apart, their tree goes now and not when the collector comes by.
    vars(slide).clear()
    vars(part).clear()
    return frozen


def save(presentation: Presentation, path: Path) -> None:
    """Write the deck to ``path``."""
    package = presentation.part.package
    parts = tuple(_walk(_targets(package._rels), set()))
    with zipfile.ZipFile(path, "w") as archive:
        writer = PackageWriter(None, package._rels, parts)
        target = _Target(archive)
        writer._write_content_types_stream(target)
        writer._write_pkg_rels(target)
        for part in parts:
            target.write(part.partname, part.packed if isinstance(part, SpooledPart) else part.blob)
            if relations := _relations(part):
                target.write(part.partname.rels_uri, relations)


def _walk(parts: Iterable[Part], seen: set[int]) -> Iterator[Part]:
    """``parts`` and all that they refer to, each once, in python-pptx's order."""
    for part in parts:
        if id(part) not in seen:
            seen.add(id(part))
            yield part
            yield from _walk(part.targets if isinstance(part, _Finished) else _targets(part.rels), seen)


def _targets(relations: _Relationships) -> tuple[Part, ...]:
    return tuple(relation.target_part for relation in relations.values() if not relation.is_external)


def _relations(part: Part) -> bytes | Packed | None:
    if isinstance(part, _Finished):
        return part.relations
    return part.rels.xml if part.rels else None


def _is_stored(name: PackURI) -> bool:
    return _COMPRESSED_ALREADY.search(name) is not None


class _Target:
    """What python-pptx writes parts to, in place of its own zip writer, which dates them."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def write(self, name: PackURI, content: bytes | Packed) -> None:
        info = zipfile.ZipInfo(name.membername, _EPOCH)
        info.compress_type = zipfile.ZIP_STORED if _is_stored(name) else zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        if isinstance(content, Packed):
            self._copy(info, content)
        else:
            self._archive.writestr(info, content)

    def _copy(self, info: zipfile.ZipInfo, entry: Packed) -> None:
        """Write what is packed already, as zipfile writes what it packs itself: it has no call for this."""
        archive = self._archive
        assert archive.fp is not None
        info.CRC, info.compress_size, info.file_size = entry.crc, len(entry.content), entry.size
        archive.fp.seek(archive.start_dir)
        info.header_offset = archive.fp.tell()
        archive.fp.write(info.FileHeader())
        archive.fp.write(entry.content)
        archive.start_dir = archive.fp.tell()
        archive.filelist.append(info)
        archive.NameToInfo[info.filename] = info
