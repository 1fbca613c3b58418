"""The drawings on the page for each slide with figures, and their digests for the manifest."""

from __future__ import annotations

from dataclasses import dataclass

from narrate.drawings.reading import read_picture
from narrate.exporters.document import Document, DocumentSlide
from narrate.exporters.edition import Edition
from narrate.exporters.html.format import WORDS, as_shown, figure_stem, light_digest, light_key, spans_digest
from narrate.exporters.html.light import Light
from narrate.exporters.html.player_data import narration_of, numbers_of, spans_of, states_of


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


def light_digests(document: Document, edition: Edition) -> dict[str, str]:
    """Return the SHA-256 of what lights up on each slide and when, and of where each word stands in its sentence."""
    timeline = edition.timeline
    numbers = numbers_of(timeline)
    digests = {WORDS: spans_digest(spans_of(clip, document.language) for clip in narration_of(timeline))}
    for part in document.parts:
        for slide in part.slides:
            if slide.figures:
                index = slide.number - 1
                drawn = drawings_of(slide, edition)
                states = list(states_of(edition.deck.slides[index], timeline.tracks[index], numbers))
                digests[light_key(slide.id)] = light_digest(drawn.overlays, drawn.figures, states)
    return digests
