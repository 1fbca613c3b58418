"""Writes the printed editions."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from narrate.exporters.edition import Edition
from narrate.exporters.pdf.format import HANDOUT, HEAD, LARGE, SLIDES, Block, digest, part_key, slide_key, told
from narrate.exporters.pdf.writing import handout
from narrate.exporters.pdf.writing.blocks import handout_of, notes_of
from narrate.exporters.pdf.writing.slides import slide_blocks, write_slides


def write_all(edition: Edition, folder: Path, *, notes: bool) -> None:
    """Write the three files of ``edition`` to ``folder``. ``notes`` puts the narration under each slide.

    Raises OutsideError if typst refuses one of them.
    """
    blocks = handout_of(edition)
    for file, look in ((HANDOUT, handout.STANDARD), (LARGE, handout.LARGE)):
        handout.write_handout(edition, blocks, folder / file.replace("{name}", edition.name), look)
    write_slides(edition, notes_of(edition) if notes else None, folder / SLIDES.replace("{name}", edition.name))


def digests_of(edition: Edition, *, notes: bool) -> dict[str, str]:
    """Return the SHA-256 of the blocks of the head, of each part and of each slide, for the manifest."""
    blocks, language = handout_of(edition), edition.timeline.script.language
    groups: dict[str, list[Block]] = {HEAD: list(blocks.head)}  # what has no heading belongs to what stands before it
    for part in blocks.parts:
        if part.heading is not None:
            groups[part_key(part.number)] = []
        groups[next(reversed(groups))] += part.blocks
    found = {key: digest(told(group, on_slide=False), language) for key, group in groups.items()}
    beneath = notes_of(edition) if notes else (() for _ in edition.deck.titles)
    for number, (slide, narration) in enumerate(zip(edition.deck.slides, beneath, strict=True), 1):
        found[slide_key(number)] = digest(
            told(chain(slide_blocks(slide, language), narration), on_slide=True), language
        )
    return found
