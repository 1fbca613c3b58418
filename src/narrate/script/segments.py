"""What every reader makes segments with: sentences, titles, sections."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from narrate.errors import Place
from narrate.model import Figure, Kind, Point, Segment, Sentence
from narrate.script.sentences import tokenise
from narrate.script.slugs import Slugs


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence before it has an id."""

    text: str
    paragraph: int
    place: Place | None
    pause_after_ms: int | None = None


class SegmentMaker:
    """Makes the segments of one script, with ids that are unique in it.

    A sentence's id is its segment's and a hash of its own text, so that it survives edits
    of everything around it.
    """

    def __init__(self) -> None:
        self._slugs = Slugs()

    def make(
        self,
        kind: Kind,
        spoken: Iterable[Spoken],
        *,
        heading: str | None,
        section: str | None = None,
        points: tuple[Point, ...] = (),
        figure: Figure | None = None,
        place: Place | None = None,
    ) -> Segment:
        spoken = tuple(spoken)
        id_ = self._slugs.take(heading or _first_words(spoken))
        return Segment(id_, kind, heading, section, _sentences(id_, spoken), points, figure, place)

    def announce(self, kind: Kind, text: str, place: Place | None, section: str | None = None) -> Segment:
        """A title or section segment: its heading is what it says."""
        return self.make(kind, [Spoken(text, 0, place)], heading=text, section=section, place=place)


def _first_words(spoken: tuple[Spoken, ...]) -> str:
    return " ".join(spoken[0].text.split()[:6]) if spoken else ""


def _sentences(segment_id: str, spoken: tuple[Spoken, ...]) -> tuple[Sentence, ...]:
    made, used = [], set()
    for one in spoken:
        digest = hashlib.blake2b(one.text.encode(), digest_size=4).hexdigest()
        id_, number = f"{segment_id}.{digest}", 2
        while id_ in used:
            id_, number = f"{segment_id}.{digest}-{number}", number + 1
        used.add(id_)
        made.append(Sentence(id_, one.text, tokenise(one.text), one.paragraph, one.pause_after_ms, one.place))
    return tuple(made)
