"""Parts of the package that do not sit in memory, and the file they are written to.

A deck of ten hours has two thousand slides and as many tracks. So a slide becomes bytes as
soon as it is finished and lies in a file with its relationships (python-pptx's own take six kilobytes a slide), a track
is read from the store when it is written, and the file is written part by part with no date in it: the same deck, the
same bytes. Parts are deflated once, beside the making of the next.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from pptx.opc.package import Part
from pptx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI

from narrate.exporters.pptx.writing.archive import Archive, Packed, is_stored
from narrate.exporters.pptx.writing.python_pptx import (
    content_types_by_ending_and_part,
    package_relationships,
    put_relationship,
    target_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from pptx.opc.packuri import PackURI
    from pptx.presentation import Presentation
    from pptx.slide import Slide

    from narrate.exporters.pptx.writing.python_pptx import Relationships
    from narrate.exporters.pptx.writing.spool import Spool

_TYPES_HEAD = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
)


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
        self._content = spool.put(content, stored=is_stored(partname))
        self._relations = spool.put(relations) if relations else None

    @property
    def packed(self) -> Packed:
        return self._spool.get(self._content)

    @property
    def relations(self) -> Packed | None:
        return None if self._relations is None else self._spool.get(self._relations)


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
        if target_of(relation) is part:
            # a relationship remembers its target once it was asked for it: put a new one in its place
            put_relationship(rels, key, _To(presentation.part.partname.baseURI, key, relation.reltype, frozen))
            break
    # A slide and its part hold one another: cut apart, their tree goes now and not when the collector comes by.
    vars(slide).clear()
    vars(part).clear()
    return frozen


def save(presentation: Presentation, path: Path) -> None:
    """Write the deck to ``path``."""
    relations = package_relationships(presentation.part.package)
    parts = tuple(_walk(_targets(relations), set()))
    with Archive(path) as archive:
        archive.write(CONTENT_TYPES_URI, content_types(parts))
        archive.write(PACKAGE_URI.rels_uri, relations.xml)
        for part in parts:
            archive.write(part.partname, part.packed if isinstance(part, SpooledPart) else part.blob)
            if own := _relations(part):
                archive.write(part.partname.rels_uri, own)


def content_types(parts: Sequence[Part]) -> bytes:
    """``[Content_Types].xml`` as python-pptx writes it, made as text: its elements for the parts of ten hours take megabytes."""
    defaults, overrides = content_types_by_ending_and_part(parts)
    text = io.BytesIO()
    text.write(_TYPES_HEAD.encode())
    for end, type_ in sorted(defaults.items()):
        text.write(f'<Default Extension="{_quoted(end)}" ContentType="{type_}"/>'.encode())
    for name in sorted(overrides):
        text.write(f'<Override PartName="{_quoted(name)}" ContentType="{overrides[name]}"/>'.encode())
    text.write(b"</Types>")
    return text.getvalue()


def _quoted(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def _walk(parts: Iterable[Part], seen: set[int]) -> Iterator[Part]:
    """``parts`` and all that they refer to, each once, in python-pptx's order."""
    for part in parts:
        if id(part) not in seen:
            seen.add(id(part))
            yield part
            yield from _walk(part.targets if isinstance(part, _Finished) else _targets(part.rels), seen)


def _targets(relations: Relationships) -> tuple[Part, ...]:
    return tuple(relation.target_part for relation in relations.values() if not relation.is_external)


def _relations(part: Part) -> bytes | Packed | None:
    if isinstance(part, _Finished):
        return part.relations
    return part.rels.xml if part.rels else None
