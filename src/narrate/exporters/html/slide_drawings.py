"""The drawings on the page for each slide with figures."""

from __future__ import annotations

from dataclasses import dataclass

from narrate.drawings.reading import read_picture
from narrate.exporters.document import DocumentSlide
from narrate.exporters.edition import Edition
from narrate.exporters.html.format import as_shown, figure_stem
from narrate.exporters.html.light import Light


@dataclass(frozen=True, slots=True)
class SlideDrawings:
    """Lines of SVG: those that lie over the picture of a slide, and one for each of its figures."""

    overlays: tuple[str, ...]
    figures: tuple[str, ...]


def drawings_of(slide: DocumentSlide, edition: Edition) -> SlideDrawings:
    """Return the drawings of a slide; none if it has no figures, since the page shows only its words then."""
    if not slide.figures:
        return SlideDrawings((), ())
    deck, language = edition.deck, edition.timeline.script.language
    light = Light(deck.slides[slide.number - 1], slide.number, deck.theme, language, edition.memo)
    return SlideDrawings(
        light.overlays(),
        tuple(
            light.figure(number, figure_address(slide, number, edition), as_shown(figure.alt, language))
            for number, figure in enumerate(slide.figures)
        ),
    )


def figure_address(slide: DocumentSlide, number: int, edition: Edition) -> str:
    """Return the path of the file of figure ``number`` (from 0) of a slide, relative to the edition's folder."""
    return f"{figure_stem(slide.id, number)}{read_picture(slide.figures[number].path, edition.memo).ending}"
