"""Makes digests of the words in a book that ``timeline.json`` does not hold, for the manifest."""

from __future__ import annotations

from narrate.exporters.document_making import document_of
from narrate.exporters.edition import Edition
from narrate.exporters.epub.format import METADATA, digest, part_key
from narrate.exporters.epub.parts import parts_of


def word_digests(edition: Edition) -> dict[str, str]:
    """Return the SHA-256 of the words, figures and lists of each part, and of what only the package says."""
    script = edition.timeline.script
    date = edition.date.isoformat() if edition.date else ""
    digests = {METADATA: digest(date, script.subtitle, script.publisher, script.conforms)}
    for part in parts_of(document_of(edition.timeline, edition.deck), edition.memo):
        digests[part_key(part.number)] = digest(*part.lines())
    return digests
