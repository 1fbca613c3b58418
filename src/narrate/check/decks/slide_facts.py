"""What the rules for whole decks keep of each slide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from narrate.check.decks.examined_slide import ExaminedSlide
from narrate.check.decks.faint_words import Faint, faint_words
from narrate.errors import Place
from narrate.sources.powerpoint.shapes import AROUND


@dataclass(frozen=True, slots=True)
class SlideFacts:
    """What rules for a whole deck know of a slide.

    - ``language``: that of the deck, empty if it is not known.
    - ``texts``: its words by the language that the file states for them, one line for each paragraph. The tag is empty
      where the file states none.
    - ``faint``: the texts whose colour is too near to the ground.
    """

    place: Place
    title: str
    language: str
    texts: Mapping[str, str]
    faint: tuple[Faint, ...] = ()


def facts_of(slide: ExaminedSlide) -> SlideFacts:
    """Return what rules for a whole deck need to know of ``slide``."""
    texts: dict[str, list[str]] = {}
    for shape in slide.all_shapes:
        if shape.holder in AROUND:
            continue
        paragraph = None
        for run in slide.runs(shape):
            known = texts.setdefault(run.language, [])
            known.append(run.text if run.element.getparent() is paragraph else f"\n{run.text}")
            paragraph = run.element.getparent()
    joined = {tag: "".join(parts).strip() for tag, parts in texts.items()}
    return SlideFacts(slide.place, slide.title, slide.language, joined, tuple(faint_words(slide)))
