"""Finds pictures that probably hold words, which nobody can enlarge, translate or hear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrate.check.decks.examined_slide import ExaminedSlide, quoted
from narrate.errors import Problem, Severity
from narrate.script.sentences import count_words
from narrate.sources.powerpoint.shapes import AROUND, Shape

_MOST = 0.7  # share of the slide
_ENOUGH_WORDS = 8  # an alternative text of so many may well repeat the words of the picture
_NAMED = re.compile(r"screen ?-?(?:shot|grab|capture)|bildschirmfoto|capture d.[ée]cran|captura de pantalla|schermata|\bscan(?:ned)?\b|スクリーンショット|截图|скриншот", re.IGNORECASE)  # fmt: skip


def check_pictures_of_text(slide: ExaminedSlide) -> Iterator[Problem]:
    """Report pictures called a screenshot or scan, and a picture that fills a slide without words.

    Nothing is said of a picture with an alternative text that is long enough to repeat words, or of decoration.
    """
    has_words = any(shape.text for shape in slide.shapes if shape.holder not in AROUND)
    for shape in slide.all_shapes:
        if shape.kind != "picture" or shape.is_decorative or count_words(shape.alternative) >= _ENOUGH_WORDS:
            continue
        called = next(
            (name for name in (shape.name, shape.alternative, _file(slide, shape)) if _NAMED.search(name)), ""
        )
        if called:
            message = f"slide {slide.number} has a picture called {quoted(called)}, which probably shows words"
        elif not has_words and slide.share(shape.frame) >= _MOST:
            message = f"slide {slide.number} is one picture without words beside it"
        else:
            continue
        hint = "write the words of the picture on the slide, or all that matter into its alternative text"
        yield Problem(slide.place, Severity.ADVICE, "deck-picture-text", message, hint)


def _file(slide: ExaminedSlide, shape: Shape) -> str:
    relation = slide.sheets.relations.get(shape.picture)
    return relation.target.rpartition("/")[2] if relation is not None else ""
