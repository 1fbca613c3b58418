"""Opens untrusted Office Open XML packages safely (ECMA-376 part 2).

Nothing is unpacked to disk, no entity is resolved and no address is followed. Parts are limited in number, in size, and
in how much smaller they are packed; XML also in its elements, each of which takes much more memory than its letters.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from narrate.sources.ooxml import A, P, R
from narrate.sources.regular_files import UnfitFileError, open_regular
from narrate.sources.untrusted_xml import TooComplexError, parse_xml

MAX_BYTES = 50_000_000  # of the file
MAX_UNPACKED = 300_000_000  # of all its parts, by the sizes that the file states
MAX_XML = 8_000_000
MAX_PART = 20_000_000
MAX_PARTS = 5_000
MAX_READ = 100_000_000  # of all parts that are read
MAX_TAGS = 2_000_000  # of all XML that is read
_MAX_DIRECTORY = 2_000_000  # bytes of the list of parts
_MAX_RATIO, _LARGE = 400, 1_000_000  # a part that unpacks to more bytes than the second is packed at most this tightly
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an Office file from before 2007, or one with a password
SAVE_ANEW = "open it in PowerPoint and save it again as a .pptx"
_STRICT = "http://purl.oclc.org/ooxml/"
_STRICT_NAMES = (
    (b"http://purl.oclc.org/ooxml/presentationml/main", P[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
_OFFICE = "/officeDocument/2006/relationships/"


class PackageFault(Exception):  # noqa: N818 - a fault of a file, not of the program
    """A fault in a package: ``str()`` describes it, ``hint`` says what to do.

    ``too_large`` is true if the package exceeds a size limit.
    """

    def __init__(self, message: str, hint: str, *, too_large: bool = False) -> None:
        super().__init__(message)
        self.hint = hint
        self.too_large = too_large


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part. ``target`` names another part or, if ``external`` is true, is an address.

    The XML of the part refers to the relationship by ``id``. ``type`` is a URI.
    """

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of ``type``, such as ``image``."""
        return self.type.rpartition("/")[2]


@dataclass(frozen=True)
class OpenPackage:
    """A package whose file stays open while it is read. ``sizes`` are the bytes of its parts by name.

    If it ``reads_strict``, the XML of a strict package is read with the names of elements that all other packages use.
    The methods raise PackageFault for anything that is wrong in the package.
    """

    archive: zipfile.ZipFile
    sizes: Mapping[str, int] = field(default_factory=dict)
    _taken: Counter[str] = field(default_factory=Counter)
    reads_strict: bool = False

    @cached_property
    def types(self) -> Mapping[str, str]:
        """The content type of every part that declares its own, by the part's name."""
        root = self.xml("[Content_Types].xml")
        return {
            (part.get("PartName") or "").lstrip("/"): part.get("ContentType") or ""
            for part in root.iterfind("{*}Override")
        }

    def read(self, name: str, limit: int = MAX_PART) -> bytes:
        """Return the content of the part ``name``, of at most ``limit`` bytes."""
        if name not in self.sizes:
            raise PackageFault(f"its part {name} is missing", SAVE_ANEW)
        packed = self.archive.getinfo(name).compress_size
        if self.sizes[name] > limit:
            raise _too_large(f"its part {name} is larger than {limit // 1_000_000} MB")
        if self.sizes[name] > max(_LARGE, packed * _MAX_RATIO):
            raise _too_large(f"its part {name} is packed more than {_MAX_RATIO} times smaller than it is")
        self._count("bytes", self.sizes[name], MAX_READ)
        try:
            with self.archive.open(name) as part:
                return part.read(self.sizes[name] + 1)  # however much is really packed into it
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise PackageFault(f"its part {name} cannot be read", SAVE_ANEW) from error

    def xml(self, name: str, limit: int = MAX_XML) -> etree._Element:
        """Return the root of the XML part ``name``, without comments and instructions.

        A document type is refused: no office program writes one.
        """
        content = self.read(name, limit)
        if self.reads_strict:
            content = _transitional(content)
        self._count("tags", content.count(b"<"), MAX_TAGS)
        try:
            root = parse_xml(content)
        except TooComplexError as error:
            raise _too_large(f"its part {name} {error}") from error
        except etree.XMLSyntaxError as error:
            raise PackageFault(f"its part {name} is not XML", SAVE_ANEW) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise PackageFault(f"its part {name} declares a document type", SAVE_ANEW)
        return root

    def _count(self, what: str, number: int, most: int) -> None:
        """Count ``number`` bytes or elements that are read. Raises PackageFault if they are more than ``most``."""
        self._taken[what] += number
        if self._taken[what] > most:
            raise _too_large(f"its parts hold more than {most} {what}")

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relationships of ``part`` by id; those of the package itself if ``part`` is empty."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self.sizes:
            return {}
        relations = {}
        for element in self.xml(path).iterfind("{*}Relationship"):
            id_, external = element.get("Id") or "", element.get("TargetMode") == "External"
            target = element.get("Target") or ""
            relations[id_] = Relation(
                id_, element.get("Type") or "", target if external else _part_name(target, folder), external
            )
        return relations

    def main_part(self) -> str:
        """The name of the package's main document part."""
        for relation in self.relations("").values():
            if relation.type.endswith(f"{_OFFICE}officeDocument") and not relation.external:
                return relation.target
            if relation.type.startswith(_STRICT):
                raise PackageFault(
                    "it is a Strict Open XML presentation",
                    "in PowerPoint, save it as a PowerPoint Presentation (.pptx)",
                )
        raise PackageFault("there is no presentation in it", SAVE_ANEW)


