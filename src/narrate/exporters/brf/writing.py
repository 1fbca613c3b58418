"""Writes a braille book, and makes digests of what it says that the timeline does not hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from narrate.errors import OutsideError, UsageError
from narrate.exporters.brf.format import cells_key, page_size
from narrate.exporters.brf.pages import Block, book
from narrate.exporters.brf.tables import Table, table_for
from narrate.exporters.brf.texts import OTHERS, Text, texts_of
from narrate.exporters.brf.translating import Translator
from narrate.exporters.document_making import document_of
from narrate.exporters.edition import Edition

_AT_ONCE = 2000  # texts in one process of liblouis


def write_book(edition: Edition, path: Path) -> None:
    """Write the book of ``edition`` to ``path``. Raises OutsideError if liblouis fails."""
    table = _table(edition)
    texts = texts_of(document_of(edition.timeline, edition.deck))
    with path.open("w", encoding="ascii", newline="") as file:
        file.writelines(book(blocks_of(texts, table), page_size(edition.braille_page), table))


def described_cells(edition: Edition) -> dict[str, str]:
    """Return the SHA-256 of the braille of each slide that is not in ``timeline.json``."""
    lines: dict[str, list[str]] = {}
    texts = (text for text in texts_of(document_of(edition.timeline, edition.deck)) if text.role in OTHERS)
    for text, block in zip(*_twice(texts, _table(edition)), strict=True):
        lines.setdefault(cells_key(text.slide), []).append(block.cells)
    return {key: hashlib.sha256("\n".join(some).encode()).hexdigest() for key, some in lines.items()}


def blocks_of(texts: Iterable[Text], table: Table) -> Iterator[Block]:
    """Yield ``texts`` in braille. Raises OutsideError if liblouis cannot write one of them."""
    translator = Translator(table)
    texts = iter(texts)
    while some := list(islice(texts, _AT_ONCE)):
        sentences = [sentence for text in some for sentence in text.sentences]
        made = iter(translator.translate(sentences))
        for text in some:
            cells = []
            for sentence in text.sentences:
                translated = next(made)
                if translated.fault:
                    raise OutsideError(f"slide {text.number}: {sentence[:80]!r} in braille: {translated.fault}")
                cells.append(translated.cells)
            yield Block(text.role, " ".join(cells), text.number, text.level)


def _twice(texts: Iterable[Text], table: Table) -> tuple[list[Text], Iterator[Block]]:
    kept = list(texts)
    return kept, blocks_of(kept, table)


def _table(edition: Edition) -> Table:
    language = edition.timeline.script.language
    table = table_for(language)
    if table is None:
        raise UsageError(f"there is no braille for {language}")  # ``examine`` has reported it before
    return table
