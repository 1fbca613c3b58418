"""Parts of the package that do not sit in memory, and the file they are written to.

A deck of ten hours has two thousand slides and as many tracks. So a slide becomes bytes as
soon as it is finished and lies in a file, a track is read from the store when it is written, and the file is
written part by part with no date in it: the same deck, the same bytes.
"""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING

from pptx.opc.package import Part, _Relationship
from pptx.opc.packuri import PackURI
from pptx.opc.serialized import PackageWriter

if TYPE_CHECKING:
    from collections.abc import Callable

    from pptx.opc.package import OpcPackage
    from pptx.presentation import Presentation
    from pptx.slide import Slide

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file knows
_COMPRESSED_ALREADY = re.compile(r"\.(mp3|png|jpe?g)$")


class StoredPart(Part):
    """A part whose bytes lie in a file that may still be in the making."""

    def __init__(self, name: str, content_type: str, package: OpcPackage, path: Callable[[], Path]) -> None:
        super().__init__(PackURI(name), content_type, package)
        self._path = path

    @property
    def blob(self) -> bytes:
        return self._path().read_bytes()


class Spool:
    """Finished bytes out of memory, in a file open for reading and writing."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def put(self, content: bytes) -> Callable[[], bytes]:
        """Keep ``content``; what is returned gives it back."""
        deflated = zlib.compress(content, 1)
        at, length = self._file.seek(0, os.SEEK_END), len(deflated)
        self._file.write(deflated)

        def get() -> bytes:
            self._file.seek(at)
            return zlib.decompress(self._file.read(length))

        return get


class SpooledPart(Part):
    """A finished part whose bytes lie in a spool."""

    def __init__(self, name: PackURI, content_type: str, package: OpcPackage, content: bytes, spool: Spool) -> None:
        super().__init__(name, content_type, package)
        self._get = spool.put(content)

    @property
    def blob(self) -> bytes:
        return self._get()


def freeze(presentation: Presentation, slide: Slide, spool: Spool) -> SpooledPart:
    """Put ``slide`` into the presentation as bytes, with its relationships; it can no longer be changed."""
    part = slide.part
    frozen = SpooledPart(part.partname, part.content_type, part.package, part.blob, spool)
    for relation in part.rels.values():
        frozen.rels._rels[relation.rId] = relation
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
    with zipfile.ZipFile(path, "w") as archive:
        writer = PackageWriter(None, package._rels, tuple(package.iter_parts()))
        target = _Target(archive)
        writer._write_content_types_stream(target)
        writer._write_pkg_rels(target)
        writer._write_parts(target)


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
