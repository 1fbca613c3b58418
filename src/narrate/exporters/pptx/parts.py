"""Parts of the package that do not sit in memory, and the file they are written to.

A deck of ten hours has two thousand slides and as many tracks. So a slide becomes bytes as
soon as it is finished and lies in a file with its relationships (python-pptx's own take six kilobytes a slide), a track
is read from the store when it is written, and the file is written part by part with no date in it: the same deck, the
same bytes.
"""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING

from pptx.opc.package import Part
from pptx.opc.packuri import CONTENT_TYPES_URI
from pptx.opc.serialized import PackageWriter

from narrate.exporters.pptx.directory import content_types, keep_packed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pptx.opc.package import _Relationships
    from pptx.opc.packuri import PackURI
    from pptx.presentation import Presentation
    from pptx.slide import Slide

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file knows
_LENGTH = 8  # bytes of the number that says how long a spooled part is
_COMPRESSED_ALREADY = re.compile(r"\.(mp3|png|jpe?g)$")


class _Finished(Part):
    """A part that keeps its bytes, its relationships and none of python-pptx's own state.

    ``relations`` are XML, empty where there are none; ``targets`` are the parts that it refers to.
    """

    __slots__ = ("content_type", "partname", "targets")
    relations = b""

    def __init__(self, partname: PackURI, content_type: str, targets: tuple[Part, ...] = ()) -> None:
        self.partname, self.content_type, self.targets = partname, content_type, targets


class StoredPart(_Finished):
    """A part whose bytes lie in a file that may still be in the making."""

    __slots__ = ("_path",)

    def __init__(self, partname: PackURI, content_type: str, path: Callable[[], Path]) -> None:
        super().__init__(partname, content_type)
        self._path = path

    @property
    def blob(self) -> bytes:
        return self._path().read_bytes()


class Spool:
    """Finished bytes out of memory, in a file open for reading and writing."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def put(self, content: bytes) -> int:
        """Keep ``content``: where it lies, by which ``get`` gives it back."""
        deflated = zlib.compress(content, 1)
        at = self._file.seek(0, os.SEEK_END)
        self._file.write(len(deflated).to_bytes(_LENGTH) + deflated)
        return at

    def get(self, at: int) -> bytes:
        """What was kept at ``at``."""
        self._file.seek(at)
        return zlib.decompress(self._file.read(int.from_bytes(self._file.read(_LENGTH))))


class SpooledPart(_Finished):
    """A finished part whose bytes and relationships lie in a spool."""

    __slots__ = ("_at", "_relations_at", "_spool")

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
        self._at, self._relations_at = spool.put(content), spool.put(relations)

    @property
    def blob(self) -> bytes:
        return self._spool.get(self._at)

    @property
    def relations(self) -> bytes:  # type: ignore[override]
        return self._spool.get(self._relations_at)


class _To:
    """A relationship to a finished part; python-pptx's own keeps all that it is asked, half a kilobyte a slide."""

    __slots__ = ("_base", "_target", "rId", "reltype")
    is_external = False

    def __init__(self, base: str, key: str, reltype: str, target: Part) -> None:
        self._base, self.rId, self.reltype, self._target = base, key, reltype, target

    @property
    def target_part(self) -> Part:
        return self._target

    @property
    def target_ref(self) -> str:
        return self._target.partname.relative_ref(self._base)


def freeze(presentation: Presentation, slide: Slide, spool: Spool) -> SpooledPart:
    """Put ``slide`` into the presentation as bytes, with its relationships; it can no longer be changed."""
    part = slide.part
    frozen = SpooledPart(part.partname, part.content_type, spool, part.blob, part.rels.xml, _targets(part.rels))
    rels = presentation.part.rels
    for key, relation in rels.items():
        if relation._target is part:
            # a relationship remembers its target once it was asked for it: put a new one in its place
            rels._rels[key] = _To(rels._base_uri, key, relation.reltype, frozen)
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
        keep_packed(archive, _EPOCH)
        writer = PackageWriter(None, package._rels, parts)
        target = _Target(archive)
        target.write(CONTENT_TYPES_URI, content_types(parts))
        writer._write_pkg_rels(target)
        for part in parts:
            target.write(part.partname, part.blob)
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


def _relations(part: Part) -> bytes:
    if isinstance(part, _Finished):
        return part.relations
    return part.rels.xml if part.rels else b""


class _Target:
    """What python-pptx writes parts to, in place of its own zip writer, which dates them."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def write(self, name: PackURI, blob: bytes) -> None:
        info = zipfile.ZipInfo(name.membername, _EPOCH)
        stored = _COMPRESSED_ALREADY.search(name.membername) is not None
        info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        self._archive.writestr(info, blob)
