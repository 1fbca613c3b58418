"""Finds the text outside the body of a Word document: footnotes, endnotes, comments, headers and footers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from narrate.errors import Place
from narrate.model import Edit
from narrate.script.raw_material.formatted_text import single
from narrate.script.raw_material.word_documents.plain_text import plain
from narrate.script.raw_material.word_documents.xml_names import w
from narrate.sources.packages import OpenPackage

_NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_PAGES = {"header": "page header", "footer": "page footer"}


@dataclass(frozen=True, slots=True)
class OutsidePart:
    """A part of a document whose text is not read aloud; ``why`` says what kind of text it is."""

    why: str
    root: Any


def outside_parts(package: OpenPackage, document: str, read: Any) -> Iterator[OutsidePart]:
    """Yield the notes, headers and footers of ``document``, the name of the main part.

    ``read`` returns the root element of a part, given its name.
    """
    for relation in package.relations(document).values():
        why = _NOTES.get(relation.kind) or _PAGES.get(relation.kind)
        if why and not relation.external and relation.target in package.sizes:
            yield OutsidePart(why, read(relation.target))


def edits_of(part: OutsidePart, referred: Mapping[tuple[str, str], Place], top: Place) -> Iterator[Edit]:
    """Yield an edit for each note of ``part``, or a single edit for a header or footer.

    ``referred`` maps (kind, id) of a note → the place of the paragraph that refers to it. Other edits have the place
    ``top``.
    """
    if part.why in _PAGES.values():
        if text := single(plain(part.root)):
            yield Edit(top, text, part.why)
        return
    for note in part.root:
        if text := single(plain(note)):
            yield Edit(referred.get((part.why, note.get(w("id")) or ""), top), text, part.why)