def _transitional(content: bytes) -> bytes:
    """Return XML of a strict package (ISO/IEC 29500-1) with the names that all other packages use."""
    if _STRICT.encode() not in content:
        return content
    for strict, usual in _STRICT_NAMES:
        content = content.replace(strict, usual)
    return content


def _too_large(message: str) -> PackageFault:
    return PackageFault(message, "take large pictures out of it", too_large=True)


def _part_name(target: str, folder: str) -> str:
    """Return the full name of the part ``target``, which is relative to ``folder`` unless it begins with a slash."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


@contextmanager
def open_package(
    path: Path, most: int = MAX_BYTES, unpacked: int = MAX_UNPACKED, *, reads_strict: bool = False
) -> Iterator[OpenPackage]:
    """Open the package at ``path``. It may have ``most`` bytes, and its parts ``unpacked`` bytes together.

    ``reads_strict`` is as in ``OpenPackage``.

    Raises PackageFault if the file is not a package or is too large, OSError if the system refuses access or the file
    is not a regular file.
    """
    try:
        file = open_regular(path, most)
    except UnfitFileError as error:
        if not error.too_large:
            raise
        raise _too_large(error.reason) from error
    with file:
        if file.read(len(COMPOUND)) == COMPOUND:
            raise PackageFault("it was made before PowerPoint 2007, or is protected by a password", SAVE_ANEW)
        yield replace(_opened(file, unpacked), reads_strict=reads_strict)


def _opened(file: BinaryIO, unpacked: int) -> OpenPackage:
    full = f"it has more than {MAX_PARTS} parts, or more than {unpacked // 1_000_000} MB when it is unpacked"
    try:
        # the same function by which zipfile finds the list of parts, which it reads whole
        ending = zipfile._EndRecData(file)  # type: ignore[attr-defined]
        if ending and ending[_DIRECTORY_BYTES] > _MAX_DIRECTORY:
            raise _too_large(full)
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise PackageFault("it is not a .pptx file", SAVE_ANEW) from error
    members = archive.infolist()
    if len(members) > MAX_PARTS or sum(member.file_size for member in members) > unpacked:
        raise PackageFault(full, "take large pictures and sample slides out of it", too_large=True)
    return OpenPackage(archive, {member.filename: member.file_size for member in members})


_DIRECTORY_BYTES = 5  # the place of the size of the list of parts in what _EndRecData returns
