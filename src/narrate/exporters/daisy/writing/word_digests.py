"""Makes digests of the words in a DAISY book that ``timeline.json`` does not hold, for the manifest."""

from __future__ import annotations

from narrate.exporters.daisy.format import BOOK_META, NO_DATE, UNKNOWN, as_shown, digest, slide_key
from narrate.exporters.daisy.writing.blocks import Block
from narrate.exporters.daisy.writing.book import book_slides
from narrate.exporters.document_making import document_of
from narrate.exporters.edition import Edition


def word_digests(edition: Edition) -> dict[str, str]:
    """Return the SHA-256 of the publisher and the date, and of the form and the unsaid words of each slide."""
    document = document_of(edition.timeline, edition.deck)
    date = edition.date.isoformat() if edition.date else NO_DATE
    digests = {BOOK_META: digest([document.publisher or UNKNOWN, date])}
    for slide in book_slides(document, len(edition.timeline.tracks)):
        lines = (_line(block, document.language) for block in slide.blocks)
        digests[slide_key(slide.slide.number)] = digest(lines)
    return digests


def _line(block: Block, language: str) -> str:
    """The form of a block: its kind, first number, languages of sentences, and the words that nobody says."""
    unsaid = "" if block.is_label or (block.kind == "heading" and not block.sentences) else block.text
    languages = ",".join(sentence.language for sentence in block.sentences)
    return f"{block.kind} {block.first} [{languages}] {as_shown(unsaid, language)}"
