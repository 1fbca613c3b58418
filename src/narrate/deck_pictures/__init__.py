"""Pictures of the slides of somebody else's deck: those beside it, or painted by LibreOffice.

Everything on a slide is seen, as in a print: animations leave no trace in the pictures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from narrate.deck_pictures.folder import pictures_beside
from narrate.deck_pictures.libreoffice import NAME, find_program, version_of
from narrate.deck_pictures.painting import paint_slides
from narrate.errors import Place, Problem, Severity
from narrate.store import Store


@dataclass(frozen=True, slots=True)
class DeckPictures:
    """Pictures of slides.

    - ``made_with``: the program that painted them, with its version; empty if nobody did.
    - ``pictures``: the file of each picture, PNG or JPEG, by the number of the slide, from 1.
    - ``problems``: what the user should know.
    """

    made_with: str = ""
    pictures: Mapping[int, Path] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def pictures_of(deck: Path, store: Store, numbers: Sequence[int]) -> DeckPictures:
    """Return pictures of the slides ``numbers`` of ``deck``, from 1. Those that are painted are kept in ``store``.

    If the user has put pictures of all these slides beside the deck, they are taken. Otherwise LibreOffice paints them, if
    it is installed. Raises OutsideError if LibreOffice fails.
    """
    found, problems = pictures_beside(deck, numbers)
    if found:
        return DeckPictures(pictures=found)
    program = find_program()
    if program is None:
        message = "there are no pictures of its slides, so pages have words and sound alone"
        hint = f"install LibreOffice, or export the slides as pictures into a folder {deck.stem}/ beside the deck"
        none = Problem(Place(str(deck)), Severity.WARNING, "no-pictures", message, hint)
        return DeckPictures(problems=(*problems, none))
    version = version_of(program)
    return DeckPictures(f"{NAME} {version}", paint_slides(deck, store, numbers, program, version), tuple(problems))
