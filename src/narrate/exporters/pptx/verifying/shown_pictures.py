"""Checks that the pictures of a deck are those that were made for it, and reads which slides they are on."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator

from lxml import etree

from narrate.exporters.pptx.format import ASVG, A, P, R
from narrate.exporters.pptx.verifying.reading_deck import SlideParts, is_sound, properties_of, relations_of
from narrate.exporters.verifying.edition_record import Record
from narrate.exporters.verifying.pictures_checks import figure_files, is_figure_of, painted_faults, what_is_painted
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN


class Album:
    """The pictures of ``deck``. A picture that is right is checked only once, on however many slides it stands."""

    def __init__(self, deck: zipfile.ZipFile, record: Record) -> None:
        self._deck, self._record = deck, record
        self._hashes: dict[str, str] = {}
        self._right: set[tuple[str, str]] = set()

    def pictures(self, parts: SlideParts) -> Iterator[tuple[str, str]]:
        """Yield (SHA-256 of the drawing or photograph, description) of each picture on a slide."""
        relations = relations_of(self._deck, parts.name)
        for shape in _pictures(parts):
            blip = next(shape.iter(f"{A}blip"), None)
            if blip is None:
                raise ValueError(f"{parts.name}: a picture without an image")
            vector = next(blip.iter(f"{ASVG}svgBlip"), None)
            id_ = (blip if vector is None else vector).get(f"{R}embed") or ""
            yield self._hash(relations[id_][1]), properties_of(shape).get("descr") or ""

    def unpainted(self, parts: SlideParts, segment: str) -> Iterator[str]:
        """Yield faults of drawings whose PNG is not the one that narrate painted for them.

        The PNG is for viewers that cannot show SVG. ``segment`` is the id of what is spoken on the slide.
        """
        relations = relations_of(self._deck, parts.name)
        for blip in (blip for shape in _pictures(parts) for blip in shape.iter(f"{A}blip")):
            for vector in blip.iter(f"{ASVG}svgBlip"):
                pair = relations[vector.get(f"{R}embed") or ""][1], relations[blip.get(f"{R}embed") or ""][1]
                if pair in self._right:
                    continue
                if faults := list(self._pair_faults(*pair, segment)):
                    yield from faults
                else:
                    self._right.add(pair)

    def _pair_faults(self, vector: str, raster: str, segment: str) -> Iterator[str]:
        """Yield what is wrong with the part ``vector``, a drawing on the slide of ``segment``, and ``raster``, its PNG."""
        drawing, content = self._hash(vector), self._deck.read(raster)
        for fault in painted_faults(self._record, drawing, content, raster):
            painted = what_is_painted(self._record, content)
            is_known = drawing in self._record.manifest.painted
            if is_known and (not painted or painted == drawing):
                yield fault
            elif not painted:
                yield f"{vector} is no drawing that narrate put there; {BUILD_AGAIN}"
            else:
                yield f"{self._exchanged((vector, drawing), (raster, painted), segment)}; {BUILD_AGAIN}"

    def _exchanged(self, vector: tuple[str, str], raster: tuple[str, str], segment: str) -> str:
        """Say which of two parts is another picture than the other: the one that is not on the page at ``segment``.

        ``vector`` and ``raster`` are (name of the part, SHA-256 of the drawing that it shows).
        """
        (svg, drawing), (png, painted) = vector, raster
        of_svg, of_png = (figure_files(self._record, digest) for digest in (drawing, painted))
        names = {name for name in (*of_svg, *of_png) if is_figure_of(name, segment)}
        wanted = next(iter(sorted(names)), "")
        if drawing not in self._record.manifest.painted or (wanted in of_png and wanted not in of_svg):
            right = wanted or next(iter(of_png), "the drawing")
            return (
                f"{svg} is {next(iter(of_svg), 'another drawing')} where {right} belongs, which {png} beside it shows"
            )
        if wanted:
            shows = next(iter(of_png), "another drawing")
            return f"{png} shows {shows}, and the drawing that it stands beside, {svg}, is {wanted}"
        return f"{svg} and {png} beside it show two different drawings: one of them belongs elsewhere"

    def _hash(self, name: str) -> str:
        if name not in self._hashes:
            self._hashes[name] = hashlib.sha256(self._deck.read(name)).hexdigest()
        return self._hashes[name]


def _pictures(parts: SlideParts) -> Iterator[etree._Element]:
    return (shape for shape in parts.slide.iter(f"{P}pic") if not is_sound(shape))
