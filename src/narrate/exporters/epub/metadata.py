"""Finds the accessibility metadata of a book, by which people choose books (EPUB Accessibility 1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from narrate.exporters.epub.parts import Part
from narrate.languages import language_data
from narrate.model import Voice

_RECORDINGS = "recordings"  # the engine of a person's voice


@dataclass(slots=True)
class Contents:
    """What is known about a book when all its parts have been written.

    - ``described``: whether it is the edition that describes what is seen.
    - ``speakers``: the name of the phrase that says who speaks.
    - ``narrator``: the computer voice; empty for a recording, because the person is not known.
    - ``pictured``: whether it has figures that are not decorative.
    - ``longer``: whether some figures have longer descriptions.
    - ``silent``: whether there are figures that no sentence describes.
    """

    described: bool
    speakers: str
    narrator: str
    pictured: bool = False
    longer: bool = False
    silent: bool = False

    def add(self, part: Part) -> None:
        self.pictured |= part.pictured
        self.longer |= part.longer
        self.silent |= part.silent

    @property
    def listening_is_enough(self) -> bool:
        """Whether everything that is seen is also said."""
        return self.described and not self.silent

    def access_modes(self) -> list[str]:
        return ["textual", "auditory", *(["visual"] if self.pictured else [])]

    def sufficient_modes(self) -> Iterator[str]:
        """Yield each set of access modes that is sufficient by itself. ``textual`` is: all pictures have text."""
        yield "textual"
        if self.listening_is_enough:
            yield "auditory"
        if self.pictured:
            yield "textual,visual"

    def features(self) -> Iterator[str]:
        yield from ("structuralNavigation", "tableOfContents", "readingOrder", "synchronizedAudioText")
        yield from ("pageNavigation", "pageBreakMarkers", "displayTransformability", "unlocked")
        yield "alternativeText"  # the cover has an alternative text, even if there are no figures
        if self.longer:
            yield "longDescription"

    def summary(self, language: str) -> str:
        """Return the summary for people, in the language of the phrases of ``language``."""
        phrases = language_data(language).phrases
        texts = [phrases["accessibility_summary"]]
        if self.listening_is_enough and self.pictured:
            texts.append(phrases["accessibility_described"])
        texts.append(phrases[self.speakers])
        return " ".join(texts)


def narrator_of(voice: Voice) -> str:
    """Return the name of a computer voice; empty for recordings."""
    return "" if voice.engine == _RECORDINGS else str(voice)
