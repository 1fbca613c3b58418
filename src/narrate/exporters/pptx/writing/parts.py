"""Parts of a deck that are not kept in memory, and the writing of the deck.

A deck of ten hours has two thousand slides and as many tracks. So a finished slide is written to a temporary file at
once, with its relationships (python-pptx's own objects take six kilobytes per slide). A track is read from the store
only when it is written. The deck is written part by part and without dates, so that equal decks give equal bytes. Each
part is compressed once, while the next part is made.
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
    """A part that will not change any more. It holds none of the state that python-pptx keeps for its parts.

    ``relations`` are its relationships as XML, None if it has none. ``targets`` are the parts that it refers to.
    """

    __slots__ = ("content_type", "partname", "targets")

    def __init__(self, partname: PackURI, content_type: str, targets: tuple[Part, ...] = ()) -> None:
        self.partname, self.content_type, self.targets = partname, content_type, targets

    @property
    def relations(self) -> Packed | None:
        return None


class StoredPart(_Finished):
    """A part whose content is in a file.

    ``path`` is called only when the part is written, because the file may not exist before.
    """

    __slots__ = ("_path",)

    def __init__(self, partname: PackURI, content_type: str, path: Callable[[], Path]) -> None:
        super().__init__(partname, content_type)
        self._path = path

    @property
    def blob(self) -> bytes:
        return self._path().read_bytes()


class SpooledPart(_Finished):
    """A part that will not change any more, whose content and relationships are kept in ``spool``.

    With ``shared``, other decks are likely to have a part with the same content.
    """

    __slots__ = ("_content", "_relations", "_spool")

    def __init__(
        self,
        partname: PackURI,
        content_type: str,
        spool: Spool,
        content: bytes,
        relations: bytes = b"",
        targets: tuple[Part, ...] = (),
        *,
        shared: bool = False,
    ) -> None:
        super().__init__(partname, content_type, targets)
        self._spool = spool
        self._content = spool.put(content, stored=is_stored(partname), shared=shared)
        self._relations = spool.put(relations) if relations else None

    @property
    def packed(self) -> Packed:
        return self._spool.get(self._content)

    @property
    def relations(self) -> Packed | None:
        return None if self._relations is None else self._spool.get(self._relations)


class _SmallRelationship:
    """A relationship to a finished part. python-pptx's class would cache half a kilobyte for each slide."""

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
    """Replace ``slide`` in the presentation by a part that is kept in ``spool``, and return that part.

    The slide cannot be changed or used afterwards.
    """
    part = slide.part
    frozen = SpooledPart(part.partname, part.content_type, spool, part.blob, part.rels.xml, _targets(part.rels))
    rels = presentation.part.rels
    for key, relation in rels.items():
        if target_of(relation) is part:
            # python-pptx's relationship would keep the slide in memory: replace it
            put_relationship(
                rels, key, _SmallRelationship(presentation.part.partname.baseURI, key, relation.reltype, frozen)
            )
            break
    # A slide and its part refer to each other: without these references their memory is freed at once.
    vars(slide).clear()
    vars(part).clear()
    return frozen


def save(presentation: Presentation, path: Path) -> None:
    """Write the deck to ``path``. Raises OSError if the disk refuses."""
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
    """Return ``[Content_Types].xml`` as python-pptx would write it.

    It is made as text, because python-pptx's XML elements would take megabytes.
    """
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
    """Yield ``parts`` and everything that they refer to, each once, in the order of python-pptx.

    ``seen`` collects the ``id()`` of each part that has been yielded.
    """
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
