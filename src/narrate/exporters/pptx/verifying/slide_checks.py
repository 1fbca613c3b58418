"""Checks that a slide holds what narrate made it to show and play, and nothing else."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from narrate.exporters.pptx.verifying.all_words import unexpected_words
from narrate.exporters.pptx.verifying.drawing import Drawing
from narrate.exporters.pptx.verifying.effect_targets import effect_faults
from narrate.exporters.pptx.verifying.hidden_words import hidden_words
from narrate.exporters.pptx.verifying.picture_shapes import PictureSizes
from narrate.exporters.pptx.verifying.places import Places
from narrate.exporters.pptx.verifying.reading_deck import SlideParts, kinds_of, read_xml
from narrate.exporters.pptx.verifying.sheets import sheet_faults
from narrate.exporters.pptx.verifying.slide_rules import NOTES, SHOW, SLIDES
from narrate.manifest import Manifest

NOTHING_ELSE = "nothing else"
"""The name of the check that slides and notes hold only what narrate writes."""


def deck_faults(deck: zipfile.ZipFile, manifest: Manifest) -> Iterator[str]:
    """Yield what the settings of the show, the master or the layouts of ``deck`` have that narrate did not write."""
    yield from sheet_faults(deck, manifest)
    name = kinds_of(deck, "ppt/presentation.xml").get("presProps")
    if name:
        yield from (f"the show: {fault}" for fault in SHOW.faults(read_xml(deck, name)))


class SlideChecks:
    """The checks of each slide of ``deck``, whose edition has ``manifest``."""

    def __init__(self, deck: zipfile.ZipFile, manifest: Manifest) -> None:
        self._deck, self._manifest = deck, manifest
        self._sizes, self._places = PictureSizes(deck), Places(deck)

    def faults(self, parts: SlideParts, drawing: Drawing, number: int) -> Iterator[tuple[str, str]]:
        """Yield (name of the check, fault) for slide ``number``. ``drawing`` is what the slide draws."""
        yield from ((NOTHING_ELSE, fault) for fault in SLIDES.faults(parts.slide))
        if parts.notes is not None:
            yield from ((NOTHING_ELSE, f"notes: {fault}") for fault in NOTES.faults(parts.notes))
        wanted = self._manifest.shown.get(str(number), "")
        yield from (("words on slides", fault) for fault in unexpected_words(parts.slide, wanted))
        yield from (("words on slides", fault) for fault in dict.fromkeys(hidden_words(drawing, self._deck)))
        yield from (("pictures", fault) for fault in self._sizes.faults(parts, drawing.shapes))
        yield from (("show", fault) for fault in effect_faults(parts.slide))
        yield from self._places.faults(parts, self._manifest.placed.get(str(number), ""))
